"""Our n-gram classifier, trained like the peers on the training split alone."""

from pathlib import Path

import numpy as np

from clausetag.models.ngrams import NgramClassifier
from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn
from clausetag.training.learners.ngrams import learn_ngrams

_FILE = "arrays.npz"


def train(learn: Learn, folder: Path) -> None:
    """Fit and save as a bundle's arrays."""
    classifier = learn_ngrams(learn.themes, learn.texts, learn.labels)
    np.savez_compressed(folder / _FILE, **classifier.to_arrays())  # type: ignore[arg-type]


def load(folder: Path, asked: Asked) -> Answers:
    """Load the arrays."""
    with np.load(folder / _FILE, allow_pickle=False) as arrays:
        return NgramClassifier.from_arrays(asked.themes, dict(arrays)).predict_proba
