"""Plots of the labelled clauses: how many there are of what, how long they are, which themes go together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from clausetag.data.dataset.example import Example
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.evaluation.slices import SLICES
from clausetag.training.plots.canvas import colour, label, matrix, other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def counts(examples: Sequence[Example], themes: Sequence[str]) -> "Figure":
    """Clauses of each theme, and of none, by source."""
    figure, (ax,) = panels(1, "Clauses by theme and source", width=6.4, height=0.5 * len(themes) + 1.2)
    sources = sorted({example.source for example in examples})
    left = np.zeros(len(themes) + 1)
    for place, source in enumerate(sources):
        own = [example for example in examples if example.source == source]
        found = [sum(theme in example.themes for example in own) for theme in themes]
        width = np.array([*found, sum(not example.themes for example in own)], dtype=float)
        ax.barh(range(len(themes) + 1), width, left=left, color=other_colour(place), label=f"{source} ({len(own):,})")
        left += width
    for place, total in enumerate(left):
        ax.text(total, place, f" {int(total):,}", va="center", fontsize=8)
    ax.set_yticks(range(len(themes) + 1), [*(label(theme) for theme in themes), "None"], fontsize=9)
    ax.invert_yaxis()
    ax.set_xlabel("clauses (one with two themes counts twice)")
    ax.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


def lengths(examples: Sequence[Example]) -> "Figure":
    """How long the clauses of each source are, in characters."""
    figure, (ax,) = panels(1, "Length of clauses", width=6.4, height=3)
    bins = np.linspace(0, 1000, 41).tolist()
    for place, source in enumerate(sorted({example.source for example in examples})):
        found = [min(len(example.text), 1000) for example in examples if example.source == source]
        shown = f"{source} (median {np.median(found):.0f})"
        ax.hist(found, bins, density=True, histtype="step", linewidth=1.6, color=other_colour(place), label=shown)
    ax.set(xlabel="characters (1,000 or more in the last bar)", ylabel="share")
    ax.set_yticklabels([])
    ax.legend(fontsize=8, frameon=False)
    return figure


def together(examples: Sequence[Example], themes: Sequence[str]) -> "Figure":
    """Of the clauses of one theme, how many are of another as well."""
    labels = label_matrix(examples, themes).astype(np.int64)
    figure, (ax,) = panels(1, "Themes that go together", width=5.2, height=3.6)
    both = labels.T @ labels
    shares = both / np.maximum(np.diag(both), 1)[:, None]
    names = [label(theme) for theme in themes]
    n = range(len(themes))
    matrix(ax, shares.tolist(), names, names, [[f"{both[i, j]:,}\n{shares[i, j]:.0%}" for j in n] for i in n])
    ax.set(xlabel="also of", ylabel="clauses of")
    return figure


def parts(examples: Sequence[Example], themes: Sequence[str], part: str) -> "Figure":
    """Clauses of each theme by `part`: organ, decade, section or length."""
    names = [SLICES[part](example) for example in examples]
    found = sorted(set(names))
    figure, (ax,) = panels(1, f"Clauses by {part}", width=6.4, height=0.42 * len(found) + 1.3)
    at = np.arange(len(found))
    height = 0.8 / len(themes)
    for k, theme in enumerate(themes):
        width = [sum(theme in e.themes for e, name in zip(examples, names, strict=True) if name == f) for f in found]
        ax.barh(at + (k - (len(themes) - 1) / 2) * height, width, height, color=colour(k), label=label(theme))
    ax.set_yticks(at, [f"{name} ({names.count(name):,})" for name in found], fontsize=8)
    ax.invert_yaxis()
    ax.set_xlabel("clauses")
    ax.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure
