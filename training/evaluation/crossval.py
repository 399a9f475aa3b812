"""Out-of-fold probabilities: what a classifier says of clauses it has not seen, nor their documents or near-copies."""

from collections.abc import Callable, Sequence

import numpy as np

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds as grouped_folds
from clausetag.models.classifier import Classifier, Labels, Probabilities

FOLDS = 5

Learner = Callable[[Sequence[str], Labels], Classifier]  # from texts and labels of shape (n_clauses, n_themes)


def label_matrix(examples: Sequence[Example], themes: Sequence[str]) -> Labels:
    """Return 0/1 labels of shape (n_examples, n_themes)."""
    rows = [[theme in example.themes for theme in themes] for example in examples]
    return np.array(rows, dtype=np.int8).reshape(len(examples), len(themes))


def out_of_fold(
    learn: Learner, examples: Sequence[Example], themes: Sequence[str], *, folds: int = FOLDS, seed: int = 0
) -> Probabilities:
    """Learn once a fold and return each example's probabilities from the classifier that did not see its group.

    Groups are documents and near-copy clusters, so no clause of a resolution stands on both sides. Columns are in the
    order of `themes`.
    """
    fold_of = np.array(grouped_folds(examples, folds, seed))
    texts = [example.text for example in examples]
    labels = label_matrix(examples, themes)
    result = np.zeros(labels.shape)
    for fold in range(folds):
        held, rest = np.flatnonzero(fold_of == fold), np.flatnonzero(fold_of != fold)
        classifier = learn([texts[i] for i in rest], labels[rest])
        result[held] = classifier.predict_proba([texts[i] for i in held])
    return result
