"""What finished tables say: themes by year, organ, language, document; what occurs together, what is to be decided."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from clausetag.serve.batch.read import read_table
from clausetag.serve.batch.rows import NotTagged
from clausetag.serve.batch.run_info import RunInfo, finished_run

_TELLING = 5  # clauses shown a theme
_DOCUMENTS = 15
_ERRORS = 20
NOT_KNOWN = "not known"


@dataclass(slots=True)
class Share:
    """Clauses of a year, organ, language or document, and how many of them a theme applies to, by theme."""

    clauses: int = 0
    themes: Counter[str] = field(default_factory=Counter)
    review: int = 0  # clauses with a theme for a person to decide

    def add(self, themes: Sequence[str], review: Sequence[str]) -> None:
        """Count a clause."""
        self.clauses += 1
        self.themes.update(themes)
        self.review += bool(review)


@dataclass(frozen=True, slots=True)
class Telling:
    """A clause that speaks of a theme beyond doubt."""

    probability: float
    document: str
    path: str
    text: str


@dataclass(slots=True)
class Summary:
    """Counts of one run's tables. Memory grows with the number of documents, not of clauses."""

    run: RunInfo
    themes: tuple[str, ...] = ()
    total: Share = field(default_factory=Share)
    years: dict[int, Share] = field(default_factory=dict)
    organs: dict[str, Share] = field(default_factory=dict)
    languages: dict[str, Share] = field(default_factory=dict)  # empty if none is known
    documents: dict[str, Share] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    review: Counter[str] = field(default_factory=Counter)  # clauses for a person to decide, by theme
    telling: dict[str, list[Telling]] = field(default_factory=dict)
    errors: list[NotTagged] = field(default_factory=list)

    def pairs(self) -> list[tuple[tuple[str, str], int]]:
        """Return how many clauses speak of two themes, the most first."""
        return sorted(self.together.items(), key=lambda pair: (-pair[1], pair[0]))

    def most(self) -> list[tuple[str, Share]]:
        """Return the documents with the most clauses that a theme applies to."""
        ranked = sorted(self.documents.items(), key=lambda pair: (-pair[1].themes.total(), pair[0]))
        return [pair for pair in ranked[:_DOCUMENTS] if pair[1].themes]


def summarize(out: Path) -> Summary:
    """Count what the tables in `out` hold.

    Raises:
        UsageError: There are no finished tables in `out`.
    """
    run = finished_run(out)
    form = run["format"]
    summary = Summary(run)
    of: dict[str, tuple[int | None, str, str]] = {}
    for row in read_table(out, "documents", form):
        name = row["document"]
        language = row.get("language") or NOT_KNOWN  # tables of schema 1 have no such column
        of[name] = (int(row["year"]) if row["year"] else None, row["organ"] or NOT_KNOWN, language)
        summary.titles[name] = row["symbol"] or row["title"] or name
    for row in read_table(out, "clauses", form, ["document", "themes", "review"]):
        _count(summary, of, row["document"], _keys(row["themes"]), _keys(row["review"]))
    if set(summary.languages) == {NOT_KNOWN}:
        summary.languages.clear()
    _find_telling(summary, out, form)
    for row in read_table(out, "errors", form):
        if len(summary.errors) < _ERRORS:
            summary.errors.append(NotTagged(row["document"], row["reason"]))
    return summary


def _keys(value: Sequence[str] | str) -> Sequence[str]:
    return [key for key in value.split(";") if key] if isinstance(value, str) else value


def _count(
    summary: Summary,
    of: dict[str, tuple[int | None, str, str]],
    name: str,
    themes: Sequence[str],
    review: Sequence[str],
) -> None:
    year, organ, language = of[name]
    named = ((summary.organs, organ), (summary.languages, language), (summary.documents, name))
    shares = [summary.total, *(known.setdefault(key, Share()) for known, key in named)]
    if year is not None:
        shares.append(summary.years.setdefault(year, Share()))
    for share in shares:
        share.add(themes, review)
    summary.together.update(combinations(themes, 2))
    summary.review.update(review)


