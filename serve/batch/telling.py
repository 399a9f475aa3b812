"""The clauses that speak most clearly of a theme, none of them nearly the same as another."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.serve.batch.read import read_table

_SHOWN = 5  # clauses a theme
_HELD = 400  # of which they are chosen: the clearest are often one formula, year after year
_GRAM = 4  # characters
_NEAR = 0.3  # overlap (Jaccard) of their pieces from which two texts are nearly the same


@dataclass(frozen=True, slots=True)
class Telling:
    """A clause that speaks of a theme beyond doubt."""

    probability: float
    document: str
    path: str
    text: str


def find_telling(out: Path, form: str, symbols: dict[str, str]) -> dict[str, list[Telling]]:
    """Return for each theme, in the model's order, the clauses of the highest probability.

    Of one document, by its name in `symbols`, and of clauses that nearly repeat each other, the first alone is taken;
    in whatever order the rows come.
    """
    best: dict[str, list[tuple[float, str, int, str]]] = {}
    columns = ["document", "clause", "path", "theme", "answer", "probability"]
    for row in read_table(out, "tags", form, columns):
        held = best.setdefault(row["theme"], [])
        if row["answer"] == "applies":
            one = (float(row["probability"]), row["document"], int(row["clause"]), row["path"])
            (heapq.heappush if len(held) < _HELD else heapq.heappushpop)(held, one)
    wanted = {(one[1], one[2]) for held in best.values() for one in held}
    texts: dict[tuple[str, int], str] = {}
    for row in read_table(out, "clauses", form, ["document", "clause", "text"]) if wanted else ():
        key = (row["document"], int(row["clause"]))
        if key in wanted:
            texts[key] = row["text"]
    return {
        theme: _apart(
            [Telling(p, name, path, texts[name, n]) for p, name, n, path in sorted(held, reverse=True)], symbols
        )
        for theme, held in best.items()
    }


def _apart(found: Sequence[Telling], symbols: dict[str, str]) -> list[Telling]:
    chosen: list[Telling] = []
    pieces: list[frozenset[str]] = []
    documents: set[str] = set()
    for one in found:
        symbol, own = symbols.get(one.document, one.document), _pieces(one.text)
        if symbol in documents or any(_overlap(own, other) >= _NEAR for other in pieces):
            continue
        documents.add(symbol)
        chosen.append(one)
        pieces.append(own)
        if len(chosen) == _SHOWN:
            break
    return chosen


def _pieces(text: str) -> frozenset[str]:
    """The text's runs of a few characters: they tell near-copies in any language."""
    text = " ".join("".join(" " if ch.isdigit() else ch for ch in text.casefold()).split())
    return frozenset(text[i : i + _GRAM] for i in range(max(1, len(text) - _GRAM + 1)))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
