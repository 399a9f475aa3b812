"""Does a model say the same of one clause in two languages? Cohen's kappa (1960) against its answers in English.

Asked are unlabelled official clauses of documents that no training saw: those of the official gold set, without the
gold clauses themselves and without texts that are labelled elsewhere.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import OFFICIAL_LABELS, document_key, read_annotations, read_gold, text_hash
from clausetag.data.dataset.official import read_official
from clausetag.data.dataset.projection import counterpart, places_of
from clausetag.data.errors import UsageError
from clausetag.data.languages import LANGUAGES
from clausetag.data.words import counted
from clausetag.models.classifier import Labels
from clausetag.models.model import Model
from clausetag.training.evaluation.metrics import Estimate, bootstrap, estimate, kappa

_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Parallel:
    """A clause in English and in another language."""

    document: str
    english: str
    other: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a language's answers agree with the English ones: kappa by theme, and how often either says it applies.

    `review` is the share of the clauses that go to a person, as in use: they are all clauses of whole documents.
    """

    language: str
    clauses: int
    documents: int
    kappas: Mapping[str, Estimate]
    applies: Mapping[str, tuple[int, int]]  # in English, in the other language
    review: Mapping[str, tuple[float, float]]  # the same


def parallel_clauses(sources: Sequence[Path], themes: Collection[str]) -> dict[str, list[Parallel]]:
    """Return the clauses to ask, by language other than English.

    Raises:
        UsageError: The sources cannot be read, or hold none of the documents.
    """
    gold, read = read_gold(themes, official=True), read_annotations(themes, OFFICIAL_LABELS)[0]
    labelled = {label.sha256 for label in (*gold, *read)}
    documents = {document_key(label.doc) for label in gold}
    found: dict[str, list[Parallel]] = {language: [] for language in LANGUAGES if language != "en"}
    for key, texts in read_official(sources, only=documents).documents.items():
        if "en" not in texts or key not in documents:
            continue
        english, places = texts["en"], {language: places_of(text) for language, text in texts.items()}
        for clause in english.clauses:
            if text_hash(clause.text) in labelled:
                continue
            for language in found.keys() & places.keys():
                other = counterpart(clause, places["en"], places[language], language)
                if not isinstance(other, str):
                    found[language].append(Parallel(key, clause.text, other.text))
    if not any(found.values()):
        raise UsageError("no document of the official gold set is there in two languages; give a clone of UNxml")
    return found


def measure_agreement(model: Model, clauses: Mapping[str, Sequence[Parallel]]) -> list[Agreement]:
    """Measure a model on parallel clauses by language; intervals by bootstrap over documents."""
    return [_of_language(model, language, pairs) for language, pairs in clauses.items() if pairs]


def format_agreement(figures: Sequence[Agreement]) -> str:
    """Return the figures as a plain text table."""
    lines = ["one clause in English and another language: Cohen's kappa, how many get the theme or go to a person"]
    for figure in figures:
        lines += [
            "",
            f"{figure.language}: {counted(figure.clauses, 'clause')} of {counted(figure.documents, 'document')}",
        ]
        lines += [
            f"  {theme:16}{value!s:24}"
            + f"{figure.applies[theme][0]:>5,} in English, {figure.review[theme][0]:.1%} to review   "
            + f"{figure.applies[theme][1]:>5,} here, {figure.review[theme][1]:.1%} to review"
            for theme, value in figure.kappas.items()
        ]
    return "\n".join(lines)


def _of_language(model: Model, language: str, pairs: Sequence[Parallel]) -> Agreement:
    english, review_english = _answers(model, [pair.english for pair in pairs], "en")
    other, review_other = _answers(model, [pair.other for pair in pairs], language)
    documents = [pair.document for pair in pairs]

    def kappas(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.array([kappa(english[rows, k], other[rows, k]) for k in range(len(model.themes))])

    whole, resampled = kappas(np.arange(len(pairs))), bootstrap(documents, kappas, rounds=_ROUNDS)
    return Agreement(
        language,
        len(pairs),
        len(set(documents)),
        {theme: estimate(float(whole[k]), resampled[:, k]) for k, theme in enumerate(model.themes)},
        {theme: (int(english[:, k].sum()), int(other[:, k].sum())) for k, theme in enumerate(model.themes)},
        {theme: (float(review_english[k]), float(review_other[k])) for k, theme in enumerate(model.themes)},
    )


def _answers(model: Model, texts: Sequence[str], language: str) -> tuple[Labels, NDArray[np.float64]]:
    """Return to which clauses each theme applies, and by theme the share of clauses that go to review."""
    languages = [language] * len(texts)
    probability, bounds = model.predict_proba(texts, languages), model.bounds(languages)
    applies = probability >= bounds.threshold
    review = ~applies & (probability >= bounds.review_from)
    return applies.astype(np.int8), review.mean(axis=0)
