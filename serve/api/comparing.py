"""Two documents compared on the page: two files, or one file beside a result. Works without scripts."""

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from clausetag.data.sheets.sheet import is_sheet
from clausetag.serve.api.problems import ProblemError, sentence
from clausetag.serve.api.results import Result
from clausetag.serve.api.routes import service_of
from clausetag.serve.api.service import Service
from clausetag.serve.compare import compare_texts
from clausetag.serve.compare.page import policy_of, render_page
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import environment, script, source_hash, stylesheet

router = APIRouter(include_in_schema=False)
_FORM = "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


@router.get("/compare")
def form(request: Request) -> Response:
    """Show the form: two files, or one beside the result that `with` names."""
    return _form(request, str(request.query_params.get("with", "")))


@router.post("/compare")
async def compare(request: Request) -> Response:
    """Tag what was given, and lead to its comparison."""
    service = service_of(request)
    limit = service.settings.max_upload
    async with request.form(max_files=2, max_fields=4, max_part_size=limit) as fields:
        name = str(fields.get("with") or "")
        try:
            old, new = await _sides(service, fields, name)
        except ProblemError as problem:
            return await run_in_threadpool(_form, request, name, problem)
    return RedirectResponse(f"/compare/{old.id}/{new.id}", 303)


@router.get("/compare/{old}/{new}")
def comparison(old: str, new: str, request: Request) -> Response:
    """Show what became of each clause from one kept document to the other."""
    results = service_of(request).results
    before, after = results.get(old), results.get(new)
    page = render_page(compare_texts([before.tagged, after.tagged]), after.themes, back="/compare")
    policy = f"{policy_of(after.themes)}; frame-ancestors 'none'"
    headers = {"content-security-policy": policy}
    return Response(page.encode("utf-8", "replace"), 200, headers, "text/html; charset=utf-8")


async def _sides(service: Service, fields: FormData, name: str) -> tuple[Result, Result]:
    """Return the older document and the newer one."""
    files = [fields.get(side) for side in ("old", "new")]
    given = [file for file in files if isinstance(file, UploadFile) and file.filename]
    if name:
        kept = service.results.get(name)
        if kept.sheet is not None:
            raise ProblemError(422, "the rows of a spreadsheet are not compared; give two documents")
        if len(given) != 1:
            raise ProblemError(422, "give the file that it is to be compared with")
        other = await _tagged(service, given[0])
        return (kept, other) if fields.get("side") == "old" else (other, kept)
    if len(given) != 2:
        raise ProblemError(422, "one text has nothing to be compared with; give two files")
    return await _tagged(service, given[0]), await _tagged(service, given[1])


async def _tagged(service: Service, file: UploadFile) -> Result:
    name = file.filename or ""
    if is_sheet(name):
        raise ProblemError(422, f"{name}: a spreadsheet; its rows are not compared, give a document")
    tagged, tagger = await service.tag_document(await file.read(), name)
    return service.results.add(tagged, tagger)


def _form(request: Request, name: str, problem: ProblemError | None = None) -> Response:
    kept = service_of(request).results.get(name) if name and (problem is None or problem.status != 404) else None
    tagger = service_of(request).tagger
    css = stylesheet(marks_of(tagger.definitions)) + script("web.css")
    page = {
        "css": Markup(css),  # noqa: S704 (ours)
        "policy": None,
        "kept": kept,
        "find": service_of(request).settings.tags is not None,
        "problem": sentence(problem.detail) if problem else "",
        "model_version": tagger.info.version,
    }
    text = environment().get_template("compare_form.html.j2").render(page)
    policy = f"default-src 'none'; style-src {source_hash(css)}; {_FORM}"
    headers = {"content-security-policy": policy} | (problem.headers if problem else {})
    return Response(
        text.encode("utf-8", "replace"), problem.status if problem else 200, headers, "text/html; charset=utf-8"
    )
