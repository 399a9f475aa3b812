"""What the lines around the clauses say: symbol, title, organ, session, agenda item, dates, meeting, report."""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausetag.data.documents.dates import ENGLISH_DATE
from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.numerals import ordinal_value, roman_value
from clausetag.data.documents.organs import ORGANS, organ_named, organ_of_symbol
from clausetag.data.documents.patterns import LETTER, NUMBER_ALONE, NUMBERED_TITLE, REPORT_ELSEWHERE
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.symbols import has_symbol, symbol_of

_SESSION = re.compile(
    r"(?<![A-Za-z-])([A-Za-z]+(?:[-\s][A-Za-z]+)?|\d{1,3}\s?(?:st|nd|rd|th))\s+(?:regular\s+|emergency\s+|special\s+)*session\b",
    re.IGNORECASE,
)
_SESSION_IN_SYMBOL = re.compile(r"A/(?:C\.\d/|HRC/(?:(?:RES|DEC|PRST)/)?|RES/|DEC/|INF/)?(\d{1,3})/(?!Rev|Add|Corr)")
_REPORT = re.compile(r"\[\s*((?:on|without|adopted on)\b.*?)\]", re.DOTALL)
_ADOPTED = re.compile(r"\badopted (?:unanimously )?by .{0,200}?\bon\s+(\d{1,2}\s+\w+\s+\d{4})", re.IGNORECASE)
_SAID = re.compile(r"(?:Resolution|RESOLUTION|Decision|Résolution|Resolución|Резолюция|القرار)\s+(?=\d)")
_OPEN_NUMBER = re.compile(r"\d{1,3}/\s?(?:…|\.{2,3}|_+)\.?\s*(?=\S)")  # of a draft, "58/… Rights of the child"
_BEGINNING = 60  # characters of a sentence
_NO_TITLE = re.compile(
    r"(?:Resolutions?|Decisions?)\b.{0,30}\b(?:adopted|approved)|Corrigendum|Rectificatif$|Corrección$|Исправление$|تصويب|更正|"
    r"Preamble$|Préambule$|Preámbulo$|Преамбула$|الديباجة$|序言$|"
    r"Adopted|Original:|GENERAL$|.*\sDistr\.|"
    r"(?:English|French|Spanish|Russian|Arabic|Chinese|Anglais|Français|Inglés|Español|Русский|Английский)$|o[nf] \d|"
    r"(?:First|Second|Third|Fourth|Fifth|Sixth)\sCommittee$|"
    r".*:\s(?:(?:oral|revised)\s)?(?:draft\s(?:resolution|decision)\b|amendments?\sto\b)"
)
_BUTTON = re.compile(  # of a web page that a document was copied from
    r"(?:Share|Tweet|Print|E-?mail|Download|Copy|Skip|Menu|Search|Log ?in|Sign (?:in|up|out)|Subscribe|Follow us|Home)"
    r"(?:[\s|/,&]+(?:this|the|to|on|via|by|with|and|as|page|article|link|content|main|navigation|PDF|Word|e-?mail|print|"
    r"Facebook|Twitter|X|LinkedIn|WhatsApp|Tweet|Share|here|now|menu))*\W*",
    re.IGNORECASE,
)
_REPORT_TITLE = re.compile(
    r"(?:(?:\w+\s){0,3}[Rr]eports?\s(?:of|by|on|submitted)|Note\sby|Concluding\sobservations|Summary\sof|Compilation\s|"
    r"List\sof\sissues|National\sreport|General\s(?:comment|recommendation)\s|" + LETTER + "|" + REPORT_ELSEWHERE + ")"
)


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


def tells_meeting(text: str, forms: Forms) -> bool:
    """Whether a sentence tells when its organ met: "At its 4th meeting, on 5 May 2031, the Council decided:"."""
    meeting = forms.meeting.search(text, 0, _BEGINNING)
    if meeting is None or not text[: meeting.start()].strip():  # "4th meeting, 5 May 2031" closes a resolution
        return False
    return forms.date.find(text[: 3 * _BEGINNING]) is not None


def read_header(
    lines: Sequence[str],
    tail: Sequence[str],
    furniture: Iterable[str],
    forms: Forms,
    *,
    first: str,
    is_report: bool = False,
) -> Header:
    """Read the fields from the lines before the clauses, those after them, and the page headers and footers.

    The `first` clause of a decision says who took it, and when. A date in the head of a report is not of its adoption.
    """
    decision = tells_meeting(first, forms)
    if decision:
        lines = [first, *lines]
    before = [" ".join(line.split()) for line in lines]
    after = [" ".join(line.split()) for line in tail]
    other = [" ".join(line.split()) for line in furniture]
    pool = [*before, *other, *after]
    organ = organ_named(before) if forms is ENGLISH else _organ(before, forms)
    title, number = _title(before, forms)
    symbol = symbol_of(pool, number, organ, decision=decision)
    if organ is None and symbol is not None:
        organ = organ_of_symbol(symbol)
    report = _report(before) or _report(other)
    agenda = _first(forms.agenda, pool)
    dates = [] if symbol and "/L." in symbol else before  # nobody has adopted a draft
    return Header(
        symbol=symbol,
        title=title,
        organ=organ,
        session=_session(pool, number, symbol),
        agenda_item=" ".join(agenda.split()) if agenda else None,
        adopted=_adopted(dates, forms) or (None if is_report else _dated(dates, after, forms)),
        meeting=_first(forms.meeting, [*after, *before]),
        report=re.sub(r"^on (?:the )?", "", report[1].strip()) if report else None,
    )


