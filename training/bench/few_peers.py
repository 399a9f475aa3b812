"""What else one would write for a theme with few labels; each learns from texts and labels as our learners do."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from clausetag.models.classifier import Asked, Labels, Probabilities
from clausetag.training.bench.task import Learn
from clausetag.training.learners.sentences import sentence_encoder


@dataclass(frozen=True, slots=True)
class Answers:
    """What has learned one theme, as a function from texts to probabilities of shape (n_clauses, 1)."""

    predict_proba: Callable[[Sequence[str]], Probabilities]


@dataclass(frozen=True, slots=True)
class Peer:
    """One row of the table.

    Attributes:
        name: As printed.
        learn: Learns one theme.
        imports: Packages it cannot do without.
        folds: Whether its threshold is learned out of fold; else it is 0.5.
        most: Labels up to which it is asked.
    """

    name: str
    learn: Callable[..., Answers]
    imports: tuple[str, ...] = ()
    folds: bool = True
    most: int = 1_000_000


def trained_peers(peers: Sequence[Peer]) -> tuple[list[Peer], list[str]]:
    """Return those whose packages are installed, and a line for each of the others."""
    absent = [peer for peer in peers if any(find_spec(name) is None for name in peer.imports)]
    lines = [f'{peer.name}: not installed (pip install "clausetag[bench]")' for peer in absent]
    return [peer for peer in peers if peer not in absent], lines


def _tfidf(texts: Sequence[str], labels: Labels, *, asked: Asked) -> Answers:  # noqa: ARG001 (all are asked)
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    if labels.min() == labels.max():
        return _constant(float(labels[0, 0]))
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000)).fit(texts, labels[:, 0])
    return Answers(lambda asked_of: model.predict_proba(asked_of)[:, 1:])


def _sentences(texts: Sequence[str], labels: Labels, *, asked: Asked) -> Answers:  # noqa: ARG001 (all are asked)
    from sklearn.linear_model import LogisticRegression

    if labels.min() == labels.max():
        return _constant(float(labels[0, 0]))
    encoder = sentence_encoder()
    head = LogisticRegression(max_iter=1000).fit(encoder.embed(texts), labels[:, 0])
    return Answers(lambda asked_of: head.predict_proba(encoder.embed(asked_of))[:, 1:])


def _by_module(module: str) -> Callable[..., Answers]:
    """Return a learner of a contestant of `make bench`, with its settings there."""

    def learn(texts: Sequence[str], labels: Labels, *, asked: Asked) -> Answers:  # noqa: ARG001 (all are asked)
        peer = import_module(f"clausetag.training.bench.peers.{module}")
        folder = Path(tempfile.mkdtemp(prefix="clausetag-"))
        themes = ("theme",)
        peer.train(Learn(themes, texts, labels, texts, labels), folder)
        return Answers(peer.load(folder, themes))

    return learn


def _constant(probability: float) -> Answers:
    return Answers(lambda texts: np.full((len(texts), 1), probability))


PEERS = (
    Peer("TF-IDF + logistic regression", _tfidf),
    Peer("MiniLM sentence embeddings + logistic regression", _sentences),
    Peer("spaCy textcat", _by_module("spacy_textcat"), ("spacy",), folds=False, most=300),
    Peer("SetFit", _by_module("setfit_minilm"), ("setfit", "datasets"), folds=False, most=300),
)
