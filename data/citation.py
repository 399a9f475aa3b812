"""How a clause is cited, "A/RES/67/172, para. 4 (a)", and where readers find its official document."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from clausetag.data.documents.numbering import TIMES
from clausetag.data.documents.numerals import as_roman
from clausetag.data.documents.patterns import NUMBERED_TITLE
from clausetag.data.documents.resolution import Clause, Resolution
from clausetag.data.fetch.symbols import clean_symbol

_AGAIN = "|".join((*TIMES, r"bis\d+"))
_PATH = re.compile(
    rf"(?P<group>(?:.*\.)?)(?P<kind>pp|op|p)(?P<number>\d[\d.]*)(?P<again>{_AGAIN})?"
    rf"(?P<labels>(?:\([^()]*\))*)(?P<twice>{_AGAIN})?"
)
_FURTHER_PART = re.compile(r"part\d+\.")
_NUMBER = re.compile(r"\d{1,3}/\d{1,3}$|\d{1,4}(?P<old> ?\([IVXLS-]+\))$")  # of a resolution, at the end of its symbol
_LABEL = re.compile(r"\(([^()]*)\)")
_NUMBERED_GROUP = re.compile(r"(annex|part)-?(\d*)")
_OFFICIAL = ("ar", "zh", "en", "fr", "ru", "es")
_ROMAN = re.compile(r"[IVX]+")
_TIMES = ("", "", "second ", "third ", "fourth ", "fifth ", "sixth ", "seventh ", "eighth ", "ninth ")


def official_address(symbol: str | None, language: str | None = None) -> str:
    """Return where readers find the official document of a symbol in a language (ISO 639-1); "" if it is no symbol.

    In a language that is not official, or None, it is the English one.
    """
    clean = clean_symbol(symbol or "")
    official = language if language in _OFFICIAL else "en"
    return f"https://docs.un.org/{official}/{quote(clean, safe='/()')}" if clean else ""


def citations_of(resolution: Resolution) -> dict[str, str]:
    """Return how each clause of a resolution is cited, by its path.

    Numbers are those that the document prints. A paragraph without one is named by its place: "preambular para. 3",
    "unnumbered para. after para. 4", "para. 4, item 2". Annexes have Roman numbers where there are several. Without a
    symbol only the place is said.
    """
    several = any(re.search(r"(?:^|\.)annex\d", clause.path) for clause in resolution.clauses)
    return {clause.path: _of_its_own(clause, resolution.symbol, several=several) for clause in resolution.clauses}


def _of_its_own(clause: Clause, symbol: str | None, *, several: bool) -> str:
    """Cite a clause of a further resolution in one document, "44/2. Child labour", by the number of that one."""
    title = NUMBERED_TITLE.fullmatch(clause.headings[0]) if clause.headings else None
    part = _FURTHER_PART.match(clause.path)
    number = _NUMBER.search(symbol or "")
    if symbol is None or number is None or title is None or part is None:
        return _citation(clause, symbol, several=several)
    if ("(" in title[1]) is not bool(number["old"]):  # "44/2" and "1386 (XIV)": not of one series
        return _citation(clause, symbol, several=several)
    own = symbol[: number.start()] + title[1].replace(" ", "")
    return _citation(replace(clause, path=clause.path[part.end() :]), own, several=several)


def _citation(clause: Clause, symbol: str | None, *, several: bool) -> str:
    match = _PATH.fullmatch(clause.path)
    words = [symbol] if symbol else []
    if match is None:  # no clause: the row of a spreadsheet
        return ", ".join([*words, clause.path])
    words += _groups(match["group"], symbol or "", several=several)
    labels, again = _LABEL.findall(match["labels"]), match["again"]
    item = f", item {labels.pop()}" if labels and not clause.numbered else ""
    below = "".join(f" ({label})" for label in labels) + item
    unnumbered = not (labels or item or clause.numbered)
    place = _paragraph(match["kind"], match["number"], again or "", unnumbered=unnumbered)
    twice = f" {match['twice']}" if match["twice"] else ""
    return ", ".join([*words, f"{place}{below}{twice}"])


def _groups(group: str, symbol: str, *, several: bool) -> Iterator[str]:
    """Yield the annexes, parts and sections that a path names, the widest first."""
    for word in filter(None, group.split(".")):
        if match := _NUMBERED_GROUP.fullmatch(word):
            kind, number = match[1], match[2]
            roman = as_roman(int(number or 1)).upper()
            yield f"part {number}" if kind == "part" else f"annex {roman}" if several else "annex"
        elif _ROMAN.fullmatch(word):
            yield f"sect. {word}"
        elif not symbol.endswith((f" {word}", f"/{word}")):  # which names the part already: "A/RES/48/75 B"
            yield f"part {word}"


def _paragraph(kind: str, number: str, again: str, *, unnumbered: bool) -> str:
    times = TIMES.index(again) + 1 if again in TIMES else int(again[3:] or 0) if again else 0
    if kind != "pp" and number == "0":
        return f"introductory para.{f' {times + 1}' if times else ''}"
    preambular = "preambular " if kind == "pp" else ""
    if unnumbered and times and kind != "pp":
        which = _TIMES[times] if times < len(_TIMES) else f"{times}th "
        return f"{which}unnumbered para. after para. {number}"
    return f"{preambular}para. {number}{f' {again}' if again else ''}"
