"""Active learning, simulated: how many labels a model needs when readers go by what it does not know, or at random.

A pool of labelled clauses stands for clauses that nobody read. Both orders begin with the same few, drawn at random;
then the n-gram classifier learns from what was read, and the next clauses are chosen by what it says of the rest
(`clausetag.data.labelling.choose`), or at random. Quality is average precision, the mean of the themes, on a fifth of
the clauses that no reader comes to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds, rest_of
from clausetag.data.labelling.choose import choose
from clausetag.models.classifier import Classifier, Labels
from clausetag.training.evaluation.crossval import FOLDS, label_matrix
from clausetag.training.evaluation.metrics import average_precision
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams

CHOSEN, RANDOM = "chosen", "at random"
SEEDS = 5
SIZES = (50, 75, 110, 160, 240, 360, 540, 800, 1200)  # clauses read, where models are learned
SHARE = 0.95  # of the quality with every label

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Point:
    """How good a model is after so many clauses were read."""

    order: str  # CHOSEN or RANDOM
    seed: int
    clauses: int
    precision: float  # average precision, mean of the themes
    full: float  # the same with every clause of the pool read


def simulate(
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    seeds: int = SEEDS,
    sizes: Sequence[int] = SIZES,
    config: NgramConfig | None = None,
) -> list[Point]:
    """Return the quality of both orders at each size, for each seed; examples must have been asked for every theme."""
    return [point for seed in range(seeds) for point in _Pool(examples, themes, seed, config).points(sizes)]


class _Pool:
    """Clauses to read in the order of one seed, and those that models are measured on."""

    def __init__(
        self, examples: Sequence[Example], themes: Sequence[str], seed: int, config: NgramConfig | None
    ) -> None:
        self._themes, self._seed, self._config = tuple(themes), seed, config
        self._texts = [example.text for example in examples]
        self._labels: Labels = label_matrix(examples, themes)
        fold_of = folds(examples, FOLDS, seed)
        self._held = np.flatnonzero(np.array(fold_of) == 0)
        self._rows = np.random.default_rng(seed).permutation(rest_of(examples, fold_of, 0)).astype(np.int64)

    def points(self, sizes: Sequence[int]) -> Iterator[Point]:
        """Yield the quality of both orders at those of the sizes that the pool has."""
        full = self._quality(self._learn(self._rows))
        sizes = [size for size in sizes if size < len(self._rows) and self._both(self._rows[:size])]
        read, fitted = self._rows[:0], None
        for size in sizes:
            by_chance = self._learn(self._rows[:size])
            yield Point(RANDOM, self._seed, size, self._quality(by_chance), full)
            read = self._rows[:size] if fitted is None else self._read_on(read, fitted, size)
            fitted = self._learn(read)
            yield Point(CHOSEN, self._seed, len(read), self._quality(fitted), full)

    def _both(self, rows: Rows) -> bool:
        """Whether every theme applies to some of the clauses and not to others: less is nothing to learn from."""
        labels = self._labels[rows]
        return bool((labels.any(axis=0) & ~labels.all(axis=0)).all())

    def _read_on(self, read: Rows, fitted: Classifier, size: int) -> Rows:
        """Return what was read and as many more as make `size`, chosen by what the model of the former says."""
        rest = np.setdiff1d(self._rows, read)
        texts, labelled = self._of(rest), self._of(read)
        said = fitted.predict_proba(texts)
        nothing = np.zeros(said.shape, dtype=bool)
        choices = choose(texts, said, nothing, size - len(read), labelled=labelled)
        return np.concatenate([read, rest[[choice.place for choice in choices]]])

    def _learn(self, rows: Rows) -> Classifier:
        return learn_ngrams(self._themes, self._of(rows), self._labels[rows], self._config)

    def _quality(self, fitted: Classifier) -> float:
        labels, said = self._labels[self._held], fitted.predict_proba(self._of(self._held))
        return float(np.mean([average_precision(labels[:, k], said[:, k]) for k in range(len(self._themes))]))

    def _of(self, rows: Rows) -> list[str]:
        return [self._texts[row] for row in rows]


def clauses_needed(points: Sequence[Point], share: float = SHARE) -> dict[str, list[float]]:
    """Return for each order how many clauses reached `share` of the full quality, by seed; infinite where none did.

    Between two sizes quality is taken to grow evenly.
    """
    found: dict[str, list[float]] = {}
    for order in (CHOSEN, RANDOM):
        for seed in sorted({point.seed for point in points}):
            own = [point for point in points if (point.order, point.seed) == (order, seed)]
            found.setdefault(order, []).append(_needed(own, share))
    return found


def _needed(points: Sequence[Point], share: float) -> float:
    before: Point | None = None
    for point in points:
        wanted = share * point.full
        if point.precision >= wanted:
            if before is None:
                return point.clauses
            part = (wanted - before.precision) / (point.precision - before.precision)
            return before.clauses + part * (point.clauses - before.clauses)
        before = point
    return float("inf")
