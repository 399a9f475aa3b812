"""A model as it is saved and served: a classifier, a calibration a theme, and a rule a theme."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.models.calibration import PlattCalibration, calibrated
from clausetag.models.classifier import Classifier, Probabilities, Span
from clausetag.models.decision import ThemeRule


@dataclass(frozen=True, slots=True)
class Model:
    """What answers: `calibrations` and `rules` stand in the order of `classifier.themes`."""

    classifier: Classifier
    calibrations: tuple[PlattCalibration, ...]
    rules: tuple[ThemeRule, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the order of the columns of `predict_proba`."""
        return self.classifier.themes

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return calibrated probabilities of shape (n_clauses, n_themes)."""
        return calibrated(self.classifier.predict_proba(texts), self.calibrations)

    def evidence(self, texts: Sequence[str], theme: str) -> list[tuple[Span, ...]]:
        """Return, for each text, the words that speak for `theme`, in reading order."""
        return self.classifier.evidence(texts, theme)
