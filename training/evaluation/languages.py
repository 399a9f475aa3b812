"""A model on the same clauses in several languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clausetag.data.dataset.example import Example
from clausetag.data.languages import LANGUAGES
from clausetag.models.classifier import Probabilities
from clausetag.models.decision import Bounds
from clausetag.training.evaluation.evaluate import ROUNDS, Evaluation, evaluate_probabilities


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """The figures of one language. Clauses that the model does not read count as ones to which no theme applies."""

    language: str
    clauses: int
    unread: int
    evaluation: Evaluation | None  # None where none of the clauses has a theme


def evaluate_languages(
    probabilities: Probabilities,
    bounds: Bounds,
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    rounds: int = ROUNDS,
) -> list[LanguageFigures]:
    """Measure given probabilities language by language, English first.

    Args:
        probabilities: Shape (n_examples, n_themes); NaN in the rows of clauses that were not read.
        bounds: Of the examples.
        examples: The clauses.
        themes: The columns.
        rounds: Of the bootstrap.
    """
    figures = []
    languages = np.array([example.language for example in examples])
    for language in sorted(set(languages.tolist()), key=LANGUAGES.index):
        rows = np.flatnonzero(languages == language)
        found, part = [examples[i] for i in rows.tolist()], probabilities[rows]
        measured = None
        if any(theme in themes for example in found for theme in example.themes):
            answered = np.nan_to_num(part, nan=0.0)
            measured = evaluate_probabilities(language, answered, bounds.of(rows), found, themes, rounds=rounds)
        unread = int(np.isnan(part).any(axis=1).sum())
        figures.append(LanguageFigures(language, len(found), unread, measured))
    return figures
