"""What else one would write for a theme with few labels; each learns from texts and labels as our learners do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from clausetag.data.themes import Theme
from clausetag.models.classifier import Asked, Labels, Probabilities
from clausetag.training.learners.blend import described
from clausetag.training.learners.sentences import sentence_encoder

MOST_OF_SLOW = 1000  # labels up to which the slow ones are asked


@dataclass(frozen=True, slots=True)
class Answers:
    """What has learned one theme, as a function from texts to probabilities of shape (n_clauses, 1)."""

    predict_proba: Callable[[Sequence[str]], Probabilities]


@dataclass(frozen=True, slots=True)
class Peer:
    """One row of the table.

    Attributes:
        name: As printed: with its bounds, where it has any, and a star where it is slow.
        learn: Learns one theme.
        imports: Packages it cannot do without.
        described: Whether it is given the lines that describe the theme as its first examples, as ours is.
        slow: Of one that is slow, the draws of labels that it is asked for, and of few labels only; it learns no
            threshold out of fold, as the others do: its F1 is at the best one for the clauses tested. Else 0.
        themes: The sets of themes that it is asked about.
    """

    name: str
    learn: Callable[..., Answers]
    imports: tuple[str, ...] = ()
    described: bool = False
    slow: int = 0
    themes: tuple[str, ...] = ("core", "more")

    def learner(self, theme: Theme) -> Callable[..., Answers]:
        """Return what learns the theme from texts, labels and what was asked."""
        return partial(_told, self.learn, theme) if self.described else self.learn


def trained_peers(peers: Sequence[Peer]) -> tuple[list[Peer], list[str]]:
    """Return those whose packages are installed, and a line for each of the others."""
    absent = [peer for peer in peers if any(find_spec(name) is None for name in peer.imports)]
    lines = [f'{peer.name}: not installed (pip install "clausetag[bench]")' for peer in absent]
    return [peer for peer in peers if peer not in absent], lines


def _told(
    learn: Callable[..., Answers], theme: Theme, texts: Sequence[str], labels: Labels, *, asked: Asked
) -> Answers:
    texts, labels, asked = described((theme.key,), texts, labels, asked, [theme])
    return learn(texts, labels, asked=asked)


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
    """Return a learner of a library that is imported only where it is asked."""

    def learn(texts: Sequence[str], labels: Labels, *, asked: Asked) -> Answers:  # noqa: ARG001 (all are asked)
        answers = import_module(f"clausetag.training.bench.few.{module}").learn(texts, labels[:, 0])
        return Answers(answers)

    return learn


def _constant(probability: float) -> Answers:
    return Answers(lambda texts: np.full((len(texts), 1), probability))


_MINILM = Peer("MiniLM embeddings + logistic regression", _sentences)
PEERS = (
    Peer("TF-IDF + logistic regression", _tfidf),
    _MINILM,
    replace(_MINILM, name="the same, told the description", described=True),
    Peer("spaCy textcat_multilabel, 15 epochs*", _by_module("spacy_textcat"), ("spacy",), slow=1),
    Peer(
        "SetFit, 60 steps of 8 pairs*",
        _by_module("setfit_minilm"),
        ("setfit", "datasets"),
        slow=1,
        themes=("core",),  # a draw of a theme takes two minutes of processor time
    ),
)
