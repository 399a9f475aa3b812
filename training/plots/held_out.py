"""Plots of how good a model is, from its held-out answers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.training.evaluation.evaluate import Evaluation
from clausetag.training.evaluation.learning_curve import MEAN
from clausetag.training.evaluation.metrics import average_precision
from clausetag.training.evaluation.slices import SLICES
from clausetag.training.held_out import HeldOut
from clausetag.training.plots.canvas import GREY, colour, label, matrix, other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_BINS = 10


def precision_recall(held: HeldOut) -> "Figure":
    """Precision against recall, a line a theme, a dot at each theme's threshold, over lines of equal F1."""
    figure, (ax,) = panels(1, "Precision and recall by theme", width=5.6, height=4.6)
    recall = np.linspace(0.01, 1, 200)
    for f1 in (0.7, 0.8, 0.9):
        with np.errstate(divide="ignore", invalid="ignore"):
            line = f1 * recall / (2 * recall - f1)
        inside = (line > 0) & (line <= 1)
        ax.plot(recall[inside], line[inside], color="#bdbdbd", linewidth=0.8)
        ax.text(1.005, f1 / (2 - f1), f"F1 {f1:.1f}", fontsize=7, color=GREY, va="center")
    for k, theme in enumerate(held.themes):
        if not held.labels[:, k].any():
            continue
        _, precision, found, _ = _by_threshold(held, k)
        ap = average_precision(*held.of(k))
        ax.plot(found, precision, color=colour(k), linewidth=1.6, label=f"{label(theme)} (AP {ap:.3f})")
        chosen, true = held.decisions[:, k], held.labels[:, k]
        hits = int((chosen & true).sum())
        ax.plot(
            hits / true.sum(), hits / max(chosen.sum(), 1), "o", color=colour(k), markersize=7, markeredgecolor="white"
        )
    n = range(len(held.themes))
    weak = any(average_precision(*held.of(k)) < 0.8 for k in n if held.labels[:, k].any())
    low = 0.0 if weak else 0.4  # nothing happens below for a good model
    ax.set(xlabel="recall", ylabel="precision", xlim=(low, 1.01), ylim=(low, 1.02))
    ax.legend(loc="lower left", fontsize=8, frameon=False)
    return figure


def reliability(held: HeldOut) -> "Figure":
    """Share true against mean probability in ten bins of equal width, with 95% intervals (Wilson) and counts."""
    figure, axes = panels(len(held.themes), "Are the probabilities frequencies?", width=2.9)
    for k, (theme, ax) in enumerate(zip(held.themes, axes, strict=True)):
        label_of, probability = held.of(k)
        places = np.minimum((probability * _BINS).astype(int), _BINS - 1)
        parts = [np.flatnonzero(places == place) for place in np.unique(places)]
        mean = np.array([probability[part].mean() for part in parts])
        true = np.array([label_of[part].mean() for part in parts])
        low, high = _wilson(true, np.array([len(part) for part in parts]))
        ax.plot([0, 1], [0, 1], color=GREY, linewidth=0.8, linestyle="--")
        ax.errorbar(
            mean,
            true,
            yerr=[np.maximum(true - low, 0), np.maximum(high - true, 0)],
            fmt="o",
            markersize=4,
            color=colour(k),
            elinewidth=1,
        )
        for x, part in zip(mean, parts, strict=True):
            ax.text(x, -0.09, f"{len(part)}", fontsize=6, color=GREY, ha="center")
        ax.set_title(label(theme), fontsize=9)
        ax.set(xlabel="mean probability", xlim=(-0.03, 1.03), ylim=(-0.12, 1.03))
    axes[0].set_ylabel("share true")
    return figure


def threshold_curves(held: HeldOut) -> "Figure":
    """Precision, recall and F1 against one threshold for all clauses, the chosen ones, one a language, marked."""
    figure, axes = panels(len(held.themes), "What another threshold would do", width=2.9)
    for k, (theme, ax) in enumerate(zip(held.themes, axes, strict=True)):
        thresholds, precision, recall, f1 = _by_threshold(held, k)
        for values, name, style in ((precision, "precision", ":"), (recall, "recall", "--"), (f1, "F1", "-")):
            ax.plot(thresholds, values, linestyle=style, color=colour(k), linewidth=1.4, label=name)
        chosen = np.unique(held.thresholds[:, k])
        for threshold in chosen:
            ax.axvline(threshold, color=GREY, linewidth=0.9)
        span = f"{chosen[0]:.2f}" if len(chosen) == 1 else f"{chosen[0]:.2f} to {chosen[-1]:.2f}"
        ax.set_title(f"{label(theme)}: {span}", fontsize=9)
        ax.set(xlabel="threshold", xlim=(0, 1), ylim=(0, 1.02))
    axes[0].legend(loc="lower left", fontsize=7, frameon=False)
    return figure


