"""A comparison for a terminal: what changed, with removed words [-so-] and added ones {+so+}."""

from collections.abc import Sequence
from itertools import groupby

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from clausetag.data.compare import Change, Kind, Mark
from clausetag.serve.compare.comparison import ComparedRow, Series
from clausetag.serve.compare.figures import counts_in_words, theme_figures
from clausetag.serve.outputs.table import clean
from clausetag.serve.tags import TaggedClause

_STYLES = {
    Kind.SAME: "dim",
    Kind.REWORDED: "yellow",
    Kind.SPLIT: "magenta",
    Kind.MERGED: "magenta",
    Kind.NEW: "green",
    Kind.DROPPED: "red",
}
_SIGNS = {Change.REMOVED: ("[-", "-]", "red"), Change.ADDED: ("{+", "+}", "green")}
_AROUND = 6  # words kept that are shown on either side of a change


def render_series(series: Series, themes: Sequence[str], console: Console) -> RenderableType:
    """Return each comparison of a series as a heading, its counts and a table of what changed."""
    plain = not console.encoding.lower().startswith("utf")
    parts: list[RenderableType] = []
    for number, step in enumerate(series.steps):
        heading = clean(f"{series.names[number]} -> {series.names[number + 1]}", "bold")
        if title := step.new.resolution.title:
            heading.append("  ").append(clean(title, "bold"))
        parts += [heading, Text(counts_in_words(step), "dim")]
        for figures in theme_figures(step, themes):
            if figures.old or figures.new:
                changes = [f"gained by {figures.gained}"] if figures.gained else []
                changes += [f"lost by {figures.lost}"] if figures.lost else []
                said = f"{figures.theme}: {figures.old} -> {figures.new} clauses"
                parts.append(Text(", ".join([said, *changes]), "dim"))
        parts += [_table(step.rows, console.width, plain=plain), Text()]
    return Group(*parts)


def _table(rows: Sequence[ComparedRow], width: int, *, plain: bool) -> Table:
    table = Table(box=box.ASCII if plain else box.SIMPLE_HEAD, pad_edge=False, expand=True, header_style="dim")
    table.add_column("what", width=8)
    table.add_column("old", max_width=max(8, width // 7), overflow="fold")
    table.add_column("new", max_width=max(8, width // 7), overflow="fold")
    table.add_column("text and themes", ratio=1, overflow="fold")
    for unchanged, run in groupby(rows, key=lambda row: row.kind is Kind.SAME and not row.moved and not _themed(row)):
        group = list(run)
        if unchanged:
            count = f"{len(group)} clause{'' if len(group) == 1 else 's'}"
            cells = ("same", _from_to(group, "old"), _from_to(group, "new"), count)
            table.add_row(*(clean(cell, "dim") for cell in cells))
            continue
        for row in group:
            table.add_row(clean(row.name, _STYLES[row.kind]), _paths(row.old), _paths(row.new), _said(row, plain=plain))
    return table


def _themed(row: ComparedRow) -> bool:
    return bool(row.themes.gained or row.themes.lost)


def _from_to(rows: Sequence[ComparedRow], side: str) -> str:
    paths = [item.clause.path for row in rows for item in (row.old if side == "old" else row.new)]
    return paths[0] if len(paths) == 1 else f"{paths[0]} to {paths[-1]}"


def _paths(items: Sequence[TaggedClause]) -> Text:
    return clean(", ".join(item.clause.path for item in items))


def _said(row: ComparedRow, *, plain: bool) -> Text:
    said = Text()
    gap = "..." if plain else "…"
    for number, mark in enumerate(row.marks, start=1):
        if mark.change is Change.KEPT:
            said.append_text(clean(_around(mark, gap, last=number == len(row.marks))))
            continue
        opened, closed, style = _SIGNS[mark.change]
        whole = row.kind in (Kind.NEW, Kind.DROPPED)
        said.append_text(clean(mark.text if whole else f"{opened}{mark.text}{closed}", style))
    for themes, sign, style in ((row.themes.gained, "+", "bold green"), (row.themes.lost, "-", "bold red")):
        for key in themes:
            said.append(" ").append(clean(f"({sign} {key})", style))
    return said


def _around(mark: Mark, gap: str, *, last: bool) -> str:
    """Return a run of kept words without those far from a change; how a clause begins is always shown."""
    words = mark.text.split(" ")
    if len(words) <= 2 * _AROUND + 2:
        return mark.text
    return " ".join([*words[:_AROUND], gap, *([] if last else words[-_AROUND:])])
