"""Labels in files: JSON Lines, one label a line, fields that say nothing left out.

{"text": "Urges States to act;", "theme": "water", "answer": "yes", "annotator": "anna", "when": "2026-11-26"}
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from clausetag.data.appending import append_lines
from clausetag.data.errors import LabelError, UsageError
from clausetag.data.jsonl import check_whole, read_jsonl, text_field
from clausetag.data.labelling.label import ANSWERS, Label
from clausetag.data.replacing import replacing_file

_FIELDS = tuple(field.name for field in fields(Label))
_TEXTS = ("annotator", "when", "source", "document", "path", "section", "language")


def read_labels(path: Path) -> list[Label]:
    """Read the labels in a file, or in every *.jsonl of a folder, in the order of their names.

    Raises:
        LabelError: It cannot be read or a line is no label; the message names file and line.
    """
    if path.is_dir():
        return [label for file in sorted(path.glob("*.jsonl")) for label in read_labels(file)]
    return [_label(entry, where) for where, entry in read_jsonl(path)]


def write_labels(path: Path, labels: Iterable[Label]) -> None:
    """Write a file of labels in the place of what is there; UsageError if it cannot be written."""
    with replacing_file(path) as stream:
        stream.writelines(map(_line, labels))


def append_labels(path: Path, labels: Iterable[Label]) -> None:
    """Add labels at the end of a file, all or none, and see them safely on the disk; UsageError if that fails."""
    try:
        append_lines(path, b"".join(map(_line, labels)))
    except OSError as error:
        raise UsageError(f"{path}: labels cannot be kept there ({error.strerror or error})") from error


def _line(label: Label) -> bytes:
    entry = {name: value for name, value in asdict(label).items() if value not in ("", None, False)}
    return (json.dumps(entry, ensure_ascii=False) + "\n").encode()


def _label(entry: Mapping[str, Any], where: str) -> Label:
    if "sha256" in entry and "text" not in entry:
        name = where.rpartition(",")[0]
        raise LabelError(
            f"{where}: a clause by reference; take the file out of the project, and in again with "
            f"`clausetag labels import {Path(name).name} --documents FOLDER`"
        )
    if unknown := sorted(set(entry) - set(_FIELDS)):
        raise LabelError(f"{where}: unknown field {unknown[0]!r}; a label has {', '.join(_FIELDS)}")
    text, theme, answer = (text_field(entry, field, where) for field in ("text", "theme", "answer"))
    if answer not in ANSWERS:
        raise LabelError(f"{where}: field 'answer' is {answer!r}; it must be yes, no or unsure")
    texts = {field: entry.get(field, "") for field in _TEXTS}
    year, decides = entry.get("year"), entry.get("decides", False)
    for field, value in texts.items():
        if not isinstance(value, str):
            raise LabelError(f"{where}: field {field!r} must be a text")
        check_whole(value, field, where)
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise LabelError(f"{where}: field 'year' must be a whole number")
    if not isinstance(decides, bool):
        raise LabelError(f"{where}: field 'decides' must be true or false")
    return Label(text=text, theme=theme, answer=answer, year=year, decides=decides, **texts)
