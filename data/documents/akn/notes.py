"""Footnotes of a document in the mark-up: each once, with the clauses that cite that very note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from clausetag.data.documents.resolution import Footnote

if TYPE_CHECKING:
    from clausetag.data.documents.akn.text import Cited


def footnotes_of(notes: Iterable[tuple[Cited, str]]) -> tuple[Footnote, ...]:
    """Return the footnotes of notes in reading order, each given with the path of the clause it stands in, or "".

    Where two notes carry the same mark and different texts (numbers begin again in an annex), both are returned. A
    reference to a note adds its clause to those that cite the note.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    by_eid: dict[str, tuple[str, str]] = {}
    by_mark: dict[str, tuple[str, str]] = {}
    for note, path in notes:
        key = (note.mark, note.text)
        if not note.text:  # a reference, or a note printed empty where it is cited again
            key = by_eid.get(note.eid) or by_mark.get(note.mark) or key
        else:
            by_mark[note.mark] = key
            if note.eid:
                by_eid[note.eid] = key
        paths = found.setdefault(key, {})
        if path:
            paths[path] = None
    return tuple(Footnote(mark, text, tuple(paths)) for (mark, text), paths in found.items() if mark or text)
