"""The learning curve of the n-gram classifier: how good it is with a part of the clauses."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds, groups, rest_of
from clausetag.training.evaluation.crossval import FOLDS, asked_matrix, label_matrix
from clausetag.training.evaluation.metrics import average_precision
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams

PARTS = (0.125, 0.25, 0.5, 1.0)
MEAN = "mean_of_themes"


def learning_curve(
    examples: Sequence[Example], themes: Sequence[str], config: NgramConfig
) -> list[tuple[int, dict[str, float]]]:
    """Return, for growing parts of four folds, their number of clauses and the average precision on the fifth.

    Average precision is given for each theme and, under `MEAN`, on average. Parts are made of whole groups of documents
    and near-copies, and each holds the one before it.
    """
    fold_of = folds(examples, FOLDS, config.seed)
    group_of = np.array(groups(examples))
    labels, asked = label_matrix(examples, themes), asked_matrix(examples, themes)
    held, rest = np.flatnonzero(np.array(fold_of) == 0), np.array(rest_of(examples, fold_of, 0), dtype=np.int64)
    texts = [example.text for example in examples]
    points = []
    for part in growing_parts(group_of[rest], PARTS, config.seed):
        rows = rest[part]
        if not all((asked[rows] & (labels[rows] == label)).any(axis=0).all() for label in (0, 1)):
            continue  # too small a part: a theme is true nowhere in it, or everywhere
        fitted = learn_ngrams(themes, [texts[i] for i in rows], labels[rows], config, asked=asked[rows])
        said = fitted.predict_proba([texts[i] for i in held])
        own = [asked[held, k] for k in range(len(themes))]
        scores = {theme: average_precision(labels[held, k][own[k]], said[own[k], k]) for k, theme in enumerate(themes)}
        points.append((len(rows), {**scores, MEAN: float(np.mean(list(scores.values())))}))
    return points


def growing_parts(group_of: NDArray[np.int64], shares: Sequence[float], seed: int) -> Iterator[NDArray[np.bool_]]:
    """Yield for each of the growing `shares` which rows are in it: whole groups, drawn at random, one at least.

    Each part holds the one before it.
    """
    order = np.random.default_rng(seed).permutation(np.unique(group_of))
    for share in shares:
        yield np.isin(group_of, order[: max(1, round(share * len(order)))])
