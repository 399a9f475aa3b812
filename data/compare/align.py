"""Line up the clauses of two texts: by their words, never by their numbers."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clausetag.data.compare.alignment import Alignment, Kind, Row
from clausetag.data.compare.pairs import Pair, in_order, pair_up
from clausetag.data.compare.shares import givers
from clausetag.data.compare.similarity import likeness
from clausetag.data.compare.words import Words, telling_words, words_of
from clausetag.data.documents.resolution import Clause
from clausetag.data.errors import UsageError

MAX_CLAUSES = 2_000  # of each text: every one is compared with every one of the other
MAX_CHARACTERS = 2_000_000

# What standing in another section takes from likeness: preambles tell at length what was asked for a year ago.
_OTHER_SECTION = 0.15


def align(old: Sequence[Clause], new: Sequence[Clause]) -> Alignment:
    """Return which clauses of two texts in one language correspond; every clause stands in one row.

    Raises:
        UsageError: A text has more than `MAX_CLAUSES` clauses, or more than `MAX_CHARACTERS` characters.
    """
    for clauses in (old, new):
        _check(clauses)
    words_old, words_new = [words_of(clause.text) for clause in old], [words_of(clause.text) for clause in new]
    elsewhere = _in_other_section(old, new)
    pairs = pair_up(likeness(words_old, words_new) - _OTHER_SECTION * elsewhere)
    split, merged = _shares(words_old, words_new, pairs, ~elsewhere)
    run = in_order(pairs)
    olds, news = [i for i, _ in run], [j for _, j in run]
    rows = []
    for i, j in pairs:
        kind = _kind(words_old[i] == words_new[j], bool(split.get(i)), bool(merged.get(j)))
        row = Row(kind, _places(i, merged.get(j)), _places(j, split.get(i)))
        rows.append(replace(row, moved=old[i].section != new[j].section or not _keeps_order(row, olds, news)))
    rows += _single(Kind.DROPPED, len(old), {i for row in rows for i in row.old})
    rows += _single(Kind.NEW, len(new), {j for row in rows for j in row.new})
    return Alignment(_in_reading_order(rows, len(old)))


def _check(clauses: Sequence[Clause]) -> None:
    if len(clauses) > MAX_CLAUSES:
        raise UsageError(
            f"a text of {len(clauses):,} clauses, more than the {MAX_CLAUSES:,} that are compared; split it"
        )
    if (characters := sum(len(clause.text) for clause in clauses)) > MAX_CHARACTERS:
        raise UsageError(
            f"a text of {characters:,} characters, more than the {MAX_CHARACTERS:,} that are compared; split it"
        )


def _in_other_section(old: Sequence[Clause], new: Sequence[Clause]) -> NDArray[np.bool_]:
    sections_old, sections_new = [clause.section.value for clause in old], [clause.section.value for clause in new]
    differs = np.array(sections_old, dtype="U")[:, None] != np.array(sections_new, dtype="U")
    return np.asarray(differs, dtype=np.bool_)


def _shares(
    old: Sequence[Words], new: Sequence[Words], pairs: Sequence[Pair], same_section: NDArray[np.bool_]
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return what else each old clause became and each new one was made of; no row has several on both sides."""
    telling = telling_words([*old, *new])
    telling_old, telling_new = telling[: len(old)], telling[len(old) :]
    forth, back = dict(pairs), {j: i for i, j in pairs}
    parts = givers(telling_old, telling_new, forth, same_section)
    sources = givers(telling_new, telling_old, back, same_section.T)
    split: dict[int, list[int]] = {}
    merged: dict[int, list[int]] = {}
    for part, whole in parts.items():
        split.setdefault(whole, []).append(part)
    for source, whole in sources.items():
        merged.setdefault(whole, []).append(source)
    for i in [i for i in split if forth[i] in merged]:  # both at once: the side that has more says what it is
        if len(split[i]) > len(merged[forth[i]]):
            del merged[forth[i]]
        elif len(split[i]) < len(merged[forth[i]]):
            del split[i]
        else:
            del merged[forth[i]], split[i]
    return split, merged


def _keeps_order(row: Row, olds: Sequence[int], news: Sequence[int]) -> bool:
    """Whether one of a row's clauses stands, among those that kept their order, where one it came from stood."""
    behind_old = {bisect_left(olds, i) for i in row.old}
    return not behind_old.isdisjoint(bisect_left(news, j) for j in row.new)


def _kind(same: bool, split: bool, merged: bool) -> Kind:
    if split or merged:
        return Kind.SPLIT if split else Kind.MERGED
    return Kind.SAME if same else Kind.REWORDED


def _places(main: int, others: Sequence[int] | None) -> tuple[int, ...]:
    return tuple(sorted([main, *(others or ())]))


def _single(kind: Kind, count: int, taken: set[int]) -> list[Row]:
    free = [(at,) for at in range(count) if at not in taken]
    return [Row(kind, at, ()) if kind is Kind.DROPPED else Row(kind, (), at) for at in free]


def _in_reading_order(rows: Sequence[Row], count: int) -> tuple[Row, ...]:
    """Sort rows as the new text has them, each dropped one behind what stayed in place before it in the old text."""
    stayed = {i: row.new[0] for row in rows if row.new and not row.moved for i in row.old}
    behind, last = [], -1
    for i in range(count):
        last = stayed.get(i, last)
        behind.append(last)

    def key(row: Row) -> tuple[int, int, int]:
        return (row.new[0], 0, 0) if row.new else (behind[row.old[0]], 1, row.old[0])

    return tuple(sorted(rows, key=key))
