"""The review queue on the web page: one clause, one question a theme; every answer is kept at once."""

from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from clausetag.data.errors import ClausetagError
from clausetag.data.labelling.label import ANSWERS, Answer
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import environment, script, source_hash, stylesheet
from clausetag.serve.review.queue import LONGEST_NAME, Queue, reader_name
from clausetag.serve.review.view import place_after, view_of

router = APIRouter(include_in_schema=False)
_PATH = "/review"
_NONE = "No clauses wait for readers here. Make a queue with clausetag review export, and start clausetag serve there."


@router.get(_PATH)
def show(request: Request, reader: str = "", clause: str = "") -> Response:
    """Show a clause to a reader, or ask who reads."""
    queue: Queue | None = request.app.state.queue
    if queue is None:
        return _page(None, 404, problem=_NONE)
    if not reader.strip():
        return _page(queue)
    try:
        wanted = int(clause) if clause.isascii() and clause.isdigit() and len(clause) < 7 else None
        return _page(queue, view=view_of(queue, reader_name(reader), wanted))
    except ClausetagError as error:
        return _page(queue, 422, problem=str(error))


@router.post(_PATH)
async def answer(request: Request) -> Response:
    """Keep one answer, and go on to what is open."""
    async with request.form(max_files=0, max_fields=10) as form:
        return await run_in_threadpool(_answer, request.app.state.queue, form)


@router.post(f"{_PATH}/undo")
async def undo(request: Request) -> Response:
    """Take a reader's last answer back, and show its clause."""
    async with request.form(max_files=0, max_fields=10) as form:
        return await run_in_threadpool(_undo, request.app.state.queue, form)


def _answer(queue: Queue | None, form: FormData) -> Response:
    if queue is None:
        return _page(None, 404, problem=_NONE)
    key, _, said = str(form.get("answer", "")).partition(":")
    place = str(form.get("clause", ""))
    chosen: Answer | None = next((answer for answer in ANSWERS if answer == said), None)
    if chosen is None or key not in {theme.key for theme in queue.themes}:
        raise ProblemError(422, "answer: a theme's key and yes, no or unsure, divided by a colon")
    if not (place.isascii() and place.isdigit() and 1 <= int(place[:7]) <= len(queue.items)):
        raise ProblemError(422, f"clause: a number from 1 to {len(queue.items)}")
    number = int(place[:7])
    try:
        reader = reader_name(str(form.get("reader", "")))
        queue.keep(reader, queue.items[number - 1], {key: chosen})
        return _on(reader, place_after(queue, reader, number))
    except ClausetagError as error:
        return _page(queue, 422, problem=f"The answer was not kept: {error}")


def _undo(queue: Queue | None, form: FormData) -> Response:
    if queue is None:
        return _page(None, 404, problem=_NONE)
    try:
        reader = reader_name(str(form.get("reader", "")))
        item = queue.undo(reader)
    except ClausetagError as error:
        return _page(queue, 422, problem=f"Nothing was taken back: {error}")
    place = str(form.get("clause", "")) if item is None else queue.items.index(item) + 1
    return _on(reader, place)


def _on(reader: str, place: int | str | None) -> Response:
    query = {"reader": reader} | ({} if place is None else {"clause": place})
    return RedirectResponse(f"{_PATH}?{urlencode(query)}", 303)


def _page(queue: Queue | None, status: int = 200, **content: Any) -> Response:  # noqa: ANN401
    marks = marks_of(queue.themes if queue else ())
    css, js = stylesheet(marks) + script("review.css"), script("keys.js") + script("review.js")
    policy = (
        f"default-src 'none'; style-src {source_hash(css)}; script-src {source_hash(js)}; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    blank = {"view": None, "problem": "", "marks": marks, "answers": ANSWERS, "longest": LONGEST_NAME, "policy": None}
    page = blank | {"count": len(queue.items) if queue else 0} | content
    text = environment().get_template("review.html.j2").render(page | {"css": Markup(css), "js": Markup(js)})  # noqa: S704 (ours)
    headers = {"content-security-policy": policy}
    return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")
