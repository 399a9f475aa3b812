"""Where among lines cut at a margin one paragraph ends and the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.look import is_closing
from clausetag.data.documents.numbering import Label, runs_on
from clausetag.data.documents.patterns import RULE
from clausetag.data.documents.punctuation import ends_with, is_sign, width_of
from clausetag.data.documents.readers.cut_lines import WrappedLine
from clausetag.data.documents.readers.filled import had_room
from clausetag.data.documents.readers.pauses import Pauses, in_quotation

_CLOSED = (".", "?", "؟", "？", ";", ".”", '."', "”.", ".»", "».", "。", "；", "؛")
_PAUSED = re.compile(
    r"[,;:.?，；：。？،؛؟][”\"’»)\]]?(?:\s?\d{1,3})?$|[;,؛] (?:and|or|and/or|et|ou|et/ou|y|[ou]|y/o|и|или|и/или|أو)$"
)
_PART = re.compile(
    r"(?:Part|PART|Article|ARTICLE|Section|SECTION|Chapter|CHAPTER|Annex|ANNEX)\s(?:\d{1,3}|[IVX]+|[A-Z])(?:$|[:.]\s|\s[–—]\s)"
    r"|(?:[IVX]+|[A-Z]|Annex|ANNEX)$"
)
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)?ing\s")
_NOTE = re.compile(r"\[?(\d{1,3}|\*{1,3})\]?[./]?\s+\S")
_STARS = re.compile(r"\*[\s*]*")
_SHORT = 0.8  # of the usual width: a line that stops before that ends a paragraph
_HALF_FULL = 0.6  # likewise, whatever stands around
_WITH_ROOM = 0.92  # likewise, behind a comma of a preamble
_QUOTED = 4  # lines
_NEARLY_FULL = 1.0  # likewise, where a comma and an opening phrase say so too


@dataclass(slots=True)
class Seam:
    """Says where one paragraph ends and the next begins."""

    width: float
    forms: Forms
    pauses: Pauses
    edge: int = 0  # of lines that hold every word they have room for; else 0
    place: int = 0  # of the line
    width_so_far: int = 0  # of the paragraph above it
    quotes: int = 0  # that are open there
    quoted: int = 0  # the line that opened the last one
    headed: bool = False  # it stands below the number of a part, and is its heading
    number: int = 0  # of the paragraph last seen
    note: int | None = None  # the number of the note last seen, below the rule above the notes

    def begin(self, above: Sequence[WrappedLine]) -> None:
        """Begin a paragraph below the one `above`."""
        self.width_so_far, self.quotes = 0, 0
        self.headed = len(above) == 1 and self._is_part(above[0].text)

    def read(self, line: WrappedLine) -> None:
        """Take a line that goes on with the paragraph, or begins one."""
        self.width_so_far += width_of(line.text)
        opened = in_quotation(line.text[1:], self.forms)  # a paragraph that is quoted begins with a mark
        self.quotes += opened
        if opened > 0:
            self.quoted = self.place

    @property
    def _in_quotation(self) -> bool:
        """Whether a quotation is open that began a few lines above: its mark at the end may be missing."""
        return self.quotes > 0 and self.place - self.quoted <= _QUOTED

    def parts(self, block: Sequence[WrappedLine], line: WrappedLine, label: Label | None, following: str) -> bool:
        """Whether a line begins a paragraph, and does not go on with `block`; `following` is the line after it."""
        before, text = block[-1].unmarked, line.text
        if RULE.fullmatch(before):
            self.note = 0
        if self.note is not None:
            return self._begins_note(text) or line.after_blank
        if self._is_label(before):
            return False
        if RULE.fullmatch(text):
            return True
        if line.after_blank or (len(block) == 1 and self._stands_alone(before)):
            return True
        if self.edge and had_room(block[-1].text, text, self.edge):
            goes_on = text[:1].islower() and label is None and not self.forms.small
            return not goes_on or ends_with(before, ";:.")
        pause = _PAUSED.search(before)
        paused = pause is not None
        has_room = self._is_short(before, text)
        if self.names_organ(text) and (paused or has_room or self._has_article(text)):
            return True
        if label is not None:
            return self._labelled(label, text, before, paused=paused)
        if (paused and self._is_part(text)) or _STARS.fullmatch(text):
            return True
        if is_closing(text, self.forms) and (before.endswith(_CLOSED) or has_room):
            return True
        if text[:1].islower() and before.endswith(";") and has_room:
            return True  # "and urges them to attend": what a list is followed by
        if not text[:1].isupper() and (self.forms.small or not text[:1].islower()):
            return self._caseless(block, text, pause[0] if pause else "", following)
        return text[:1].isupper() and self._upper(block[-1], line, following, paused=paused)

    def _has_article(self, text: str) -> bool:
        """Whether the name of an organ has its article: without one it may be the end of a sentence."""
        return not self.forms.article or self.forms.speaks(text.rstrip(" ,"))

    def _begins_note(self, text: str) -> bool:
        """Whether a line below the rule begins the next note."""
        match = _NOTE.match(text)
        if match is None or (match[1].isdigit() and int(match[1]) != (self.note or 0) + 1 and self.note):
            return False
        self.note = int(match[1]) if match[1].isdigit() else self.note
        return True

    def _labelled(self, label: Label, text: str, before: str, *, paused: bool) -> bool:
        if self._is_label(text) or (label.kind == "number" and label.text == str(self.number + 1)):
            return True
        if paused:
            return not runs_on(label, text)
        return self._is_short(before, text)  # below a heading or a title

    def _upper(self, former: WrappedLine, line: WrappedLine, following: str, *, paused: bool) -> bool:
        """Whether a line that begins with a capital letter begins a paragraph."""
        before, text = former.unmarked, line.text
        apart = line.indent > former.indent + 1 or (self._is_short(before, text) and before[-1:] not in {",", "”"})
        opening = self.forms.find_opening(text)
        opens = opening is not None and not opening.weak and not opening.bare
        if self._is_short(before, text, _HALF_FULL):
            return True
        if not paused:
            return text.startswith(self.forms.we) or (opens and (self.headed or apart or self._is_short(before, text)))
        if self._in_quotation and not apart and before.endswith(","):
            return False  # a title
        if opens or apart or before.endswith(";") or self._is_heading(before, text, following):
            return True
        if self.number or not before.endswith(","):
            return False
        if opening is not None or (not self.edge and _PARTICIPLE.match(text)):
            return True
        return self._is_short(before, text, _WITH_ROOM)

    def _caseless(self, block: Sequence[WrappedLine], text: str, pause: str, following: str) -> bool:
        """Whether a line begins a paragraph where no capital letter tells: in Arabic, Chinese, in Russian preambles.

        `pause` is the mark that the line before ends with, and what stands behind it; empty if it has none.
        """
        before = block[-1].unmarked
        opening = self.forms.find_opening(f"{text}，")  # a line without a stop is no heading here
        opens = opening is not None and (not self.forms.is_within(opening) or self._is_short(before, text))
        if not pause:
            return opens and self._is_short(before, text) and not is_sign(before[-1:])
        if opening is not None and not self.number and ends_with(pause.rstrip(" 0123456789”»"), ","):
            if self._in_quotation:
                return False
            if self.edge and not self._is_short(before, text):
                return self.pauses.end(block[0].text, self.width_so_far, self.place)
            if opens:
                return True  # the preamble has a paragraph for each of its openings
        if self._is_short(before, text) or self._is_heading(before, text, following):
            return True
        return opens and self._is_short(before, text, _NEARLY_FULL)

    def _is_short(self, before: str, text: str, share: float = _SHORT) -> bool:
        """Whether the first word of `text` would have had room on the line before."""
        word = text[:1] if is_sign(text[:1]) else text.split(" ", 1)[0]
        return width_of(before) + 1 + width_of(word) < share * self.width

    def _is_heading(self, before: str, text: str, following: str) -> bool:
        """Whether a line is a few words above a paragraph that begins with a number."""
        label, _ = self.forms.split_label(following)
        if label is None or label.kind != "number" or not text[-1].isalnum():
            return False
        return width_of(text) < 0.7 * self.width or self._is_short(before, text, _NEARLY_FULL)

    def _stands_alone(self, text: str) -> bool:
        """Whether a line has nothing behind it: "The General Assembly,", "Part I", "60th plenary meeting"."""
        return self.names_organ(text) or self._is_part(text) or is_closing(text, self.forms)

    def _is_part(self, text: str) -> bool:
        """Whether a line begins a part or an annex."""
        if _PART.match(text):
            return True
        return self.forms is not ENGLISH and len(text) < 20 and self.forms.annex_line.fullmatch(text) is not None

    def names_organ(self, text: str) -> bool:
        """Whether a line is "The General Assembly,", which stands by itself."""
        if self.forms.article and not self.forms.speaks(text):
            return False
        return ends_with(text, ",") and self.forms.organ(text) is not None

    def _is_label(self, text: str) -> bool:
        """Whether a line is only a number or letter, whose paragraph stands on the next line."""
        label, rest = self.forms.split_label(text)
        return label is not None and not rest
