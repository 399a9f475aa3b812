"""MLflow's scoring protocol, so that what calls `mlflow models serve` can call this service unchanged.

A request carries texts in one of `dataframe_split`, `dataframe_records`, `instances`, `inputs` (JSON), or as CSV with
a header. The texts are those of the column `text`, or of the only column. Each prediction is the record that the
project's MLflow model returns: `themes`, `review`, for every theme `<theme>_probability`, `<theme>_answer` and
`<theme>_evidence`, and `model_version`.
"""

import csv
import io
import json
import re
from typing import Any

from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.settings import MAX_CHARACTERS, MAX_TEXTS
from clausetag.serve.outputs.records import tag_record
from clausetag.serve.tags import Tags

TEXT_FIELDS = ("dataframe_split", "dataframe_records", "instances", "inputs")
_COLUMN = "text"
_SURROGATE = re.compile("[\ud800-\udfff]")


def texts_of(body: bytes, content_type: str) -> list[str]:
    """Return the texts of a scoring request; ProblemError 400 or 415 if there are none to be found."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/csv":
        texts = _csv(body)
    elif kind in {"application/json", ""}:
        texts = _json(body)
    else:
        raise ProblemError(415, "send application/json or text/csv")
    if not texts or len(texts) > MAX_TEXTS:
        raise ProblemError(400, f"send between 1 and {MAX_TEXTS} texts, not {len(texts)}")
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise ProblemError(400, f"row {place} holds no text")
        if len(text) > MAX_CHARACTERS:
            raise ProblemError(400, f"row {place} is longer than {MAX_CHARACTERS:,} characters; split it")
        if _SURROGATE.search(text):
            raise ProblemError(400, f"row {place} is not valid Unicode text (a lone surrogate is in it)")
    return texts


def predictions(tags: list[Tags], model: str) -> dict[str, Any]:
    """Return the answer to a scoring request."""
    return {"predictions": [tag_record(one, model) for one in tags]}


def _csv(body: bytes) -> list[Any]:
    try:
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ProblemError(400, "the body is not CSV in UTF-8") from error
    if not rows:
        raise ProblemError(400, "the CSV has no header")
    return _column(rows[0], [row for row in rows[1:] if row])


def _json(body: bytes) -> list[Any]:
    try:
        request = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProblemError(400, "the body is not JSON") from error
    if not isinstance(request, dict):
        raise ProblemError(400, f"the body must be an object with one of {', '.join(TEXT_FIELDS)}")
    given = [name for name in TEXT_FIELDS if name in request]
    if len(given) != 1 or request.keys() - {*TEXT_FIELDS, "params"}:
        raise ProblemError(400, f"the body must have exactly one of {', '.join(TEXT_FIELDS)}, and may have params")
    if not isinstance(request.get("params", {}), dict):
        raise ProblemError(400, "params must be an object")
    value = request[given[0]]
    if given[0] == "dataframe_split":
        if not isinstance(value, dict) or not _lists(value.get("data"), value.get("columns", [_COLUMN])):
            raise ProblemError(400, "dataframe_split must be an object with the lists columns and data")
        return _column(value.get("columns", [_COLUMN]), value["data"])
    if given[0] == "dataframe_records" and not isinstance(value, list):
        raise ProblemError(400, "dataframe_records must be a list of objects")
    if isinstance(value, dict):
        name = _name(list(value))
        return value[name] if isinstance(value[name], list) else [value[name]]
    if isinstance(value, list):
        return [_cell(row) for row in value]
    return [value]


def _lists(*values: object) -> bool:
    return all(isinstance(value, list) for value in values)


def _column(columns: list[Any], rows: list[Any]) -> list[Any]:
    place = columns.index(_name(columns))
    if not all(isinstance(row, list) and len(row) == len(columns) for row in rows):
        raise ProblemError(400, f"every row must have as many values as there are columns ({len(columns)})")
    return [row[place] for row in rows]


def _name(columns: list[Any]) -> str:
    if _COLUMN in columns:
        return _COLUMN
    if len(columns) == 1 and isinstance(columns[0], str):
        return columns[0]
    raise ProblemError(400, f"there must be a column {_COLUMN!r}, or only one column")


def _cell(row: Any) -> Any:  # noqa: ANN401 (whatever the JSON holds)
    if isinstance(row, dict):
        return row[_name(list(row))]
    return row[0] if isinstance(row, list) and len(row) == 1 else row
