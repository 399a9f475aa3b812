"""Reports, concluding observations, letters, corrections and the like, which are no resolutions.

The paragraphs of a report are numbered through the whole document, whatever headings stand between them, and headings
may have numbers of their own; those of a letter have none. Nothing in them is preambular or operative.
"""

import re
from collections.abc import Sequence

from clausetag.data.documents.body import Line
from clausetag.data.documents.headings import has_few_letters
from clausetag.data.documents.held_drafts import OPERATIVE, names_organ, number_of
from clausetag.data.documents.numbering import Label, number_value
from clausetag.data.documents.patterns import LETTER, REPORT_ELSEWHERE
from clausetag.data.documents.resolution import LeftOut, Rest, Section
from clausetag.data.documents.steps import Walk

_REPORT = re.compile(
    r"(?:\w+(?:-\w+)?\s){0,4}[Rr]eports?\b(?!\w*\sof\sthe\s\w+\sCommittee\s\()|Note\sby\s|Concluding\sobservations|"
    r"Summary\s(?:of|prepared)|Compilation\s|List\sof\s(?:issues|recommendations)|Recommendations\b|"
    r"General\s(?:comment|recommendation)\s|Views\sadopted|Decision\sadopted\sby\sthe\sCommittee\sunder|Opinion\sNo|"
    r"Communication\sNo|" + REPORT_ELSEWHERE
)
_LETTER = re.compile(LETTER)
_CORRECTION = re.compile(r"(?:Corrigendum|Rectificatif|Corrección|Исправление|تصويب|更正)\W*")
_SUMMARY = re.compile(r"(?:Executive\s)?[Ss]ummary|SUMMARY|Résumé|Resumen|Резюме|موجز|ملخص|摘要|概要|内容提要")
_SIGNED = re.compile(r"\((?:Signed|Signé|Firmado|Подпись|Подписал\w*|توقيع|签名)\)")
_REPLACES = re.compile(  # of a correction
    r"For\s.{1,300}\sread\s|Au\slieu\sd[e’].{1,300}\slire\s|Donde\sdice.{1,300}\sdebe\sdecir|"
    r"Вместо\s.{1,300}\sчитать\s|将.{1,200}改为"
)
_RESOLUTION = re.compile(
    r"(?:draft\s)?resolutions?\b|(?:draft\s)?decisions?\b|declaration|recommendation\sno|principles|convention|"
    r"rules|guidelines|covenant|statute|charter|protocol|agreement",
    re.IGNORECASE,
)
_HEAD = 60  # lines of a head at most
_SHORT = 6  # characters
_FEWEST = 5  # numbered paragraphs, where nothing else says that a document is a report


def report_start(lines: Sequence[Line]) -> int | None:
    """Index of the line that the text of a report begins with; None if the document is no report."""
    drafts = next((i for i in range(len(lines)) if _opens(lines, i)), len(lines))
    above = lines[:drafts]
    # "Letter dated ..." may also be the agenda item of a resolution; a letter has one in its annex, if any.
    transmits = drafts == len(lines) or any(line.look.is_annex for line in above)
    for i, line in enumerate(above[:_HEAD] if transmits else ()):
        if _CORRECTION.fullmatch(line.text):
            return i + 1
        if _LETTER.match(line.text):
            return next((n for n in range(i + 1, len(lines)) if _is_sentence(lines[n])), None)
    first = next((i for i, line in enumerate(above) if _begins_numbers(line) and _is_sentence(line)), None)
    if first is None:
        return None
    numbers = [line for line in above[first:] if line.label is not None and line.label.kind == "number"]
    through = _numbered_through(numbers)
    opened = sum(line.look.kind in OPERATIVE and not line.rest.startswith("The ") for line in through)
    head = lines[: min(first, _HEAD)]
    named = any(_REPORT.match(line.text) for line in head)
    if any(_RESOLUTION.match(line.text) for line in head) and not named:
        return None
    if opened * (2 if named else 4) > len(through) or (len(numbers) < 2 if named else len(through) < _FEWEST):
        return None
    summary = next((i for i, line in enumerate(head) if _SUMMARY.fullmatch(line.text.strip(" *"))), None)
    if summary is not None:
        return summary
    start = first
    while start and lines[start - 1].heading_like and not _REPORT.match(lines[start - 1].text):
        start -= 1
    return start


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether a line opens a resolution; where organs take no article, without its comma too, above what acts."""
    line = lines[at]
    if names_organ(line):
        return True
    if line.look.forms.article or line.look.organ is None:
        return False
    return any(below.look.opening for below in lines[at + 1 : at + 2])


def _begins_numbers(line: Line) -> bool:
    """Whether a line has the first number of a document: "1", or "9.1" where the paragraphs of a report are listed."""
    return number_of(line) == 1 or (line.label is not None and line.label.text.endswith(".1"))


def _is_sentence(line: Line) -> bool:
    """Whether a numbered line is a paragraph and no heading."""
    return line.look.ends_like_clause or len(line.rest) > 100


def _numbered_through(lines: Sequence[Line]) -> list[Line]:
    """Those of the numbered lines that count on from one."""
    found: list[Line] = []
    for line in lines:
        if line.label is not None and line.label.text == str(len(found) + 1) and _is_sentence(line):
            found.append(line)
    return found


class ReportWalk(Walk):
    """Takes the lines of a report one after the other."""

    def _steps_over(self, line: Line) -> bool:
        if line.look.is_annex:
            self.left.append(LeftOut(Rest.HEADING, line.text))
            self.place.open_annex(line.text)
            self._begin_again()
        elif line.label is None and line.look.is_note:
            self._set_aside(line.text, Rest.NOTE)
        elif line.label is None and (line.look.is_closing or _SIGNED.match(line.text)):
            self._set_aside(line.text, Rest.CLOSING)
        else:
            return False
        return True

    def _section(self) -> Section:
        return Section.NEITHER

    def _numbered(self, line: Line, label: Label, ahead: Sequence[str]) -> None:  # noqa: ARG002 - that of a resolution
        """Take a numbered line: the next paragraph, or a heading with a number of its own."""
        value = number_value(label.text)
        if "." not in label.text and value != self._open.number + 1 and not _is_sentence(line):
            self._heading(line)
            return
        if value == self._open.number + 1 and not _is_sentence(line) and self._begins_section(line):
            self._heading(line)
            return
        self._open.number = value
        self._add(line.rest, line.cites, label.text)

    def _begins_section(self, line: Line) -> bool:
        return not line.text.endswith(":") and len(line.rest) < 80

    def _unlabelled(self, line: Line, *, numbers_follow: bool) -> None:  # noqa: ARG002 - that of a resolution
        if self._continues(line):
            self._go_on(line)
        elif _is_title(line):
            self._heading(line)
        else:
            self._add(line.text, line.cites)

    def _heading(self, line: Line) -> None:
        self.left.append(LeftOut(Rest.HEADING, line.text))
        self.place.open_heading(line.text, line.look.forms.heading_label(line.text))


def _is_title(line: Line) -> bool:
    """Whether a line without a label is a heading."""
    if has_few_letters(line.text) or (line.heading and len(line.text) < _SHORT):  # "III." above its title
        return True
    if line.look.ends_like_clause or line.cut or _REPLACES.match(line.text):
        return False
    return line.heading or len(line.text) < 200
