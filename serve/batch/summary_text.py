"""The summary in words, and as text for a terminal: shares of years, organs and languages, counts of documents."""

from collections.abc import Iterable, Mapping, Sequence

from clausetag.data.words import counted
from clausetag.serve.batch.summary import FEW, Share, Summary, percent, ranked, shorten
from clausetag.serve.outputs.about import language_name


def headline(summary: Summary, names: Mapping[str, str]) -> str:
    """Say in a sentence what was found; `names` are those of the themes, for readers."""
    total = summary.total
    first, last = min(summary.years, default=0), max(summary.years, default=0)
    years = f" ({first} to {last})" if first < last else f" ({last})" if last else ""
    whole = f"the {counted(total.clauses, 'clause')} in {counted(total.documents, 'document')}{years}"
    if not total.tagged:
        return f"None of {whole} speaks of a theme."
    order = sorted(summary.themes, key=lambda theme: -total.themes[theme])
    said = [f"{names[theme]} ({percent(total.themes[theme], total.clauses)})" for theme in (order[0], order[-1])]
    found = f"{percent(total.tagged, total.clauses)} of {whole} speak of at least one theme: most often {said[0]}"
    return f"{found}, least often {said[1]}." if len(order) > 1 else f"{found}."


def format_summary(summary: Summary) -> str:
    """Return the summary as text for a terminal."""
    total = summary.total
    lines = [
        f"{counted(summary.run['documents'], 'document')}, {counted(total.clauses, 'clause')}, "
        f"model {summary.run['model_version']}",
        headline(summary, {theme: theme for theme in summary.themes}),
        f"for a person to decide: {counted(total.review, 'clause')} ({percent(total.review, total.clauses)})",
    ]
    if summary.run["errors"]:
        lines.append(f"not tagged: {summary.run['errors']:,}")
    lines += [
        "",
        *_table("theme", ((t, _theme_cells(summary, t)) for t in summary.themes), ("clauses", "share", "review")),
    ]
    for head, shares in (
        ("organ", ranked(summary.organs)),
        ("language", [(language_name(name), share) for name, share in ranked(summary.languages)]),
        ("year", sorted(summary.years.items())),
    ):
        if shares or head != "language":
            rows = ((f"{name}{' *' * share.few}", _share_cells(share, summary.themes)) for name, share in shares)
            lines += ["", *_table(head, rows, ("documents", "clauses", *summary.themes, "review"))]
    if any(share.few for share in (*summary.years.values(), *summary.organs.values())):
        lines += [f"* fewer than {FEW} documents: the shares may be chance"]
    if summary.undated:
        lines += [f"without a year: {counted(summary.undated, 'document')}"]
    counts = ((summary.titles[name], _count_cells(share, summary.themes)) for name, share in summary.most())
    lines += ["", *_table("document", counts, ("clauses", *summary.themes, "review"))]
    if summary.together:
        rows = ((f"{a} + {b}", [f"{n:,}"]) for (a, b), n in summary.pairs())
        lines += ["", *_table("together in a clause", rows, ("clauses",))]
    for theme, found in summary.telling.items():
        lines += ["", f"most telling for {theme}"]
        lines += [f"  {summary.titles[one.document]} {one.path}: {shorten(one.text, 100)}" for one in found]
    return "\n".join(lines)


def _theme_cells(summary: Summary, theme: str) -> list[str]:
    applies, review = summary.total.themes[theme], summary.review[theme]
    return [f"{applies:,}", percent(applies, summary.total.clauses), f"{review:,}"]


def _share_cells(share: Share, themes: Sequence[str]) -> list[str]:
    parts = (share.themes[theme] for theme in themes)
    shares = (percent(part, share.clauses) for part in (*parts, share.review))
    return [f"{share.documents:,}", f"{share.clauses:,}", *shares]


def _count_cells(share: Share, themes: Sequence[str]) -> list[str]:
    return [f"{share.clauses:,}", *(f"{share.themes[theme]:,}" for theme in themes), f"{share.review:,}"]


def _table(head: str, rows: Iterable[tuple[str, Sequence[str]]], columns: Sequence[str]) -> list[str]:
    cells = [(head, *columns), *((shorten(name, 60), *values) for name, values in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join([first.ljust(widths[0]), *map(str.rjust, rest, widths[1:])]) for first, *rest in cells]
