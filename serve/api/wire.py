"""Resolutions as JSON: between the processes that read documents and the service, and in answers."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section


def characters_of(resolution: Resolution) -> int:
    """Number of characters that stand in a resolution's JSON: a paragraph's text again for all that hangs on it."""
    clauses = sum(len(clause.text) + len(clause.chapeau) for clause in resolution.clauses)
    return clauses + sum(len(note.text) for note in resolution.footnotes) + len(resolution.title or "")


def resolution_to_json(resolution: Resolution) -> bytes:
    """Write a resolution as JSON."""
    return json.dumps(asdict(resolution), default=str).encode()


def resolution_from_json(content: bytes) -> Resolution:
    """Read a resolution back; ValueError, TypeError or KeyError if it is not one. Builds nothing but plain data."""
    fields: dict[str, Any] = json.loads(content)
    adopted = fields.pop("adopted")
    clauses = tuple(
        Clause(**{**c, "section": Section(c["section"]), "footnotes": tuple(c["footnotes"])})
        for c in fields.pop("clauses")
    )
    notes = tuple(Footnote(n["number"], n["text"], tuple(n["cited_by"])) for n in fields.pop("footnotes"))
    return Resolution(clauses, notes, adopted=date.fromisoformat(adopted) if adopted else None, **fields)
