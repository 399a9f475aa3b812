"""The web page: paste or drop a resolution, read it by theme, correct a tag, take it away. Works without scripts."""

import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from clausetag.data.dataset.corrections import Correction
from clausetag.data.errors import UsageError
from clausetag.data.sheets.sheet import is_sheet
from clausetag.serve.api.answers import document_response
from clausetag.serve.api.problems import ProblemError, problem_response
from clausetag.serve.api.results import Result
from clausetag.serve.api.routes import service_of
from clausetag.serve.api.service import Service
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.records import columns, records
from clausetag.serve.outputs.report import environment, render_report, script, source_hash, stylesheet
from clausetag.serve.outputs.rows import as_document, as_sheet
from clausetag.serve.outputs.sheet import write_sheet_to
from clausetag.serve.outputs.writers import csv_lines

router = APIRouter(include_in_schema=False)
_PASTED = "Pasted text"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OF_DOCUMENTS = (
    ("Word", "resolution.docx"),
    ("AKN XML", "resolution.xml"),
    ("CSV", "tags.csv"),
    ("JSON", "tags.json"),
    ("HTML", "report.html"),
)
_OF_SHEETS = (("Excel", "sheet.xlsx"), ("CSV", "sheet.csv"), ("JSON Lines", "sheet.jsonl"), ("HTML", "report.html"))
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the page says above the form: a problem, and the text that was sent, so that it is not lost."""

    problem: str = ""
    text: str = ""


@router.get("/")
async def home(request: Request) -> Response:
    """Show the form."""
    return _page(request, "web.html.j2", notice=Notice())


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
            notice = Notice(_sentence(problem.detail), text)
            return await run_in_threadpool(
                _page, request, "web.html.j2", problem.status, problem.headers, notice=notice
            )
    return RedirectResponse(f"/results/{result.id}", 303)


async def _tagged(service: Service, text: str, file: UploadFile | None) -> Result:
    """Tag a text or a file, and keep the result; ProblemError 422 if both are given."""
    if file is None:
        tagged, tagger = await service.tag_document(text.encode("utf-8", "replace"), _PASTED)
        return service.results.add(tagged, tagger)
    name = file.filename or ""
    if text.strip():
        raise ProblemError(422, f"both a text and the file {name} were given; give one of them")
    content = await file.read()
    if is_sheet(name):
        sheet, tagger = await service.tag_sheet(content, name)
        return service.results.add(as_document(sheet), tagger, sheet)
    tagged, tagger = await service.tag_document(content, name)
    return service.results.add(tagged, tagger)


async def _result(request: Request, name: str) -> Result:
    return service_of(request).results.get(name)


Kept = Annotated[Result, Depends(_result)]


# What follows draws whole documents. As plain functions they run in threads, beside the event loop.


@router.get("/results/{name}")
def result(request: Request, kept: Kept) -> Response:
    """Show a tagged resolution."""
    marks = marks_of(kept.themes, kept.rules)
    return _page(
        request,
        "web.html.j2",
        notice=Notice(),
        result=kept,
        downloads=_OF_SHEETS if kept.sheet else _OF_DOCUMENTS,
        layout=lay_out(kept.tagged, marks, kept.corrected),
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
    clause = kept.clause(path).clause
    themes = tuple(key for key in kept.keys if key in chosen)
    resolution = kept.tagged.resolution
    correction = Correction(clause.text, themes, clause.section.value, unsure, resolution.symbol or resolution.title)
    await service_of(request).corrections.add(correction, kept.keys)
    kept.correct(path, themes, unsure=unsure)
    if wants_page(request):
        return RedirectResponse(f"/results/{kept.id}#{anchor}", 303)
    return Response(json.dumps({"path": path, "themes": themes, "unsure": unsure}), media_type="application/json")


@router.get("/results/{name}/tags.json")
def as_json(kept: Kept) -> Response:
    """Download the tagged resolution as the API answers it, and which clauses a reader corrected."""
    document = document_response(kept.tagged)
    for clause in document["clauses"]:
        clause["corrected"] = clause["path"] in kept.corrected
    return _download(kept, json.dumps(document, ensure_ascii=False, indent=1).encode(), "application/json", "json")


@router.get("/results/{name}/tags.csv")
def as_csv(kept: Kept) -> Response:
    """Download one row a clause, with a column more than elsewhere that says which ones a reader corrected."""
    names = [column.name for column in columns(kept.keys)]
    rows = [
        [*(record[name] for name in names), "yes" if record["path"] in kept.corrected else ""]
        for record in records(kept.tagged)
    ]
    return _download(kept, csv_lines([[*names, "corrected"], *rows]), "text/csv; charset=utf-8", "csv")


@router.get("/results/{name}/resolution.docx")
def as_word(kept: Kept) -> Response:
    """Download a Word document with highlights and comments."""
    from clausetag.serve.outputs.word import word_document

    return _download(kept, word_document(kept.tagged, kept.themes, kept.corrected), _DOCX, "docx")


@router.get("/results/{name}/resolution.xml")
def as_akn(kept: Kept) -> Response:
    """Download AKN4UN XML that points to the themes."""
    from clausetag.serve.outputs.akn import akn_document

    content = akn_document(kept.tagged, kept.themes, kept.corrected)
    return _download(kept, content, "application/xml", "xml")


@router.get("/results/{name}/sheet.{form}")
def as_given(kept: Kept, form: str) -> Response:
    """Download the spreadsheet that was sent, with columns added."""
    types = {"xlsx": _XLSX, "csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}
    if kept.sheet is None or form not in types:
        raise ProblemError(404, "this result is of no spreadsheet")
    stream = io.BytesIO()
    try:
        write_sheet_to(as_sheet(kept.sheet, kept.tagged), form, stream)
    except UsageError as error:
        raise ProblemError(422, str(error)) from error
    return _download(kept, stream.getvalue(), types[form], form)


@router.get("/results/{name}/report.html")
def as_report(kept: Kept) -> Response:
    """Download the report, one file that needs nothing else."""
    content = render_report(kept.tagged, kept.themes, kept.corrected, kept.rules)
    return _download(kept, content.encode(), "text/html; charset=utf-8", "html")


def wants_page(request: Request) -> bool:
    """Whether a person's browser asks, to be answered with a page."""
    path = request.url.path
    return (path == "/" or path.startswith("/results/")) and "text/html" in request.headers.get("accept", "")


def answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Answer with a problem: people get the page with it above the form, programs get problem details."""
    if wants_page(request):
        return _page(request, "web.html.j2", status, headers, notice=Notice(_sentence(detail)))
    return problem_response(status, detail, headers)


def _page(
    request: Request,
    template: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **content: Any,  # noqa: ANN401
) -> Response:
    service = service_of(request)
    tagger = service.tagger
    marks = content.get("marks") or marks_of(tagger.definitions, tagger.bundle.model.rules)
    blank = {"result": None, "layout": None, "marks": marks, "model_version": tagger.info.version}
    css, js = stylesheet(marks) + script("web.css"), script("page.js") + script("web.js")
    policy = (
        f"default-src 'none'; style-src {source_hash(css)}; script-src {source_hash(js)}; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    page = {**blank, "css": Markup(css), "js": Markup(js), "policy": None} | content  # noqa: S704 (ours)
    text = environment().get_template(template).render(page)
    headers = {"content-security-policy": policy, **(headers or {})}
    return Response(text.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def _download(kept: Result, content: bytes, media_type: str, suffix: str) -> Response:
    resolution = kept.tagged.resolution
    name = resolution.symbol or resolution.title or Path(resolution.source or "resolution").stem
    stem = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:80] or "resolution"
    headers = {"content-disposition": f'attachment; filename="{stem}.{suffix}"'}
    return Response(content, 200, headers, media_type)


def _sentence(detail: str) -> str:
    return detail[:1].upper() + detail[1:] + ("" if detail.endswith((".", "?")) else ".")
