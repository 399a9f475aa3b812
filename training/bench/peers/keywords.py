"""The keyword baseline."""

from pathlib import Path

from clausetag.models.keywords import KeywordClassifier
from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn


def train(learn: Learn, folder: Path) -> None:
    """Learn nothing."""


def load(folder: Path, asked: Asked) -> Answers:  # noqa: ARG001 (it has no files)
    """Return the matcher."""
    return KeywordClassifier(asked.themes).predict_proba
