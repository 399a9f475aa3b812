"""From a classifier to a model: calibration, thresholds and review bounds, learned from held-out answers.

Each language has its own where enough true clauses tell them; the same words need not weigh the same in all.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.models.calibration import PlattCalibration, calibrated
from clausetag.models.classifier import Asked, Classifier, Labels, Probabilities
from clausetag.models.decision import Bounds, ThemeRule
from clausetag.models.model import Model, Rules
from clausetag.training.evaluation.crossval import Fold, Learner, answers, apart, asked_matrix, label_matrix
from clausetag.training.evaluation.metrics import expected_threshold, steady_threshold
from clausetag.training.learners.calibration import fit_intercept, fit_platt, fit_platt_near
from clausetag.training.learners.conformal import MISS_RATE, review_bound
from clausetag.training.learners.progress import Progress, silent

_ENOUGH_REAL = 500
_ENOUGH_TRUE = 50  # of a theme's true clauses in a language, for rules of its own
_OWN_HALF = 200  # true clauses of a language with which its threshold is half its own, half that of all languages
_ENOUGH_TO_TELL = 19  # true clauses: with fewer, slope and best threshold of the sample are its noise
UNLIKELY = 0.02  # below this probability nobody is asked, although more of the true clauses pass unseen then


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model and the held-out answers that its calibration and rules were learned from."""

    model: Model
    held_out: Probabilities  # calibrated, of examples the classifier did not learn from, shape (n_examples, n_themes)
    bounds: Bounds  # of the same examples
    asked: Asked  # where rules were learned from, same shape: the clauses asked, real ones where there are enough
    first: Fold | None = None  # where folds took turns, the first: what learned from all has no unseen clauses left

    @property
    def measured(self) -> NDArray[np.int64]:
        """The rows that rules of some theme were learned from."""
        return np.flatnonzero(self.asked.any(axis=1))


def learn_model(
    learn: Learner,
    examples: Sequence[Example],
    themes: Sequence[str],
    *,
    miss_rate: float = MISS_RATE,
    seed: int = 0,
    progress: Progress = silent,
) -> Fitted:
    """Learn from all examples; calibration and rules come from five folds of the same examples."""
    labels, asked = label_matrix(examples, themes), asked_matrix(examples, themes)
    texts = [example.text for example in examples]
    progress(f"learning from all {len(examples):,} clauses, and five times without a fifth of the documents")
    held, rest = apart(examples, seed=seed)
    whole, *others = learn(texts, labels, asked=asked, parts=[np.arange(len(texts)), *rest])
    raw, first = answers(others, held, texts, progress)
    return replace(with_rules(whole, raw, examples, miss_rate=miss_rate), first=first)


def real_asked(examples: Sequence[Example], themes: Sequence[str]) -> Asked:
    """Return, of shape (n_examples, n_themes), the real clauses asked for each theme, or all where fewer than 500 are.

    Drafted clauses teach, but what a threshold will meet in use are real ones.
    """
    asked = asked_matrix(examples, themes)
    real = asked & np.array([example.source != "drafted" for example in examples], dtype=np.bool_)[:, None]
    return np.where(real.sum(axis=0) >= _ENOUGH_REAL, real, asked)


def with_rules(classifier: Classifier, raw: Probabilities, examples: Sequence[Example], *, miss_rate: float) -> Fitted:
    """Make a classifier a model by what its held-out probabilities `raw` of examples teach."""
    asked = real_asked(examples, classifier.themes)
    labels = label_matrix(examples, classifier.themes)
    languages = [example.language for example in examples]
    model = learn_rules(classifier, raw, labels, asked, languages, miss_rate=miss_rate)
    return Fitted(model, model.calibrate(raw, languages), model.bounds(languages), asked)


def learn_rules(
    classifier: Classifier,
    raw: Probabilities,
    labels: Labels,
    asked: Asked,
    languages: Sequence[str],
    *,
    miss_rate: float,
) -> Model:
    """Learn calibrations and rules, by theme and language, from held-out probabilities and labels where asked.

    All have shape (n_clauses, n_themes). A theme that has too few true clauses in a language has the shared ones; where
    it has enough, they still lean on those: thresholds of one language alone carry over worse to other documents
    (measured by choosing on half of a fold's documents and scoring on the rest).
    """
    themes = range(raw.shape[1])
    shared = [learn_rule(raw[asked[:, k], k], labels[asked[:, k], k], miss_rate) for k in themes]
    by_language = {}
    for language in sorted(set(languages)):
        its = asked & np.array([own == language for own in languages])[:, None]
        by_language[language] = _together(
            _learn_near(shared[k], raw[its[:, k], k], labels[its[:, k], k], miss_rate)
            if labels[its[:, k], k].sum() >= _ENOUGH_TRUE
            else shared[k]
            for k in themes
        )
    return Model(classifier, _together(shared), by_language)


def learn_rule(
    raw: NDArray[np.float64], label: NDArray[np.int8], miss_rate: float
) -> tuple[PlattCalibration, ThemeRule]:
    """Learn one theme's calibration and rule from held-out probabilities and labels of shape (n_clauses,)."""
    few = int(label.sum()) < _ENOUGH_TO_TELL
    calibration = fit_intercept(raw, label) if few else fit_platt(raw, label)
    probability = calibrated(raw[:, None], [calibration])[:, 0]
    threshold = expected_threshold(probability) if few else steady_threshold(label, probability)
    return calibration, ThemeRule(threshold, _review_from(probability[label == 1], miss_rate))


def _learn_near(
    shared: tuple[PlattCalibration, ThemeRule], raw: NDArray[np.float64], label: NDArray[np.int8], miss_rate: float
) -> tuple[PlattCalibration, ThemeRule]:
    """Learn a language's calibration and rule as `learn_rule` does, leaning on those of all languages."""
    calibration = fit_platt_near(shared[0], raw, label)
    probability = calibrated(raw[:, None], [calibration])[:, 0]
    own = label.sum() / (label.sum() + _OWN_HALF)
    threshold = float(own * steady_threshold(label, probability) + (1 - own) * shared[1].threshold)
    return calibration, ThemeRule(threshold, _review_from(probability[label == 1], miss_rate))


def _together(learned: Iterable[tuple[PlattCalibration, ThemeRule]]) -> Rules:
    calibrations, rules = zip(*learned, strict=True)
    return Rules(calibrations, rules)


def _review_from(probability_of_true: NDArray[np.float64], miss_rate: float) -> float:
    """Return the bound that the miss rate asks for, where a clause above it is not all but sure to be in vain.

    Of clauses with one chance in fifty or less a person would read fifty to find one. Where there are too few true
    clauses to know a bound, every clause is to be read.
    """
    bound = review_bound(probability_of_true, miss_rate)
    return max(bound, UNLIKELY) if bound > 0 else bound
