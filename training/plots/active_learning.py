"""The plot of quality over clauses read: in the order that is chosen, and at random."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from clausetag.training.evaluation.active_learning import CHOSEN, RANDOM, SHARE, Point, clauses_needed
from clausetag.training.plots.canvas import GREY, other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def active_learning(points: Sequence[Point]) -> "Figure":
    """Average precision over the number of clauses read: each order's mean over the seeds, and from worst to best."""
    figure, (ax,) = panels(1, "What an order of reading saves", width=6.6, height=4)
    for order, colour in ((CHOSEN, other_colour(0)), (RANDOM, GREY)):
        by_size: dict[int, list[float]] = {}
        for point in points:
            if point.order == order:
                by_size.setdefault(point.clauses, []).append(point.precision)
        sizes = sorted(by_size)
        middle = [float(np.mean(by_size[size])) for size in sizes]
        ax.plot(sizes, middle, marker="o", markersize=4, color=colour, label=order)
        ax.fill_between(
            sizes,
            [min(by_size[size]) for size in sizes],
            [max(by_size[size]) for size in sizes],
            color=colour,
            alpha=0.15,
        )
    wanted = SHARE * float(np.mean([point.full for point in points]))
    ax.axhline(wanted, color=GREY, linewidth=0.8, linestyle="--")
    for order, needed in clauses_needed(points).items():
        middle_need = float(np.median(needed))
        if np.isfinite(middle_need):
            ax.annotate(
                f"{order}: {middle_need:,.0f}",
                (middle_need, wanted),
                xytext=(0, 8 if order == CHOSEN else -16),
                textcoords="offset points",
                ha="right" if order == CHOSEN else "left",
                fontsize=8,
            )
    ax.set(xscale="log", xlabel="clauses read", ylabel="average precision, mean of the themes")
    ax.legend(fontsize=8, frameon=False, loc="lower right")
    return figure
