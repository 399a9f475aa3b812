"""Find the references of official documents, and compare them with the links of the mark-up and between languages."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausetag.data.dataset.official import key_in, official_files
from clausetag.data.errors import UsageError
from clausetag.data.references import Reference, ReferenceKind, find_references
from clausetag.training.evaluation.references.links import LinkedText, key_of, read_links

_SYMBOLS = (ReferenceKind.RESOLUTION, ReferenceKind.DECISION, ReferenceKind.DOCUMENT)
_BETWEEN = (ReferenceKind.PARAGRAPH, ReferenceKind.TREATY)  # that no mark-up links: compared between languages
_LANGUAGE = re.compile(rb"<FRBRlanguage\s[^>]*language=[\"'](\w+)")
_ODD = 12  # of a cell, shown
_AROUND = 50  # characters shown before one


@dataclass(slots=True)
class Cell:
    """Symbols of one kind in one language: each counts once in a clause or note."""

    found: int = 0  # linked, and so resolved
    missed: int = 0  # linked, and not found or otherwise resolved
    wrong: int = 0  # found where the mark-up links something else
    unlinked: int = 0  # found where it links nothing
    odd: list[str] = field(default_factory=list)  # the first that were missed or wrong, in their place

    @property
    def recall(self) -> float:
        """Of what is linked, the share that is found and resolved alike."""
        return self.found / max(1, self.found + self.missed)

    @property
    def precision(self) -> float:
        """Of what is found where there is a link, the share resolved alike."""
        return self.found / max(1, self.found + self.wrong)


@dataclass(frozen=True, slots=True)
class ReferenceFigures:
    """Cells by language and kind; how far other languages name what English does; how much was read."""

    cells: dict[tuple[str, str], Cell]
    agreement: dict[tuple[str, str], tuple[int, int, int]]  # in both, only in English, only in the other
    documents: int
    texts: int


def measure_references(source: Path, *, sample: int | None = None) -> ReferenceFigures:
    """Measure on half of the documents of a source, drawn by the hash of their names; the other half is for looking.

    Args:
        source: A clone of UNxml, a folder or a zip file of it.
        sample: How many documents of each language, the same in all as far as they are there; all of the half if None.

    Raises:
        UsageError: There is no AKN XML in the source.
    """
    cells: dict[tuple[str, str], Cell] = {}
    named: dict[tuple[str, str], dict[str, dict[str, Counter[str]]]] = {}
    documents = texts = 0
    for name, content in _drawn(source, sample):
        document = read_links(content, name)
        if document is None:
            continue
        documents += 1
        for text in document.texts:
            texts += 1
            found = find_references(text.text, document.language, document.symbol)
            _count(text, found, document.language, cells)
            if text.eid:
                place = named.setdefault((document.symbol, text.eid), {})
                place.setdefault(document.language, _named(found))
    return ReferenceFigures(cells, _agreement(named), documents, texts)


def _drawn(source: Path, sample: int | None) -> Iterator[tuple[str, bytes]]:
    ranked: dict[bytes, list[tuple[int, str]]] = {}
    for name, content in official_files(source):
        if _hashed(name) % 2:
            language = _LANGUAGE.search(content)
            ranked.setdefault(language[1] if language else b"", []).append((_hashed(key_in(content) or name), name))
    if not ranked:
        raise UsageError(f"{source}: no AKN XML here; give a clone of UNxml, a folder or zip files of it")
    wanted = {name for group in ranked.values() for _, name in sorted(group)[:sample]}
    return ((name, content) for name, content in official_files(source) if name in wanted)


def _hashed(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def _count(text: LinkedText, found: Sequence[Reference], language: str, cells: dict[tuple[str, str], Cell]) -> None:
    ours = {key_of(one.symbol): one for one in found if one.kind in _SYMBOLS and one.symbol}
    links = {link.key: link for link in text.links if link.key}
    for key, link in links.items():
        cell = cells.setdefault((language, _kind(key)), Cell())
        if key in ours:
            cell.found += 1
        else:
            cell.missed += 1
            _show(cell, f"missed {key}", text.text, link.start, link.end)
    for key, one in ours.items():
        over = [link for link in text.links if link.start < one.end and one.start < link.end]
        if key in links or any(link.key in ours or not link.key for link in over):
            continue
        cell = cells.setdefault((language, _kind(key)), Cell())
        if over:
            cell.wrong += 1
            _show(cell, f"{key}, not {over[0].key}", text.text, one.start, one.end)
        else:
            cell.unlinked += 1


def _show(cell: Cell, what: str, text: str, start: int, end: int) -> None:
    if len(cell.odd) < _ODD:
        cell.odd.append(f"{what}: …{text[max(0, start - _AROUND) : end + 20]}…")


def _kind(key: str) -> str:
    if "/res" in key:
        return ReferenceKind.RESOLUTION.value
    return ReferenceKind.DECISION.value if "/dec" in key else ReferenceKind.DOCUMENT.value


def _named(found: Sequence[Reference]) -> dict[str, Counter[str]]:
    """Return what a text names of each kind that no mark-up links: treaties, the numbers of paragraphs."""
    treaties = Counter(one.symbol for one in found if one.kind is ReferenceKind.TREATY)
    numbers = [n for one in found if one.kind is ReferenceKind.PARAGRAPH for n in re.findall(r"\d+", one.text)]
    return {"treaty": treaties, "paragraph": Counter(numbers)}


def _agreement(
    named: dict[tuple[str, str], dict[str, dict[str, Counter[str]]]],
) -> dict[tuple[str, str], tuple[int, int, int]]:
    figures: dict[tuple[str, str], tuple[int, int, int]] = {}
    for place in named.values():
        english = place.pop("en", None)
        if english is None:
            continue
        for language, other in place.items():
            for kind in _BETWEEN:
                both, left, right = (
                    english[kind] & other[kind],
                    english[kind] - other[kind],
                    other[kind] - english[kind],
                )
                old = figures.get((language, kind), (0, 0, 0))
                figures[language, kind] = (old[0] + both.total(), old[1] + left.total(), old[2] + right.total())
    return figures
