"""Line up the gold pairs in every way, and count the clauses that are lined up as a reader lined them up."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.compare.alignment import Kind
from clausetag.data.compare.words import words_of
from clausetag.data.dataset.aligned import AlignedPair, read_aligned
from clausetag.data.dataset.annotations import document_key
from clausetag.data.dataset.official import read_official
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import LabelError
from clausetag.training.evaluation.alignment.methods import Links, methods

Partners = Mapping[tuple[str, str], frozenset[str]]  # by side and eId, the eIds on the other side


@dataclass(frozen=True, slots=True)
class Lined:
    """One pair lined up in one way."""

    pair: AlignedPair
    method: str
    clauses: int  # of both texts
    right: int  # that have exactly the partners that the reader gave them
    kinds: int  # of the right ones, those that also are the same, reworded, split ... as the reader said
    wrong: tuple[str, ...]  # the others, in words
    seconds: float


def measure_alignment(source: Path) -> list[Lined]:
    """Line up every gold pair in every way that is installed.

    Args:
        source: A clone of UNxml, a folder or a zip file of it.

    Raises:
        LabelError: The source lacks a document of gold, or a clause that gold names.
        UsageError: The source holds no AKN XML.
    """
    pairs = read_aligned()
    texts = read_official([source], {document_key(name) for pair in pairs for name in (pair.old, pair.new)})
    english = {key: found["en"] for key, found in texts.documents.items() if "en" in found}
    lined = []
    for pair in pairs:
        for name in (pair.old, pair.new):
            if document_key(name) not in english:
                raise LabelError(f"{source}: lacks {name} in English, which gold names; give all of UNxml")
        old, new = english[document_key(pair.old)], english[document_key(pair.new)]
        _check(pair, old, new)
        for method, line_up in methods().items():
            start = time.perf_counter()
            links = line_up(old.clauses, new.clauses)
            lined.append(_compared(pair, method, links, old, new, time.perf_counter() - start))
    return lined


def _check(pair: AlignedPair, old: Resolution, new: Resolution) -> None:
    for text, named in (
        (old, [name for row in pair.rows for name in row.old]),
        (new, [name for row in pair.rows for name in row.new]),
    ):
        if sorted(named) != sorted(clause.eid for clause in text.clauses):
            raise LabelError(f"{text.symbol}: not the clauses that were lined up by reading; is it another version?")


def _compared(pair: AlignedPair, method: str, links: Links, old: Resolution, new: Resolution, seconds: float) -> Lined:
    ids_old, ids_new = [clause.eid for clause in old.clauses], [clause.eid for clause in new.clauses]
    found = _partners(([ids_old[i] for i in left], [ids_new[j] for j in right]) for left, right in links)
    gold = _partners((row.old, row.new) for row in pair.rows)
    kinds = {(side, name): row.kind for row in pair.rows for side, names in _sides(row.old, row.new) for name in names}
    words = {
        (side, clause.eid): words_of(clause.text)
        for side, text in (("old", old), ("new", new))
        for clause in text.clauses
    }
    paths = {("old", c.eid): c.path for c in old.clauses} | {("new", c.eid): c.path for c in new.clauses}
    right = [name for name in paths if found.get(name, frozenset()) == gold.get(name, frozenset())]
    alike = [name for name in right if _kind(name, found, words) is kinds[name]]
    wrong = [
        f"{name[0]} {paths[name]}: {_named(name, found, paths)}, not {_named(name, gold, paths)}"
        for name in paths
        if name not in set(right)
    ]
    return Lined(pair, method, len(paths), len(right), len(alike), tuple(wrong), seconds)


def _sides(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[str, Sequence[str]], tuple[str, Sequence[str]]]:
    return ("old", old), ("new", new)


def _partners(rows: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Partners:
    partners = {}
    for old, new in rows:
        partners.update({("old", name): frozenset(new) for name in old})
        partners.update({("new", name): frozenset(old) for name in new})
    return partners


def _kind(name: tuple[str, str], found: Partners, words: Mapping[tuple[str, str], Sequence[str]]) -> Kind:
    """The kind that partners and words speak of."""
    side, others = name[0], "new" if name[0] == "old" else "old"
    partners = found.get(name, frozenset())
    if not partners:
        return Kind.DROPPED if side == "old" else Kind.NEW
    back = found.get((others, next(iter(partners))), frozenset())
    if len(partners) > 1 or len(back) > 1:
        many = side if len(back) > 1 else others
        return Kind.MERGED if many == "old" else Kind.SPLIT
    return Kind.SAME if words[name] == words[others, next(iter(partners))] else Kind.REWORDED


def _named(name: tuple[str, str], partners: Partners, paths: Mapping[tuple[str, str], str]) -> str:
    other = "new" if name[0] == "old" else "old"
    return " and ".join(sorted(paths[other, eid] for eid in partners.get(name, ()))) or "nothing"
