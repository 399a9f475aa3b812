"""Resolutions like A/RES/67/172 that can be fetched: a table of facts (symbol, title, year, themes), no texts.

`themes` are those that the resolution is chiefly about, judged by its title and, for the yearly resolutions on the
protection of migrants, by the clauses of A/RES/67/172. The year is that of adoption. Resolutions of the Security
Council have no title of their own; theirs is the agenda item they were adopted under.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.errors import LabelError, UsageError
from clausetag.data.fetch.symbols import clean_symbol
from clausetag.data.jsonl import ordered_themes
from clausetag.data.themes import load_themes

CATALOGUE = Path(__file__).parents[1] / "catalogue.tsv"
COLUMNS = ("symbol", "title", "year", "themes")
_FIRST_YEAR, _LAST_YEAR = 1946, 2100


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A resolution by its symbol and title, the year it was adopted, and the themes it is chiefly about."""

    symbol: str
    title: str
    year: int
    themes: tuple[str, ...]


def load_catalogue(path: Path | None = None, *, theme: str | None = None) -> tuple[CatalogueEntry, ...]:
    """Read a catalogue in the file's order: the one that comes with clausetag or another, all or one theme of it.

    Raises:
        LabelError: The file is missing, or a line of it is wrong; the message names file and line.
        UsageError: There is no such theme.
    """
    path = path or CATALOGUE
    known = tuple(known.key for known in load_themes())
    if theme is not None and theme not in known:
        raise UsageError(f"unknown theme {theme!r}; the themes are {', '.join(known)}")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise LabelError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LabelError(f"{path}: not UTF-8 text") from error
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise LabelError(f"{path}, line 1: the columns must be {', '.join(COLUMNS)}, with a tab between them")
    places: dict[str, int] = {}
    entries: list[CatalogueEntry] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        entry = _entry(line, known, where)
        if (first := places.setdefault(entry.symbol, number)) != number:
            raise LabelError(f"{where}: {entry.symbol} stands in line {first} already")
        entries.append(entry)
    return tuple(entry for entry in entries if theme is None or theme in entry.themes)


def _entry(line: str, known: Collection[str], where: str) -> CatalogueEntry:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise LabelError(f"{where}: has {len(cells)} columns, not {len(COLUMNS)} ({', '.join(COLUMNS)})")
    symbol, title, year, themes = cells
    if clean_symbol(symbol) != symbol:
        raise LabelError(f"{where}: {symbol!r} is not a document symbol such as A/RES/67/172 or S/RES/1612(2005)")
    if not title or title != " ".join(title.split()):
        raise LabelError(f"{where}: the title of {symbol} is empty or has stray white space")
    if not (year.isascii() and year.isdigit() and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
        raise LabelError(f"{where}: the year of {symbol} is {year!r}, not a year since {_FIRST_YEAR}")
    keys = themes.split()
    if not keys or len(set(keys)) != len(keys):
        raise LabelError(f"{where}: {symbol} needs theme keys, each once, with a space between them")
    return CatalogueEntry(symbol, title, int(year), ordered_themes(keys, known, where))
