"""Reading a segment: the texts that are most like a text, and where they stand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from clausetag.data.similar.arrays import Array, Strings, load
from clausetag.data.similar.signature import BANDS, Numbers
from clausetag.data.similar.write import symbol_key

_BUCKET = 2_000  # texts of one band that are looked at
_COMPARED = 400  # texts that share the most bands, which are compared word by word


@dataclass(frozen=True, slots=True)
class Near:
    """A text of a segment and how much it is like the one asked for.

    `likeness` is the share of the words of both texts that stand in both, in one order: 0 to 1.
    """

    likeness: float
    segment: "Segment"
    number: int
    code: str

    @property
    def text(self) -> str:
        """The words, as the first document has them."""
        return self.segment.texts[self.number].decode()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: the document as it was told of, and the clause's path."""

    document: dict[str, Any]
    path: str


class Segment:
    """A part of an index, in a folder of its own that never changes."""

    def __init__(self, folder: Path) -> None:
        self.texts = Strings(folder, "texts")
        self._keys, self._order = load(folder, "keys"), load(folder, "order")
        self._codes = Strings(folder, "codes")
        self._documents = Strings(folder, "documents")
        self._years, self._symbols = load(folder, "years"), load(folder, "symbols")
        self._organs, self._organ_names = load(folder, "organs"), Strings(folder, "organ_names")
        self._places, self._place_documents = load(folder, "places"), load(folder, "place_documents")
        self._place_paths = Strings(folder, "place_paths")

    def nearest(self, code: str, keys: Numbers, least: float) -> list[Near]:
        """Return texts of at least a likeness, the most alike first; `code` and `keys` are of `signature`."""
        found = self._sharing(keys)
        codes = [self._codes[number].decode("utf-32-le") for number in found]
        scored = process.extract(
            code, codes, scorer=Indel.normalized_similarity, processor=None, score_cutoff=least, limit=None
        )
        return [Near(float(score), self, found[at], words) for words, score, at in scored]

    def documents_of(self, number: int) -> Array:
        """Return the numbers of the documents that a text stands in."""
        return np.asarray(self._place_documents[self._places[number] : self._places[number + 1]])

    def years_of(self, documents: Array) -> Array:
        """Return the years of documents, 0 where it is not known."""
        return np.asarray(self._years[documents])

    def organs_of(self, documents: Array) -> list[str]:
        """Return the organ of each document, "" where it is not known."""
        names = [self._organ_names[at].decode() for at in range(len(self._organ_names))]
        return [names[at] for at in self._organs[documents]]

    def bear(self, documents: Array, symbol: str) -> Array:
        """Say of each document whether it bears a symbol."""
        return np.asarray(self._symbols[documents] == symbol_key(symbol))

    def document(self, number: int) -> dict[str, Any]:
        """Return what is known of a document."""
        read: dict[str, Any] = json.loads(self._documents[number])
        return read

    def place(self, number: int, at: int) -> Place:
        """Return the place at `at` of a text's places."""
        where = int(self._places[number]) + at
        return Place(self.document(int(self._place_documents[where])), self._place_paths[where].decode())

    def _sharing(self, keys: Numbers) -> list[int]:
        """Return the texts that share the most bands with some keys."""
        shared = []
        for band in range(BANDS):
            row = self._keys[band]
            start, end = np.searchsorted(row, keys[band], "left"), np.searchsorted(row, keys[band], "right")
            shared.append(self._order[band, start : min(int(end), int(start) + _BUCKET)])
        numbers, counts = np.unique(np.concatenate(shared), return_counts=True)
        if len(numbers) > _COMPARED:
            best = np.argsort(-counts, kind="stable")[:_COMPARED]
            numbers = numbers[best]
        return [int(number) for number in numbers]
