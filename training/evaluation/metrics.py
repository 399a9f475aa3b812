"""Figures of merit for theme probabilities and decisions, with intervals by bootstrap over documents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.int8]
BINS = 15  # of the calibration error


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value and its 95% interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def f1(label: Flags, decision: Flags) -> float:
    """F1 of one theme; 0 when nothing is true and nothing found."""
    hits = int((label & decision).sum())
    total = int(label.sum() + decision.sum())
    return 2 * hits / total if total else 0.0


def kappa(one: Flags, other: Flags) -> float:
    """Cohen's kappa (1960) of two readers' answers on one theme; 1 where both always say the same thing."""
    if (one == other).all():
        return 1.0
    share, its = float(one.mean()), float(other.mean())
    by_chance = share * its + (1 - share) * (1 - its)
    return (float((one == other).mean()) - by_chance) / (1 - by_chance)


def average_precision(label: Flags, probability: Array) -> float:
    """Average precision of one theme's ranking: the mean of precision at each true clause; ties share their rank.

    As in scikit-learn: precision is taken at each distinct score. 0 when nothing is true.
    """
    if not label.any():
        return 0.0
    order = np.argsort(-probability, kind="stable")
    sorted_score, sorted_label = probability[order], label[order]
    last = np.append(np.flatnonzero(np.diff(sorted_score)), len(sorted_score) - 1)
    hits = np.cumsum(sorted_label, dtype=np.int64)[last]
    precision = hits / (last + 1)
    return float(np.sum(np.diff(hits, prepend=0) * precision) / label.sum())


def expected_calibration_error(label: Flags, probability: Array, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal mass (Nixon et al., 2019): mean |share true - mean probability|."""
    order = np.argsort(probability, kind="stable")
    labels, probabilities = label[order], probability[order]
    each, larger = divmod(len(order), bins)  # the first bins hold one more
    ends = np.cumsum([each + (i < larger) for i in range(bins)]).tolist()
    total, start = 0.0, 0
    for end in ends:
        if n := end - start:
            total += abs(float(labels[start:end].sum() / n - probabilities[start:end].sum() / n)) * n
        start = end
    return total / max(len(label), 1)


def best_threshold(label: Flags, probability: Array) -> float:
    """Return the threshold with the highest F1, midway between two observed scores; 0.5 if none is true."""
    if not label.any():
        return 0.5
    order = np.argsort(-probability, kind="stable")
    score = probability[order]
    hits = np.cumsum(label[order], dtype=np.int64)
    quality = 2 * hits / (np.arange(1, len(score) + 1) + label.sum())
    quality[:-1][score[:-1] == score[1:]] = -1.0  # a threshold cannot part equal scores
    best = int(np.argmax(quality))
    following = score[best + 1] if best + 1 < len(score) else score[best]
    middle = (score[best] + following) / 2
    return float(middle if middle > following else score[best])  # no number may lie between the two


def steady_threshold(label: Flags, probability: Array) -> float:
    """Return the threshold in [0.2, 0.7] whose F1 is highest on average over its neighbours; 0.5 if none is true.

    The single best threshold of a sample follows its noise; averaged over +-0.08 the choice carries over better to
    other documents (measured by choosing on one part of the out-of-fold documents and scoring on the rest).
    """
    if not label.any():
        return 0.5
    grid = np.linspace(0.2, 0.7, 26)
    quality = np.array([f1(label, (probability >= threshold).astype(np.int8)) for threshold in grid])
    width = 9
    smoothed = np.convolve(np.pad(quality, width // 2, mode="edge"), np.ones(width) / width, "valid")
    return float(grid[int(np.argmax(smoothed))])


def expected_threshold(probability: Array) -> float:
    """Return the threshold whose F1 is highest if calibrated probabilities are right, labels unseen; 0.5 for none.

    Of so many clauses above it, their probabilities are expected to be true: 2 * sum above / (number above + sum of
    all). It asks less of a small sample than the best F1 of its labels.
    """
    if not len(probability):
        return 0.5
    falling = np.sort(probability)[::-1]
    quality = 2 * np.cumsum(falling) / (np.arange(1, len(falling) + 1) + falling.sum())
    best = int(np.argmax(quality))
    return float((falling[best] + falling[min(best + 1, len(falling) - 1)]) / 2)


def bootstrap(
    documents: Sequence[str], statistic: Callable[[NDArray[np.int64]], Array], *, rounds: int = 1000, seed: int = 0
) -> Array:
    """Resample whole documents with replacement; returns shape (rounds, *statistic's shape).

    `statistic` gets the row numbers of one resample. Clauses of one document are never parted: they resemble each
    other, and clause-wise intervals would be too narrow. Where all are of one document, its clauses are resampled: the
    interval then says nothing of other documents.
    """
    document, n = _numbered(documents)
    rows = [np.flatnonzero(document == i) for i in range(n)]
    return np.array([statistic(np.concatenate([rows[i] for i in draw])) for draw in _draws(n, rounds, seed)])


def bootstrap_counts(
    documents: Sequence[str], statistic: Callable[[Array], Array], *, rounds: int = 1000, seed: int = 0
) -> Array:
    """Do as `bootstrap`, but tell `statistic` how often each row was drawn: for figures that sums are enough for."""
    document, n = _numbered(documents)
    drawn = (np.bincount(draw, minlength=n).astype(np.float64) for draw in _draws(n, rounds, seed))
    return np.array([statistic(count[document]) for count in drawn])


def sums(drawn: Array, values: NDArray[Any]) -> Array:
    """Return the column sums of `values`, shape (n_rows, n_columns), where rows were drawn so often.

    Not by BLAS, whose threads wait for each other longer than such sums take.
    """
    return np.asarray(np.einsum("i,ik->k", drawn, values))


def _numbered(documents: Sequence[str]) -> tuple[NDArray[np.int64], int]:
    """Return the number of each row's document, and how many there are; of a single one each row has its own."""
    names, number = np.unique(np.asarray(documents), return_inverse=True)
    if len(names) == 1:
        return np.arange(len(documents)), len(documents)
    return number.astype(np.int64), len(names)


def _draws(n: int, rounds: int, seed: int) -> Iterator[NDArray[np.int64]]:
    rng = np.random.default_rng(seed)
    return (rng.integers(n, size=n) for _ in range(rounds))


def estimate(value: float, resamples: Array) -> Estimate:
    """Return a value with the 2.5th and 97.5th percentile of its resamples."""
    low, high = np.percentile(resamples, [2.5, 97.5])
    return Estimate(float(value), float(low), float(high))
