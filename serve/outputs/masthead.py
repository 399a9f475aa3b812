"""The masthead of a resolution as it is printed: the document's own lines, each in its place, and what they leave out."""

import re
from collections.abc import Sequence
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
    united_nations,
)

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
    opening: str  # "The General Assembly,"


def masthead_of(resolution: Resolution) -> Masthead:
    """Return the masthead, its lines as the document has them, else from what was read of it, in its language."""
    lines = _own_lines(resolution)
    head = _Sorted(resolution)
    for line in lines:
        head.take(line)
    return Masthead(
        head.united_nations or united_nations(resolution.language),
        head.symbol or resolution.symbol or "",
        head.organ or organ_name(resolution),
        tuple(head.distribution),
        tuple(head.session) or _known(session_line_of(resolution), agenda_line_of(resolution)),
        tuple(head.adopted) or _known(adopted_line_of(resolution)),
        tuple(head.title) or _known(resolution.title or ""),
        opening_line_of(resolution),
    )


def _own_lines(resolution: Resolution) -> Sequence[str]:
    """The lines of the document's head up to the line that names who speaks."""
    opening, lines = opening_line(resolution), list[str]()
    for line in resolution.left_out:
        if line.kind is Rest.HEADER and (text := " ".join(line.text.split())):
            if opening and text == opening:
                break
            lines.append(text)
    return lines


def _known(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


class _Sorted:
    """Lines of a head, each put where it belongs by what it says and by what came before it."""

    def __init__(self, resolution: Resolution) -> None:
        self.united_nations = self.symbol = self.organ = ""
        self.distribution: list[str] = []
        self.session: list[str] = []
        self.adopted: list[str] = []
        self.title: list[str] = []
        self._resolution = resolution
        self._forms = forms_of(resolution.language)
        self._un = _FILLERS.sub("", united_nations(resolution.language))
        self._title = _folded(resolution.title or "")

    def take(self, line: str) -> None:
        """Put the next line in its place."""
        resolution, forms = self._resolution, self._forms
        plain = _FILLERS.sub("", line)
        if not self.united_nations and plain == self._un:
            self.united_nations = line
        elif not self.symbol and _folded(line) == _folded(resolution.symbol or ""):
            self.symbol = line
        elif not self.organ and plain == _FILLERS.sub("", organ_name(resolution)):
            self.organ = line
        elif line.startswith("Distr") and len(line) < _LONGEST:
            self.distribution.append(line)
        elif self.distribution and not (self.session or self.adopted or self.title) and _is_date(line):
            self.distribution.append(line)
        elif self.title or (self._title and self._title in _folded(line) and (self.adopted or not self._has_agenda())):
            self.title.append(line)
        elif line.startswith("[") or self.adopted or (forms.head_hint.match(line) and forms.date.find(line)):
            self.adopted.append(line)
        elif line == adopted_line_of(resolution):
            self.adopted.append(line)
        else:
            self.session.append(line)

    def _has_agenda(self) -> bool:
        """Whether the title of the agenda item may come next, which is often that of the resolution."""
        return bool(self.session) and self._forms.agenda.search(self.session[-1]) is not None


def _is_date(line: str) -> bool:
    return len(line) < 30 and re.search(r"(?:19|20)\d\d|\d年", line) is not None


def _folded(text: str) -> str:
    return "".join(text.split()).rstrip(".*").casefold()
