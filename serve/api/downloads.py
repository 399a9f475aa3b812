"""What the page offers of a result to take away."""

import io
import re
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from clausetag.data.errors import UsageError
from clausetag.serve.api.kept import Kept
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.results import Result
from clausetag.serve.outputs.answer import document_json
from clausetag.serve.outputs.records import columns, flat, records, worded
from clausetag.serve.outputs.report import render_report
from clausetag.serve.outputs.rows import as_sheet
from clausetag.serve.outputs.sheet import write_sheet_to
from clausetag.serve.outputs.writers import BYTE_ORDER_MARK, csv_lines

router = APIRouter(include_in_schema=False)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OF_DOCUMENTS = (
    ("Word", "resolution.docx"),
    ("Excel", "tags.xlsx"),
    ("AKN XML", "resolution.xml"),
    ("CSV", "tags.csv"),
    ("JSON", "tags.json"),
    ("HTML", "report.html"),
)
_OF_SHEETS = (("Excel", "sheet.xlsx"), ("CSV", "sheet.csv"), ("JSON Lines", "sheet.jsonl"), ("HTML", "report.html"))
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def offered(kept: Result) -> tuple[tuple[str, str], ...]:
    """Return name and file of each download that the page offers."""
    return _OF_SHEETS if kept.sheet else _OF_DOCUMENTS


# These draw whole documents. As plain functions they run in threads, beside the event loop.


@router.get("/results/{name}/tags.json")
def as_json(kept: Kept) -> Response:
    """Download the tagged resolution as the API answers it, and which clauses a reader corrected."""
    return _download(kept, document_json(kept.tagged, kept.corrected), "application/json", "json")


@router.get("/results/{name}/tags.csv")
def as_csv(kept: Kept) -> Response:
    """Download one row a clause, with a column more than elsewhere that says which ones a reader corrected."""
    names = [column.name for column in columns(kept.keys)]
    rows = [
        [*(record[name] for name in names), "yes" if record["path"] in kept.corrected else ""]
        for record in (flat(worded(one)) for one in records(kept.tagged))
    ]
    content = BYTE_ORDER_MARK + csv_lines([[*names, "corrected"], *rows])
    return _download(kept, content, "text/csv; charset=utf-8", "csv")


@router.get("/results/{name}/tags.xlsx")
def as_book(kept: Kept) -> Response:
    """Download a workbook of clauses and counts, with a column that says which clauses a reader corrected."""
    from clausetag.serve.outputs.clause_book import write_clause_book

    stream = io.BytesIO()
    write_clause_book([kept.tagged], kept.themes, stream, kept.corrected, in_memory=True)
    return _download(kept, stream.getvalue(), _XLSX, "xlsx")


@router.get("/results/{name}/resolution.docx")
def as_word(kept: Kept) -> Response:
    """Download the resolution as a Word document, its themes as comments."""
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
        write_sheet_to(as_sheet(kept.sheet, kept.tagged), form, stream, in_memory=True)
    except UsageError as error:
        raise ProblemError(422, str(error)) from error
    return _download(kept, stream.getvalue(), types[form], form)


@router.get("/results/{name}/report.html")
def as_report(kept: Kept) -> Response:
    """Download the report, one file that needs nothing else."""
    content = render_report(kept.tagged, kept.themes, kept.corrected)
    return _download(kept, content.encode(), "text/html; charset=utf-8", "html")


def _download(kept: Result, content: bytes, media_type: str, suffix: str) -> Response:
    resolution = kept.tagged.resolution
    name = resolution.symbol or resolution.title or Path(resolution.source or "resolution").stem
    stem = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:80] or "resolution"
    headers = {"content-disposition": f'attachment; filename="{stem}.{suffix}"'}
    return Response(content, 200, headers, media_type)
