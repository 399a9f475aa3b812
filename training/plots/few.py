"""The plot of themes learned from few labels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from clausetag.training.plots.canvas import other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Point = tuple[str, int, float, float]  # contestant, labels, F1, average precision: of one theme and draw


def few_labels(points: Sequence[Point]) -> "Figure":
    """F1 and average precision over the number of labels, means over themes and draws, a line a contestant."""
    figure, axes = panels(2, "A new theme from few labels", width=4.4, height=3.4)
    for ax, title in zip(axes, ("macro-F1", "mean average precision"), strict=True):
        for place, contestant in enumerate(dict.fromkeys(point[0] for point in points)):
            own = [point for point in points if point[0] == contestant]
            sizes = sorted({point[1] for point in own})
            both = [np.mean([(f1, ap) for _, labels, f1, ap in own if labels == size], axis=0) for size in sizes]
            means = [mean[0 if title == "macro-F1" else 1] for mean in both]
            ax.plot(sizes, means, marker="o", color=other_colour(place), label=contestant)
        ax.set_xscale("log")
        ax.set_xticks(sorted({point[1] for point in points}), labels=None, minor=False)
        ax.xaxis.set_major_formatter("{x:,.0f}")
        ax.minorticks_off()
        ax.set(xlabel="labels", ylim=(0, 1), ylabel=title)
    axes[0].legend(fontsize=7, frameon=False, loc="lower right")
    return figure
