"""The application: routes, the checks in front of them, and one shape for every error."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.responses import Response

from clausetag.data.errors import ClausetagError
from clausetag.serve.api import comparing, docs, downloads, find, review, routes, web
from clausetag.serve.api.bodies import Bodies
from clausetag.serve.api.direct import Direct
from clausetag.serve.api.guard import Guard
from clausetag.serve.api.problems import ProblemDetails, ProblemError
from clausetag.serve.api.service import Service
from clausetag.serve.api.settings import Settings
from clausetag.serve.find import Tables
from clausetag.serve.review.queue import open_queue

_DESCRIPTION = """Split United Nations resolutions into clauses and tag each clause by human rights theme.

Errors are problem details (RFC 9457). Where the service asks for an API key, send it as `Authorization: Bearer KEY`,
as `X-API-Key: KEY`, or as the password of HTTP Basic. `503` with `Retry-After` means that too much waits already."""

_SAID = {"json_invalid": "body: not valid JSON"}
_LONGEST = 40  # characters of a field's name that an error repeats


def create_app(settings: Settings) -> FastAPI:
    """Make the application; model and review queue are loaded at once, ClausetagError if they cannot be.

    Raises:
        UsageError: The settings name tables that are not there.
    """
    service = Service(settings)
    MultiPartParser.spool_max_size = settings.max_upload + 1  # no upload is written to a temporary file

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with service.running():
            yield

    app = FastAPI(
        title="clausetag",
        version=version("clausetag"),
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # FastAPI's own load scripts from elsewhere; ours is `docs`
        redoc_url=None,
    )
    app.state.service = service
    app.state.queue = open_queue(settings.review) if settings.review else None
    app.include_router(routes.router)
    app.include_router(web.router)
    app.include_router(downloads.router)
    app.include_router(review.router)
    if settings.tags is not None:
        Tables(settings.tags)  # are there any?
        app.include_router(find.router)
    app.include_router(docs.router)
    app.include_router(comparing.router)
    app.add_exception_handler(ProblemError, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_invalid)
    app.add_exception_handler(ClausetagError, _on_error)
    app.add_middleware(Direct)
    app.add_middleware(Bodies, settings=settings, metrics=service.metrics)
    app.add_middleware(Guard, settings=settings, metrics=service.metrics)
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]
    return app


async def _on_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 (registered for it)
    return web.answer(request, error.status, error.detail, error.headers)


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    return web.answer(request, error.status_code, str(error.detail), dict(error.headers or {}))


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for it)
    if any(one["type"] == "model_attributes_type" and one["loc"] == ("body",) for one in error.errors()):
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if not kind.endswith(("/json", "+json")):  # the framework took it for a text
            return web.answer(request, 415, "send application/json")
    return web.answer(request, 422, _invalid(error.errors()))


async def _on_error(request: Request, error: Exception) -> Response:
    return web.answer(request, 422, str(error))


def _invalid(errors: Sequence[Any]) -> str:
    """Say what is wrong with which field, without repeating what was sent."""
    lines = []
    for error in errors[:5]:
        place = ".".join(str(part)[:_LONGEST] for part in error["loc"] if part != "body") or "body"
        lines.append(_SAID.get(error["type"]) or f"{place}: {_without_python(error['msg'])}")
    more = f"; and {len(errors) - 5} more" if len(errors) > 5 else ""
    return "; ".join(lines) + more


def _without_python(said: str) -> str:
    """Return what pydantic says; of a field that should be a file, in words of our own."""
    return "give a file, as multipart/form-data has them" if "UploadFile" in said else said


def _openapi(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        parts = schema["components"]
        parts["schemas"]["ProblemDetails"] = ProblemDetails.model_json_schema()
        for unused in ("HTTPValidationError", "ValidationError"):
            parts["schemas"].pop(unused, None)
        parts["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer"},
            "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            "basic": {"type": "http", "scheme": "basic"},
        }
        if app.state.service.settings.keys:
            schema["security"] = [{"bearer": []}, {"header": []}, {"basic": []}]
        app.openapi_schema = schema
    return app.openapi_schema
