"""Stand-off labels: themes for a paragraph named by document, index and hash of its text, joined to the texts."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from clausetag.data.dataset.corpus import CorpusDocument
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import index_field, read_jsonl, text_field, themes_field
from clausetag.data.themes import core_keys
from clausetag.data.words import counted

_LABELS = Path(__file__).parents[1] / "labels"
LABELS = _LABELS / "themes"  # every *.jsonl in it is read
OFFICIAL_LABELS = _LABELS / "official"  # likewise: of official texts
GOLD_LABELS = _LABELS / "gold"  # for measuring only
SECTION_LABELS = _LABELS / "sections.jsonl"
HARD_SECTION_LABELS = _LABELS / "sections_hard.jsonl"  # run-on considerations, declarations, bad scans
DRAWN_SECTION_LABELS = _LABELS / "sections_drawn.jsonl"  # drawn later: half at random, half hard ones
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Annotation:
    """The themes of one clause, by document and place. `unsure` marks a decision that another reader may contest."""

    doc: str  # "A-RES-60-214" in the translated corpus, "A/RES/75/158" in the official one
    unit: str  # "12", or "12.3" for an item of a list, in the translated corpus; an `eId` in the official one
    sha256: str  # of the English text
    themes: tuple[str, ...]
    unsure: bool = False
    when: str = ""  # day of the decision, "2026-11-26", where it is known
    by: str = ""  # how it was made: "reading", or the label it was carried over from
    asked: tuple[str, ...] | None = None  # as an `Example` has it

    @property
    def id(self) -> str:
        """Name of the clause, the same wherever it is labelled."""
        return f"{self.doc}#{self.unit}"

    @property
    def official(self) -> bool:
        """Whether the clause is one of the official texts."""
        return "/" in self.doc


@dataclass(frozen=True, slots=True)
class JoinReport:
    """How labels and texts came together. Nothing is left out without being counted here."""

    matched: int = 0
    mismatched: tuple[str, ...] = ()  # paragraphs whose text is not the one that was labelled
    missing: tuple[str, ...] = ()  # documents with labels that the corpus does not hold
    without_corpus: int = 0  # labels not joined because no corpus was given
    left_out: int = 0  # labels in documents the caller leaves out
    repeated: int = 0  # labels of a paragraph that another file labels alike

    def __str__(self) -> str:
        lines = [f"labels joined to texts: {self.matched:,}"]
        if self.mismatched:
            lines.append(f"  text differs from the one labelled: {_some(self.mismatched)}")
        if self.missing:
            lines.append(f"  documents not in the corpus: {_some(self.missing)}")
        if self.without_corpus:
            lines.append(f"  not joined, no corpus was given: {counted(self.without_corpus, 'label')}")
        if self.left_out:
            lines.append(f"  in documents left out: {counted(self.left_out, 'label')}")
        if self.repeated:
            lines.append(f"  labelled alike in more than one file: {self.repeated:,}")
        return "\n".join(lines)


def read_place(entry: Mapping[str, Any], where: str) -> tuple[str, str]:
    """Return document and unit of a line of a label file; LabelError, naming `where`, if one is wrong.

    A unit is given as `eid`, or as `index` (and `item`, where the entry is a list).
    """
    doc = text_field(entry, "doc", where)
    if "eid" in entry:
        return doc, text_field(entry, "eid", where)
    index = str(index_field(entry, "index", where))
    return doc, f"{index}.{index_field(entry, 'item', where)}" if "item" in entry else index


def place_fields(annotation: Annotation) -> dict[str, Any]:
    """Return document and unit as a line of a label file gives them; the inverse of `read_place`."""
    if annotation.official:
        return {"doc": annotation.doc, "eid": annotation.unit}
    index, dot, item = annotation.unit.partition(".")
    return {"doc": annotation.doc, "index": int(index)} | ({"item": int(item)} if dot else {})


def answers_of(
    entry: Mapping[str, Any], themes: Collection[str], where: str
) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Return which of `themes` apply on a line of a label file, and which were asked, None for all of them.

    A line that does not list what was `asked` answers for the themes that come with clausetag.
    """
    listed = entry.get("asked", core_keys())
    if not isinstance(listed, list | tuple) or not all(isinstance(key, str) for key in listed):
        raise LabelError(f"{where}: field 'asked' must be a list of theme keys")
    applies = themes_field(entry, (*themes, *listed), where)
    asked = tuple(key for key in themes if key in listed or key in applies)
    return tuple(key for key in themes if key in applies), None if len(asked) == len(themes) else asked


def read_annotation(entry: Mapping[str, Any], themes: Collection[str], where: str) -> Annotation:
    """Return the annotation on a line of a label file; LabelError, naming `where`, if a field is wrong."""
    doc, unit = read_place(entry, where)
    applies, asked = answers_of(entry, themes, where)
    return Annotation(
        doc=doc,
        unit=unit,
        sha256=text_field(entry, "sha256", where),
        themes=applies,
        asked=asked,
        unsure=entry.get("unsure") is True,
        when=str(entry.get("when", "")),
        by=str(entry.get("by", "")),
    )


