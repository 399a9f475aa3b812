"""How a paragraph looks, read on its own: how it opens, how it ends, and what it can be by that.

`sections` makes a sequence of these looks, `walk` and `body` ask them what a line is.
"""

from dataclasses import dataclass
from enum import StrEnum, auto

from clausetag.data.documents import patterns
from clausetag.data.documents.openings import opening_after, unnumbered
from clausetag.data.documents.organs import organ_line
from clausetag.data.documents.resolution import Section


class Kind(StrEnum):
    """What a paragraph looks like on its own. Numbers and letters in front do not count."""

    FURNITURE = auto()  # page furniture and footnotes: left out of the sequence
    ORGAN = auto()  # "The General Assembly,"
    NUMBER = auto()  # "34/167. Torture ...", "1228 (XII). ..."
    PARTIES = auto()  # "The States Parties to the present Convention,", "We, the Ministers,"
    HEAD = auto()  # "Resolution adopted by ...", "Agenda item 5"
    CLOSING = auto()  # "76th plenary meeting", votes
    ANNEX = auto()  # "Annex II"
    PREAMBULAR = auto()  # "Recalling ..."
    PREAMBULAR_LIST = auto()  # "Recalling ...;"
    PREAMBULAR_WEAK = auto()  # "Strengthening ...", "In view of ..."
    PREAMBULAR_LOWER = auto()  # "recalling ...", "considering that ..."
    OPERATIVE = auto()  # "Decides ..."
    OPERATIVE_BARE = auto()  # "Ensure ...", "Request ..."
    TO = auto()  # "To ensure ..."
    THAT = auto()  # "That ministries ..."
    SHOULD = auto()  # "Teachers should ..."
    LOWER = auto()  # "and the implementation of ..."
    RECORD = auto()  # "At its 2974th meeting, the Council ..."
    GARBLED = auto()  # the first word cannot be read: "Rappc/{111t its resolution"
    HEADING = auto()  # a few words without a full stop
    TEXT = auto()  # any other sentence


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one paragraph: `sections` weighs its kind and end, the walk asks the questions below."""

    text: str
    kind: Kind
    end: str  # its last mark: one of , ; : . or empty

    @property
    def organ(self) -> str | None:
        """The organ, if this is the line that names who speaks: "The General Assembly,"."""
        return organ_line(self.text)

    @property
    def is_annex(self) -> bool:
        """Whether it begins an annex: "Annex", "Annex II", "ANNEX: Plan of action"."""
        text = self.text
        match = patterns.ANNEX_LINE.fullmatch(text) if text[:1] in "Aa" and len(text) < 160 else None
        return match is not None and not text.endswith((";", ",", ".")) and (not match[2] or match[2][:1].isupper())

    @property
    def is_closing(self) -> bool:
        """Whether it closes a resolution: meeting, date, "Adopted without a vote", the vote."""
        return is_closing(self.text)

    @property
    def is_numbered_title(self) -> bool:
        """Whether it is a heading such as "67/172. Protection of migrants" or "2331 (2016)"."""
        return len(self.text) < 400 and patterns.NUMBERED_TITLE.match(self.text) is not None

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote that lost its number: "See A/67/299.", "Resolution 217 A (III).", "Ibid."."""
        text = self.text
        return len(text) < 400 and text[-1:] not in ";," and patterns.NOTE_LINE.fullmatch(text) is not None

    @property
    def ends_like_clause(self) -> bool:
        """Whether it ends as clauses do, with a comma, semicolon, colon or full stop.

        Stricter than `end`, which also looks past quotation marks, brackets and whatever numbers stand behind the mark.
        """
        return self.text.endswith(patterns.CLAUSE_ENDS) or patterns.MARKED_END.search(self.text) is not None

    @property
    def breaks_off(self) -> bool:
        """Whether it stops in the middle of a sentence: "the coordination of"."""
        return self.text.rsplit(" ", 1)[-1].lower() in patterns.LINKING


