"""Families of near-copies of a text in an index: how much alike, by whom, since when, in which words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel

from clausetag.data.errors import UsageError
from clausetag.data.similar.segment import Near, Segment
from clausetag.data.similar.signature import bands, coded
from clausetag.serve.batch.run_info import finished_run
from clausetag.serve.similar.index import INDEX, parts_of_tables, read_segments

LEAST = 0.5  # likeness from which a text is shown
FAMILY = 0.8  # likeness to the nearest of a family from which a text belongs to it
_FAMILIES = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause of the batch."""

    document: str
    symbol: str | None
    title: str | None
    organ: str | None
    year: int | None
    path: str

    @property
    def name(self) -> str:
        """What to call it: "A/RES/70/1 op3"."""
        return f"{self.symbol or self.document} {self.path}"


@dataclass(frozen=True, slots=True)
class Family:
    """Near-copies of each other, among them the text that is most like the one asked for.

    Attributes:
        likeness: Of the nearest text: the share of the words of both that stand in both, in one order; 0 to 1.
        text: The nearest text.
        nearest: The clause it is, the first of those that have these very words.
        first: The earliest clause of the family whose year is known, and `last` the latest.
        clauses: How many clauses belong to it, in how many `documents`.
        organs: Who said it, with the number of documents, the most frequent first.
    """

    likeness: float
    text: str
    nearest: Citation
    first: Citation | None
    last: Citation | None
    clauses: int
    documents: int
    organs: tuple[tuple[str, int], ...]


class Index:
    """An index that is open for searching."""

    def __init__(self, segments: Sequence[Segment], missing: int = 0) -> None:
        self._segments = segments
        self.missing = missing  # parts of the tables that are not indexed, or were written anew since

    @classmethod
    def open(cls, out: Path) -> "Index":
        """Open the index beside the tables in a folder.

        Raises:
            UsageError: There are no finished tables or no index, or it is damaged.
        """
        form = finished_run(out)["format"]
        segments = read_segments(out)
        if segments is None:
            raise UsageError(f"{out}: not indexed; run clausetag index {out}")
        there = parts_of_tables(out, form)
        known = {part: stamp for segment in segments.values() for part, stamp in segment.parts.items()}
        missing = sum(known.get(part) != stamp for part, stamp in there.items())
        return cls([Segment(out / INDEX / name) for name in segments], missing)

    def families(self, text: str, *, but: str | None = None) -> tuple[Family, ...]:
        """Return families of texts like a text, the most alike first, without the documents whose symbol is `but`."""
        code = coded(text)
        keys = bands(code)
        found = [near for segment in self._segments for near in segment.nearest(code, keys, LEAST)]
        left = sorted((one for one in found if len(_documents(one, but))), key=lambda one: -one.likeness)
        families: list[Family] = []
        while left and len(families) < _FAMILIES:
            head = left[0]
            near = [one is head or _alike(one.code, head.code) for one in left]
            families.append(_family([one for one, belongs in zip(left, near, strict=True) if belongs], but))
            left = [one for one, belongs in zip(left, near, strict=True) if not belongs]
        return tuple(families)


def _alike(one: str, other: str) -> bool:
    return Indel.normalized_similarity(one, other, score_cutoff=FAMILY) >= FAMILY


def _documents(near: Near, but: str | None) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return which of a text's places count."""
    documents = near.segment.documents_of(near.number)
    if not but:
        return np.arange(len(documents))
    return np.nonzero(~near.segment.bear(documents, but))[0]


def _family(members: Sequence[Near], but: str | None) -> Family:
    places = [(near, int(at)) for near in members for at in _documents(near, but)]
    documents: dict[tuple[int, int], str] = {}
    dated: list[tuple[int, int]] = []  # year, number in `places`
    number = 0
    for near in members:
        chosen = _documents(near, but)
        own = near.segment.documents_of(near.number)[chosen]
        organs = near.segment.organs_of(own)
        for document, year, organ in zip(own.tolist(), near.segment.years_of(own).tolist(), organs, strict=True):
            documents[id(near.segment), document] = organ
            if year:
                dated.append((year, number))
            number += 1
    organs_counted = Counter(organ for organ in documents.values() if organ)
    head = members[0]
    return Family(
        likeness=head.likeness,
        text=head.text,
        nearest=_citation(*places[0]),
        first=_citation(*places[min(dated)[1]]) if dated else None,
        last=_citation(*places[max(dated)[1]]) if dated else None,
        clauses=len(places),
        documents=len(documents),
        organs=tuple(organs_counted.most_common()),
    )


def _citation(near: Near, at: int) -> Citation:
    place = near.segment.place(near.number, at)
    told = place.document
    return Citation(
        told["document"], told.get("symbol"), told.get("title"), told.get("organ"), told.get("year"), place.path
    )
