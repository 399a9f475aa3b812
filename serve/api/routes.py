"""The API: version 1, MLflow's protocol beside it, and what orchestrators ask."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Form, Request, UploadFile
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from clausetag.serve.api.answers import tag_response
from clausetag.serve.api.problems import ProblemError, problem_response, responses
from clausetag.serve.api.schemas import (
    DocumentResponse,
    ModelResponse,
    State,
    TagRequest,
    TagResponse,
    ThemesResponse,
)
from clausetag.serve.api.scoring import TEXT_FIELDS, predictions, texts_of
from clausetag.serve.api.service import Service
from clausetag.serve.outputs.answer import document_answer

router = APIRouter(responses=responses(421, 500, 503))
_KEY = responses(401)
_BODY = responses(400, 401, 403, 408, 413, 415, 422)
_OPEN: dict[str, Any] = {"security": []}  # needs no key, whatever the others need
_UPLOAD = "The General Assembly,\n1. Calls upon all States to end the detention of migrant children;\n"


def service_of(request: Request) -> Service:
    """Return the service that the application was made with."""
    service: Service = request.app.state.service
    return service


def _json(content: Any) -> Response:  # noqa: ANN401 (built by our own functions to the declared schema)
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, default=str)  # days are no JSON
    return Response(written.encode(), media_type="application/json")


@router.post("/v1/tag", response_model=TagResponse, responses=_BODY, tags=["tagging"], summary="Tag clause texts")
async def tag(body: TagRequest, request: Request) -> Response:
    """Tag each text by theme. Texts of requests that run at once are tagged together."""
    tags, tagger = await service_of(request).tag_texts(body.texts, explain=body.explain)
    return _json(tag_response(tags, tagger.info.version))


@router.post(
    "/v1/documents",
    response_model=DocumentResponse,
    responses=_BODY,
    tags=["tagging"],
    summary="Read and tag a document",
)
async def documents(
    request: Request,
    file: Annotated[
        UploadFile, File(description="A resolution as .txt, .docx, .pdf, .html or AKN .xml.", examples=[_UPLOAD])
    ],
    explain: Annotated[
        Literal["true", "false"], Form(description="Say for every theme what speaks for and against it.")
    ] = "false",
) -> Response:
    """Split a resolution into its clauses and tag each. The format is told from the content, not from the name."""
    given = [name for name, _ in (await request.form()).multi_items()]
    if unknown := next((name for name in given if name not in {"file", "explain"}), None):
        raise ProblemError(422, f"field {unknown[:40]!r} is not known; there are file and explain")
    if given.count("file") > 1:
        raise ProblemError(422, "file: give one document a request")
    name, why = file.filename or "upload", explain == "true"
    tagged, _ = await service_of(request).tag_document(await file.read(), name, explain=why)
    return await run_in_threadpool(lambda: _json(document_answer(tagged)))  # it may be large


@router.get(
    "/v1/themes", response_model=ThemesResponse, responses=_KEY, tags=["model"], summary="The themes and what they mean"
)
async def themes(request: Request) -> Any:  # noqa: ANN401
    """Return the themes of the model in use."""
    return {"themes": service_of(request).tagger.definitions}


@router.get("/v1/model", response_model=ModelResponse, responses=_KEY, tags=["model"], summary="The model in use")
async def model(request: Request) -> Any:  # noqa: ANN401
    """Return the model's version, figures and data."""
    tagger = service_of(request).tagger
    info = tagger.info
    names = ("version", "dataset", "metrics", "versions", "config")
    return {"themes": tagger.themes, **{name: getattr(info, name) for name in names}}


_CLAUSE = "Calls upon States to protect children;"
_SCORING = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "dataframe_split": {"type": "object"},
                        "dataframe_records": {"type": "array", "items": {"type": "object"}},
                        "instances": {},
                        "inputs": {},
                        "params": {"type": "object"},
                    },
                    "additionalProperties": False,
                    "oneOf": [{"required": [name]} for name in TEXT_FIELDS],
                },
                "examples": {
                    "dataframe_split": {"value": {"dataframe_split": {"columns": ["text"], "data": [[_CLAUSE]]}}},
                    "dataframe_records": {"value": {"dataframe_records": [{"text": _CLAUSE}]}},
                    "instances": {"value": {"instances": [_CLAUSE]}},
                    "inputs": {"value": {"inputs": {"text": [_CLAUSE]}}},
                },
            },
            "text/csv": {"schema": {"type": "string"}, "example": f"text\n{_CLAUSE}\n"},
        },
    },
    "responses": {
        "200": {
            "description": "One record a text: themes, review, and probability and answer of every theme",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "properties": {"predictions": {"type": "array", "items": {"type": "object"}}},
                        "required": ["predictions"],
                    }
                }
            },
        }
    },
}


@router.post(
    "/invocations", responses=_BODY, tags=["mlflow"], summary="MLflow's scoring protocol", openapi_extra=_SCORING
)
async def invocations(request: Request) -> Response:
    """Answer as `mlflow models serve` does: exactly one of dataframe_split, dataframe_records, instances, inputs."""
    texts = texts_of(await request.body(), request.headers.get("content-type", ""))
    tags, tagger = await service_of(request).tag_texts(texts)
    return _json(predictions(tags, tagger.info.version))


@router.get(
    "/healthz", response_model=State, tags=["service"], summary="Whether the service lives", openapi_extra=_OPEN
)
async def healthz() -> State:
    """Answer as long as the service can answer."""
    return State(status="alive")


@router.get("/readyz", response_model=State, tags=["service"], summary="Whether it takes requests", openapi_extra=_OPEN)
async def readyz(request: Request) -> Any:  # noqa: ANN401
    """Answer 200 once the model and the readers are there; a service that stops takes no new connections at all."""
    return State(status="ready") if service_of(request).ready else problem_response(503, "not ready")


@router.get("/ping", include_in_schema=False)
@router.get("/health", include_in_schema=False)
async def ping() -> Response:
    """Answer what MLflow's clients ask before they send anything."""
    return Response("\n", media_type="text/plain")


@router.get(
    "/metrics",
    tags=["service"],
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {"description": "Prometheus text format", "content": {"text/plain": {"schema": {"type": "string"}}}},
        **_KEY,
    },
)
async def metrics(request: Request) -> Response:
    """Return counts, times and the state of the queue."""
    service = service_of(request)
    own = service.metrics
    own.swaps.set(service.holder.swaps)
    own.swap_failures.set(service.holder.failures)
    own.model.clear()
    own.model.labels(service.tagger.info.version).set(1)
    return Response(generate_latest(own.registry), media_type=CONTENT_TYPE_LATEST)
