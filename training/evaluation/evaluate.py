"""Measure a model on labelled clauses it has not seen: quality, calibration, what goes to review, evidence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.errors import UsageError
from clausetag.models.classifier import Asked, Labels, Probabilities
from clausetag.models.decision import Bounds
from clausetag.models.model import Model
from clausetag.training.evaluation import metrics
from clausetag.training.evaluation.comprehensiveness import Comprehensiveness, comprehensiveness
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix
from clausetag.training.evaluation.metrics import Array, Estimate
from clausetag.training.evaluation.ranking import Ranking
from clausetag.training.evaluation.slices import slices_of

ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """One theme's figures, each with a 95% interval by bootstrap over documents."""

    theme: str
    asked: int  # clauses that it was asked of: the figures are on them alone
    true: int  # clauses to which the theme applies
    precision: float
    recall: float
    f1: Estimate
    ap: Estimate
    ece: Estimate
    review_share: float  # of all clauses, sent to a person for this theme
    missed: float  # of the theme's true clauses, answered "does not apply" without anybody looking
    evidence: Comprehensiveness | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Figures of one model on one set of clauses; means and the worst are over the themes that occur in it."""

    name: str
    clauses: int
    documents: int
    macro_f1: Estimate
    micro_f1: float
    macro_ap: Estimate
    themes: tuple[ThemeFigures, ...]
    slices: Mapping[str, Mapping[str, tuple[int, float]]] = field(default_factory=dict)  # by organ, ...: (n, macro-F1)

    @property
    def worst_f1(self) -> float:
        """F1 of the theme that does worst."""
        return min(theme.f1.value for theme in self.themes if theme.true)


@dataclass(frozen=True, slots=True)
class _Decided:
    """Labels and answers as 0 or 1, shape (n_examples, n_themes)."""

    labels: Labels
    asked: Asked  # where it was not asked, labels and answers are 0
    decisions: Labels  # the theme is said to apply
    passed: Labels  # it is said to apply, or sent to review


def evaluate_model(
    name: str, model: Model, examples: Sequence[Example], *, with_evidence: bool = True, rounds: int = ROUNDS
) -> Evaluation:
    """Measure `model` on `examples`. They must not have taken part in its training. `rounds` is of the bootstrap."""
    texts = [example.text for example in examples]
    languages = [example.language for example in examples]
    themes = model.themes if with_evidence else ()
    evidence = {key: comprehensiveness(model, texts, languages, key) for key in themes}
    probabilities, bounds = model.predict_proba(texts, languages), model.bounds(languages)
    return evaluate_probabilities(name, probabilities, bounds, examples, model.themes, evidence, rounds=rounds)


def evaluate_probabilities(
    name: str,
    probabilities: Probabilities,
    bounds: Bounds,
    examples: Sequence[Example],
    themes: Sequence[str],
    evidence: Mapping[str, Comprehensiveness] | None = None,
    *,
    asked: Asked | None = None,
    rounds: int = ROUNDS,
) -> Evaluation:
    """Measure given probabilities, shape (n_examples, n_themes), under the examples' thresholds and review bounds.

    A theme is measured on the examples that were asked for it, or on those that `asked`, of the same shape, names.

    Raises:
        UsageError: No example has a theme.
    """
    asked = asked_matrix(examples, themes) if asked is None else asked
    labels = (label_matrix(examples, themes) * asked).astype(np.int8)
    occur = np.flatnonzero(labels.any(axis=0))
    if not len(occur):
        raise UsageError(f"{name}: none of {len(examples):,} clauses has a theme, so there is nothing to measure")
    given = _decide(labels, asked, probabilities, bounds)
    documents = [example.document for example in examples]
    scores = _scores(labels, asked, probabilities, given.decisions)
    resampled = metrics.bootstrap_counts(documents, _resampling(given, probabilities), rounds=rounds)
    f1, ap = (metrics.estimate(scores[i, occur].mean(), resampled[:, i, occur].mean(axis=1)) for i in (0, 1))
    return Evaluation(
        name=name,
        clauses=len(examples),
        documents=len(set(documents)),
        macro_f1=f1,
        micro_f1=metrics.f1(labels.ravel(), given.decisions.ravel()),
        macro_ap=ap,
        themes=tuple(
            _theme(theme, given, k, scores[:, k], resampled[:, :, k], (evidence or {}).get(theme))
            for k, theme in enumerate(themes)
        ),
        slices={title: _by(part, examples, labels, given.decisions) for title, part in slices_of(examples).items()},
    )


def _decide(labels: Labels, asked: Asked, probabilities: Probabilities, bounds: Bounds) -> _Decided:
    decisions = asked & (probabilities >= bounds.threshold)
    passed = decisions | (asked & (probabilities >= bounds.review_from))
    return _Decided(labels, asked, decisions.astype(np.int8), passed.astype(np.int8))


def _theme(
    theme: str,
    given: _Decided,
    k: int,
    scores: NDArray[np.float64],
    resampled: NDArray[np.float64],
    evidence: Comprehensiveness | None,
) -> ThemeFigures:
    """Return the figures of the theme in column `k`: its scores, shape (3), and their resamples, (rounds, 3)."""
    label, decision, passed = given.labels[:, k], given.decisions[:, k], given.passed[:, k]
    f1, ap, ece = (metrics.estimate(scores[i], resampled[:, i]) for i in range(3))
    return ThemeFigures(
        theme=theme,
        asked=int(given.asked[:, k].sum()),
        true=int(label.sum()),
        precision=_share(label & decision, decision),
        recall=_share(label & decision, label),
        f1=f1,
        ap=ap,
        ece=ece,
        review_share=float((passed & (decision == 0))[given.asked[:, k]].mean()) if given.asked[:, k].any() else 0.0,
        missed=1.0 - _share(label & passed, label),
        evidence=evidence,
    )


def _scores(labels: Labels, asked: Asked, probabilities: Probabilities, decisions: Labels) -> NDArray[np.float64]:
    """F1, average precision and calibration error, shape (3, n_themes)."""
    columns = range(labels.shape[1])
    own = [(labels[asked[:, k], k], probabilities[asked[:, k], k]) for k in columns]
    return np.array(
        [
            [metrics.f1(labels[:, k], decisions[:, k]) for k in columns],
            [metrics.average_precision(label, probability) for label, probability in own],
            [metrics.expected_calibration_error(label, probability) for label, probability in own],
        ]
    )


def _resampling(given: _Decided, probabilities: Probabilities) -> Callable[[Array], Array]:
    """Return what gives the same scores of a resample, told by how often each example was drawn."""
    own = [np.flatnonzero(column) for column in given.asked.T]
    rankings = [Ranking.of(given.labels[rows, k], probabilities[rows, k]) for k, rows in enumerate(own)]
    hits = (given.labels & given.decisions).astype(np.float64)
    total = (given.labels + given.decisions).astype(np.float64)

    def scores(drawn: Array) -> Array:
        each = [(ranking, drawn[rows]) for ranking, rows in zip(rankings, own, strict=True)]
        return np.array(
            [
                2 * metrics.sums(drawn, hits) / np.maximum(metrics.sums(drawn, total), 1.0),
                [ranking.average_precision(its) for ranking, its in each],
                [ranking.calibration_error(its) for ranking, its in each],
            ]
        )

    return scores


def _share(part: NDArray[np.int8], whole: NDArray[np.int8]) -> float:
    return float(part.sum() / whole.sum()) if whole.any() else 1.0


def _by(
    part: Callable[[Example], str], examples: Sequence[Example], labels: Labels, decisions: Labels
) -> dict[str, tuple[int, float]]:
    """Macro-F1 of each part that holds clauses, over the themes that occur in it."""
    names = np.array([part(example) for example in examples])
    result = {}
    for name in sorted(set(names.tolist())):
        rows = names == name
        present = [k for k in range(labels.shape[1]) if labels[rows, k].any()]
        scores = [metrics.f1(labels[rows, k], decisions[rows, k]) for k in present]
        result[name] = (int(rows.sum()), float(np.mean(scores)) if scores else float("nan"))
    return result
