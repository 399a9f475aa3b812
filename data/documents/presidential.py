"""Presidential statements: paragraphs in quotation marks without numbers, all of which act."""

from collections.abc import Iterable

from clausetag.data.documents.body import Line
from clausetag.data.documents.resolution import LeftOut, Rest, Section
from clausetag.data.documents.steps import Walk

_QUOTES = "“«„”\"'‘"
_LONGEST = 200  # characters of a heading


def is_statement(lines: Iterable[str]) -> bool:
    """Whether the lines above a text, or its page headers, have the symbol of a presidential statement."""
    return any("/PRST/" in line for line in lines)


class StatementWalk(Walk):
    """Takes the lines of a statement one after the other."""

    def _section(self) -> Section:
        return Section.OPERATIVE

    def _unlabelled(self, line: Line, *, numbers_follow: bool) -> None:  # noqa: ARG002 - that of a resolution
        text = line.text.lstrip(_QUOTES)
        label, rest = line.look.forms.split_label(text)
        quotes = line.text[: len(line.text) - len(text)]
        if label is not None and label.kind == "letter" and self._hang(label, quotes + rest, line, ()):
            return
        if self._continues(line):
            self._go_on(line)
        elif line.heading or (not line.look.end and len(line.text) < _LONGEST):
            self.left.append(LeftOut(Rest.HEADING, line.text))
            self.place.open_heading(line.text, "")
        else:
            self._add(line.text, line.cites)
