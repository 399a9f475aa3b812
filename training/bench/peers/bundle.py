"""A bundle of ours as a user loads it, calibration included."""

from pathlib import Path

from clausetag.models.bundle import load_bundle
from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn


def train(learn: Learn, folder: Path) -> None:
    """Learn nothing: the bundle is trained."""


def load(folder: Path, asked: Asked) -> Answers:
    """Load the bundle; its columns in the order that is asked for."""
    model = load_bundle(folder).model
    columns = [model.themes.index(theme) for theme in asked.themes]
    return lambda texts: model.predict_proba(texts, [asked.language] * len(texts))[:, columns]
