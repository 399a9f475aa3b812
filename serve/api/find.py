"""The page of questions to the tables of a batch: a form, what was found, files of it. Works without scripts."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.responses import Response

from clausetag.data.documents.resolution import Section
from clausetag.data.errors import UsageError
from clausetag.serve.api.problems import ProblemError, sentence
from clausetag.serve.api.routes import service_of
from clausetag.serve.definitions import definitions_of
from clausetag.serve.find import Found, FoundClause, Query, Tables
from clausetag.serve.find.said import said_of
from clausetag.serve.find.write import ENDINGS, write_found_to
from clausetag.serve.outputs.layout import look_of, percent_of
from clausetag.serve.outputs.marks import Mark, marks_of
from clausetag.serve.outputs.report import environment, script, source_hash, stylesheet
from clausetag.serve.outputs.spans import Piece, joined, pieces

router = APIRouter(include_in_schema=False)
_AT_ONCE = 50  # clauses on a page
_MOST_ROWS = 50_000  # of a file
_FIELDS = ("theme", "from", "to", "organ", "section", "language", "text")
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/jsonl",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A found clause as the page shows it: its text in pieces, and each theme with how probable it is."""

    clause: FoundClause
    pieces: tuple[Piece, ...]
    tags: tuple[tuple[Mark, str, str], ...]  # the theme, per cent, how its badge looks


@router.get("/find")
def find(request: Request) -> Response:
    """Show the form, and what was found if something was asked."""
    tables, given = _tables(request), request.query_params
    asked = {name: values for name in _FIELDS if (values := [v for v in given.getlist(name) if v.strip()])}
    page, found, said, problem = 1, None, [], ""
    try:
        page = _number(given, "page") or 1
        if asked:
            query = query_of(given)
            found = tables.find(query, start=_AT_ONCE * (page - 1), most=_AT_ONCE)
            said = said_of(found, query, tables)
    except UsageError as error:
        problem = sentence(str(error))
    marks = marks_of(definitions_of(tables.themes))
    content = {
        "asked": asked,
        "cards": _cards(found, marks),
        "said": said,
        "problem": problem,
        "tables": tables,
        "sections": [section.value for section in Section],
        "page": page,
        "pages": -(-found.total // _AT_ONCE) if found else 0,
        "address": urlencode(asked, doseq=True),
        "files": tuple(ENDINGS.values()) if found and 0 < found.total <= _MOST_ROWS else (),
    }
    return _page(content, marks, 422 if problem else 200)


@router.get("/find/clauses.{form}")
def download(request: Request, form: str) -> Response:
    """Give all that was found as a file."""
    if form not in _TYPES:
        raise ProblemError(
            404, f"no file clauses.{form[:20]}; there are {', '.join(f'clauses.{one}' for one in _TYPES)}"
        )
    tables = _tables(request)
    held = io.BytesIO()
    found = tables.find(query_of(request.query_params), most=_MOST_ROWS)
    if found.total > _MOST_ROWS:
        raise ProblemError(
            422,
            f"{found.total:,} clauses, more than the {_MOST_ROWS:,} of a file; ask for fewer, or use clausetag find",
        )
    write_found_to(found.clauses, tables.themes, form, held)
    headers = {"content-disposition": f'attachment; filename="clauses.{form}"'}
    return Response(held.getvalue(), media_type=_TYPES[form], headers=headers)


def query_of(given: QueryParams) -> Query:
    """Return the question that an address asks; UsageError if it makes none."""
    section = given.get("section", "")
    if section and section not in {one.value for one in Section}:
        raise UsageError(f"no section {section[:40]!r}; there are {', '.join(one.value for one in Section)}")
    return Query(
        themes=tuple(key for key in given.getlist("theme") if key),
        first=_number(given, "from"),
        last=_number(given, "to"),
        organ=given.get("organ", "").strip(),
        section=Section(section) if section else None,
        language=given.get("language", "").strip(),
        text=given.get("text", ""),
    )


def _tables(request: Request) -> Tables:
    """Open the tables anew: a batch may have been run again meanwhile."""
    folder = service_of(request).settings.tags
    assert folder is not None  # noqa: S101 (else there are no such routes)
    return Tables(folder)


def _number(given: QueryParams, name: str) -> int | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}", text) or not int(text):
        raise UsageError(f"{name}: a whole number is wanted, such as 2012")
    return int(text)


def _cards(found: Found | None, marks: Sequence[Mark]) -> list[Card]:
    of = {mark.key: mark for mark in marks}
    cards = []
    for clause in found.clauses if found else ():
        spans = {of[a.theme].place: joined(clause.text, a.evidence) for a in clause.answers}
        tags = tuple((of[a.theme], percent_of(a.probability), look_of(a.answer, a.probability)) for a in clause.answers)
        cards.append(Card(clause, pieces(clause.text, spans, clause.opening), tags))
    return cards


def _page(content: Mapping[str, Any], marks: tuple[Mark, ...], status: int) -> Response:
    css = stylesheet(marks) + script("web.css") + script("find.css")
    policy = (
        f"default-src 'none'; style-src {source_hash(css)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    page = {**content, "marks": marks, "css": Markup(css), "policy": None}  # noqa: S704 (ours)
    text = environment().get_template("find.html.j2").render(page)
    headers = {"content-security-policy": policy}
    return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")
