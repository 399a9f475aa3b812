"""What a user would write: SentenceTransformer.encode and one logistic regression a theme."""

from pathlib import Path

import skops.io
from sentence_transformers import SentenceTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn
from clausetag.training.learners.base_encoder import base_encoder

_ENCODER, _HEAD = "encoder", "head.skops"


def train(learn: Learn, folder: Path) -> None:
    """Encode, fit the head, save both."""
    encoder = SentenceTransformer(str(base_encoder()), device="cpu")
    head = OneVsRestClassifier(LogisticRegression(max_iter=1000))
    head.fit(encoder.encode(list(learn.texts), show_progress_bar=False), learn.labels)
    encoder.save(str(folder / _ENCODER))
    skops.io.dump(head, folder / _HEAD)


def load(folder: Path, asked: Asked) -> Answers:  # noqa: ARG001 (the columns are in the head)
    """Load encoder and head."""
    encoder = SentenceTransformer(str(folder / _ENCODER), device="cpu")
    head = skops.io.load(folder / _HEAD)
    return lambda texts: head.predict_proba(encoder.encode(list(texts), show_progress_bar=False))