def _find_telling(summary: Summary, out: Path, form: str) -> None:
    """Keep the clauses of the highest probability a theme, each text once; in whatever order the rows come."""
    best: dict[str, list[tuple[float, str, int, str]]] = {}
    themes: dict[str, None] = {}
    columns = ["document", "clause", "path", "theme", "answer", "probability"]
    for row in read_table(out, "tags", form, columns):
        themes.setdefault(row["theme"])
        if row["answer"] == "applies":
            one = (float(row["probability"]), row["document"], int(row["clause"]), row["path"])
            held = best.setdefault(row["theme"], [])
            (heapq.heappush if len(held) < 10 * _TELLING else heapq.heappushpop)(held, one)
    summary.themes = tuple(themes)
    wanted = {(one[1], one[2]) for held in best.values() for one in held}
    texts: dict[tuple[str, int], str] = {}
    for row in read_table(out, "clauses", form, ["document", "clause", "text"]) if wanted else ():
        key = (row["document"], int(row["clause"]))
        if key in wanted:
            texts[key] = row["text"]
    for theme in themes:
        found: dict[str, Telling] = {}
        for probability, document, clause, path in sorted(best.get(theme, ()), reverse=True):
            text = texts[document, clause]
            found.setdefault(text, Telling(probability, document, path, text))
        summary.telling[theme] = list(found.values())[:_TELLING]


def format_summary(summary: Summary) -> str:
    """Return the summary as text for a terminal."""
    total = summary.total
    lines = [
        f"{summary.run['documents']:,} documents, {total.clauses:,} clauses, model {summary.run['model_version']}",
        f"for a person to decide: {total.review:,} clauses ({percent(total.review, total.clauses)})",
    ]
    if summary.run["errors"]:
        lines.append(f"not tagged: {summary.run['errors']:,}")
    lines += ["", *_table("theme", ((t, _theme_cells(summary, t)) for t in summary.themes), ("clauses", "review"))]
    for head, shares in (
        ("organ", ranked(summary.organs)),
        ("language", ranked(summary.languages)),
        ("year", sorted(summary.years.items())),
        ("document", [(summary.titles[name], share) for name, share in summary.most()]),
    ):
        if shares or head != "language":
            rows = ((str(name), _share_cells(share, summary.themes)) for name, share in shares)
            lines += ["", *_table(head, rows, ("clauses", *summary.themes, "review"))]
    if summary.together:
        rows = ((f"{a} + {b}", [f"{n:,}"]) for (a, b), n in summary.pairs())
        lines += ["", *_table("together in a clause", rows, ("clauses",))]
    for theme, found in summary.telling.items():
        lines += ["", f"most telling for {theme}"]
        lines += [f"  {summary.titles[one.document]} {one.path}: {shorten(one.text, 100)}" for one in found]
    return "\n".join(lines)


def ranked(shares: Mapping[str, Share]) -> list[tuple[str, Share]]:
    """Return names and shares, the most clauses first."""
    return sorted(shares.items(), key=lambda pair: (-pair[1].clauses, pair[0]))


def percent(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def shorten(text: str, most: int) -> str:
    """Cut a text at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


def _theme_cells(summary: Summary, theme: str) -> list[str]:
    applies, review = summary.total.themes[theme], summary.review[theme]
    return [f"{applies:,}", f"{review:,}"]


def _share_cells(share: Share, themes: Sequence[str]) -> list[str]:
    return [f"{share.clauses:,}", *(f"{share.themes[t]:,}" for t in themes), percent(share.review, share.clauses)]


def _table(head: str, rows: Iterable[tuple[str, Sequence[str]]], columns: Sequence[str]) -> list[str]:
    cells = [(head, *columns), *((shorten(name, 60), *values) for name, values in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join([first.ljust(widths[0]), *map(str.rjust, rest, widths[1:])]) for first, *rest in cells]
