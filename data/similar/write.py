"""Writing a segment: texts that are the same but for signs and capitals are one, with all their places."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from clausetag.data.similar.arrays import save, save_strings, starts
from clausetag.data.similar.signature import BANDS, Numbers, bands, coded

Document = dict[
    str, Any
]  # what is to be known of a document, as JSON; of it `year`, `symbol` and `organ` are looked at


@dataclass(slots=True)
class SegmentWriter:
    """Holds what a segment is to have until it is written, in memory: some kilobytes a text."""

    documents: list[bytes] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    symbols: list[int] = field(default_factory=list)
    organs: dict[str, int] = field(default_factory=dict)
    _organs: list[int] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)  # of coded texts
    _texts: list[bytes] = field(default_factory=list)
    _bands: list[Numbers] = field(default_factory=list)
    _places: list[list[tuple[int, bytes]]] = field(default_factory=list)

    def add_document(self, document: Document) -> None:
        """Add a document; the clauses that follow are its clauses."""
        self.documents.append(json.dumps(document, ensure_ascii=False).encode())
        self.years.append(document.get("year") or 0)
        self.symbols.append(symbol_key(document.get("symbol")))
        self._organs.append(self.organs.setdefault(document.get("organ") or "", len(self.organs)))

    def add_clause(self, path: str, text: str) -> None:
        """Add a clause of the document added last."""
        code = coded(text)
        number = self._numbers.setdefault(code, len(self._texts))
        if number == len(self._texts):
            self._texts.append(text.encode("utf-8", "replace"))
            self._bands.append(bands(code))
            self._places.append([])
        self._places[number].append((len(self.documents) - 1, path.encode("utf-8", "replace")))

    def __len__(self) -> int:
        return len(self._texts)

    def write(self, folder: Path) -> None:
        """Write the files of the segment into an empty folder."""
        keys = np.array(self._bands, np.uint32).reshape(-1, BANDS).T
        order = np.argsort(keys, axis=1, kind="stable").astype(np.uint32)
        save(folder, "order", order)
        save(folder, "keys", np.take_along_axis(keys, order.astype(np.int64), axis=1))
        save_strings(folder, "codes", [code.encode("utf-32-le") for code in self._numbers])
        save_strings(folder, "texts", self._texts)
        save_strings(folder, "documents", self.documents)
        save(folder, "years", np.array(self.years, np.int16))
        save(folder, "symbols", np.array(self.symbols, np.uint32))
        save(folder, "organs", np.array(self._organs, np.uint32))
        save_strings(folder, "organ_names", [name.encode() for name in self.organs])
        save(folder, "places", starts(map(len, self._places)))
        flat = [place for places in self._places for place in places]
        save(folder, "place_documents", np.array([document for document, _ in flat], np.uint32))
        save_strings(folder, "place_paths", [path for _, path in flat])


def symbol_key(symbol: str | None) -> int:
    """Return a number for a symbol, 0 for none."""
    return crc32("".join(symbol.split()).encode("utf-8", "replace")) or 1 if symbol else 0
