"""What the lines around the clauses say: symbol, title, organ, session, agenda item, dates, meeting, report."""

import datetime
import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausetag.data.documents.dates import DATE, parse_date
from clausetag.data.documents.numerals import ordinal_value, roman_value

_SYMBOL = re.compile(
    r"\b(?:A/HRC/RES|A/RES|S/RES|E/RES|E/ESCAP/RES|ESCAP/RES|E/ECE/RES|[AES](?:/[A-Z.\d-]+){0,3}/RES)"
    r"/[SES-]*\d+[\d/-]*(?: ?\([\dIVXLS-]+\))?(?:/[A-Z](?:-[A-Z])?\b)?"
)
_OLD_SYMBOL = re.compile(r"\b(A/RES|S/RES|E/RES)/?(\d{1,4}) ?\(([\dIVXLSE-]+)\)")
_BARE_SYMBOL = re.compile(r"\b(?:A/HRC|[AES])/[A-Z]*[\w./-]*\d+[\w./-]*")
_SESSION = re.compile(
    r"(?<![A-Za-z-])([A-Za-z]+(?:[-\s][A-Za-z]+)?|\d{1,3}\s?(?:st|nd|rd|th))\s+(?:regular\s+|emergency\s+|special\s+)*session\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(
    r"\b(?:Provisional\s+)?[Aa]genda\s+items?\s+(\d+(?:\s?\([a-z]+\))*(?:(?:,| and| to)?\s+\d+(?:\s?\([a-z]+\))*)*)"
)
_REPORT = re.compile(r"\[\s*((?:on|without|adopted on)\b.*?)\]", re.DOTALL)
_MEETING = re.compile(
    r"\b(\d+(?:st|nd|rd|th)\s+(?:\((?:resumed|closing|opening|final)\)\s+)?(?:plenary\s+)?meeting)\b", re.IGNORECASE
)
_NUMBERED_TITLE = re.compile(
    r"(\d{1,3}/\d{1,3}|(?:S|ES)-\d{1,2}/\d{1,2}|\d{1,4}\s?(?:[A-Z]\s)?\([IVXLS-]+\))\s?[.:]?\s+(?=[A-Z“\"])(\S.*)",
    re.DOTALL,
)
_NUMBER = re.compile(r"(\d{1,3}/\d{1,3}|\d{1,4}\s?\([IVXLS-]+\))\.?")
_SC_NUMBER = re.compile(r"Resolution\s+(\d{1,4})\s?\((\d{4})\)", re.IGNORECASE)
ORGANS = (
    "Human Rights Council",
    "Security Council",
    "Economic and Social Council",
    "Economic and Social Commission for Asia and the Pacific",
    "Economic Commission for Europe",
    "Economic Commission for Africa",
    "Trusteeship Council",
    "Commission on Human Rights",
    "Commission on the Status of Women",
    "General Assembly",
)
_ORGAN_LINE = re.compile(
    r"(?:The\s+)?(General\s+Assembly|Security\s+Council|Human\s+Rights\s+Council|Economic\s+and\s+Social\s+Council|"
    r"Trusteeship\s+Council|Economic\s+(?:and\s+Social\s+)?Commission\s+for\s+[\w\s]+|(?:World\s+Health|Environment)\s+Assembly|"
    r"Commission\s+on\s+[\w\s]+|Sub-Commission\s+on\s+[\w\s]+|Conference(?:\s+of\s+[\w\s]+)?|Governing\s+Council|"
    r"(?:[A-Z][\w’'-]*\s+)+(?:Congress|Conference|Committee|Council|Commission|Assembly|Board|Meeting)(?:\s+(?:on|of|for)\s+[\w\s-]+)?)"
    r"\s*[,.:]?\s*\d{0,2}"
)
_SYMBOL_ORGAN = (
    ("A/HRC/", "Human Rights Council"),
    ("A/", "General Assembly"),
    ("S/", "Security Council"),
    ("E/ESCAP", "Economic and Social Commission for Asia and the Pacific"),
    ("ESCAP", "Economic and Social Commission for Asia and the Pacific"),
    ("E/", "Economic and Social Council"),
)
_PREFIX = {
    "General Assembly": "A/RES",
    "Human Rights Council": "A/HRC/RES",
    "Security Council": "S/RES",
    "Economic and Social Council": "E/RES",
}


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a resolution that are not its clauses."""

    symbol: str | None = None
    title: str | None = None
    organ: str | None = None
    session: int | None = None
    agenda_item: str | None = None
    adopted: datetime.date | None = None
    meeting: str | None = None
    report: str | None = None


def organ_line(text: str) -> str | None:
    """The organ, when `text` is the line that names who speaks: "The General Assembly,"; else None."""
    if len(text) > 110 or not text[:1].isalpha():
        return None
    text = text.strip()
    match = _ORGAN_LINE.fullmatch(text)
    if match is None and text.startswith(("The ", "THE ")) and len(text) < 50:
        name = text[4:].rstrip(" ,.").title()
        close = difflib.get_close_matches(name, ORGANS, n=1, cutoff=0.8)  # capitals, or a slip of text recognition
        return close[0] if close else None
    if match is None or not (text.startswith("The ") or text.rstrip().endswith(",") or match[1] in ORGANS):
        return None
    return " ".join(match[1].split())


def is_numbered_title(text: str) -> bool:
    """Whether `text` is a heading such as "67/172. Protection of migrants" or "2331 (2016)"."""
    return len(text) < 400 and _NUMBERED_TITLE.match(text) is not None


def is_number(text: str) -> bool:
    """Whether `text` is only the number of a resolution: "16/12"."""
    return _NUMBER.fullmatch(text) is not None


def read_header(lines: Sequence[str], tail: Sequence[str], furniture: Iterable[str]) -> Header:
    """Read the fields from the lines before the clauses, those after them, and the page headers and footers."""
    before = [" ".join(line.split()) for line in lines]
    after = [" ".join(line.split()) for line in tail]
    other = [" ".join(line.split()) for line in furniture]
    pool = [*before, *other, *after]
    organ = _organ(before)
    title, number = _title(before)
    symbol = _symbol(pool, number, organ)
    if organ is None and symbol is not None:
        organ = next((name for start, name in _SYMBOL_ORGAN if symbol.startswith(start)), None)
    joined = " ".join(before)
    report = _REPORT.search(joined) or _REPORT.search(" ".join(other))
    agenda = next((m[1] for line in pool for m in [_AGENDA.search(line)] if m), None)
    return Header(
        symbol=symbol,
        title=title,
        organ=organ,
        session=_session(pool, number),
        agenda_item=" ".join(agenda.split()) if agenda else None,
        adopted=_adopted(before, after),
        meeting=next((m[1] for line in [*after, *before] for m in [_MEETING.search(line)] if m), None),
        report=re.sub(r"^on (?:the )?", "", report[1].strip()) if report else None,
    )


def _organ(lines: Sequence[str]) -> str | None:
    for line in reversed(lines):
        found = organ_line(line)
        if found:
            return found
    joined = " ".join(lines)
    return next((name for name in ORGANS if name.lower() in joined.lower()), None)


def _symbol(lines: Sequence[str], number: str | None, organ: str | None) -> str | None:
    wanted = number.replace(" ", "") if number else None
    found: list[str] = []
    for line in lines:
        for match in _SYMBOL.finditer(line):
            found.append(match[0].rstrip("-/"))
        for match in _OLD_SYMBOL.finditer(line):
            found.append(f"{match[1]}/{match[2]}({match[3]})")
    if wanted:
        for symbol in found:
            if symbol.replace(" ", "").endswith("/" + wanted):
                return symbol
        if organ in _PREFIX:
            return f"{_PREFIX[organ]}/{wanted}"
    if found:
        return found[0]
    for line in lines:
        numbered = _SC_NUMBER.search(line) if organ == "Security Council" else None
        if numbered:
            return f"S/RES/{numbered[1]} ({numbered[2]})"
    return None


def _title(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The title, and the resolution's number where the title carries it."""
    for index, line in enumerate(lines):
        match = _NUMBERED_TITLE.fullmatch(line)
        if match and not line.startswith("["):
            rest = [line for line in lines[index + 1 :] if _continues_title(line)]
            return " ".join([match[2].strip(), *rest[:3]]).rstrip(".:* "), match[1]
    number = None
    for index, line in enumerate(lines):
        match_number = _NUMBER.fullmatch(line)
        if match_number:
            number = match_number[1]
            following = [text for text in lines[index + 1 :] if _can_be_title(text)]
            return (following[0].rstrip(".* ") if following else None), number
    candidates = [line for line in lines if _can_be_title(line)]
    return (candidates[-1].rstrip(".* ") if candidates else None), number