def document_key(name: str) -> str:
    """Return one key for a document however it is named: "A-RES-75-1" and "A/RES/75/1", "S-RES-1888-(2009)" ..."""
    # Numbers are kept apart: "A/HRC/RES/6/11" is not "A/HRC/RES/61/1".
    return re.sub(r"((?<=\d)[\W_]+(?=\d))|[\W_]+", lambda gap: "/" if gap[1] else "", name).upper()


@cache
def gold_documents() -> frozenset[str]:
    """Names of the documents that gold clauses come from: training leaves them out unless told otherwise."""
    files = sorted(GOLD_LABELS.glob("*.jsonl"))
    return frozenset(text_field(entry, "doc", where) for path in files for where, entry in read_jsonl(path))


def held_out_keys(documents: Collection[str]) -> frozenset[str]:
    """Return the keys of documents to be left out, whatever the source or language that they come from."""
    return frozenset(map(document_key, documents))


def text_hash(text: str) -> str:
    """Hash of a text as labels carry it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_annotations(themes: Collection[str], folder: Path | None = None) -> tuple[list[Annotation], int]:
    """Read every label file of a folder: annotations sorted by document and index, and how many were given again.

    A paragraph may be labelled in more than one file, and asked for other themes in each; where the files differ in a
    theme that both asked, that is an error. What was asked for none of `themes` is left out.
    """
    annotations, repeated = _read_all(themes, folder or LABELS)
    return [annotation for annotation in annotations if annotation.asked != ()], repeated


def _read_all(themes: Collection[str], folder: Path) -> tuple[list[Annotation], int]:
    """Read as `read_annotations` does; what was asked for none of the themes has `asked` empty."""
    found: dict[str, tuple[Annotation, str]] = {}
    repeated = 0
    for path in sorted(folder.glob("*.jsonl")):
        for where, entry in read_jsonl(path):
            annotation = read_annotation(entry, themes, where)
            first, place = found.setdefault(annotation.id, (annotation, where))
            if place == where:
                continue
            if place.rpartition(",")[0] == where.rpartition(",")[0]:
                raise LabelError(f"{where}: {annotation.id} is labelled twice in this file (first: {place})")
            both = _together(first, annotation, themes)
            if both is None:
                raise LabelError(f"{where}: {annotation.id} has other labels in {place}; keep one of them")
            found[annotation.id] = both, place
            repeated += both == first
    return sorted((annotation for annotation, _ in found.values()), key=lambda a: (a.doc, _natural(a.unit))), repeated


def _together(first: Annotation, second: Annotation, themes: Collection[str]) -> Annotation | None:
    """Return what two labels of one paragraph say together, None if they contradict each other."""
    of_first, of_second = (set(themes if label.asked is None else label.asked) for label in (first, second))
    both = of_first & of_second
    if first.sha256 != second.sha256 or both & set(first.themes) != both & set(second.themes):
        return None
    applies = tuple(key for key in themes if key in first.themes or key in second.themes)
    asked = tuple(key for key in themes if key in of_first | of_second)
    return replace(
        first,
        themes=applies,
        asked=None if len(asked) == len(themes) else asked,
        unsure=first.unsure or (second.unsure and not of_second <= of_first),
    )


def _natural(unit: str) -> list[tuple[int, str]]:
    """The order of units: numbers by their value."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", unit)]


def read_gold(themes: Collection[str], *, official: bool) -> list[Annotation]:
    """Read the gold labels of official texts, or those of the translated corpus.

    What was asked for none of `themes`, of which `asked` is empty, is held out all the same.
    """
    return [label for label in _read_all(themes, GOLD_LABELS)[0] if label.official is official]


def join(
    annotations: Iterable[Annotation], documents: Iterable[CorpusDocument]
) -> tuple[list[tuple[Annotation, CorpusDocument, int]], JoinReport]:
    """Find each annotation's text and check that it is the one that was labelled.

    Returns:
        Each annotation that fits with its document and its place in the document's paragraphs, and the report.
    """
    by_id = {document.id: document for document in documents}
    matched: list[tuple[Annotation, CorpusDocument, int]] = []
    mismatched: list[str] = []
    missing: set[str] = set()
    for annotation in annotations:
        document = by_id.get(annotation.doc)
        if document is None:
            missing.add(annotation.doc)
            continue
        place = document.place(annotation.unit)
        if place is not None and text_hash(document.paragraphs[place]) == annotation.sha256:
            matched.append((annotation, document, place))
        else:
            mismatched.append(annotation.id)
    return matched, JoinReport(len(matched), tuple(mismatched), tuple(sorted(missing)))


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"{len(names):,} ({', '.join(names[:_SHOWN])}{more})"
