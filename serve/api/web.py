"""The web page: paste or drop a resolution, read it by theme, correct a tag, take it away. Works without scripts."""

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from clausetag.data import seed_path
from clausetag.data.dataset.corrections import Correction
from clausetag.data.sheets.sheet import is_sheet
from clausetag.serve.api.downloads import offered
from clausetag.serve.api.figures import figures_of
from clausetag.serve.api.kept import Kept
from clausetag.serve.api.problems import ProblemError, problem_response, sentence
from clausetag.serve.api.results import Result
from clausetag.serve.api.routes import service_of
from clausetag.serve.api.service import Service
from clausetag.serve.api.settings import MEGABYTE
from clausetag.serve.outputs.about import language_name
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.filters import LONGEST_TEXT, Filters
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import base_style, environment, page_script, script, source_hash, stylesheet
from clausetag.serve.outputs.rows import as_document

router = APIRouter(include_in_schema=False)
_PASTED = "Pasted text"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says above the form: a problem, and the text that was sent, so that it is not lost."""

    problem: str = ""
    text: str = ""


@router.get("/")
async def home(request: Request) -> Response:
    """Show the form."""
    return page_of(request, "web.html.j2", notice=Notice())


@router.post("/")
async def tag(request: Request) -> Response:
    """Tag what was pasted or dropped and show it."""
    service = service_of(request)
    limit = service.settings.max_upload
    async with request.form(max_files=1, max_fields=4, max_part_size=limit) as form:
        file, text = form.get("file"), form.get("text")
        text = text if isinstance(text, str) else ""
        try:
            result = await _tagged(service, text, file if isinstance(file, UploadFile) and file.filename else None)
        except ProblemError as problem:
            notice = Notice(sentence(problem.detail), text)
            return await run_in_threadpool(
                page_of, request, "web.html.j2", problem.status, problem.headers, notice=notice
            )
    return RedirectResponse(f"/results/{result.id}", 303)


@router.post("/example")
async def example(request: Request) -> Response:
    """Tag the resolution that comes with clausetag and show it."""
    service = service_of(request)
    seed = seed_path()
    tagged, tagger = await service.tag_document(seed.read_bytes(), seed.name, explain=True)
    return RedirectResponse(f"/results/{service.results.add(tagged, tagger).id}", 303)


async def _tagged(service: Service, text: str, file: UploadFile | None) -> Result:
    """Tag a text or a file, and keep the result; ProblemError 422 if both are given."""
    if file is None:
        tagged, tagger = await service.tag_document(text.encode("utf-8", "replace"), _PASTED, explain=True)
        return service.results.add(tagged, tagger)
    name = file.filename or ""
    if text.strip():
        raise ProblemError(422, f"both a text and the file {name} were given; give one of them")
    content = await file.read()
    if is_sheet(name):
        sheet, tagger = await service.tag_sheet(content, name)
        return service.results.add(as_document(sheet), tagger, sheet)
    tagged, tagger = await service.tag_document(content, name, explain=True)
    return service.results.add(tagged, tagger)


# What follows draws whole documents. As plain functions they run in threads, beside the event loop.


@router.get("/results/{name}")
def result(request: Request, kept: Kept) -> Response:
    """Show a tagged resolution, or what is asked for of it."""
    marks, asked = marks_of(kept.themes, kept.tagged.rules), _filters(request, kept)
    return page_of(
        request,
        "web.html.j2",
        notice=Notice(),
        result=kept,
        downloads=offered(kept),
        asked=asked,
        layout=lay_out(kept.tagged, marks, kept.corrected, asked.text),
        marks=marks,
        model_version=kept.tagged.model_version,
    )


@router.post("/results/{name}/corrections")
async def correct(request: Request, kept: Kept) -> Response:
    """Keep a reader's correction of one clause."""
    async with request.form(max_files=0, max_fields=100) as form:
        path, chosen = str(form.get("path", "")), {str(key) for key in form.getlist("theme")}
        unsure, anchor = "unsure" in form, re.sub(r"[^A-Za-z0-9-]", "", str(form.get("anchor", "")))
    if unknown := chosen - set(kept.keys):
        raise ProblemError(422, f"unknown theme {sorted(unknown)[0][:40]!r}; the themes are {', '.join(kept.keys)}")
    found = kept.clause(path)
    clause = found.clause
    themes = tuple(key for key in kept.keys if key in chosen)
    resolution = kept.tagged.resolution
    correction = Correction(
        clause.text,
        themes,
        clause.section.value,
        unsure,
        resolution.symbol or resolution.title,
        path=path,
        when=datetime.datetime.now(datetime.UTC).date().isoformat(),
        model=kept.tagged.model_version,
        before=found.tags.themes,
    )
    await service_of(request).corrections.add(correction, kept.keys)
    kept.correct(path, themes, unsure=unsure)
    if wants_page(request):
        query = _filters(request, kept).query
        return RedirectResponse(f"/results/{kept.id}{'?' if query else ''}{query}#{anchor}", 303)
    return Response(json.dumps({"path": path, "themes": themes, "unsure": unsure}), media_type="application/json")


def _filters(request: Request, kept: Result) -> Filters:
    """Return what an address asks to see of a result."""
    given = request.query_params
    ticked = {name: given.get(name) == "1" for name in ("undecided", "operative", "rest")}
    themes = tuple(key for key in kept.keys if key in given.getlist("theme"))
    return Filters(themes, **ticked, text=given.get("text", "").strip()[:LONGEST_TEXT])


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, to be answered with a page."""
    path = request.url.path
    return (path == "/" or path.startswith(("/results/", "/compare", "/find"))) and "text/html" in request.headers.get(
        "accept", ""
    )


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with a problem: people get the page with it above the form, programs get problem details."""
    if wants_page(request):
        return page_of(request, "web.html.j2", status, headers, notice=Notice(sentence(detail)))
    return problem_response(status, detail, headers)


def page_of(
    request: Request,
    template: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
    *,
    style: str = "",
    **content: Any,  # noqa: ANN401
) -> Response:
    """Return a page of the service as HTML, with a policy that lets only its own style and scripts in.

    `style` is a style sheet of the templates' folder for a page that shows no clauses; the rest is what the template
    shows.
    """
    service = service_of(request)
    tagger = service.tagger
    marks = content.get("marks") or marks_of(tagger.definitions)
    blank = {"result": None, "layout": None, "marks": marks, "model_version": tagger.info.version}
    blank["find"] = service.settings.tags is not None
    if "layout" not in content:
        blank |= _about(service)
    css = (base_style() if style else stylesheet(marks)) + script("web.css") + (script(style) if style else "")
    js = page_script() + script("web.js")
    policy = (
        f"default-src 'none'; style-src {source_hash(css)}; script-src {source_hash(js)}; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    page = {**blank, "css": Markup(css), "js": Markup(js), "policy": None} | content  # noqa: S704 (ours)
    text = environment().get_template(template).render(page)
    headers = {"content-security-policy": policy, **(headers or {})}
    return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def _about(service: Service) -> dict[str, Any]:
    """Return what the first page says of the service."""
    tagger = service.tagger
    return {
        "example": seed_path().stem.replace("_", "/"),
        "languages": sorted(language_name(language) for language in tagger.languages),
        "figures": figures_of(tagger.info, tagger.definitions),
        "settings": service.settings,
        "megabytes": service.settings.max_upload // MEGABYTE,
    }
