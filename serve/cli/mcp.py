"""`clausetag mcp`: tagging for programs that talk."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.options import BundleOption


def mcp(
    documents: Annotated[
        Path, typer.Option("--documents", help="Folder whose documents may be read, and no others.")
    ] = Path(),
    tags: Annotated[
        Path | None,
        typer.Option("--tags", help="Folder that clausetag batch wrote, to be searched.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=1,
            max=65535,
            help="Serve http://127.0.0.1:PORT/mcp. Default: standard input and output.",
            show_default=False,
        ),
    ] = None,
    bundle: BundleOption = None,
) -> None:
    """Serve tools of the Model Context Protocol: tag a text, read a document, find clauses, explain a tag.

    On standard input and output for the program that started it, or on HTTP for this machine alone.
    """
    from clausetag.data.extras import needs
    from clausetag.serve.tagger import Tagger

    if not documents.is_dir():
        raise UsageError(f"{documents}: no such folder; give --documents the one to read from")
    with needs("mcp"):
        from clausetag.serve.mcp.run import run_http, run_stdio
        from clausetag.serve.mcp.server import make_server
    server = make_server(Tagger.load(bundle), documents, tags)
    if port is None:
        run_stdio(server)
    else:
        run_http(server, port)
