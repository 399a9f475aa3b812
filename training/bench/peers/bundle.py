"""A bundle of ours as a user loads it, calibration included; the bench is in English."""

from pathlib import Path

from clausetag.models.bundle import load_bundle
from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Learn


def train(learn: Learn, folder: Path) -> None:
    """Learn nothing: the bundle is trained."""


def load(folder: Path, themes: tuple[str, ...]) -> Answers:
    """Load the bundle; its columns in the order of `themes`."""
    model = load_bundle(folder).model
    columns = [model.themes.index(theme) for theme in themes]
    return lambda texts: model.predict_proba(texts, ["en"] * len(texts))[:, columns]
