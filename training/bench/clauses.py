"""The clauses of a bench: to learn from, to answer, and to race on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.corpus import Corpus, read_corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import load_examples
from clausetag.data.dataset.gold import gold_documents
from clausetag.data.dataset.official import is_official
from clausetag.data.dataset.splits import split
from clausetag.training.bench.task import Answer, Asked, Learn
from clausetag.training.evaluation.crossval import label_matrix

MEAN_CHARACTERS = 270
SPEED_CLAUSES = 6000
_SHORTEST = 40  # characters: below, corpus paragraphs are headings and fragments


@dataclass(frozen=True, slots=True)
class Clauses:
    """What the contestants learn from, what they answer, and the fingerprints of the data in both ways of training."""

    train: Sequence[Example]
    validation: Sequence[Example]
    gold: Sequence[Example]
    speed: Sequence[str]
    language: str  # of all of them, ISO 639-1
    fingerprints: frozenset[str] = frozenset()  # of all examples in one piece, and of the split, before any limit

    def learn(self, themes: tuple[str, ...]) -> Learn:
        """Return the training and the validation split with their labels."""
        return Learn(
            themes,
            self.language,
            _texts(self.train),
            label_matrix(self.train, themes),
            _texts(self.validation),
            label_matrix(self.validation, themes),
        )

    def answer(self, themes: tuple[str, ...]) -> Answer:
        """Return the texts to answer, without any label."""
        return Answer(Asked(themes, self.language), _texts(self.validation), _texts(self.gold), self.speed)


def gather(
    corpora: Sequence[Corpus], gold: Sequence[Example], limit: int | None = None, language: str = "en"
) -> Clauses:
    """Load the training examples (gold's documents left out), split them, and draw the clauses to race on.

    All are in one language, ISO 639-1. `limit` bounds the training split, the validation split and the race alike, to
    try the bench out.
    """
    examples, _ = load_examples(corpora, gold_documents() | {example.document for example in gold})
    train, validation = split(examples)
    prints = {fingerprint({"train": examples}), fingerprint({"train": train, "validation": validation})}
    train, validation = ([example for example in part if example.language == language] for part in (train, validation))
    translated: list[Corpus] = [corpus for corpus in corpora if corpus == "hub" or not is_official(corpus)]
    if not translated or language != "en":
        unseen = [example.text for example in validation]
    else:  # of documents that nobody learned from, so that no word table is warmer than in use
        unseen = [
            text
            for corpus in translated
            for document in read_corpus(corpus, gold_documents())
            for text in document.paragraphs
        ]
    number = min(limit or SPEED_CLAUSES, SPEED_CLAUSES, len(unseen))
    return Clauses(
        _some(train, limit), _some(validation, limit), gold, race(unseen, number), language, frozenset(prints)
    )


def race(texts: Sequence[str], number: int = SPEED_CLAUSES, mean: float = MEAN_CHARACTERS) -> list[str]:
    """Draw `number` different texts so that they are about `mean` characters long on average, long ones among them.

    A text is drawn with a weight that falls (or rises) exponentially with its length; the rate is found by bisection.
    Where there are fewer texts, all are returned.
    """
    pool = [text for text in texts if len(text) >= _SHORTEST]
    lengths = np.array([len(text) for text in pool], dtype=np.float64)
    weights = _weights(lengths, mean)
    number = min(number, int(np.count_nonzero(weights)))
    drawn = np.random.default_rng(0).choice(len(pool), size=number, replace=False, p=weights)
    return [pool[i] for i in drawn]


def _weights(lengths: NDArray[np.float64], mean: float) -> NDArray[np.float64]:
    """Return probabilities, exponential in the lengths, under which a text is `mean` characters long on average."""
    low, high = -0.05, 0.05
    weights = np.zeros_like(lengths)
    for _ in range(60):
        rate = (low + high) / 2
        exponent = rate * lengths
        weights = np.exp(exponent - exponent.max())
        weights /= weights.sum()
        low, high = (rate, high) if weights @ lengths < mean else (low, rate)
    return weights


def _some(examples: Sequence[Example], limit: int | None) -> Sequence[Example]:
    if limit is None or len(examples) <= limit:
        return examples
    return random.Random(0).sample(list(examples), limit)  # noqa: S311 (no secret)


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.text for example in examples]
