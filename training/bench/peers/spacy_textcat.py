"""spaCy's multi-label text categorizer with its default architecture, from a blank pipeline."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import spacy  # pyright: ignore[reportMissingImports]
from spacy.language import Language  # pyright: ignore[reportMissingImports]
from spacy.training import Example  # pyright: ignore[reportMissingImports]
from spacy.util import compounding, fix_random_seed, minibatch  # pyright: ignore[reportMissingImports]

from clausetag.models.classifier import Probabilities
from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn
from clausetag.training.evaluation.metrics import average_precision

EPOCHS = 15
PATIENCE = 3  # epochs in a row without a better ranking of the validation clauses; one more stops


def train(learn: Learn, folder: Path) -> None:
    """Train with growing batches, as spaCy's quickstart does, and keep the epoch that is best on validation."""
    fix_random_seed(0)
    nlp = spacy.blank(learn.language)
    category = nlp.add_pipe("textcat_multilabel")
    for theme in learn.themes:
        category.add_label(theme)
    examples = [
        Example.from_dict(nlp.make_doc(text), {"cats": dict(zip(learn.themes, map(float, row), strict=True))})
        for text, row in zip(learn.texts, learn.labels, strict=True)
    ]
    optimizer = nlp.initialize(lambda: examples)
    best, waited = -1.0, 0
    for _ in range(EPOCHS):
        random.shuffle(examples)
        for batch in minibatch(examples, size=compounding(4.0, 64.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.2)
        with nlp.use_params(optimizer.averages):
            found = _probabilities(nlp, learn.themes, learn.validation_texts)
            columns = range(len(learn.themes))
            score = float(np.mean([average_precision(learn.validation_labels[:, k], found[:, k]) for k in columns]))
            if score > best:
                best, waited = score, 0
                nlp.to_disk(folder / "model")
            else:
                waited += 1
        if waited > PATIENCE:
            break


def load(folder: Path, asked: Asked) -> Answers:
    """Load the pipeline."""
    nlp = spacy.load(folder / "model")
    return lambda texts: _probabilities(nlp, asked.themes, texts)


def _probabilities(nlp: Language, themes: Sequence[str], texts: Sequence[str]) -> Probabilities:
    return np.array([[doc.cats[theme] for theme in themes] for doc in nlp.pipe(texts)], dtype=np.float64)
