"""A model as it is saved and served: a classifier, and by theme and language a calibration and a rule."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from clausetag.models.calibration import PlattCalibration, calibrated
from clausetag.models.classifier import Asking, Classifier, Evidence, Probabilities
from clausetag.models.decision import Bounds, ThemeRule, bounds_of
from clausetag.models.explanation import Explanation, explanations

Languages = Sequence[str | None]  # ISO 639-1, one a text; None where it is not known


@dataclass(frozen=True, slots=True)
class Rules:
    """What turns the classifier's probabilities into answers; `calibrations` and `rules` in the order of the themes."""

    calibrations: tuple[PlattCalibration, ...]
    rules: tuple[ThemeRule, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """What answers.

    Attributes:
        classifier: Gives the probabilities.
        shared: The rules of clauses whose language is not told, or has none of its own.
        by_language: Those of clauses in a language, ISO 639-1.
    """

    classifier: Classifier
    shared: Rules
    by_language: Mapping[str, Rules] = field(default_factory=dict)

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the order of the columns of `predict_proba`."""
        return self.classifier.themes

    def rules_of(self, language: str | None) -> tuple[ThemeRule, ...]:
        """Return a rule a theme for clauses in a language."""
        return self._of(language).rules

    def judge(self, texts: Sequence[str], languages: Languages) -> tuple[Probabilities, Asking]:
        """Return calibrated probabilities, and what gives evidence for some of the texts: they are read only once."""
        judged = self.classifier.judge(texts)
        return self.calibrate(judged.probabilities, languages), judged.evidence

    def predict_proba(self, texts: Sequence[str], languages: Languages | None = None) -> Probabilities:
        """Return calibrated probabilities of shape (n_clauses, n_themes); `languages` are those of the texts."""
        return self.calibrate(self.classifier.predict_proba(texts), languages)

    def calibrate(self, raw: Probabilities, languages: Languages | None = None) -> Probabilities:
        """Return the classifier's probabilities, shape (n_clauses, n_themes), calibrated for the clauses' languages."""
        if not languages:
            return calibrated(raw, self.shared.calibrations)
        result = np.empty_like(raw)
        for language in set(languages):
            rows = [row for row, own in enumerate(languages) if own == language]
            result[rows] = calibrated(raw[rows], self._of(language).calibrations)
        return result

    def bounds(self, languages: Languages) -> Bounds:
        """Return the thresholds and review bounds of clauses in these languages, a row a clause."""
        return bounds_of([self.rules_of(language) for language in languages], len(self.themes))

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        return self.classifier.evidence(texts, asked)

    def explain(self, texts: Sequence[str], languages: Languages) -> list[dict[str, Explanation]]:
        """Return, for each text and theme, the words for and against it and how far it is from its threshold."""
        found = []
        judged = self.classifier.judge(texts)  # they are read only once
        answered, words = self.calibrate(judged.probabilities, languages), judged.words(range(len(texts)))
        for text, of, weights, row in zip(texts, languages, words, answered, strict=True):
            rules = self._of(of)
            slopes = np.array([calibration.slope for calibration in rules.calibrations])
            own = explanations(text, weights * slopes, row, [rule.threshold for rule in rules.rules])
            found.append(dict(zip(self.themes, own, strict=True)))
        return found

    def _of(self, language: str | None) -> Rules:
        return self.by_language.get(language or "", self.shared)