def look(paragraph: str) -> Look:
    """Look at a paragraph."""
    body = unnumbered(" ".join(paragraph.replace("\\_", "_").split()))
    if _is_furniture_or_note(body):
        return Look(paragraph, Kind.FURNITURE, "")
    end = _end(body)
    kind = _line(body) if len(body) < 400 else None
    return Look(paragraph, kind or _prose(body, end), end)


def is_closing(text: str) -> bool:
    """Whether a line closes a resolution: meeting, date, "Adopted without a vote", the vote."""
    if len(text) < 300 and patterns.CLOSING_LINE.fullmatch(text):
        return True
    return patterns.VOTE_LINE.match(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is page furniture: a page number, a job number, a rule, a bare symbol."""
    return len(text) < 400 and patterns.FURNITURE_LINE.fullmatch(text) is not None


def is_number_alone(text: str) -> bool:
    """Whether a line is only the number of a resolution: "16/12"."""
    return patterns.NUMBER_ALONE.fullmatch(text) is not None


def heading_label(text: str) -> str:
    """The label of a heading such as "A", "III" or "Part II"; empty if it has none."""
    match = patterns.PART_HEADING.fullmatch(text) or patterns.LABELLED_HEADING.fullmatch(text)
    return match[1] if match else ""


def _is_furniture_or_note(text: str) -> bool:
    """Page furniture, footnotes, rows of tables."""
    if len(text) < 3 and not text.isupper():
        return True
    if not any(map(str.isalpha, text)) or patterns.FURNITURE_OR_NOTE_HINT.match(text):
        return True
    if "United Nations publication" in text and len(text) < 400:
        return True
    if ". . . ." in text[:160] or "....." in text[:160]:
        return True
    return len(text) < 160 and text[-1].isdigit() and patterns.TABLE_ROW_HINT.match(text) is not None


def _end(body: str) -> str:
    """The mark a paragraph ends with, looking past note numbers, quotation marks and a closing "and"."""
    tail = body[-12:].rstrip(" \"'”’»)]*0123456789/_")
    if tail.endswith((" and", " or", " et")):
        tail = tail[:-4].rstrip()
    last = tail[-1:]
    return last if last in {",", ";", ":", "."} else ""


def _line(body: str) -> Kind | None:
    """Kinds that a short line can be recognized by: heads, organs, closes, annexes."""
    if patterns.ANNEX_HINT.match(body):
        return Kind.ANNEX
    if patterns.CLOSING_HINT.match(body):
        return Kind.CLOSING
    if body[-1] not in ",;" and patterns.NUMBER_HINT.match(body):
        return Kind.NUMBER
    if patterns.HEAD_HINT.match(body):
        return Kind.HEAD
    if not body[0].islower() and patterns.ORGAN_HINT.match(body) and opening_after(body) is None:
        return Kind.ORGAN
    return Kind.PARTIES if patterns.PARTIES_HINT.match(body) else None


def _prose(body: str, end: str) -> Kind:
    opening = opening_after(body)
    lower = body[0].islower()
    if opening is not None:
        if opening.section is Section.PREAMBULAR:
            if lower:
                return Kind.PREAMBULAR_LOWER
            if opening.weak:
                return Kind.PREAMBULAR_WEAK
            return Kind.PREAMBULAR_LIST if end == ";" else Kind.PREAMBULAR
        if not lower:
            return Kind.OPERATIVE_BARE if opening.bare else Kind.OPERATIVE
    first = body[:5].lower()
    if first.startswith("to "):
        return Kind.TO
    if first.startswith("that "):
        return Kind.THAT
    if lower:
        return Kind.LOWER
    if first.startswith("at ") and patterns.RECORD.match(body):
        return Kind.RECORD
    if not end and len(body) < 160 and body.count(" ") < 22:
        return Kind.HEADING
    if patterns.GARBLED.match(body):
        return Kind.GARBLED
    return Kind.SHOULD if patterns.SHOULD.search(body, 0, 250) else Kind.TEXT
