"""What each part of the training data adds: a cumulative ablation, out of fold, measured on the same real clauses.

The n-gram classifier learns from more and more, in two ways: parts of the data are added in the order in which they
were made, and growing shares of the real labels (whole groups of documents and near-copies) are used beside all other
clauses. Thresholds of a fold come from the other folds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds, groups, rest_of
from clausetag.data.dataset.stages import parts_of
from clausetag.data.errors import UsageError
from clausetag.models.classifier import Labels, Probabilities
from clausetag.training.evaluation import metrics
from clausetag.training.evaluation.crossval import FOLDS, asked_matrix, label_matrix
from clausetag.training.evaluation.learning_curve import growing_parts
from clausetag.training.evaluation.metrics import Array, Estimate
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams

ROUNDS = 500
STAGES = (
    ("seed, first drafted clauses", ("seed", "clauses")),
    ("+ later drafted clauses", ("detention_and_labour", "trafficking_and_children", "hard_kinds")),
    (
        "+ reviews and contrasts",
        ("reviews", "reviews_in_five_languages", "contrasts", "contrasts_in_five_languages"),
    ),
    ("+ clauses in six languages", ("work_in_six_languages", "themes_in_six_languages")),
    ("+ first labels", ("resolutions_en",)),
    ("+ second labels", ("resolutions_en_2",)),
    ("+ list items", ("resolutions_en_items",)),
    ("+ third labels", ("resolutions_en_3",)),
)
SHARES = (0.25, 0.5, 0.75, 1.0)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Subset:
    """Some of the examples to learn from: a row of the table."""

    by: str  # "parts" or "shares"
    name: str
    used: Mask  # of all examples


@dataclass(frozen=True, slots=True)
class Measured:
    """The classifier with a subset of the clauses: intervals are 95%, by bootstrap over documents."""

    by: str  # "parts" or "shares"
    name: str
    clauses: int  # used, before a fold of them is held out
    macro_f1: Estimate
    macro_ap: Estimate
    f1: tuple[float, ...]  # of each theme
    gain: Estimate | None  # of macro-F1 against the subset before


@dataclass(frozen=True, slots=True)
class _Scores:
    """F1 and average precision of each theme, shape (2, n_themes), and resamples, shape (rounds, 2, n_themes)."""

    value: Array
    resampled: Array

    @property
    def macro(self) -> Array:
        return np.asarray(self.value.mean(axis=1))

    @property
    def resampled_macro(self) -> Array:
        return np.asarray(self.resampled.mean(axis=2))


def data_ablation(
    examples: Sequence[Example],
    themes: Sequence[str],
    config: NgramConfig | None = None,
    *,
    tested: int = FOLDS,
    rounds: int = ROUNDS,
) -> Iterator[Measured]:
    """Yield what is measured of each subset, by parts and then by shares, each as soon as it is known.

    `tested` of the five folds are measured, one after another; fewer take less time and give wider intervals.

    Raises:
        UsageError: No example is a real clause of a resolution, or `tested` is not 2 to 5.
    """
    if not 2 <= tested <= FOLDS:
        raise UsageError(f"2 to {FOLDS} folds can be measured, not {tested}: a fold's thresholds come from the others")
    real = np.array([example.source == "resolutions" for example in examples])
    if not real.any():
        raise UsageError("learning curves are measured on real clauses: give a corpus")
    settings = config or NgramConfig()
    fold_of = np.array(folds(examples, FOLDS, settings.seed))
    measured = real & (fold_of < tested)
    documents = [example.document for example, wanted in zip(examples, measured, strict=True) if wanted]
    labels = label_matrix(examples, themes)
    known: dict[bytes, _Scores] = {}
    before: tuple[str, _Scores] | None = None
    for subset in _subsets(examples, real, settings.seed):
        key = subset.used.tobytes()
        if key not in known:
            said = _out_of_fold(examples, labels, themes, settings, subset.used, measured, fold_of)
            known[key] = _scores(said, labels[measured], fold_of[measured], documents, rounds)
        yield _measured(subset, known[key], before[1] if before and before[0] == subset.by else None)
        before = subset.by, known[key]


def _measured(subset: Subset, scores: _Scores, before: _Scores | None) -> Measured:
    macro, resampled = scores.macro, scores.resampled_macro
    gain = None
    if before is not None:
        gain = metrics.estimate(macro[0] - before.macro[0], resampled[:, 0] - before.resampled_macro[:, 0])
    return Measured(
        subset.by,
        subset.name,
        int(subset.used.sum()),
        metrics.estimate(macro[0], resampled[:, 0]),
        metrics.estimate(macro[1], resampled[:, 1]),
        tuple(float(score) for score in scores.value[0]),
        gain,
    )


def header(themes: Sequence[str]) -> str:
    """Return the head of the table."""
    names = "".join(f"{theme:>15}" for theme in themes)
    return f"{'':30}{'clauses':>8}  {'macro-F1':22}{'gain':25}{'macro AP':22}{names}"


def row(measured: Measured) -> str:
    """Return a subset's row of the table."""
    gain = measured.gain
    change = f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}]" if gain else ""
    scores = "".join(f"{score:>15.3f}" for score in measured.f1)
    return (
        f"{measured.name:30}{measured.clauses:>8,}  {measured.macro_f1!s:22}{change:25}{measured.macro_ap!s:22}{scores}"
    )


