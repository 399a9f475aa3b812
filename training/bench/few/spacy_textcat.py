"""spaCy's multi-label text categorizer from a blank English pipeline; so few clauses leave none to stop early by."""

import random
from collections.abc import Callable, Sequence

import numpy as np
import spacy  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from spacy.training import Example  # pyright: ignore[reportMissingImports]
from spacy.util import compounding, fix_random_seed, minibatch  # pyright: ignore[reportMissingImports]

from clausetag.models.classifier import Probabilities

EPOCHS = 15
_LABEL = "theme"


def learn(texts: Sequence[str], label: NDArray[np.int8]) -> Callable[[Sequence[str]], Probabilities]:
    """Train with growing batches, as spaCy's quickstart does; return what answers one theme."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("textcat_multilabel").add_label(_LABEL)
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": {_LABEL: float(says)}})
        for text, says in zip(texts, label.tolist(), strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(EPOCHS):
        random.shuffle(examples)
        for batch in minibatch(examples, size=compounding(4.0, 64.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.2)

    def answers(asked: Sequence[str]) -> Probabilities:
        with nlp.use_params(optimizer.averages):
            return np.array([[doc.cats[_LABEL]] for doc in nlp.pipe(asked)], dtype=np.float64)

    return answers
