"""What each part of the training data adds, out of fold, always measured on the same real clauses.

Two curves of the n-gram classifier: parts are added in the order in which they were made, and growing shares of the
real labels (whole groups of documents and near-copies) are used beside all other clauses. Thresholds of a fold come
from the other folds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.examples import Example
from clausetag.data.dataset.splits import folds, groups
from clausetag.data.dataset.stages import parts_of
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Labels, Probabilities
from clausetag.models.ngrams import NgramClassifier, NgramConfig
from clausetag.training.evaluation import metrics
from clausetag.training.evaluation.crossval import FOLDS, label_matrix
from clausetag.training.evaluation.metrics import Array, Estimate

ROUNDS = 500
STAGES = (
    ("seed, first drafted clauses", ("seed", "clauses")),
    ("+ later drafted clauses", ("detention_and_labour", "trafficking_and_children")),
    ("+ first labels", ("resolutions_en",)),
    ("+ second labels", ("resolutions_en_2",)),
    ("+ list items", ("resolutions_en_items",)),
    ("+ third labels", ("resolutions_en_3",)),
)
SHARES = (0.25, 0.5, 0.75, 1.0)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Point:
    """The classifier with some of the clauses: intervals are 95%, by bootstrap over documents."""

    curve: str  # "parts" or "shares"
    name: str
    clauses: int  # used, before a fold of them is held out
    macro_f1: Estimate
    macro_ap: Estimate
    f1: tuple[float, ...]  # of each theme
    gain: Estimate | None  # of macro-F1 against the point before


def learning_curves(
    examples: Sequence[Example],
    themes: Sequence[str],
    config: NgramConfig | None = None,
    *,
    tested: int = FOLDS,
    rounds: int = ROUNDS,
) -> Iterator[Point]:
    """Yield the points of both curves, each as soon as it is measured.

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
    known: dict[bytes, tuple[Array, Array]] = {}
    before: Array | None = None
    for curve, name, used in _subsets(examples, real, settings.seed):
        if used.tobytes() not in known:
            said = _out_of_fold(examples, labels, themes, settings, used, measured, fold_of)
            known[used.tobytes()] = _measure(said, labels[measured], fold_of[measured], documents, rounds)
        value, resampled = known[used.tobytes()]
        macro, resampled_macro = value.mean(axis=1), resampled.mean(axis=2)
        gain = None
        first = name in (STAGES[0][0], _share_name(SHARES[0]))
        if before is not None and not first:
            gain = metrics.estimate(macro[0] - before[0], resampled_macro[:, 0] - before[1:])
        before = np.array([macro[0], *resampled_macro[:, 0]])
        yield Point(
            curve,
            name,
            int(used.sum()),
            metrics.estimate(macro[0], resampled_macro[:, 0]),
            metrics.estimate(macro[1], resampled_macro[:, 1]),
            tuple(float(score) for score in value[0]),
            gain,
        )


def header(themes: Sequence[str]) -> str:
    """Return the head of the table."""
    names = "".join(f"{theme:>15}" for theme in themes)
    return f"{'':30}{'clauses':>8}  {'macro-F1':22}{'gain':25}{'macro AP':22}{names}"


def row(point: Point) -> str:
    """Return a point's row of the table."""
    gain = f"{point.gain.value:+.3f} [{point.gain.low:+.3f}, {point.gain.high:+.3f}]" if point.gain else ""
    scores = "".join(f"{score:>15.3f}" for score in point.f1)
    return f"{point.name:30}{point.clauses:>8,}  {point.macro_f1!s:22}{gain:25}{point.macro_ap!s:22}{scores}"


def plot(points: Sequence[Point], path: Path) -> None:
    """Draw macro-F1 with its intervals over the number of clauses, one line a curve."""
    with needs("train"):
        from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(7, 4.5), layout="constrained")
    axes = canvas.add_subplot()
    for curve in dict.fromkeys(point.curve for point in points):
        some = [point for point in points if point.curve == curve]
        values = [point.macro_f1.value for point in some]
        spread = [
            [p.macro_f1.value - p.macro_f1.low for p in some],
            [p.macro_f1.high - p.macro_f1.value for p in some],
        ]
        axes.errorbar([p.clauses for p in some], values, yerr=spread, marker="o", capsize=3, label=f"by {curve}")
    axes.set(xlabel="clauses to learn from", ylabel="macro-F1 on real clauses, out of fold")
    axes.grid(alpha=0.3)
    axes.legend()
    try:
        canvas.savefig(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the plot cannot be written ({error})") from error


def _subsets(examples: Sequence[Example], real: Mask, seed: int) -> Iterator[tuple[str, str, Mask]]:
    parts = np.array(parts_of(examples))
    named = [part for _, some in STAGES for part in some]
    used = np.zeros(len(examples), dtype=bool)
    for name, some in STAGES:
        used = used | np.isin(parts, some)
        yield "parts", name, used
    if (others := ~np.isin(parts, named)).any():
        used = used | others
        yield "parts", "+ others", used
    group_of = np.array(groups(examples))
    order = np.random.default_rng(seed).permutation(np.unique(group_of[real]))
    for share in SHARES:
        chosen = np.isin(group_of, order[: max(1, round(share * len(order)))])
        yield "shares", _share_name(share), used & (~real | chosen)


def _share_name(share: float) -> str:
    return f"{share:.0%} of the real labels"


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
    texts = [example.text for example in examples]
    said = np.zeros(labels.shape)
    for fold in np.unique(fold_of[measured]):
        held, rest = np.flatnonzero(measured & (fold_of == fold)), np.flatnonzero(used & (fold_of != fold))
        fitted = NgramClassifier(tuple(themes), config).fit([texts[i] for i in rest], labels[rest])
        said[held] = fitted.predict_proba([texts[i] for i in held])
    return said[measured]


def _measure(
    said: Probabilities, labels: Labels, fold_of: NDArray[np.int64], documents: Sequence[str], rounds: int
) -> tuple[Array, Array]:
    """Return F1 and average precision, shape (2, n_themes), and their resamples, shape (rounds, 2, n_themes)."""
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

    return statistic(np.arange(len(labels))), metrics.bootstrap(documents, statistic, rounds=rounds)
