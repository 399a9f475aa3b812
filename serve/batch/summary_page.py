"""The summary as a page of the same house as the reports: one file that loads nothing and runs no script."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from clausetag.data.replacing import replacing_file
from clausetag.serve.batch.summary import FEW, Share, Summary, percent, ranked, shorten
from clausetag.serve.batch.summary_text import headline
from clausetag.serve.definitions import definitions_of
from clausetag.serve.outputs.about import language_name
from clausetag.serve.outputs.clause_names import anchor_of
from clausetag.serve.outputs.marks import Mark, marks_of
from clausetag.serve.outputs.report import render_page, script

_HEAT = 10  # shades
_BEYOND = 1.08  # how high a bar stands that is higher than its scale


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of one theme: its share of the year's clauses, and how high it stands on the theme's scale.

    Its top is 1; a bar above it is cut.
    """

    year: int
    share: Share
    part: float
    height: float


@dataclass(frozen=True, slots=True)
class Cell:
    """How many clauses of the row's theme speak of the column's too, and its shade (0 to 10)."""

    count: int
    percent: str
    shade: int


def theme_marks(summary: Summary) -> tuple[Mark, ...]:
    """Return letters, colours and names of the themes in the tables."""
    return marks_of(definitions_of(summary.themes))


def write_html(summary: Summary, path: Path, reports: Path | None = None) -> None:
    """Write the summary as a page that links to official documents and to those of `reports` that are there."""
    marks = theme_marks(summary)
    names = {mark.key: mark.name.lower() for mark in marks}
    page = {
        "summary": summary,
        "marks": marks,
        "headline": headline(summary, names),
        "few": FEW,
        "any_few": lambda rows: any(share.few for _, share in rows),
        "largest": max((summary.total.themes[mark.key] for mark in marks), default=0),
        "years": all_years(summary),
        "undated": summary.undated,
        "charts": [(mark, *_bars(summary, mark.key)) for mark in marks],
        "organs": ranked(summary.organs),
        "languages": [(language_name(name), share) for name, share in ranked(summary.languages)],
        "heat": heat(summary),
        "most": summary.most(),
        "percent": percent,
        "shorten": shorten,
        "anchor": lambda path: anchor_of(path, set()),
        "reports": _reports(summary, path, reports),
    }
    with replacing_file(path) as stream:
        stream.write(render_page("summary.html.j2", page, marks, css=script("summary.css")).encode())


def all_years(summary: Summary) -> list[tuple[int, Share]]:
    """Return every year from the first to the last, those without documents too."""
    if not summary.years:
        return []
    return [(year, summary.years.get(year, Share())) for year in range(min(summary.years), max(summary.years) + 1)]


def scale(summary: Summary, theme: str) -> float:
    """Return the share at the top of a theme's scale: the highest of years with enough documents, else of any.

    A year of few documents may be above it.
    """
    solid, every = ([s for s in summary.years.values() if s.clauses and not (s.few and only)] for only in (True, False))
    return _highest(solid, theme) or _highest(every, theme)


def _highest(shares: Sequence[Share], theme: str) -> float:
    return max((share.themes[theme] / share.clauses for share in shares), default=0.0)


def heat(summary: Summary) -> list[list[Cell]]:
    """Return a row a theme: of its clauses, how many speak of each theme; the highest share has the darkest shade."""
    themes, total = summary.themes, summary.total.themes
    both = [[summary.together[a, b] + summary.together[b, a] for b in themes] for a in themes]
    parts = [[n / total[a] if total[a] else 0.0 for n in row] for a, row in zip(themes, both, strict=True)]
    most = max((part for row in parts for part in row), default=0.0)
    return [
        [
            Cell(n, percent(n, total[a]), -int(-_HEAT * part // most) if most else 0)
            for n, part in zip(row, shares, strict=True)
        ]
        for a, row, shares in zip(themes, both, parts, strict=True)
    ]


def _bars(summary: Summary, theme: str) -> tuple[float, list[Bar]]:
    top = scale(summary, theme)
    parts = [
        (year, share, share.themes[theme] / share.clauses if share.clauses else 0.0)
        for year, share in all_years(summary)
    ]
    return top, [Bar(year, share, part, min(part / top, _BEYOND) if top else 0.0) for year, share, part in parts]


def _reports(summary: Summary, page: Path, folder: Path | None) -> Mapping[str, str]:
    """Return the address of each document's report, relative to the page, where there is one in the folder."""
    if folder is None:
        return {}
    found: dict[str, str] = {}
    for name in _unambiguous(list(summary.documents)):
        report = folder / f"{_stem(name)}.html"
        if report.is_file():
            found[name] = quote(Path(os.path.relpath(report, page.parent)).as_posix())
    return found


def _unambiguous(names: Sequence[str]) -> list[str]:
    """Leave out documents of one file name: which report is whose cannot be told."""
    count = Counter(map(_stem, names))
    return [name for name in names if count[_stem(name)] == 1]


def _stem(name: str) -> str:
    return Path(name.rpartition("!")[2]).stem
