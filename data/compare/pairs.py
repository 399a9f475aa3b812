"""Which old clause is which new one: first what is alike wherever it stands, then what is less so in the same place."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausetag.data.compare.similarity import Matrix, with_neighbours

ANYWHERE = 0.45  # likeness from which two clauses are the same wherever they stand
IN_PLACE = 0.28  # and where both stand between the same neighbours

Pair = tuple[int, int]


def pair_up(alike: Matrix) -> list[Pair]:
    """Return pairs of places, no place twice on either side, in the order of the old text."""
    if not alike.size:
        return []
    worth = with_neighbours(alike)
    pairs = _best_first(worth, alike >= ANYWHERE)
    run, (count_old, count_new) = in_order(pairs), alike.shape
    same_gap = np.equal.outer(_gaps([i for i, _ in run], count_old), _gaps([j for _, j in run], count_new))
    free = np.logical_and.outer(_free([i for i, _ in pairs], count_old), _free([j for _, j in pairs], count_new))
    near = (alike >= IN_PLACE) & same_gap & free
    return sorted([*pairs, *_best_first(worth, near)])


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


def _gaps(places: Sequence[int], length: int) -> NDArray[Any]:
    """Number the gap between some places that each place of a text stands in."""
    return np.searchsorted(places, np.arange(length))


def _free(taken: Sequence[int], length: int) -> NDArray[np.bool_]:
    free = np.ones(length, dtype=bool)
    free[list(taken)] = False
    return free
