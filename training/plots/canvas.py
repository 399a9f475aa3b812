"""One look for every plot: sizes, colours, quiet axes. Figures are made without pyplot, so nothing is global."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.palette import colour_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GREY = "#8c8c8c"
_OTHERS = 4  # the first colours are those of themes


def colour(place: int) -> str:
    """Return the colour of the theme at a place, the same as everywhere."""
    return colour_of(place).middle


def other_colour(place: int) -> str:
    """Return the colour of what is no theme (a source, a model, a kind of error): none that a core theme has."""
    return colour_of(place + _OTHERS).middle


def label(key: str) -> str:
    """Return a key as words: labour_rights -> Labour rights."""
    return key.replace("_", " ").capitalize()


def panels(
    columns: int, title: str, *, rows: int = 1, width: float = 3.3, height: float = 3.1
) -> "tuple[Figure, list[Axes]]":
    """Return a figure with a title and its panels, row by row."""
    with needs("train"):
        from matplotlib.figure import Figure

    figure = Figure(figsize=(width * columns + 0.4, height * rows + 0.5), dpi=110, layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=11, fontweight="bold")
    axes = [figure.add_subplot(rows, columns, i + 1) for i in range(rows * columns)]
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#e6e6e6", linewidth=0.6)
        ax.set_axisbelow(True)
        ax.tick_params(labelsize=8)
    return figure, axes


def save(figure: "Figure", path: Path) -> None:
    """Write a figure in the format that the file's ending names; UsageError if that cannot be done."""
    try:
        figure.savefig(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: the plot cannot be written ({error})") from error


def matrix(
    ax: "Axes",
    values: Sequence[Sequence[float]],
    rows: Sequence[str],
    columns: Sequence[str],
    shown: Sequence[Sequence[str]],
) -> None:
    """Draw a table of numbers in [0, 1] as shades with `shown` written on them."""
    ax.grid(visible=False)
    ax.imshow(values, cmap="Blues", vmin=0.0, vmax=1.0, aspect="auto")
    ax.set_xticks(range(len(columns)), columns, rotation=30, ha="right", fontsize=8)
    ax.set_yticks(range(len(rows)), rows, fontsize=8)
    for i, line in enumerate(values):
        for j, value in enumerate(line):
            ax.text(
                j, i, shown[i][j], ha="center", va="center", fontsize=8, color="white" if value > 0.55 else "#222222"
            )
