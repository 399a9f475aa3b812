"""The summary as a picture (PNG)."""

import math
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.palette import colour_of
from clausetag.data.replacing import replacing_file
from clausetag.data.words import counted
from clausetag.serve.batch.summary import FEW, Summary, ranked, shorten
from clausetag.serve.batch.summary_page import all_years, heat, scale, theme_marks
from clausetag.serve.batch.summary_text import headline
from clausetag.serve.outputs.marks import Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ORGANS = 8
_GREY = "#b8b8b8"  # years of few documents


def write_png(summary: Summary, path: Path) -> None:
    """Draw themes by year and by organ, co-occurrence, and what is for a person to decide.

    Raises:
        UsageError: matplotlib is not installed, or no document was tagged.
    """
    with needs("train"):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

    if not summary.themes:
        raise UsageError(f"{path}: not drawn, for no document was tagged; the reasons are in errors")
    marks = theme_marks(summary)
    figure = Figure(figsize=(16, 9), layout="constrained")
    FigureCanvasAgg(figure)
    sentence = headline(summary, {mark.key: mark.name.lower() for mark in marks})
    figure.suptitle("\n".join(textwrap.wrap(sentence, 110)), fontsize=13)
    grid = figure.add_gridspec(2, 1, height_ratios=(2, 3))
    above, below = figure.add_subfigure(grid[0]), figure.add_subfigure(grid[1])
    _draw_years(list(above.subplots(1, len(marks), squeeze=False).ravel()), summary, marks)
    above.suptitle(
        f"Share of clauses by year, each theme on its own scale; grey: fewer than {FEW} documents", fontsize=11
    )
    organs, together, review = below.subplots(1, 3, width_ratios=(5, 4, 4))
    _draw_organs(organs, summary, marks)
    _draw_together(together, summary, marks)
    _draw_review(review, summary, marks)
    with replacing_file(path) as stream:
        figure.savefig(stream, format="png", dpi=110)


def _draw_years(panels: "Sequence[Axes]", summary: Summary, marks: Sequence[Mark]) -> None:
    from matplotlib.ticker import MaxNLocator, PercentFormatter

    years = all_years(summary)
    for mark, axes in zip(marks, panels, strict=True):
        top = scale(summary, mark.key) or 1.0
        shares = [share.themes[mark.key] / share.clauses if share.clauses else 0.0 for _, share in years]
        colours = [_GREY if share.few else colour_of(mark.place).middle for _, share in years]
        axes.bar([year for year, _ in years], shares, color=colours)
        axes.set_title(mark.name, fontsize=10)
        axes.set_ylim(0, 1.05 * top)
        axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=None))
        _plain(axes)
    panels[0].set_ylabel("share of the year's clauses")


def _draw_organs(axes: "Axes", summary: Summary, marks: Sequence[Mark]) -> None:
    organs = ranked(summary.organs)[:_ORGANS][::-1]
    height = 0.8 / max(len(marks), 1)
    for mark in marks:
        shares = [100 * share.themes[mark.key] / max(share.clauses, 1) for _, share in organs]
        places = [row + 0.4 - (mark.place + 0.5) * height for row in range(len(organs))]
        axes.barh(places, shares, height, color=colour_of(mark.place).middle, label=mark.name)
    axes.legend(frameon=False, fontsize=8)
    names = [f"{shorten(name, 32)}\n{counted(share.clauses, 'clause')}" for name, share in organs]
    axes.set_yticks(range(len(organs)), names, fontsize=9)
    axes.set(title="Share of clauses by organ", xlabel="% of its clauses")
    _plain(axes)


def _draw_together(axes: "Axes", summary: Summary, marks: Sequence[Mark]) -> None:
    """Draw of each theme's clauses the share that speak of another; the darkest shade is the highest share."""
    cells = heat(summary)
    shades = [
        [math.nan if i == j else cell.shade for j, cell in enumerate(row)] for i, row in enumerate(cells)
    ]  # a theme with itself would be the darkest of all
    axes.imshow(shades, cmap="Greys", vmin=0, vmax=25)
    for i, row in enumerate(cells):
        for j, cell in enumerate(row):
            own = f"{summary.total.themes[marks[i].key]:,}"
            axes.text(j, i, own if i == j else f"{cell.percent}\n{cell.count:,}", ha="center", va="center", fontsize=9)
    names = [mark.name.replace(" in ", "\nin ") for mark in marks]
    axes.set_xticks(range(len(names)), names, fontsize=9)
    axes.set_yticks(range(len(names)), names, fontsize=9)
    axes.set(title="Of a theme's clauses (rows), how many speak of another")


def _draw_review(axes: "Axes", summary: Summary, marks: Sequence[Mark]) -> None:
    names = [mark.name for mark in marks][::-1]
    applies = [summary.total.themes[theme] for theme in summary.themes][::-1]
    review = [summary.review[theme] for theme in summary.themes][::-1]
    axes.barh(names, applies, color=[colour_of(mark.place).middle for mark in marks][::-1], label="applies")
    axes.barh(names, review, left=applies, color="#d0d0d0", hatch="//", edgecolor="#808080", label="to decide")
    for row, (sure, unsure) in enumerate(zip(applies, review, strict=True)):
        axes.text(sure + unsure, row, f"  {sure:,} + {unsure:,} to decide", va="center", fontsize=9)
    axes.set(title="Clauses: applies, and to decide", xlabel="clauses")
    axes.set_xlim(0, 1.6 * max([a + r for a, r in zip(applies, review, strict=True)], default=1) or 1)
    _plain(axes)


def _plain(axes: "Axes") -> None:
    axes.spines[["top", "right"]].set_visible(False)
