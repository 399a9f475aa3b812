"""The plot of themes learned from few labels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausetag.training.bench.few.table import Row, half_width
from clausetag.training.plots.canvas import other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_TITLES = ("macro-F1", "mean average precision")
_NAMES = {"core": "core themes", "more": "five more"}


def few_labels(rows: Sequence[Row]) -> "Figure":
    """F1 and average precision over the number of labels, a line a contestant, bars for 95% intervals over draws."""
    sets = [name for name in _NAMES if any(row.themes == name for row in rows)]
    contestants = list(dict.fromkeys(row.contestant for row in rows))
    figure, axes = panels(2, "A new theme from few labels", rows=len(sets), width=4.4, height=3.2)
    for i, ax in enumerate(axes):
        themes, column = sets[i // 2], i % 2
        for place, contestant in enumerate(contestants):
            own = [row for row in rows if (row.themes, row.contestant) == (themes, contestant)]
            own = sorted(own, key=lambda row: row.labels)
            ax.errorbar(
                [row.labels for row in own],
                [float(row.by_seed[:, column].mean()) for row in own],
                yerr=[half_width(row.by_seed[:, column]) or 0.0 for row in own],
                marker="o",
                markersize=4,
                linewidth=1.2,
                capsize=2,
                color=other_colour(place),
                label=contestant,
            )
        ax.set_xscale("log")
        ax.set_xticks(sorted({row.labels for row in rows}), labels=None, minor=False)
        ax.xaxis.set_major_formatter("{x:,.0f}")
        ax.minorticks_off()
        ax.set(xlabel="labels", ylim=(0, 1), ylabel=f"{_TITLES[column]}, {_NAMES[themes]}")
    axes[0].legend(fontsize=6, frameon=False, loc="lower right")
    return figure
