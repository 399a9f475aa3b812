"""Does the review bound keep its promise? Measured on gold, over random splits of its documents into two halves.

A bound learned on one half must let no more than the chosen share of a theme's true clauses pass unseen in the other;
the bounds that a bundle ships are measured on the same halves. Nothing here changes a bundle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.errors import UsageError
from clausetag.models.classifier import Probabilities
from clausetag.models.decision import Bounds
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix
from clausetag.training.evaluation.metrics import Array, Estimate, estimate
from clausetag.training.learners.conformal import MISS_RATE, review_bound

SPLITS = 200


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Shares under one kind of bound: mean over the splits, and the range that 95% of them lie in."""

    missed: Estimate  # of the theme's true clauses: neither tagged nor sent to review
    to_review: Estimate  # of all clauses


@dataclass(frozen=True, slots=True)
class ThemeReview:
    """One theme's review under bounds learned on the other half, and under the bundle's own."""

    theme: str
    true: int
    relearned: Reviewed
    shipped: Reviewed
    without_bound: float  # share of the splits whose learning half has too few true clauses: all is then reviewed


def measure_review(
    probabilities: Probabilities,
    bounds: Bounds,
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    miss_rate: float = MISS_RATE,
    splits: int = SPLITS,
    seed: int = 0,
) -> list[ThemeReview]:
    """Measure misses and review of calibrated `probabilities`, shape (n_examples, n_themes), for each theme.

    `bounds` are the bundle's own, of the same examples.
    A theme is measured on the examples asked for it. One that is true of no clause in one of the halves is not measured
    in that split.

    Raises:
        UsageError: The examples are of one document, or of none.
    """
    names, document_of = np.unique([example.document for example in examples], return_inverse=True)
    if len(names) < 2:
        raise UsageError("to measure review, give clauses of two documents or more")
    labels, asked = label_matrix(examples, themes) == 1, asked_matrix(examples, themes)
    rng = np.random.default_rng(seed)
    measured = [np.isin(document_of, rng.permutation(len(names))[: len(names) // 2]) for _ in range(splits)]
    threshold, review_from = (np.broadcast_to(of, probabilities.shape) for of in bounds)

    def of_theme(k: int, theme: str) -> ThemeReview:
        own = asked[:, k]
        halves = [half[own] for half in measured]
        bounds_here = threshold[own, k], review_from[own, k]
        return _theme(theme, probabilities[own, k], labels[own, k], *bounds_here, halves, miss_rate)

    return [of_theme(k, theme) for k, theme in enumerate(themes)]


def format_review(reviews: Sequence[ThemeReview], *, miss_rate: float = MISS_RATE, splits: int = SPLITS) -> str:
    """Return the figures as a plain text table."""
    lines = [
        f"review: {splits} random splits of the documents into halves, bounds for a miss rate of {miss_rate:.0%};",
        "mean and 95% range over the splits, of the half that no bound was learned on",
        "",
        f"  {'':24}{'bound learned on the other half':^42}{'bound of the bundle':^42}",
        f"  {'theme':16}{'true':>6}  {'missed':20}{'to review':20}  {'missed':20}{'to review':20}",
    ]
    for review in reviews:
        figures = (review.relearned, review.shipped)
        shares = "  ".join(f"{_percent(side.missed):20}{_percent(side.to_review):20}" for side in figures)
        few = f"  no bound in {review.without_bound:.0%} of the splits" if review.without_bound else ""
        lines.append(f"  {review.theme:16}{review.true:>6}  {shares}{few}".rstrip())
    return "\n".join(lines)


def _theme(
    theme: str,
    probability: Array,
    label: NDArray[np.bool_],
    threshold: Array,
    review_from: Array,
    measured: Sequence[NDArray[np.bool_]],
    miss_rate: float,
) -> ThemeReview:
    relearned, shipped, without = [], [], 0
    for half in measured:
        if not label[half].any() or not label[~half].any():
            continue
        bound = review_bound(probability[~half & label], miss_rate)
        without += bound == 0.0
        its = probability[half], label[half], threshold[half]
        relearned.append(_shares(*its, np.full(len(its[0]), bound)))
        shipped.append(_shares(*its, review_from[half]))
    return ThemeReview(
        theme, int(label.sum()), _reviewed(relearned), _reviewed(shipped), without / max(len(relearned), 1)
    )


def _shares(probability: Array, label: NDArray[np.bool_], threshold: Array, bound: Array) -> tuple[float, float]:
    missed = (probability < np.minimum(bound, threshold))[label]
    return float(missed.mean()), float(((probability >= bound) & (probability < threshold)).mean())


def _reviewed(shares: Sequence[tuple[float, float]]) -> Reviewed:
    if not shares:
        nothing = Estimate(float("nan"), float("nan"), float("nan"))
        return Reviewed(nothing, nothing)
    missed, to_review = np.array(shares).T
    return Reviewed(estimate(float(missed.mean()), missed), estimate(float(to_review.mean()), to_review))


def _percent(value: Estimate) -> str:
    return f"{value.value:.1%} [{value.low:.1%}, {value.high:.1%}]"
