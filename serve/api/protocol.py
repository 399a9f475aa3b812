"""uvicorn's HTTP protocol, with limits on what a client may do to a connection before and after a request."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from clausetag.serve.api.problems import problem_response
from clausetag.serve.api.settings import Settings

_MOST_HEADERS = 65_536  # bytes
_CLOSE = {"connection": "close", "x-content-type-options": "nosniff"}
_FULL = problem_response(503, "too many connections are open; try again later", {"retry-after": "5", **_CLOSE})
_BAD = problem_response(400, "this is not a request of HTTP/1.1", _CLOSE)
_HEAD = b"".join(b"%s: %s\r\n" % header for header in _BAD.raw_headers)
_MALFORMED = b"HTTP/1.1 400 Bad Request\r\n%s\r\n%s" % (_HEAD, _BAD.body)


def protocol(settings: Settings) -> type[HttpToolsProtocol]:
    """Return the protocol with the limits of these settings."""

    class Protocol(HttpToolsProtocol):
        """Cuts headers that are slow or long, clients that do not read, and connections beyond the limit."""

        _deadline: asyncio.TimerHandle | None = None  # set while headers are awaited
        _length = 0  # bytes of headers, or of what follows a body, that have come so far
        _unread: asyncio.TimerHandle | None = None  # set while the client does not read its answer

        def connection_made(self, transport: Any) -> None:  # noqa: ANN401 (asyncio's)
            super().connection_made(transport)
            self._deadline = self.loop.call_later(settings.header_seconds, transport.abort)
            if len(self.connections) > 2 * settings.connections:
                transport.abort()

        def data_received(self, data: bytes) -> None:
            if self._deadline is None and (self.cycle is None or self.cycle.response_complete):
                self._deadline = self.loop.call_later(settings.header_seconds, self.transport.abort)
                self._length = 0
            self._length += len(data)
            super().data_received(data)
            if self._length > _MOST_HEADERS:
                self.transport.abort()

        def on_headers_complete(self) -> None:
            self._relax()
            if len(self.connections) > settings.connections:
                self.app = _FULL
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            self._length = 0
            super().on_body(body)

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.transport.is_closing():
                self._expect_reading()

        def pause_writing(self) -> None:
            super().pause_writing()
            self._expect_reading()

        def resume_writing(self) -> None:
            super().resume_writing()
            if self._unread is not None and not self.transport.is_closing():
                self._unread.cancel()
                self._unread = None

        def timeout_keep_alive_handler(self) -> None:
            self.transport.abort()

        def shutdown(self) -> None:
            super().shutdown()
            if self.transport.is_closing():
                self._expect_reading()

        def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (ours says it as a problem)
            self.transport.write(_MALFORMED)
            self.transport.close()
            self._expect_reading()

        def connection_lost(self, exc: Exception | None) -> None:
            self._relax()
            if self._unread is not None:
                self._unread.cancel()
            super().connection_lost(exc)

        def _relax(self) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
                self._deadline = None
            self._length = 0

        def _expect_reading(self) -> None:
            """Cut the connection unless the client has read what waits for it by then."""
            if self._unread is None:
                self._unread = self.loop.call_later(settings.write_seconds, self.transport.abort)

    return Protocol
