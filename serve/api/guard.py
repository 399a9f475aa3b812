"""Who may come in, and what every answer carries. Plain ASGI: it runs before anything reads the request."""

import base64
import binascii
import hashlib
import hmac
import logging
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clausetag.serve.api.bodies import ClientGoneError
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError, problem_response
from clausetag.serve.api.settings import Settings, is_loopback

_LOG = logging.getLogger("clausetag.serve")
_OPEN = frozenset({"/healthz", "/readyz"})  # answered without a key: they say nothing
_CLIENT_GONE = 499  # counted for a request that nobody waits for any more: no fault of the service (nginx's number)
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADERS = (  # of every answer that does not bring its own, as pages do
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)

_PREFLIGHT = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "authorization, content-type, x-api-key",
    "access-control-max-age": "3600",
}


class Guard:
    """Checks host, origin and API key; adds security headers; counts and times requests; answers for bugs."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._settings = settings
        self._metrics = metrics
        self._hosts = {name.lower() for name in (settings.host, *settings.allowed_hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, started = time.perf_counter(), 500, False
        shared = self._shared(scope)

        async def send_guarded(message: Message) -> None:
            nonlocal status, started
            if message["type"] == "http.response.start":
                status, started = message["status"], True
                given = {name for name, _ in message["headers"]}
                added = [header for header in (*shared, *_HEADERS) if header[0] not in given]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        self._metrics.running.inc()
        try:
            if problem := self._refusal(scope):
                headers = problem.headers | (
                    {"www-authenticate": 'Basic realm="clausetag"'} if problem.status == 401 else {}
                )
                await problem_response(problem.status, problem.detail, headers)(scope, receive, send_guarded)
            elif _is_preflight(scope) and len(shared) > 1:
                await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, send_guarded)
            else:
                await self._app(scope, receive, send_guarded)
        except ClientGoneError:
            status = _CLIENT_GONE
        except Exception as error:  # noqa: BLE001 (no traceback is logged: it may hold a text)
            _LOG.error("%s in %s", type(error).__name__, _place(error))
            if not started:  # else uvicorn cuts the answer off
                detail = "an error of the service, not of the request; its log says more"
                await problem_response(500, detail)(scope, receive, send_guarded)
        finally:
            self._metrics.running.dec()
            route = getattr(scope.get("route"), "path", "none")
            seconds = time.perf_counter() - began
            self._metrics.request(scope["method"] if route != "none" else "any", route, status).inc()
            self._metrics.seconds_of(route).observe(seconds)
            _LOG.debug("%s %s %s %.1f ms", scope["method"], route, status, seconds * 1000)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._known(host):
            return ProblemError(421, "this host name is not served here; name it with --allow-host")
        if scope["method"] not in _SAFE and _foreign(headers, host) and not self._invited(scope, headers):
            return ProblemError(403, "requests that change something are taken from this service's own pages only")
        open_to_all = scope["path"] in _OPEN or (_is_preflight(scope) and self._invited(scope, headers))
        if self._settings.keys and not open_to_all and not self._has_key(headers):
            return ProblemError(
                401, "an API key is needed: Authorization: Bearer KEY, X-API-Key: KEY, or as the password"
            )
        return None

    def _invited(self, scope: Scope, headers: Headers) -> bool:
        """Whether it comes from a page of a site that may call the API. The page's own forms are not for others."""
        return _is_api(scope["path"]) and headers.get("origin") in self._settings.origins

    def _shared(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """Return the headers that let a page of a named origin read the answer (CORS, without cookies)."""
        if not self._settings.origins or not _is_api(scope["path"]):
            return []
        headers, shared = Headers(scope=scope), [(b"vary", b"origin")]
        if self._invited(scope, headers):
            shared.append((b"access-control-allow-origin", headers["origin"].encode()))
        return shared

    def _known(self, host: str) -> bool:
        """Whether the Host header names this service: a name that another site points here (rebinding) does not."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        name = name.strip("[]").lower()
        if name in self._hosts or is_loopback(name):
            return True
        # Listening on every address: the names are known only to the administrator, and a key is needed anyway.
        return not self._settings.allowed_hosts and not is_loopback(self._settings.host)

    def _has_key(self, headers: Mapping[str, str]) -> bool:
        found = False
        for given in _keys_of(headers):
            digest = hashlib.sha256(given.encode("utf-8", "replace")).digest()
            for key in self._settings.keys:  # all of them, so that time tells nothing
                found |= hmac.compare_digest(digest, key)
        return found


def _is_api(path: str) -> bool:
    return path.startswith("/v1/") or path in {"/invocations", "/openapi.json"}


def _is_preflight(scope: Scope) -> bool:
    """Whether a browser asks before a page's request of another origin (Fetch, CORS-preflight)."""
    return scope["method"] == "OPTIONS" and b"access-control-request-method" in dict(scope["headers"])


def _foreign(headers: Mapping[str, str], host: str) -> bool:
    """Whether a browser sent this from the page of another site."""
    origin = headers.get("origin")
    if origin is not None:
        return origin.partition("://")[2].lower() != host.lower()
    return headers.get("sec-fetch-site") in {"cross-site", "same-site"}


def _keys_of(headers: Mapping[str, str]) -> Iterator[str]:
    """Yield what may be a key: a proxy's own Authorization must not hide a client's X-API-Key."""
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        yield value.strip()
    elif kind.lower() == "basic":
        with suppress(binascii.Error, UnicodeDecodeError):
            yield base64.b64decode(value, validate=True).decode("utf-8").partition(":")[2]
    yield headers.get("x-api-key", "")


def _place(error: Exception) -> str:
    """Where an error was raised: the innermost lines of code."""
    frames = [f"{Path(f.f_code.co_filename).name}:{line}" for f, line in traceback.walk_tb(error.__traceback__)]
    return " > ".join(frames[-3:])
