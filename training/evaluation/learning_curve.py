"""The learning curve of the n-gram classifier: how good it is with a part of the clauses."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from clausetag.data.cores import cores
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds, groups, rest_of
from clausetag.models.classifier import Classifier
from clausetag.training.evaluation.crossval import FOLDS, asked_matrix, label_matrix
from clausetag.training.evaluation.metrics import average_precision
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams

PARTS = (0.125, 0.25, 0.5, 1.0)
MEAN = "mean_of_themes"


def learning_curve(
    examples: Sequence[Example], themes: Sequence[str], config: NgramConfig, whole: Classifier | None = None
) -> list[tuple[int, dict[str, float]]]:
    """Return, for growing parts of four folds, their number of clauses and the average precision on the fifth.

    Average precision is given for each theme and, under `MEAN`, on average. Parts are made of whole groups of documents
    and near-copies, and each holds the one before it. They are learned side by side, the last but where `whole`, what
    was learned from all four folds, is given.
    """
    fold_of = folds(examples, FOLDS, config.seed)
    group_of = np.array(groups(examples))
    labels, asked = label_matrix(examples, themes), asked_matrix(examples, themes)
    held, rest = np.flatnonzero(np.array(fold_of) == 0), np.array(rest_of(examples, fold_of, 0), dtype=np.int64)
    texts = [example.text for example in examples]

    def point(rows: NDArray[np.int64]) -> tuple[int, dict[str, float]]:
        fitted = whole if len(rows) == len(rest) else None
        fitted = fitted or learn_ngrams(themes, [texts[i] for i in rows], labels[rows], config, asked=asked[rows])
        said = fitted.predict_proba([texts[i] for i in held])
        own = [asked[held, k] for k in range(len(themes))]
        scores = {theme: average_precision(labels[held, k][own[k]], said[own[k], k]) for k, theme in enumerate(themes)}
        return len(rows), {**scores, MEAN: float(np.mean(list(scores.values())))}

    def tells(rows: NDArray[np.int64]) -> bool:
        """Whether the part is large enough: a theme is true somewhere in it, and not everywhere."""
        return all((asked[rows] & (labels[rows] == label)).any(axis=0).all() for label in (0, 1))

    parts = (rest[part] for part in growing_parts(group_of[rest], PARTS, config.seed))
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(point, filter(tells, parts)))


def growing_parts(group_of: NDArray[np.int64], shares: Sequence[float], seed: int) -> Iterator[NDArray[np.bool_]]:
    """Yield for each of the growing `shares` which rows are in it: whole groups, drawn at random, one at least.

    Each part holds the one before it.
    """
    order = np.random.default_rng(seed).permutation(np.unique(group_of))
    for share in shares:
        yield np.isin(group_of, order[: max(1, round(share * len(order)))])
