"""Errors on the wire: problem details (RFC 9457) for programs, a page for people."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

MEDIA_TYPE = "application/problem+json"


class ProblemDetails(BaseModel):
    """What every error answers with, as `application/problem+json` (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Service Unavailable",
                "status": 503,
                "detail": "the queue is full",
            }
        }
    )

    type: str = Field(description="Always about:blank: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What was wrong and what to do about it.")


def sentence(detail: str) -> str:
    """Return what was wrong as a sentence; the name of a file stays as it is."""
    first = detail.split(maxsplit=1)[0] if detail.strip() else ""
    start = detail[:1] if "." in first.rstrip(".:") else detail[:1].upper()
    return start + detail[1:] + ("" if detail.endswith((".", "?")) else ".")


class ProblemError(Exception):
    """An error to answer with."""

    def __init__(self, status: int, detail: str, *, retry_after: int | None = None, close: bool = False) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {"retry-after": str(retry_after)} if retry_after is not None else {}
        if close:
            self.headers["connection"] = "close"


def problem_response(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return the problem as a response."""
    phrase = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": phrase, "status": status, "detail": detail}
    return Response(json.dumps(body).encode(), status, dict(headers or {}), MEDIA_TYPE)


def responses(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Describe the problems that a route may answer with, for the OpenAPI document."""
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    return {
        status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }
