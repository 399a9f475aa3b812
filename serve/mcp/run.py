"""Running the server: on standard input and output for the program that started it, or on HTTP for this machine."""

import sys

import anyio
import uvicorn
from mcp.server.mcpserver import MCPServer

from clausetag.serve.port import listening_socket

HOST = "127.0.0.1"
_MOST_BYTES = 1024 * 1024  # of a request


def run_stdio(server: MCPServer) -> None:
    """Serve until the input ends."""
    anyio.run(server.run_stdio_async)


def run_http(server: MCPServer, port: int) -> None:
    """Serve http://127.0.0.1:PORT/mcp until stopped; no other machine gets in, nor a page that a browser shows.

    Raises:
        UsageError: The port is taken.
    """
    listening = listening_socket(HOST, port)
    print(f"listening on http://{HOST}:{port}/mcp", file=sys.stderr, flush=True)
    app = server.streamable_http_app(
        host=HOST, json_response=True, stateless_http=True, max_request_body_size=_MOST_BYTES
    )
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    uvicorn.Server(config).run([listening])