def _subsets(examples: Sequence[Example], real: Mask, seed: int) -> Iterator[Subset]:
    parts = np.array(parts_of(examples))
    named = [part for _, some in STAGES for part in some]
    used = np.zeros(len(examples), dtype=bool)
    for name, some in STAGES:
        used = used | np.isin(parts, some)
        yield Subset("parts", name, used)
    if (others := ~np.isin(parts, named)).any():
        used = used | others
        yield Subset("parts", "+ others", used)
    group_of = np.array(groups(examples))
    for share, part in zip(SHARES, growing_parts(group_of[real], SHARES, seed), strict=True):
        chosen = ~real
        chosen[real] = part
        yield Subset("shares", f"{share:.0%} of the real labels", used & chosen)


def _out_of_fold(
    examples: Sequence[Example],
    labels: Labels,
    themes: Sequence[str],
    config: NgramConfig,
    used: Mask,
    measured: Mask,
    fold_of: NDArray[np.int64],
) -> Probabilities:
    """Return probabilities of the measured clauses, each from a fit on the used clauses of the other folds."""
    texts, asked = [example.text for example in examples], asked_matrix(examples, themes)
    said = np.zeros(labels.shape)
    for fold in np.unique(fold_of[measured]):
        held = np.flatnonzero(measured & (fold_of == fold))
        rest = [i for i in rest_of(examples, fold_of.tolist(), fold) if used[i]]
        fitted = learn_ngrams(themes, [texts[i] for i in rest], labels[rest], config, asked=asked[rest])
        said[held] = fitted.predict_proba([texts[i] for i in held])
    return said[measured]


def _scores(
    said: Probabilities, labels: Labels, fold_of: NDArray[np.int64], documents: Sequence[str], rounds: int
) -> _Scores:
    """Score probabilities of the measured clauses, each fold under the best thresholds of the others."""
    columns = range(labels.shape[1])
    decided = np.zeros_like(labels)
    for fold in np.unique(fold_of):
        held, rest = fold_of == fold, fold_of != fold
        for k in columns:
            decided[held, k] = said[held, k] >= metrics.best_threshold(labels[rest, k], said[rest, k])

    def statistic(rows: NDArray[np.int64]) -> Array:
        return np.array(
            [
                [metrics.f1(labels[rows, k], decided[rows, k]) for k in columns],
                [metrics.average_precision(labels[rows, k], said[rows, k]) for k in columns],
            ]
        )

    return _Scores(statistic(np.arange(len(labels))), metrics.bootstrap(documents, statistic, rounds=rounds))