def _continues_title(line: str) -> bool:
    return _can_be_title(line) and not re.fullmatch(r"[A-Z]|[IVX]+", line)


def _can_be_title(line: str) -> bool:
    return (
        3 < len(line) < 300
        and any(ch.isalpha() for ch in line)
        and not line.startswith(("[", "<", "Distr", "Resolution adopted", "United Nations"))
        and organ_line(line) is None
        and not line.rstrip(",.").lower().startswith(tuple(name.lower() for name in ORGANS))
        and not _AGENDA.search(line)
        and not (_SESSION.fullmatch(line))
        and not DATE.fullmatch(line)
        and not _MEETING.search(line)
        and not _SYMBOL.search(line)
        and not re.match(
            r"(?:Resolutions?|Decisions?)\b.{0,30}\b(?:adopted|approved)|Adopted|Original:|GENERAL$|English$|on \d",
            line,
        )
        and not line.endswith((",", ";"))
    )


def _session(lines: Sequence[str], number: str | None) -> int | None:
    for line in lines:
        if len(line) < 160:
            for match in _SESSION.finditer(line):
                value = ordinal_value(match[1])
                if value:
                    return value
    if number and "/" in number and number[0].isdigit():
        return int(number.split("/")[0])
    old = re.search(r"\(([IVXL]+)\)", number or "")
    return roman_value(old[1]) or None if old else None


def _adopted(before: Sequence[str], after: Sequence[str]) -> datetime.date | None:
    joined = " ".join(before)
    match = re.search(r"\badopted by .{0,200}?\bon\s+(\d{1,2}\s+\w+\s+\d{4})", joined, re.IGNORECASE)
    if match and (found := parse_date(match[1])):
        return found
    for index, line in enumerate(after):
        if _MEETING.search(line) and (found := parse_date(" ".join(after[index : index + 2]))):
            return found
    for line in [*after, *before]:
        if len(line) < 60 and DATE.fullmatch(line.strip(" .[]")) and (found := parse_date(line)):
            return found
    return None
