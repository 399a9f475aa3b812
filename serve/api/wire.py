"""Resolutions and spreadsheets as JSON: between the processes that read documents and the service, and in answers."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any

from clausetag.data.documents.resolution import Clause, Footnote, LeftOut, Resolution, Rest, Section, Subject, TableRow
from clausetag.data.sheets.sheet import Cell, Sheet

_NUMBER = re.compile(r"\d+")
_REFERENCE = 60  # characters of an answer's reference, besides its own words


def characters_of(resolution: Resolution) -> int:
    """Number of characters that a resolution's answers repeat: a paragraph's text again for all that hangs on it.

    What stands in every row of a table counts once a clause: its symbol (thrice: also in citation and address), title,
    organ, meeting, report and subjects. A number may be a reference, which an answer spells out for each clause that
    it, or the note it stands in, belongs to.
    """
    clauses = sum(
        _told(clause.text) + len(clause.chapeau) + len(clause.eid) + sum(map(len, clause.headings))
        for clause in resolution.clauses
    )
    notes = sum(_told(note.text) * max(1, len(note.cited_by)) for note in resolution.footnotes)
    row = 3 * len(resolution.symbol or "")
    row += sum(len(one or "") for one in (resolution.title, resolution.organ, resolution.meeting, resolution.report))
    row += sum(len(subject.id) + len(subject.name) for subject in resolution.subjects)
    return clauses + notes + row * max(1, len(resolution.clauses))


def _told(text: str) -> int:
    return len(text) + _REFERENCE * sum(1 for _ in _NUMBER.finditer(text))


def resolution_to_json(resolution: Resolution) -> bytes:
    """Write a resolution as JSON."""
    return json.dumps(asdict(resolution), default=str).encode()


def resolution_from_json(content: bytes) -> Resolution:
    """Read a resolution back; ValueError, TypeError or KeyError if it is not one. Builds nothing but plain data."""
    fields: dict[str, Any] = json.loads(content)
    adopted = fields.pop("adopted")
    clauses = tuple(
        Clause(
            **c
            | {"section": Section(c["section"]), "footnotes": tuple(c["footnotes"]), "headings": tuple(c["headings"])}
        )
        for c in fields.pop("clauses")
    )
    notes = tuple(Footnote(n["number"], n["text"], tuple(n["cited_by"])) for n in fields.pop("footnotes"))
    subjects = tuple(Subject(**subject) for subject in fields.pop("subjects"))
    return Resolution(
        clauses,
        notes,
        adopted=date.fromisoformat(adopted) if adopted else None,
        subjects=subjects,
        left_out=tuple(map(_left_out, fields.pop("left_out"))),
        remarks=tuple(fields.pop("remarks")),
        **fields,
    )


def _left_out(line: dict[str, Any]) -> LeftOut:
    kind, text = Rest(line["kind"]), line["text"]
    return TableRow(kind, text, tuple(line["cells"]), line["after"]) if "cells" in line else LeftOut(kind, text)


def sheet_to_json(sheet: Sheet, column: int) -> bytes:
    """Write a spreadsheet and the place of its column of texts as JSON."""
    return json.dumps({**asdict(sheet), "column": column}, default=_tagged).encode()


def sheet_from_json(content: bytes) -> tuple[Sheet, int]:
    """Read a spreadsheet and the place of its texts back; ValueError, TypeError or KeyError if it is none."""
    fields: dict[str, Any] = json.loads(content)
    rows = tuple(tuple(map(_cell, row)) for row in fields["rows"])
    columns, remarks = tuple(map(str, fields["columns"])), tuple(map(str, fields["remarks"]))
    column = int(fields["column"])
    if not 0 <= column < len(columns) or any(len(row) != len(columns) for row in rows):
        raise ValueError("rows and columns do not fit")
    return Sheet(str(fields["name"]), columns, rows, fields["delimiter"], remarks, int(fields["first_row"])), column


_TIMES: dict[str, Callable[[str], Cell]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}


def _tagged(value: Any) -> dict[str, str | float]:  # noqa: ANN401 (what JSON has no type for)
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    return {type(value).__name__: value.isoformat()}


def _cell(value: Any) -> Cell:  # noqa: ANN401
    if not isinstance(value, dict):
        if value is not None and not isinstance(value, str | int | float | bool):
            raise TypeError(type(value))
        return value
    ((kind, told),) = value.items()
    return timedelta(seconds=float(told)) if kind == "timedelta" else _TIMES[kind](told)
