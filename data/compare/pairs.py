"""Which old clause is which new one: what is alike wherever it stands, then what is less alike in the same place."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausetag.data.compare.similarity import Matrix, with_neighbours

ANYWHERE = 0.45  # likeness from which two clauses are the same wherever they stand
IN_PLACE = 0.28  # where both stand behind, or before, the same clause
ALONE = 0.2  # where both stand alone between the same two: what one year says there, in another year's words

Pair = tuple[int, int]


def pair_up(alike: Matrix) -> list[Pair]:
    """Return pairs of places, no place twice on either side, in the order of the old text."""
    if not alike.size:
        return []
    worth = with_neighbours(alike)
    pairs = _best_first(worth, alike >= ANYWHERE)
    behind, before = _beside(pairs, alike.shape)
    pairs += _best_first(worth, (alike >= IN_PLACE) & (behind | before))
    behind, before = _beside(pairs, alike.shape)
    between = behind & before
    alone = between & (between.sum(0, keepdims=True) == 1) & (between.sum(1, keepdims=True) == 1)
    return sorted([*pairs, *_best_first(worth, (alike >= ALONE) & alone)])


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Return a longest run of pairs that stand in one order in both texts: the others were moved."""
    ordered = sorted(pairs)
    tails: list[int] = []  # of the runs of each length, the smallest last new place
    ends: list[int] = []
    before: list[int] = []
    for at, (_, new) in enumerate(ordered):
        length = bisect_left(tails, new)
        tails[length : length + 1] = [new]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else -1)
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        run.append(ordered[at])
        at = before[at]
    return run[::-1]


def _best_first(worth: Matrix, allowed: NDArray[np.bool_]) -> list[Pair]:
    """Take the best pair, then the best of what is left; of equals the one whose places are nearest each other."""
    old, new = np.nonzero(allowed)
    order = np.lexsort((old + new, np.abs(old - new), -worth[old, new]))
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs: list[Pair] = []
    for i, j in zip(old[order].tolist(), new[order].tolist(), strict=True):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((i, j))
    return pairs


def _beside(pairs: Sequence[Pair], shape: tuple[int, ...]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say which unpaired clauses stand behind the same pair, and which before; the ends of the texts are pairs too."""
    behind_old, before_old, free_old = _around([i for i, _ in pairs], shape[0])
    behind_new, before_new, free_new = _around([j for _, j in pairs], shape[1])
    free = free_old[:, None] & free_new
    return (behind_old[:, None] == behind_new) & free, (before_old[:, None] == before_new) & free


def _around(paired: Sequence[int], length: int) -> tuple[NDArray[Any], NDArray[Any], NDArray[np.bool_]]:
    """Return the number of the pair behind and of the pair before each place of a text, and which places are free."""
    order = np.argsort(np.array(paired, dtype=np.int64), kind="stable")
    places = np.array(paired, dtype=np.int64)[order]
    numbers = np.concatenate([[-1], order, [len(paired)]])  # ends of the text first and last
    at = np.searchsorted(places, np.arange(length))
    free = np.ones(length, dtype=np.bool_)
    free[places] = False
    return numbers[at], numbers[at + 1], free
