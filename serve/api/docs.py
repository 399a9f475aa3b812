"""`/docs`: the API for people who program, drawn from its OpenAPI document, with nothing from outside."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from clausetag.serve.api.reference import calls_of
from clausetag.serve.api.routes import service_of
from clausetag.serve.api.settings import MAX_CHARACTERS, MAX_TEXTS, MEGABYTE
from clausetag.serve.api.snippets import LANGUAGES
from clausetag.serve.api.web import page_of

router = APIRouter(include_in_schema=False)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the API's calls, fields, limits and examples."""
    settings = service_of(request).settings
    base = str(request.base_url).rstrip("/")
    limits = (
        ("Texts in a request", f"{MAX_TEXTS:,}"),
        ("Characters of a text, or of a clause", f"{MAX_CHARACTERS:,}"),
        ("Size of a request", f"{settings.max_body // MEGABYTE} MB"),
        ("Size of a document", f"{settings.max_upload // MEGABYTE} MB"),
        ("Clauses of a document", f"{settings.max_clauses:,}"),
        ("Seconds to read a document", f"{settings.reader_seconds:.0f}"),
    )
    return page_of(
        request,
        "docs.html.j2",
        style="docs.css",
        calls=calls_of(request.app.openapi(), base, key=bool(settings.keys)),
        written_in=LANGUAGES,
        limits=limits,
        base=base,
        keys=bool(settings.keys),
        origins=settings.origins,
        layout=None,
    )
