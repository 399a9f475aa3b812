"""The summary as a page of its own (HTML) and as a picture (PNG)."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.palette import colour_of
from clausetag.data.replacing import replacing_file
from clausetag.serve.batch.summary import Share, Summary, percent, ranked, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ORGANS = 8


def title_of(theme: str) -> str:
    """Name a theme for readers."""
    return theme.replace("_", " ").capitalize()


def colours(summary: Summary) -> dict[str, str]:
    """Return a colour a theme."""
    return {theme: colour_of(place).middle for place, theme in enumerate(summary.themes)}


def write_html(summary: Summary, path: Path) -> None:
    """Write the summary as one HTML file that loads nothing."""
    import jinja2

    source = resources.files("clausetag.serve").joinpath("templates/summary.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    largest = max((share.themes[t] for share in summary.years.values() for t in summary.themes), default=0)
    page = environment.from_string(source).render(
        summary=summary, colours=colours(summary), title_of=title_of, percent=percent, shorten=shorten,
        years=_all_years(summary), largest=max(largest, 1), pairs=summary.pairs(),
        most=[(summary.titles[name], share) for name, share in summary.most()],
        organs=ranked(summary.organs), languages=ranked(summary.languages),
    )  # fmt: skip
    with replacing_file(path) as stream:
        stream.write(page.encode())


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
    figure = Figure(figsize=(13, 9), layout="constrained")
    FigureCanvasAgg(figure)
    total = summary.total
    figure.suptitle(
        f"{summary.run['documents']:,} documents, {total.clauses:,} clauses; "
        f"{percent(total.review, total.clauses)} for a person to decide",
        fontsize=14,
    )
    years, organs, together, review = figure.subplots(2, 2).ravel()
    _draw_years(years, summary)
    _draw_organs(organs, summary)
    _draw_together(together, summary)
    _draw_review(review, summary)
    with replacing_file(path) as stream:
        figure.savefig(stream, format="png", dpi=110)


def _all_years(summary: Summary) -> list[tuple[int, Share]]:
    if not summary.years:
        return []
    return [(year, summary.years.get(year, Share())) for year in range(min(summary.years), max(summary.years) + 1)]


def _draw_years(axes: "Axes", summary: Summary) -> None:
    from matplotlib.ticker import MaxNLocator

    years = _all_years(summary)
    marker = "o" if len(years) < 15 else None
    for theme, colour in colours(summary).items():
        values = [share.themes[theme] for _, share in years]
        axes.plot([year for year, _ in years], values, color=colour, label=title_of(theme), marker=marker)
    axes.set(title="Clauses by year of the document", ylabel="clauses", ylim=(0, None))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(frameon=False)
    _plain(axes)


def _draw_organs(axes: "Axes", summary: Summary) -> None:
    organs = ranked(summary.organs)[:_ORGANS][::-1]
    height = 0.8 / max(len(summary.themes), 1)
    for place, (theme, colour) in enumerate(colours(summary).items()):
        shares = [100 * share.themes[theme] / max(share.clauses, 1) for _, share in organs]
        axes.barh([row + 0.4 - (place + 0.5) * height for row in range(len(organs))], shares, height, color=colour)
    names = [f"{shorten(name, 32)}\n{share.clauses:,} clauses" for name, share in organs]
    axes.set_yticks(range(len(organs)), names, fontsize=9)
    axes.set(title="Share of clauses by organ", xlabel="% of its clauses")
    _plain(axes)


def _draw_together(axes: "Axes", summary: Summary) -> None:
    themes = summary.themes
    counts = [
        [
            summary.total.themes[a] if a == b else summary.together[a, b] + summary.together[b, a]
            for b in themes
        ]
        for a in themes
    ]  # fmt: skip
    most = max((n for i, row in enumerate(counts) for j, n in enumerate(row) if i != j), default=1) or 1
    axes.imshow(counts, cmap="Blues", vmin=0, vmax=most)
    for i, row in enumerate(counts):
        for j, count in enumerate(row):
            dark = count > most * 0.55
            weight = "bold" if i == j else "normal"
            axes.text(j, i, f"{count:,}", ha="center", va="center", color="w" if dark else "k", fontweight=weight)
    names = [title_of(theme) for theme in themes]
    axes.set_xticks(range(len(themes)), names, fontsize=9)
    axes.set_yticks(range(len(themes)), names, fontsize=9)
    axes.set(title="Clauses that speak of two themes (bold: of one)")


def _draw_review(axes: "Axes", summary: Summary) -> None:
    names = [title_of(theme) for theme in summary.themes][::-1]
    applies = [summary.total.themes[theme] for theme in summary.themes][::-1]
    review = [summary.review[theme] for theme in summary.themes][::-1]
    axes.barh(names, applies, color=[*colours(summary).values()][::-1], label="applies")
    axes.barh(names, review, left=applies, color="#d0d0d0", hatch="//", edgecolor="#808080", label="to decide")
    for row, (sure, unsure) in enumerate(zip(applies, review, strict=True)):
        axes.text(sure + unsure, row, f"  {sure:,} + {unsure:,} to decide", va="center", fontsize=9)
    axes.set(title="Clauses a theme applies to, and those for a person to decide", xlabel="clauses")
    axes.set_xlim(0, 1.35 * max([a + r for a, r in zip(applies, review, strict=True)], default=1) or 1)
    _plain(axes)


def _plain(axes: "Axes") -> None:
    axes.spines[["top", "right"]].set_visible(False)
