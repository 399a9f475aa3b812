"""What finished tables say: themes by year, organ, language, document; what occurs together, what is to be decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from clausetag.data.citation import official_address
from clausetag.serve.batch.read import read_table
from clausetag.serve.batch.rows import NotTagged
from clausetag.serve.batch.run_info import RunInfo, finished_run
from clausetag.serve.batch.telling import Telling, find_telling

_DOCUMENTS = 15
_ERRORS = 20
FEW = 5  # documents; what fewer of them show may be chance
NOT_KNOWN = "not known"


@dataclass(slots=True)
class Share:
    """Clauses of a year, organ, language or document, and how many of them a theme applies to, by theme."""

    documents: int = 0
    clauses: int = 0
    tagged: int = 0  # clauses with a theme that applies
    themes: Counter[str] = field(default_factory=Counter)
    review: int = 0  # clauses with a theme for a person to decide

    def add(self, themes: Sequence[str], review: Sequence[str]) -> None:
        """Count a clause."""
        self.clauses += 1
        self.tagged += bool(themes)
        self.themes.update(themes)
        self.review += bool(review)

    @property
    def few(self) -> bool:
        """Whether so few documents are counted that its shares may be chance."""
        return self.documents < FEW


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
    titles: dict[str, str] = field(default_factory=dict)  # symbol, title or name of a document
    official: dict[str, str] = field(default_factory=dict)  # address of the official document, where it has a symbol
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    review: Counter[str] = field(default_factory=Counter)  # clauses for a person to decide, by theme
    telling: dict[str, list[Telling]] = field(default_factory=dict)
    errors: list[NotTagged] = field(default_factory=list)

    def pairs(self) -> list[tuple[tuple[str, str], int]]:
        """Return how many clauses speak of two themes, the most first."""
        return sorted(self.together.items(), key=lambda pair: (-pair[1], pair[0]))

    @property
    def undated(self) -> int:
        """How many documents do not say their year."""
        return self.total.documents - sum(share.documents for share in self.years.values())

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
    of: dict[str, list[Share]] = {}
    languages: dict[str, str] = {}
    for row in read_table(out, "documents", form):
        name = row["document"]
        of[name] = _shares_of(summary, name, row)
        for share in of[name]:
            share.documents += 1
        summary.titles[name] = row["symbol"] or row["title"] or name
        languages[name] = row.get("language") or NOT_KNOWN
        if address := official_address(row["symbol"], row.get("language")):
            summary.official[name] = address
    for row in read_table(out, "clauses", form, ["document", "themes", "review"]):
        themes, review = _keys(row["themes"]), _keys(row["review"])
        for share in of[row["document"]]:
            share.add(themes, review)
        summary.together.update(combinations(themes, 2))
        summary.review.update(review)
    if set(summary.languages) == {NOT_KNOWN}:
        summary.languages.clear()
    summary.telling = find_telling(out, form, summary.titles)
    summary.themes = tuple(summary.telling)
    titles = Counter(summary.titles.values())  # the same document may be there in several languages
    for name, times in ((name, titles[title]) for name, title in summary.titles.items()):
        if times > 1:
            summary.titles[name] += f" ({languages[name]})"
    for row in read_table(out, "errors", form):
        if len(summary.errors) < _ERRORS:
            summary.errors.append(NotTagged(row["document"], row["reason"]))
    return summary


def _keys(value: Sequence[str] | str) -> Sequence[str]:
    return [key for key in value.split(";") if key] if isinstance(value, str) else value


def _shares_of(summary: Summary, name: str, row: Mapping[str, Any]) -> list[Share]:
    """Return what the clauses of a document count for; tables of schema 1 have no languages."""
    organ, language = row["organ"] or NOT_KNOWN, row.get("language") or NOT_KNOWN
    named = ((summary.organs, organ), (summary.languages, language), (summary.documents, name))
    shares = [summary.total, *(known.setdefault(key, Share()) for known, key in named)]
    if row["year"]:
        shares.append(summary.years.setdefault(int(row["year"]), Share()))
    return shares


def ranked(shares: Mapping[str, Share]) -> list[tuple[str, Share]]:
    """Return names and shares, the most clauses first."""
    return sorted(shares.items(), key=lambda pair: (-pair[1].clauses, pair[0]))


def percent(part: int, whole: int) -> str:
    """Return a share in percent."""
    return f"{100 * part / whole:.1f}%" if whole else "-"


def shorten(text: str, most: int) -> str:
    """Cut a text at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."
