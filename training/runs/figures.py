"""The figures of a training by the names that a run keeps them under: `held_out/children/f1`, with `_low`, `_high`."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.models.blend import BlendClassifier
from clausetag.models.cascade import CascadeClassifier
from clausetag.models.model import Model
from clausetag.training.evaluation import metrics
from clausetag.training.evaluation.comprehensiveness import falls
from clausetag.training.evaluation.evaluate import Evaluation
from clausetag.training.evaluation.metrics import Array
from clausetag.training.evaluation.ranking import Ranking
from clausetag.training.held_out import HeldOut
from clausetag.training.train import SEED, Trained

_ROUNDS = 500
_MOST_CLAUSES = 400  # held-out clauses that comprehensiveness is measured on


def figures_of(trained: Trained, held: HeldOut) -> dict[str, float]:
    """Return every figure of a training; intervals are 95%, by bootstrap over documents."""
    first, *others = trained.evaluations
    found = {f"held_out/{name}": value for name, value in _evaluation(first).items()}
    for evaluation in others:
        place = "seed" if evaluation.name == SEED else f"by_language/{evaluation.name[-2:]}"
        found |= {f"{place}/{name}": value for name, value in _evaluation(evaluation).items()}
    found |= {f"held_out/{name}": value for name, value in _overall(trained, held).items()}
    found |= {f"held_out/{name}": value for name, value in _comprehensiveness(trained).items()}
    classifier = trained.bundle.model.classifier
    if isinstance(classifier, CascadeClassifier):
        texts = [example.text for example in trained.held_out]
        found["held_out/asked_encoder_share"] = float(classifier.gate.unsure(classifier.first.log_odds(texts)).mean())
    return {name: value for name, value in found.items() if np.isfinite(value)}


def _evaluation(evaluation: Evaluation) -> dict[str, float]:
    found: dict[str, float] = {"clauses": evaluation.clauses, "documents": evaluation.documents}
    found |= _named("macro_f1", evaluation.macro_f1) | _named("macro_ap", evaluation.macro_ap)
    found |= {"micro_f1": evaluation.micro_f1, "worst_f1": evaluation.worst_f1}
    for theme in evaluation.themes:
        own = _named("f1", theme.f1) | _named("ap", theme.ap) | _named("ece", theme.ece)
        own |= {"precision": theme.precision, "recall": theme.recall, "true": theme.true}
        own |= {"review_share": theme.review_share, "missed": theme.missed}
        if theme.evidence is not None:
            own |= {
                "comprehensiveness": theme.evidence.evidence,
                "comprehensiveness_random": theme.evidence.random,
            }
        found |= {f"{theme.theme}/{name}": value for name, value in own.items()}
    return found


def _overall(trained: Trained, held: HeldOut) -> dict[str, float]:
    """Micro-F1, mean calibration error, and what goes to review for some theme, with intervals; review by theme."""
    review_from = trained.fitted.bounds.of(trained.fitted.measured).review_from
    decided = held.decisions
    review = (held.asked & (held.probabilities >= review_from) & (decided == 0)).astype(np.float64)
    n = len(held.themes)

    own = [np.flatnonzero(column) for column in held.asked.T]
    rankings = [Ranking.of(held.labels[rows, k], held.probabilities[rows, k]) for k, rows in enumerate(own)]
    hits, total = (held.labels & decided).sum(axis=1), (held.labels + decided).sum(axis=1)
    counted = np.column_stack([hits, total, review.max(axis=1), np.ones(len(review)), review, held.asked])

    def measure(drawn: Array) -> Array:
        hit, of, reviewed, clauses, *by_theme = metrics.sums(drawn, counted)
        shares = np.array(by_theme[:n]) / np.maximum(by_theme[n:], 1.0)
        errors = [ranking.calibration_error(drawn[rows]) for ranking, rows in zip(rankings, own, strict=True)]
        return np.array([2 * hit / max(of, 1.0), np.mean(errors), reviewed / clauses, *shares], dtype=np.float64)

    names = ["micro_f1", "ece", "review_share", *(f"{theme}/review_share" for theme in held.themes)]
    values = measure(np.ones(len(held.keys)))
    resampled = metrics.bootstrap_counts(held.documents, measure, rounds=_ROUNDS)
    return _all_named(names, values, resampled)


def _comprehensiveness(trained: Trained) -> dict[str, float]:
    """How far deleting the evidence lowers the probability, by theme and on average over themes, with intervals."""
    model, unseen = _unseen(trained)
    examples, means = unseen[:: len(unseen) // _MOST_CLAUSES + 1], []
    texts, languages = [example.text for example in examples], [example.language for example in examples]
    found: dict[str, float] = {}
    for theme in model.themes:
        fell = falls(model, texts, languages, theme)
        if not len(fell.rows):
            continue
        both = np.column_stack([fell.evidence, fell.random])
        documents = [examples[i].document for i in fell.rows]
        resampled = metrics.bootstrap(documents, lambda rows, both=both: both[rows].mean(axis=0), rounds=_ROUNDS)  # type: ignore[misc]
        names = [f"{theme}/comprehensiveness", f"{theme}/comprehensiveness_random"]
        found |= _all_named(names, both.mean(axis=0), resampled)
        means.append(both.mean(axis=0))
    if means:
        evidence, random = np.mean(means, axis=0)
        found |= {"comprehensiveness": float(evidence), "comprehensiveness_random": float(random)}
    return found


def _unseen(trained: Trained) -> tuple[Model, Sequence[Example]]:
    """Return a model and clauses it did not learn from; for one that learned from all, the first fold's stands in.

    A blend's evidence is that of its n-grams, so they stand for it.
    """
    first = trained.fitted.first
    if first is None:
        return trained.bundle.model, trained.held_out
    classifier = first.classifier.first if isinstance(first.classifier, BlendClassifier) else first.classifier
    return replace(trained.fitted.model, classifier=classifier), [trained.held_out[i] for i in first.rows]


def _named(name: str, estimate: metrics.Estimate) -> dict[str, float]:
    return {name: estimate.value, f"{name}_low": estimate.low, f"{name}_high": estimate.high}


def _all_named(names: list[str], values: NDArray[np.float64], resampled: NDArray[np.float64]) -> dict[str, float]:
    found: dict[str, float] = {}
    for i, name in enumerate(names):
        found |= _named(name, metrics.estimate(values[i], resampled[:, i]))
    return found
