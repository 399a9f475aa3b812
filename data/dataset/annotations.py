"""Stand-off labels: themes for a paragraph named by document, index and hash of its text, joined to the texts."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clausetag.data.dataset.corpus import CorpusDocument
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import index_field, read_jsonl, text_field, themes_field

_LABELS = Path(__file__).parents[1] / "labels"
LABELS = _LABELS / "themes"  # every *.jsonl in it is read
GOLD_LABELS = _LABELS / "gold"  # for measuring only
SECTION_LABELS = _LABELS / "sections.jsonl"
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Annotation:
    """The themes of one paragraph of a corpus. `unsure` marks a decision that another reader may contest."""

    doc: str
    index: int  # of the entry in the document's file, from 0
    sha256: str
    themes: tuple[str, ...]
    unsure: bool = False
    item: int | None = None  # of the item, from 0, where the entry is a list

    @property
    def id(self) -> str:
        """Name of the paragraph, the same wherever it is labelled."""
        return paragraph_id(self.doc, self.index, self.item)


@dataclass(frozen=True, slots=True)
class JoinReport:
    """How labels and texts came together. Nothing is left out without being counted here."""

    matched: int = 0
    mismatched: tuple[str, ...] = ()  # paragraphs whose text is not the one that was labelled
    missing: tuple[str, ...] = ()  # documents with labels that the corpus does not hold
    without_corpus: int = 0  # labels not joined because no corpus was given
    left_out: int = 0  # labels in documents the caller leaves out
    near_left_out: int = 0  # examples that nearly repeat a gold or seed clause of a document left out
    repeated: int = 0  # labels of a paragraph that another file labels alike

    def __str__(self) -> str:
        lines = [f"labels joined to texts: {self.matched:,}"]
        if self.mismatched:
            lines.append(f"  text differs from the one labelled: {_some(self.mismatched)}")
        if self.missing:
            lines.append(f"  documents not in the corpus: {_some(self.missing)}")
        if self.without_corpus:
            lines.append(f"  not joined, no corpus was given: {self.without_corpus:,} labels")
        if self.left_out:
            lines.append(f"  in documents left out: {self.left_out:,} labels")
        if self.near_left_out:
            lines.append(f"  near-copies of clauses held out, dropped: {self.near_left_out:,}")
        if self.repeated:
            lines.append(f"  labelled alike in more than one file: {self.repeated:,}")
        return "\n".join(lines)


def paragraph_id(doc: str, index: int, item: int | None = None) -> str:
    """Name a paragraph by its document, its entry in the document's file, and its item where the entry is a list."""
    return f"{doc}#{index}" if item is None else f"{doc}#{index}.{item}"


def read_place(entry: Mapping[str, Any], where: str) -> tuple[str, int, int | None]:
    """Return document, index and item of a line of a label file; LabelError, naming `where`, if one is wrong."""
    item = index_field(entry, "item", where) if "item" in entry else None
    return text_field(entry, "doc", where), index_field(entry, "index", where), item


def read_annotation(entry: Mapping[str, Any], themes: Collection[str], where: str) -> Annotation:
    """Return the annotation on a line of a label file; LabelError, naming `where`, if a field is wrong."""
    doc, index, item = read_place(entry, where)
    return Annotation(
        doc=doc,
        index=index,
        sha256=text_field(entry, "sha256", where),
        themes=themes_field(entry, themes, where),
        unsure=entry.get("unsure") is True,
        item=item,
    )


@cache
def gold_documents() -> frozenset[str]:
    """Ids of the documents that gold clauses come from: training leaves them out unless told otherwise."""
    files = sorted(GOLD_LABELS.glob("*.jsonl"))
    return frozenset(text_field(entry, "doc", where) for path in files for where, entry in read_jsonl(path))


def text_hash(text: str) -> str:
    """Hash of a text as labels carry it."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_annotations(themes: Collection[str], folder: Path | None = None) -> tuple[list[Annotation], int]:
    """Read every label file of a folder: annotations sorted by document and index, and how many were given again.

    A paragraph may be labelled in more than one file; where the files differ in its themes, that is an error.
    """
    found: dict[str, tuple[Annotation, str]] = {}
    repeated = 0
    for path in sorted((folder or LABELS).glob("*.jsonl")):
        for where, entry in read_jsonl(path):
            annotation = read_annotation(entry, themes, where)
            first, place = found.setdefault(annotation.id, (annotation, where))
            if place == where:
                continue
            if place.rpartition(",")[0] == where.rpartition(",")[0]:
                raise LabelError(f"{where}: {annotation.id} is labelled twice in this file (first: {place})")
            if (first.sha256, first.themes) != (annotation.sha256, annotation.themes):
                raise LabelError(f"{where}: {annotation.id} has other labels in {place}; keep one of them")
            repeated += 1
    return sorted(
        (annotation for annotation, _ in found.values()), key=lambda a: (a.doc, a.index, a.item or 0)
    ), repeated


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
        place = document.place(annotation.index, annotation.item)
        if place is not None and text_hash(document.paragraphs[place]) == annotation.sha256:
            matched.append((annotation, document, place))
        else:
            mismatched.append(annotation.id)
    return matched, JoinReport(len(matched), tuple(mismatched), tuple(sorted(missing)))


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return f"{len(names):,} ({', '.join(names[:_SHOWN])}{more})"
