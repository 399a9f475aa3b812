"""Exports of Label Studio, JSON and JSON-MIN, as https://labelstud.io/guide/export describes them.

The package label-studio-sdk reads them too, but brings OpenCV and forty others with it. Each annotation becomes a row:
what the task's data hold, who answered and when, and a column for each control, with what was chosen there.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from clausetag.data.errors import LabelError
from clausetag.data.labelling.table import Table, table_of
from clausetag.data.words import counted

_CHOSEN = ("choices", "labels", "hypertextlabels", "taxonomy")  # fields of a result that name what was chosen
_NOT_DATA = ("id", "annotation_id", "annotator", "created_at", "updated_at", "lead_time")  # of JSON-MIN


def read_label_studio(path: Path) -> Table:
    """Read an export; LabelError if it is none. Tasks without an answer and skipped ones are counted in the remarks."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise LabelError(f"{path}: cannot be read ({error.strerror})") from error
    except (ValueError, RecursionError) as error:
        raise LabelError(f"{path}: not JSON; export from Label Studio as JSON") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise LabelError(f"{path}: not a list of tasks; export from Label Studio as JSON")
    records: list[tuple[str, dict[str, object]]] = []
    unanswered = 0
    for number, task in enumerate(tasks, start=1):
        found = list(_records(task, f"{path}, task {task.get('id', number)}"))
        records += [(place.removeprefix(f"{path}, "), record) for place, record in found]
        unanswered += not found
    controls = {name for _, record in records for name, value in record.items() if isinstance(value, tuple)}
    records = [
        (place, {**dict.fromkeys(sorted(controls), ()), **record}) for place, record in records
    ]  # seen, and nothing chosen
    remarks = [f"{counted(unanswered, 'task')} without an answer left out"] if unanswered else []
    return table_of(path.name, records, remarks)


def _records(task: Mapping[str, Any], where: str) -> Iterator[tuple[str, dict[str, object]]]:
    if "data" not in task and "annotations" not in task:
        yield where, _minimal(task)
        return
    data, annotations = task.get("data"), task.get("annotations", [])
    if not isinstance(data, dict) or not isinstance(annotations, list):
        raise LabelError(f"{where}: has no data and annotations; export from Label Studio as JSON")
    for number, annotation in enumerate(annotations, start=1):
        place = where if len(annotations) == 1 else f"{where}, annotation {number}"
        if not isinstance(annotation, dict) or not isinstance(annotation.get("result", []), list):
            raise LabelError(f"{place}: has no list of results")
        if not annotation.get("was_cancelled"):
            yield place, dict(data) | _who_and_when(annotation, "completed_by") | _chosen(annotation, place)


def _minimal(task: Mapping[str, Any]) -> dict[str, object]:
    record: dict[str, object] = {name: _unpacked(value) for name, value in task.items() if name not in _NOT_DATA}
    return record | _who_and_when(task, "annotator")


def _unpacked(value: object) -> object:
    """Return the names in what the short form holds of a control: {"choices": [...]}, or a list of marked spans."""
    given = value if isinstance(value, list) else [value]
    regions = [region for region in given if isinstance(region, dict)]
    if not regions or len(regions) < len(given):
        return value
    return tuple(dict.fromkeys(name for region in regions for name in _names(region)))


def _who_and_when(entry: Mapping[str, Any], who: str) -> dict[str, object]:
    person = entry.get(who)
    if isinstance(person, dict):
        person = person.get("email") or person.get("id")
    when = str(entry.get("updated_at") or entry.get("created_at") or "")[: len("2026-11-26")]
    return {"annotator": None if person is None else str(person), "when": when or None}


def _chosen(annotation: Mapping[str, Any], place: str) -> dict[str, object]:
    """Return what was chosen by control, each name once."""
    found: dict[str, dict[str, None]] = {}
    for result in annotation.get("result", []):
        value = result.get("value") if isinstance(result, dict) else None
        if not isinstance(value, dict):
            raise LabelError(f"{place}: a result without a value")
        if any(isinstance(value.get(kind), list) for kind in _CHOSEN):
            found.setdefault(str(result.get("from_name")), {}).update(dict.fromkeys(_names(value)))
    return {name: tuple(chosen) for name, chosen in found.items()}


def _names(region: Mapping[str, Any]) -> list[str]:
    """Return what was chosen in a result or for a span; of a path through a taxonomy, its end."""
    chosen = [item for kind in _CHOSEN if isinstance(region.get(kind), list) for item in region[kind]]
    return [str(item[-1] if isinstance(item, list) and item else item) for item in chosen]