def confusion(held: HeldOut) -> "Figure":
    """Of the clauses of each theme: where it was found, and what else was said of them wrongly, or nothing at all."""
    names = [label(theme) for theme in held.themes]
    decided, n = held.decisions, len(held.themes)
    rows = [held.labels[:, k] == 1 for k in range(n)] + [~held.labels.any(axis=1)]
    counts = np.zeros((n + 1, n + 1), dtype=int)
    for i, part in enumerate(rows):
        for j in range(n):
            said = decided[part, j] == 1
            counts[i, j] = int(said.sum()) if i == j else int((said & (held.labels[part, j] == 0)).sum())
        counts[i, n] = int((~decided[part].any(axis=1)).sum())
    sizes = np.array([max(int(part.sum()), 1) for part in rows])
    figure, (ax,) = panels(1, "Confusion between themes", width=5.6, height=4.2)
    shares = counts / sizes[:, None]
    shown = [[f"{counts[i, j]:,}\n{shares[i, j]:.1%}" for j in range(n + 1)] for i in range(n + 1)]
    labels = [f"{name} ({size:,})" for name, size in zip([*names, "None"], sizes, strict=True)]
    matrix(ax, shares.tolist(), labels, [*names, "Nothing"], shown)
    ax.set(xlabel="said (beside the diagonal: wrongly)", ylabel="true")
    return figure


def errors_by_part(held: HeldOut, examples: Sequence[Example]) -> "Figure":
    """Share of clauses with a theme missed, and with one said wrongly, by source and by length."""
    missed = ((held.labels == 1) & (held.decisions == 0)).any(axis=1)
    wrong = ((held.labels == 0) & (held.decisions == 1)).any(axis=1)
    parts = {"source": [example.source for example in examples], "length": [SLICES["length"](e) for e in examples]}
    figure, axes = panels(2, "Errors by source and by length", width=4.2, height=2.6)
    for ax, (name, values) in zip(axes, parts.items(), strict=True):
        found = sorted(set(values))
        at = np.arange(len(found))
        members = [np.array([value == part for value in values]) for part in found]
        for kind, (what, rows) in enumerate((("missed", missed), ("said wrongly", wrong))):
            shares = [100 * rows[m].mean() for m in members]
            ax.barh(at + 0.4 * kind - 0.2, shares, 0.36, color=other_colour(kind), label=f"theme {what}")
        ax.set_yticks(at, [f"{part}\n({int(m.sum()):,})" for part, m in zip(found, members, strict=True)], fontsize=8)
        ax.invert_yaxis()
        ax.set_title(f"by {name}", fontsize=9)
        ax.set_xlabel("% of clauses")
    axes[-1].legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(-0.3, -0.22), ncols=2)
    return figure


def curve(points: Sequence[tuple[int, Mapping[str, float]]], title: str, x: str, y: str) -> "Figure":
    """Draw stepped figures: a line a name."""
    figure, (ax,) = panels(1, title, width=5.2, height=3.4)
    names = dict.fromkeys(name for _, values in points for name in values)
    shades = colour if MEAN in names else other_colour  # beside the mean of themes stand themes
    for k, name in enumerate(names):
        steps = [(step, values[name]) for step, values in points if name in values]
        shade = "#222222" if name == MEAN else shades(k)
        ax.plot(*zip(*steps, strict=True), marker="o", markersize=4, color=shade, label=label(name))
    ax.set(xlabel=x, ylabel=y)
    ax.legend(fontsize=8, frameon=False)
    return figure


def compared(evaluations: Sequence[Evaluation]) -> "Figure":
    """F1 of each theme with its 95% interval, models beside each other."""
    themes = [theme.theme for theme in evaluations[0].themes]
    figure, (ax,) = panels(1, "F1 by theme, with 95% intervals", width=6.4, height=0.75 * len(themes) + 1)
    for m, evaluation in enumerate(evaluations):
        figures = [theme.f1 for theme in evaluation.themes] + [evaluation.macro_f1]
        at = np.arange(len(figures)) + 0.22 * (m - (len(evaluations) - 1) / 2)
        value = np.array([f.value for f in figures])
        spread = [value - [min(f.low, f.value) for f in figures], [max(f.high, f.value) for f in figures] - value]
        ax.errorbar(value, at, xerr=spread, fmt="o", markersize=5, color=other_colour(m), label=evaluation.name)
    ax.set_yticks(range(len(themes) + 1), [*(label(theme) for theme in themes), "Mean of themes"], fontsize=9)
    ax.invert_yaxis()
    ax.set_xlabel("F1")
    ax.legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.45, -0.18), ncols=2)
    return figure


def _by_threshold(held: HeldOut, k: int) -> tuple[NDArray[np.float64], ...]:
    """Return distinct thresholds, falling, with precision, recall and F1 at each."""
    label_of, probability = held.of(k)
    order = np.argsort(-probability, kind="stable")
    score, true = probability[order], label_of[order]
    last = np.append(np.flatnonzero(np.diff(score)), len(score) - 1)
    hits = np.cumsum(true, dtype=np.int64)[last]
    total = max(int(true.sum()), 1)
    return score[last], hits / (last + 1), hits / total, 2 * hits / (last + 1 + total)


def _wilson(share: NDArray[np.float64], n: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    z = 1.96
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return middle - half, middle + half
