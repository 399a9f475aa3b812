"""scikit-learn's plain pipeline: TF-IDF of words, one logistic regression a theme; kept by skops, not pickled."""

from pathlib import Path

import skops.io
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline

from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn

_FILE = "pipeline.skops"


def train(learn: Learn, folder: Path) -> None:
    """Fit and save the pipeline."""
    pipeline = make_pipeline(TfidfVectorizer(), OneVsRestClassifier(LogisticRegression(max_iter=1000)))
    skops.io.dump(pipeline.fit(learn.texts, learn.labels), folder / _FILE)


def load(folder: Path, asked: Asked) -> Answers:  # noqa: ARG001 (the columns are in the model)
    """Load the pipeline."""
    pipeline = skops.io.load(folder / _FILE)
    return lambda texts: pipeline.predict_proba(texts)
