"""Resolutions as JSON: between the processes that read documents and the service, and in answers."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from clausetag.data.documents.resolution import Clause, Footnote, LeftOut, Resolution, Rest, Section, Subject


def characters_of(resolution: Resolution) -> int:
    """Number of characters that a resolution's answers repeat: a paragraph's text again for all that hangs on it.

    Its symbol and subjects count once a clause: they stand in every row of a table.
    """
    clauses = sum(
        len(clause.text) + len(clause.chapeau) + len(clause.eid) + sum(map(len, clause.headings))
        for clause in resolution.clauses
    )
    notes = sum(len(note.text) for note in resolution.footnotes)
    row = len(resolution.symbol or "") + sum(len(subject.id) + len(subject.name) for subject in resolution.subjects)
    return clauses + notes + len(resolution.title or "") + row * max(1, len(resolution.clauses))


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
        left_out=tuple(LeftOut(Rest(line["kind"]), line["text"]) for line in fields.pop("left_out")),
        remarks=tuple(fields.pop("remarks")),
        **fields,
    )
