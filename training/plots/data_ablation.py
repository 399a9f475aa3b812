"""The plot of what each part of the training data adds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clausetag.training.evaluation.data_ablation import Measured
from clausetag.training.plots.canvas import other_colour, panels

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def data_ablation(measured: Sequence[Measured]) -> "Figure":
    """Macro-F1 with its 95% intervals over the number of clauses, a line for parts and one for shares."""
    figure, (ax,) = panels(1, "What the data add", width=6.6, height=4)
    for place, by in enumerate(dict.fromkeys(one.by for one in measured)):
        some = [one for one in measured if one.by == by]
        values = [one.macro_f1.value for one in some]
        spread = [
            [one.macro_f1.value - one.macro_f1.low for one in some],
            [one.macro_f1.high - one.macro_f1.value for one in some],
        ]
        sizes = [one.clauses for one in some]
        ax.errorbar(sizes, values, yerr=spread, marker="o", capsize=3, color=other_colour(place), label=f"by {by}")
    ax.set(xlabel="clauses to learn from", ylabel="macro-F1 on real clauses, out of fold")
    ax.legend(fontsize=8, frameon=False)
    return figure
