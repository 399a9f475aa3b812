"""The learning curve of the n-gram classifier: how good it is with a part of the clauses."""

from collections.abc import Sequence

import numpy as np

from clausetag.data.dataset.examples import Example
from clausetag.data.dataset.splits import folds, groups
from clausetag.training.evaluation.crossval import FOLDS, label_matrix
from clausetag.training.evaluation.metrics import average_precision
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.plots.held_out import MEAN

PARTS = (0.125, 0.25, 0.5, 1.0)


def learning_curve(
    examples: Sequence[Example], themes: Sequence[str], config: NgramConfig
) -> list[tuple[int, dict[str, float]]]:
    """Return, for growing parts of four folds, their number of clauses and the average precision on the fifth.

    Parts are made of whole groups of documents and near-copies, and each holds the one before it.
    """
    fold_of = np.array(folds(examples, FOLDS, config.seed))
    group_of = np.array(groups(examples))
    labels = label_matrix(examples, themes)
    held, rest = np.flatnonzero(fold_of == 0), np.flatnonzero(fold_of != 0)
    order = np.random.default_rng(config.seed).permutation(np.unique(group_of[rest]))
    texts = [example.text for example in examples]
    points = []
    for part in PARTS:
        rows = rest[np.isin(group_of[rest], order[: max(1, round(part * len(order)))])]
        if not (labels[rows].any(axis=0) & ~labels[rows].all(axis=0)).all():
            continue  # too small a part: a theme is true nowhere in it, or everywhere
        fitted = learn_ngrams(themes, [texts[i] for i in rows], labels[rows], config)
        said = fitted.predict_proba([texts[i] for i in held])
        scores = {theme: average_precision(labels[held, k], said[:, k]) for k, theme in enumerate(themes)}
        points.append((len(rows), {**scores, MEAN: float(np.mean(list(scores.values())))}))
    return points