def _report(lines: Sequence[str]) -> re.Match[str] | None:
    """What brackets say of the report that a resolution was adopted on."""
    text = " ".join(lines)
    return _REPORT.search(text, 0, text.rfind("]") + 1)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    """What the group of `pattern` finds in the first line that has it."""
    return next((match[1] for line in lines if (match := pattern.search(line))), None)


def _title(lines: Sequence[str], forms: Forms) -> tuple[str | None, str | None]:
    """The title, and the resolution's number where the title carries it."""
    for index, line in enumerate(lines):
        match = NUMBERED_TITLE.fullmatch(line)
        if match and not line.startswith("["):
            rest = [line for line in lines[index + 1 :] if _continues_title(line, forms)]
            return " ".join([match[2].strip(), *rest[:3]]).rstrip(".:* "), match[1]
    for index, line in enumerate(lines):
        number = NUMBER_ALONE.fullmatch(_SAID.sub("", line, count=1))
        if number:
            following = next((text for text in lines[index + 1 :] if _can_be_title(text, forms)), None)
            return (following.rstrip(".* ") if following else None), number[1]
    report = next((line for line in lines if _REPORT_TITLE.match(line) and _can_be_title(line, forms)), None)
    if report:
        return report.rstrip(".* "), None
    titles = [line for line in lines if _can_be_title(line, forms) and not ends_with(line, ":")]
    if not titles:
        return None, None
    named = any(forms.organ(line) and forms.speaks(line) for line in lines)
    title = _OPEN_NUMBER.sub("", titles[-1 if named else 0], count=1)
    return title.rstrip(".* "), None  # a text that no organ adopts begins with its title


def _continues_title(line: str, forms: Forms) -> bool:
    return _can_be_title(line, forms) and not re.fullmatch(r"[A-Z]|[IVX]+", line)


def _can_be_title(line: str, forms: Forms) -> bool:
    return (
        3 < len(line) < 300
        and any(ch.isalpha() for ch in line)
        and not line.startswith(("[", "<", "←", "Distr", "Resolution adopted", "United Nations", "by the "))
        and forms.organ(line) is None
        and not line.rstrip(",.").lower().startswith(tuple(name.lower() for name in ORGANS))
        and not forms.agenda.search(line)
        and not _SESSION.fullmatch(line)
        and not forms.date.is_alone(line)
        and not ENGLISH_DATE.is_alone(line)
        and not forms.meeting.search(line)
        and not has_symbol(line)
        and not _NO_TITLE.match(line)
        and not _BUTTON.fullmatch(line)
        and not (forms is not ENGLISH and forms.head_hint.match(line))
        and not ends_with(line, ",;")
    )


def _session(lines: Sequence[str], number: str | None, symbol: str | None) -> int | None:
    for line in lines:
        if len(line) < 160:
            for match in _SESSION.finditer(line):
                value = ordinal_value(match[1])
                if value:
                    return value
    if number and re.match(r"\d{1,3}/", number):  # and not the year of "2031/5"
        return int(number.split("/")[0])
    if told := _SESSION_IN_SYMBOL.match(symbol or ""):
        return int(told[1])
    old = re.search(r"\(([IVXL]+)\)", number or "")
    return roman_value(old[1]) or None if old else None


def _adopted(before: Sequence[str], forms: Forms) -> datetime.date | None:
    """The day on which lines say that the text was adopted."""
    match = _ADOPTED.search(" ".join(before))
    return forms.date.find(match[1]) if match else None


def _dated(before: Sequence[str], after: Sequence[str], forms: Forms) -> datetime.date | None:
    """The day in the lines around a resolution, which is that of its adoption."""
    if forms is not ENGLISH:
        for line in before:
            if forms.head_hint.match(line) and (found := forms.date.find(line)):
                return found
    for index, line in enumerate(after):
        if forms.meeting.search(line) and (found := forms.date.find(" ".join(after[index : index + 2]))):
            return found
    met = next((line for line in before if tells_meeting(line, forms)), None)
    if met and (found := forms.date.find(met)):
        return found
    lines = (line.removeprefix("of ") for line in [*after, *before])
    alone = (line for line in lines if len(line) < 60 and forms.date.is_alone(line))
    return next((found for line in alone if (found := forms.date.find(line))), None)


def _organ(lines: Sequence[str], forms: Forms) -> str | None:
    """The organ that the last of `lines` to name one names."""
    return next((found for line in reversed(lines) if (found := forms.organ(line))), None)
