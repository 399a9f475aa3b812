"""Yearly resolutions lined up, most without gold: how much is lined up, and what looks odd and is to be read."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from clausetag.data.compare import Kind, align
from clausetag.data.compare.words import words_of
from clausetag.data.dataset.aligned import ALIGNED_LABELS
from clausetag.data.dataset.annotations import document_key
from clausetag.data.dataset.official import read_official
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import LabelError

YEARLY_PAIRS = ALIGNED_LABELS.parent / "yearly_pairs.tsv"
LONE = 0.5  # likeness from which a dropped and a new clause look like one
APART = 0.25  # below which two that are lined up look like two


@dataclass(frozen=True, slots=True)
class Yearly:
    """One pair: its clauses, how many of each kind the rows are, how many clauses have a partner, what looks odd."""

    old: str
    new: str
    committee: str
    clauses: int
    partnered: int
    kinds: Counter[Kind]
    odd: tuple[str, ...]
    seconds: float


def read_pairs(path: Path = YEARLY_PAIRS) -> list[tuple[str, str, str]]:
    """Read the list of pairs: old symbol, new symbol, committee; LabelError if a line has another form."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) != 3:
                raise LabelError(f"{path}, line {number}: must be old symbol, new symbol and committee")
            pairs.append((cells[0], cells[1], cells[2]))
    return pairs


def measure_yearly(source: Path, pairs: Sequence[tuple[str, str, str]]) -> list[Yearly]:
    """Line up pairs of a source.

    Raises:
        LabelError: The source lacks one of the documents in English.
        UsageError: The source holds no AKN XML.
    """
    texts = read_official([source], {document_key(name) for old, new, _ in pairs for name in (old, new)})
    found = []
    for old, new, committee in pairs:
        sides = [texts.documents.get(document_key(name), {}).get("en") for name in (old, new)]
        if sides[0] is None or sides[1] is None:
            raise LabelError(f"{source}: lacks {old} or {new} in English; give all of UNxml")
        found.append(_lined(old, new, committee, sides[0], sides[1]))
    return found


def _lined(name: str, other: str, committee: str, old: Resolution, new: Resolution) -> Yearly:
    began = time.perf_counter()
    rows = align(old.clauses, new.clauses).rows
    seconds = time.perf_counter() - began
    words_old, words_new = ([words_of(clause.text) for clause in text.clauses] for text in (old, new))
    odd = []
    dropped = [row.old[0] for row in rows if row.kind is Kind.DROPPED]
    fresh = [row.new[0] for row in rows if row.kind is Kind.NEW]
    for i in dropped:
        for j in fresh:
            if (likeness := Indel.normalized_similarity(words_old[i], words_new[j])) >= LONE:
                odd.append(f"{old.clauses[i].path} dropped, {new.clauses[j].path} new, {likeness:.0%} alike")
    for row in rows:
        if row.old and row.new:
            before, after = ([w for at in row.old for w in words_old[at]], [w for at in row.new for w in words_new[at]])
            if (likeness := Indel.normalized_similarity(before, after)) < APART:
                paths = f"{old.clauses[row.old[0]].path} and {new.clauses[row.new[0]].path}"
                odd.append(f"{paths} lined up, {likeness:.0%} alike")
    return Yearly(
        name,
        other,
        committee,
        clauses=len(old.clauses) + len(new.clauses),
        partnered=sum(len(row.old) + len(row.new) for row in rows if row.old and row.new),
        kinds=Counter(row.kind for row in rows),
        odd=tuple(odd),
        seconds=seconds,
    )


def format_yearly(found: Sequence[Yearly]) -> str:
    """Return a row a committee and one for all, and what looks odd."""
    kinds_named = "  ".join(f"{kind.value:>8}" for kind in Kind)
    lines = [f"committee   pairs  clauses  lined up  {kinds_named}   odd  ms a pair"]
    committees = dict.fromkeys(one.committee for one in found)
    for committee in (*committees, "all"):
        some = [one for one in found if committee in (one.committee, "all")]
        clauses, kinds = sum(one.clauses for one in some), sum((one.kinds for one in some), Counter[Kind]())
        lines.append(
            f"{committee:<10}  {len(some):>5}  {clauses:>7,}  {sum(one.partnered for one in some) / clauses:>8.3f}  "
            + "  ".join(f"{kinds[kind]:>8,}" for kind in Kind)
            + f"  {sum(len(one.odd) for one in some):>4}  {1000 * sum(one.seconds for one in some) / len(some):>9.0f}"
        )
    lines += ["", "what looks odd, to be read"]
    lines += [f"  {one.old} {one.new}: {odd}" for one in found for odd in one.odd]
    return "\n".join(lines)
