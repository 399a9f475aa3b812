"""Out-of-fold probabilities: what a classifier says of clauses it has not seen, nor their documents or near-copies."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
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
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """A classifier and the rows of the examples of its fold, which it did not see."""

    classifier: Classifier
    rows: Rows


class Learner(Protocol):
    """What learns classifiers, one of each of some parts of the clauses."""

    def __call__(
        self, texts: Sequence[str], labels: Labels, *, asked: Asked, parts: Sequence[Rows]
    ) -> Iterable[Classifier]:
        """Learn from rows of texts and labels of shape (n_clauses, n_themes), of a theme only where it was asked."""
        ...


class LearnsOne(Protocol):
    """What learns one classifier."""

    def __call__(self, texts: Sequence[str], labels: Labels, *, asked: Asked) -> Classifier:
        """Learn from texts and labels of shape (n_clauses, n_themes), of a theme only where it was asked."""
        ...


def one_by_one(learn: LearnsOne, at_once: int = 1) -> Learner:
    """Return what learns from each part anew, from so many at once, in threads."""

    def learn_parts(
        texts: Sequence[str], labels: Labels, *, asked: Asked, parts: Sequence[Rows]
    ) -> Iterator[Classifier]:
        with ThreadPoolExecutor(at_once) as threads:
            yield from threads.map(
                lambda part: learn([texts[int(i)] for i in part], labels[part], asked=asked[part]), parts
            )

    return learn_parts


def label_matrix(examples: Sequence[Example], themes: Sequence[str]) -> Labels:
    """Return 0/1 labels of shape (n_examples, n_themes)."""
    rows = [[theme in example.themes for theme in themes] for example in examples]
    return np.array(rows, dtype=np.int8).reshape(len(examples), len(themes))


def asked_matrix(examples: Sequence[Example], themes: Sequence[str]) -> Asked:
    """Return, of shape (n_examples, n_themes), whether each example was asked for each theme."""
    rows = [[example.was_asked(theme) for theme in themes] for example in examples]
    return np.array(rows, dtype=np.bool_).reshape(len(examples), len(themes))


def out_of_fold(
    learn: Learner, examples: Sequence[Example], themes: Sequence[str], *, folds: int = FOLDS, seed: int = 0
) -> Probabilities:
    """Learn once a fold and return each example's probabilities from the classifier that did not see its document.

    Nor did it see a near-copy of a clause of the fold. Columns are in the order of `themes`.
    """
    held, rest = apart(examples, folds, seed)
    texts = [example.text for example in examples]
    classifiers = learn(texts, label_matrix(examples, themes), asked=asked_matrix(examples, themes), parts=rest)
    return answers(classifiers, held, texts)[0]


def apart(examples: Sequence[Example], folds: int = FOLDS, seed: int = 0) -> tuple[list[Rows], list[Rows]]:
    """Return the rows of each fold, and of what may be learned from for it."""
    fold_of = folds_of(examples, folds, seed)
    held = [np.flatnonzero(np.array(fold_of) == fold) for fold in range(folds)]
    return held, [np.array(rest_of(examples, fold_of, fold), dtype=np.int64) for fold in range(folds)]


def answers(
    classifiers: Iterable[Classifier], held: Sequence[Rows], texts: Sequence[str], progress: Progress = silent
) -> tuple[Probabilities, Fold]:
    """Ask each classifier about the rows of texts that it was held out from; the first of them is returned as well."""
    folds = [Fold(classifier, rows) for classifier, rows in zip(classifiers, held, strict=True)]
    said: list[Probabilities] = []
    for number, fold in enumerate(folds, start=1):
        said.append(fold.classifier.predict_proba([texts[int(i)] for i in fold.rows]))
        progress(f"fold {number} of {len(folds)} done: asked about {counted(len(fold.rows), 'clause')}")
    result = np.zeros((len(texts), said[0].shape[1]))
    result[np.concatenate(held)] = np.concatenate(said)
    return result, folds[0]
