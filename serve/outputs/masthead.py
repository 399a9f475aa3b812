"""The masthead of a resolution as it is printed: the document's own lines in their places, and what they leave out."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.loose import opening_line
from clausetag.data.documents.resolution import Resolution, Rest
from clausetag.serve.outputs.formulas import (
    adopted_line_of,
    agenda_line_of,
    opening_line_of,
    organ_name,
    session_line_of,
    speaks_first,
    united_nations,
)
from clausetag.serve.outputs.printed import parts_of

_FILLERS = re.compile("[\u0640\u064b-\u0652]")  # Arabic: the stroke that fills lines, vowel signs
_LONGEST = 120  # of a line "Distr.: General"


@dataclass(frozen=True, slots=True)
class Masthead:
    """What stands above the clauses; empty what the document does not say."""

    united_nations: str
    symbol: str
    organ: str
    distribution: tuple[str, ...]  # "Distr.: General", and the date below it
    session: tuple[str, ...]  # session, agenda item and its title
    adopted: tuple[str, ...]  # who adopted it when, and on whose report
    title: tuple[str, ...]
    opening: str  # "The General Assembly,"; empty where it stands below the heading of each part


def masthead_of(resolution: Resolution) -> Masthead:
    """Return the masthead, its lines as the document has them, else from what was read of it, in its language."""
    parts = parts_of(resolution)
    head = _Sorted(resolution)
    for line in _own_lines(resolution, parts.values()):
        head.take(line)
    return Masthead(
        head.united_nations or united_nations(resolution.language),
        head.symbol or resolution.symbol or "",
        head.organ or organ_name(resolution),
        tuple(head.distribution),
        tuple(head.session) or _known(session_line_of(resolution), agenda_line_of(resolution)),
        tuple(head.adopted) or _known(adopted_line_of(resolution)),
        tuple(head.title) or _known(resolution.title or ""),
        "" if parts or not speaks_first(resolution) else opening_line_of(resolution),
    )


def _own_lines(resolution: Resolution, parts: Collection[str]) -> Sequence[str]:
    """The lines of the document's head up to that which names who speaks, without headings of its parts and notes."""
    notes = {_folded(note.text) for note in resolution.footnotes}
    opening, lines = opening_line(resolution), list[str]()
    for line in resolution.left_out:
        if line.kind is Rest.HEADER and (text := " ".join(line.text.split())):
            if opening and text == opening:
                break
            if line.text not in parts and _folded(text) not in notes:
                lines.append(text)
    return lines


def _known(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


class _Sorted:
    """Lines of a head, each put where it belongs by what it says and by what came before it."""

    def __init__(self, resolution: Resolution) -> None:
        self.united_nations = self.symbol = self.organ = ""
        aside = (line.text for line in resolution.left_out if line.kind is Rest.FURNITURE)
        self.distribution = [text for text in aside if text.startswith("Distr") and len(text) < _LONGEST][:1]
        self.session: list[str] = []
        self.adopted: list[str] = []
        self.title: list[str] = []
        self._resolution = resolution
        self._forms = forms_of(resolution.language)
        self._un = _FILLERS.sub("", united_nations(resolution.language))
        self._title = _folded(resolution.title or "")

    def take(self, line: str) -> None:
        """Put the next line in its place."""
        resolution = self._resolution
        plain = _FILLERS.sub("", line)
        if not self.united_nations and plain == self._un:
            self.united_nations = line
        elif not self.symbol and _folded(line) == _folded(resolution.symbol or ""):
            self.symbol = line
        elif not self.organ and plain == _FILLERS.sub("", organ_name(resolution)):
            self.organ = line
        elif self._is_distribution(line):
            self.distribution.append(line)
        elif self.title or (self._title and self._title in _folded(line) and (self.adopted or not self._has_agenda())):
            self.title.append(line)
        elif self.adopted or self._says_adopted(line):
            self.adopted.append(line)
        else:
            self.session.append(line)

    def _is_distribution(self, line: str) -> bool:
        """Whether it is "Distr.: General" or the date below."""
        above = bool(self.distribution) and not (self.session or self.adopted or self.title)
        return (line.startswith("Distr") and len(line) < _LONGEST) or (above and _is_date(line))

    def _says_adopted(self, line: str) -> bool:
        """Whether it says who adopted it when, or on whose report."""
        if line.startswith("[") or line == adopted_line_of(self._resolution):
            return True
        return bool(self._forms.head_hint.match(line) and self._forms.date.find(line))

    def _has_agenda(self) -> bool:
        """Whether the title of the agenda item may come next, which is often that of the resolution."""
        return bool(self.session) and self._forms.agenda.search(self.session[-1]) is not None


def _is_date(line: str) -> bool:
    return len(line) < 30 and re.search(r"(?:19|20)\d\d|\d年", line) is not None


def _folded(text: str) -> str:
    return "".join(text.split()).lstrip("()*").rstrip(".*").casefold()
