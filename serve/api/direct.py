"""What programs ask again and again is answered past the framework: its layers take longer than the model.

The routes stay where they are, in `routes`: this calls them. What is not well formed goes the usual way, and its errors
are said there.
"""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clausetag.data.errors import ClausetagError
from clausetag.serve.api import routes
from clausetag.serve.api.bodies import replay
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.schemas import TagRequest


class Direct:
    """Answers `POST /invocations` and `POST /v1/tag`, and hands everything else on as it came."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = _ANSWERS.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "POST" else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        scope["route"] = _ROUTES[scope["path"]]  # by which it is counted, also if it is refused
        body: bytes = (await receive())["body"]  # whole: `Bodies` stands before this
        try:
            response = await answer(body, Request(scope, replay(body, receive)))
        except ClausetagError as error:
            raise ProblemError(422, str(error)) from error
        if response is None:
            await self._app(scope, replay(body, receive), send)
            return
        await response(scope, receive, send)


async def _tag(body: bytes, request: Request) -> Response | None:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return None
    try:
        asked = TagRequest.model_validate(json.loads(body))
    except (ValueError, RecursionError):
        return None
    return await routes.tag(asked, request)


async def _invocations(body: bytes, request: Request) -> Response | None:  # noqa: ARG001 (the route reads it)
    return await routes.invocations(request)


_ANSWERS: dict[str, Callable[[bytes, Request], Coroutine[Any, Any, Response | None]]] = {
    "/invocations": _invocations,
    "/v1/tag": _tag,
}
_ROUTES = {getattr(route, "path", ""): route for route in routes.router.routes}
