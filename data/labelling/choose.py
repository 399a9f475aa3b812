"""Which clauses are most worth a reader's time: those whose answers are likely to teach a model most.

First come the clauses that the model hands to a person, then those of which it is least sure. Themes take turns, so
that a rare one gets as many clauses as a common one; what may teach something of several is worth more. Where so few
clauses are likely to be true that all of them fit into the theme's share, the likeliest go before the unsure: a theme
learns from what is true. What resembles a clause that was chosen is worth less, and near-copies of it, or of a clause
that was labelled, are passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from clausetag.data.labelling.overlap import NEAR, Floats, Overlap

Reason = Literal["for review", "unsure", "likely"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A clause that was chosen: its place among those given, for which theme (by its place), and why."""

    place: int
    theme: int
    reason: Reason


def unsureness(probabilities: Floats) -> Floats:
    """Return how little a model knows, 0 to 1: what an answer is expected to add (the variance of a yes, times 4)."""
    return np.asarray(4 * probabilities * (1 - probabilities))


def choose(
    texts: Sequence[str],
    probabilities: Floats,
    review: NDArray[np.bool_],
    most: int,
    *,
    expected: Sequence[float] | Floats | None = None,
    labelled: Sequence[str] = (),
) -> Iterator[Choice]:
    """Yield up to `most` clauses, the most worth reading first.

    Args:
        texts: Of the clauses.
        probabilities: That a theme applies, of shape (n_clauses, n_themes).
        review: Whether the model hands the answer to a person; the same shape.
        most: How many are wanted.
        expected: How many true clauses each theme has among all that these were taken from. Default: among these.
        labelled: Texts that were answered for already.
    """
    n, themes = probabilities.shape
    if not n:
        return
    true = probabilities.sum(axis=0) if expected is None else np.asarray(expected)
    rare = true < most / themes
    value = np.where(rare, probabilities, unsureness(probabilities))
    value = (value + value.sum(axis=1, keepdims=True)) / (1 + themes)  # the theme whose turn it is counts twice
    pool, known = Overlap(texts), Overlap(labelled)
    likeness, free = np.zeros(n), np.ones(n, dtype=bool)
    theme, chosen = -1, 0
    while chosen < most and free.any():
        waiting = np.asarray(review[free].any(axis=0))
        theme = _next(theme, waiting if waiting.any() else np.ones(themes, dtype=np.bool_))
        worth = np.where(free, value[:, theme] * (1 - likeness) + review[:, theme], -1.0)
        place = int(worth.argmax())
        free[place] = False
        if known.of(texts[place]).max(initial=0) >= NEAR:
            continue
        own = pool.of(texts[place])
        likeness = np.maximum(likeness, own)
        free &= own < NEAR
        reason: Reason = "for review" if review[place, theme] else "likely" if rare[theme] else "unsure"
        yield Choice(place, theme, reason)
        chosen += 1


def _next(turn: int, waiting: NDArray[np.bool_]) -> int:
    """Return the theme whose turn it is after another's."""
    order = np.roll(np.arange(len(waiting)), -turn - 1)
    return int(order[waiting[order].argmax()])
