"""Request bodies: read whole before anything looks at them, within limits of size, time and memory."""

import asyncio
import zlib

from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.settings import MEGABYTE, Settings
from clausetag.serve.api.web import answer

_UPLOADS = frozenset({"/", "/compare", "/v1/documents"})
_TAGGED = _UPLOADS | {"/v1/tag", "/invocations"}  # nothing is kept but for whoever asked


class ClientGoneError(Exception):
    """The client went away before it had its answer."""


class Bodies:
    """Hands requests on with their whole body in one piece, decompressed; turns the rest away."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._held = 0  # bytes of all bodies now in memory

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        kind, encoding = headers.get("content-type", "").lower(), headers.get("content-encoding", "")
        # Other forms than multipart ones are decoded character by character.
        uploads = scope["path"] in _UPLOADS and kind.startswith("multipart/")
        limit = self._settings.max_upload if uploads else self._settings.max_body
        chunks: list[bytes] = []
        try:
            _check_charset(kind)
            try:
                async with asyncio.timeout(self._settings.body_seconds):
                    await self._receive(headers, receive, limit, chunks)
                body = _decoded(encoding, b"".join(chunks), limit)
            except TimeoutError:
                raise ProblemError(408, "the body took too long to arrive", close=True) from None
            self._held += len(body) - sum(map(len, chunks))
            chunks[:] = [body]
            if encoding:
                _forget_compression(scope)
            app = _WhileThere(self._app, receive) if scope["path"] in _TAGGED else self._app
            await app(scope, replay(body, receive), send)
        except ProblemError as problem:
            await answer(Request(scope), problem.status, problem.detail, problem.headers)(scope, receive, send)
        finally:
            self._held -= sum(map(len, chunks))

    async def _receive(self, headers: Headers, receive: Receive, limit: int, chunks: list[bytes]) -> None:
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > limit:
            raise _too_large(limit)
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientGoneError
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > limit:
                raise _too_large(limit)
            if self._held + len(chunk) > self._settings.max_bodies:
                self._metrics.refused.labels("bodies").inc()
                raise ProblemError(503, "too much is being uploaded at once; try again later", retry_after=5)
            chunks.append(chunk)
            self._held += len(chunk)
            more = message.get("more_body", False)


class _WhileThere:
    """Runs an application until it is done, or the client goes before an answer begins: ClientGoneError."""

    def __init__(self, app: ASGIApp, receive: Receive) -> None:
        self._app = app
        self._leaving = receive  # the body is read, so what comes can only be that the client went

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        working = asyncio.ensure_future(self._app(scope, receive, noting))
        leaving = asyncio.ensure_future(self._leaving())
        try:
            await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not (begun or working.done()):
                raise ClientGoneError
            await working
        finally:
            working.cancel()
            leaving.cancel()


def _check_charset(content_type: str) -> None:
    """Refuse other encodings of text than UTF-8: forms would be decoded with whatever codec the client names."""
    if "charset" in content_type:
        charset = parse_options_header(content_type)[1].get(b"charset", b"utf-8").strip()
        if charset not in {b"utf-8", b"utf8"}:
            raise ProblemError(415, "send text in UTF-8")


def _decoded(encoding: str, body: bytes, limit: int) -> bytes:
    """Decompress a body, never beyond the limit."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return body
    if encoding not in {"gzip", "deflate"}:
        raise ProblemError(415, "bodies may be compressed with gzip or deflate, or not at all")
    decoder = zlib.decompressobj(wbits=47 if encoding == "gzip" else 15)
    try:
        plain = decoder.decompress(body, limit + 1)
    except zlib.error as error:
        raise ProblemError(400, f"the body is not {encoding}, though its header says so") from error
    if len(plain) > limit:
        raise _too_large(limit)
    if not decoder.eof or decoder.unused_data:
        raise ProblemError(400, f"the {encoding} body is cut off, or something follows it")
    return plain


def _too_large(limit: int) -> ProblemError:
    # The connection is not closed: browsers show no answer that comes before they have sent all. uvicorn throws away
    # what still arrives, and the deadline for the next request's headers ends that.
    return ProblemError(413, f"the body is larger than the {limit // MEGABYTE} MB that are taken; send it in parts")


def _forget_compression(scope: Scope) -> None:
    dropped = (b"content-encoding", b"content-length", b"transfer-encoding")
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name not in dropped]


def replay(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that was read once more."""
    sent = False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()  # waits for the client to go
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
