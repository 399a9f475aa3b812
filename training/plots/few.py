"""The plot of themes learned from few labels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from clausetag.training.plots.canvas import other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from clausetag.training.bench.few import Measured


def few_labels(measured: "Sequence[Measured]") -> "Figure":
    """F1 and average precision over the number of labels, means over themes and draws, a line a contestant."""
    figure, axes = panels(2, "A new theme from few labels", width=4.4, height=3.4)
    for ax, name in zip(axes, ("f1", "ap"), strict=True):
        for place, contestant in enumerate(dict.fromkeys(one.contestant for one in measured)):
            own = [one for one in measured if one.contestant == contestant]
            sizes = sorted({one.labels for one in own})
            means = [np.mean([getattr(one, name) for one in own if one.labels == n]) for n in sizes]
            ax.plot(sizes, means, marker="o", color=other_colour(place), label=contestant)
        ax.set_xscale("log")
        ax.set_xticks(sorted({one.labels for one in measured}), labels=None, minor=False)
        ax.xaxis.set_major_formatter("{x:,.0f}")
        ax.minorticks_off()
        ax.set(xlabel="labels", ylim=(0, 1), ylabel="macro-F1" if name == "f1" else "mean average precision")
    axes[0].legend(fontsize=7, frameon=False, loc="lower right")
    return figure
