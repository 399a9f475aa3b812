"""Out-of-fold probabilities: what a classifier says of clauses it has not seen, nor their documents or near-copies."""

from collections.abc import Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds as folds_of
from clausetag.data.dataset.splits import rest_of
from clausetag.data.words import counted
from clausetag.models.classifier import Asked, Classifier, Labels, Probabilities
from clausetag.training.learners.progress import Progress, silent

FOLDS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A classifier and the rows of the examples of its fold, which it did not see."""

    classifier: Classifier
    rows: NDArray[np.int64]


class Learner(Protocol):
    """What learns a classifier."""

    def __call__(self, texts: Sequence[str], labels: Labels, *, asked: Asked) -> Classifier:
        """Learn from texts and labels of shape (n_clauses, n_themes), of a theme only where it was asked."""
        ...


def label_matrix(examples: Sequence[Example], themes: Sequence[str]) -> Labels:
    """Return 0/1 labels of shape (n_examples, n_themes)."""
    rows = [[theme in example.themes for theme in themes] for example in examples]
    return np.array(rows, dtype=np.int8).reshape(len(examples), len(themes))


def asked_matrix(examples: Sequence[Example], themes: Sequence[str]) -> Asked:
    """Return, of shape (n_examples, n_themes), whether each example was asked for each theme."""
    rows = [[example.was_asked(theme) for theme in themes] for example in examples]
    return np.array(rows, dtype=np.bool_).reshape(len(examples), len(themes))


def out_of_fold(
    learn: Learner,
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    folds: int = FOLDS,
    seed: int = 0,
    pool: Executor | None = None,
    progress: Progress = silent,
) -> tuple[Probabilities, Fold]:
    """Learn once a fold and return each example's probabilities from the classifier that did not see its document.

    Nor did it see a near-copy of a clause of the fold. Columns are in the order of `themes`. Folds are learned in the
    threads of `pool`, or one after the other. The first of them is returned as well.
    """
    fold_of = folds_of(examples, folds, seed)
    texts = [example.text for example in examples]
    labels, asked = label_matrix(examples, themes), asked_matrix(examples, themes)
    result = np.zeros(labels.shape)

    def answer(fold: int) -> Fold:
        held, rest = np.flatnonzero(np.array(fold_of) == fold), rest_of(examples, fold_of, fold)
        classifier = learn([texts[i] for i in rest], labels[rest], asked=asked[rest])
        result[held] = classifier.predict_proba([texts[i] for i in held])
        progress(
            f"fold {fold + 1} of {folds} done: learned from {counted(len(rest), 'clause')}, asked about {len(held):,}"
        )
        return Fold(classifier, held)

    with nullcontext(pool) if pool else ThreadPoolExecutor(1) as threads:
        answered = threads.map(answer, range(folds))
        first = next(answered)
        for _ in answered:
            pass  # the memory of the others is let go
    return result, first
