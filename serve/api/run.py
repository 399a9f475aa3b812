"""Running the service with uvicorn."""

import asyncio
import logging
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clausetag.serve.api.app import create_app
from clausetag.serve.api.settings import Settings, check

_MOST_HEADERS = 65_536  # bytes
_LOG = logging.getLogger("clausetag.serve")


def serve(settings: Settings, log_level: str = "info") -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C): requests under way are finished, new ones refused.

    Raises:
        UsageError: The address needs API keys and there are none.
        BundleError: The model cannot be loaded.
    """
    check(settings)
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=log_level.upper(), stream=sys.stderr)
    sys.setswitchinterval(0.001)  # the event loop waits no longer than this for a thread that tags
    app = create_app(settings)
    _LOG.info("corrections are kept in %s", settings.corrections)
    uvicorn.Server(configuration(app, settings, log_level)).run()


def configuration(app: Any, settings: Settings, log_level: str = "info") -> uvicorn.Config:  # noqa: ANN401 (any ASGI app)
    """Return uvicorn's configuration. Nothing of a request is logged: its address line may hold a result's name."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=_protocol(settings.header_seconds),
        access_log=False,
        log_level=log_level,
        log_config=None,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=settings.stop_seconds,
        backlog=1024,
    )


def _protocol(seconds: float) -> type[HttpToolsProtocol]:
    class Protocol(HttpToolsProtocol):
        """uvicorn's protocol with limits on the headers of a request: how long they may take, how long they may be."""

        _deadline: asyncio.TimerHandle | None = None  # set while headers are awaited
        _length = 0

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 (asyncio's)
            super().connection_made(transport)
            self._deadline = self.loop.call_later(seconds, transport.close)

        def data_received(self, data: bytes) -> None:
            if self._deadline is None and (self.cycle is None or self.cycle.response_complete):
                self._deadline = self.loop.call_later(seconds, self.transport.close)
            self._length += len(data)
            super().data_received(data)
            if self._deadline is not None and self._length > _MOST_HEADERS:
                self.transport.close()

        def on_headers_complete(self) -> None:
            self._relax()
            super().on_headers_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._relax()
            super().connection_lost(exc)

        def _relax(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None
            self._length = 0

    return Protocol
