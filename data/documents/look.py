"""How a paragraph looks, read on its own: how it opens, how it ends, and what it can be by that.

`sections` makes a sequence of these looks, `walk` and `body` ask them what a line is.
"""

from dataclasses import dataclass

from clausetag.data.documents import patterns
from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.misread import first_word_whole, is_noun_for_verb, is_organ
from clausetag.data.documents.punctuation import last_mark
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.voice import Voice, voice_of, without_speaker


@dataclass(frozen=True, slots=True)
class Look:
    """The look of one paragraph: `sections` weighs its kind and end, the walk asks the questions below."""

    text: str
    kind: Kind
    end: str  # its last mark: one of , ; : . or empty
    forms: Forms = ENGLISH  # those of the document's language

    @property
    def organ(self) -> str | None:
        """The organ, if this is the line that names who speaks: "The General Assembly,"."""
        return self.forms.organ(self.text)

    @property
    def speaks(self) -> bool:
        """Whether it opens a resolution: "The General Assembly,", and not the name of the organ in a masthead."""
        return self.organ is not None and self.forms.speaks(self.text)

    @property
    def opening(self) -> str:
        """The opening verb or phrase as the paragraph writes it; empty if it has none."""
        return self.forms.opening_of(self.text)

    @property
    def opens_strongly(self) -> bool:
        """Whether it opens as a clause does, with words that begin hardly anything else."""
        opening = self.forms.find_opening(self.text)
        return opening is not None and not opening.weak

    @property
    def opens_preamble(self) -> bool:
        """Whether it opens as preambular paragraphs do and no other."""
        return self.kind in (Kind.PREAMBULAR, Kind.PREAMBULAR_SERIES, Kind.PREAMBULAR_LIST)

    @property
    def opens_either(self) -> bool:
        """Whether it opens as paragraphs of both sections do, in a language that has one form for both."""
        opening = self.forms.find_opening(self.text)
        return opening is not None and opening.either

    @property
    def says_we(self) -> bool:
        """Whether it begins as the preamble of a declaration: "We, the Ministers, ..."."""
        return self.text.startswith(self.forms.we)

    @property
    def is_numbered(self) -> bool:
        """Whether an arabic number stands in front: "2. Requests ..."."""
        return patterns.NUMBERED.match(self.text) is not None

    @property
    def spells_out(self) -> bool:
        """Whether a text that the resolution adopts follows as a part of it: "Adopts the following declaration:"."""
        return self.kind is Kind.OPERATIVE and self.end == ":" and self.forms.spells_out.search(self.text) is not None

    @property
    def goes_on(self) -> bool:
        """Whether it begins with a small letter, as the rest of a sentence does, in a language where clauses do not."""
        return self.text[:1].islower() and not (self.forms.small and self.opening)

    @property
    def is_annex(self) -> bool:
        """Whether it begins an annex: "Annex", "Annex II", "ANNEX: Plan of action"."""
        text = self.text
        match = self.forms.annex_line.fullmatch(text) if len(text) < 250 else None
        if match is None or last_mark(text) in ";,.":
            return False
        return patterns.ANNEXED_TO.match(match[2]) is not None or (len(text) < 160 and not match[2][:1].islower())

    @property
    def is_closing(self) -> bool:
        """Whether it closes a resolution: meeting, date, "Adopted without a vote", the vote."""
        return is_closing(self.text, self.forms)

    @property
    def is_numbered_title(self) -> bool:
        """Whether it is a heading such as "67/172. Protection of migrants" or "2331 (2016)"."""
        return len(self.text) < 400 and patterns.NUMBERED_TITLE.match(self.text) is not None

    @property
    def is_note(self) -> bool:
        """Whether it is a footnote that lost its number: "See A/67/299.", "Resolution 217 A (III).", "Ibid."."""
        text = self.text
        return len(text) < 400 and last_mark(text) not in ";," and self.forms.note_line.fullmatch(text) is not None

    @property
    def ends_like_clause(self) -> bool:
        """Whether it ends as clauses do, with a comma, semicolon, colon or full stop.

        Stricter than `end`, which also looks past quotation marks, brackets and whatever numbers stand behind the mark.
        """
        return self.text.endswith(patterns.CLAUSE_ENDS) or patterns.MARKED_END.search(self.text) is not None

    @property
    def breaks_off(self) -> bool:
        """Whether it stops in the middle of a sentence: "the coordination of"."""
        return self.text.rsplit(" ", 1)[-1].lower() in self.forms.linking


def look(paragraph: str, forms: Forms = ENGLISH) -> Look:
    """Look at a paragraph in the language of `forms`."""
    body = forms.unnumbered(" ".join(paragraph.replace("\\_", "_").split()))
    if _is_furniture_or_note(body):
        return Look(paragraph, Kind.FURNITURE, "", forms)
    end = _end(body)
    if forms is ENGLISH:
        body = without_speaker(body)
    kind = _line(body, end, forms) if len(body) < 400 else None
    kind = kind or _prose(body, end, forms)
    if kind is Kind.OPERATIVE and end in (";", ".", ":") and paragraph.startswith(body[:1]):
        opening = forms.opening(body)
        if opening is not None and opening.either:  # without a number in front it may as well be preambular
            kind = Kind.PREAMBULAR_LIST
    return Look(paragraph, kind, end, forms)


def is_closing(text: str, forms: Forms = ENGLISH) -> bool:
    """Whether a line closes a resolution: meeting, date, "Adopted without a vote", the vote."""
    if len(text) < 300 and (forms.closing_line.fullmatch(text) or forms.date.is_alone(text)):
        return True
    return forms.vote_line.match(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is page furniture: a page number, a job number, a rule, a bare symbol."""
    return len(text) < 400 and patterns.FURNITURE_LINE.fullmatch(text) is not None


def is_number_alone(text: str) -> bool:
    """Whether a line is only the number of a resolution: "16/12"."""
    return patterns.NUMBER_ALONE.fullmatch(text) is not None


def _is_furniture_or_note(text: str) -> bool:
    """Page furniture, footnotes, rows of tables."""
    if len(text) < 3 and text.isascii() and not text.isupper():
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
    tail = body[-12:].rstrip(" \"'”“’»«《》)）]*0123456789/_")
    for word in (" and", " or", " et", " y", " и"):
        if tail.endswith(word):
            tail = tail.removesuffix(word).rstrip()
            break
    last = last_mark(tail)
    return last if last and last in ",;:." else ""


def _line(body: str, end: str, forms: Forms) -> Kind | None:
    """Kinds that a short line can be recognized by: heads, organs, closes, annexes."""
    if forms.annex_hint.match(body):
        return Kind.ANNEX
    if forms.closing_hint.match(body) or forms.date.is_alone(body):
        return Kind.CLOSING
    if body[-1] not in ",;" and forms.number_hint.match(body):
        return Kind.NUMBER
    if forms.head_hint.match(body) and not (end in (",", ";") and (len(body) > 60 or body.startswith("On "))):
        return Kind.HEAD
    if len(body) > 60 and forms.convened.search(body) and (forms.organ_hint(body) or forms.parties_hint.match(body)):
        return Kind.INTRODUCTION
    if end == "." and len(body) >= 120:
        return None  # a sentence about an organ
    if forms.organ_hint(body) and not body[0].islower() and forms.opening(body) is None:
        return Kind.ORGAN
    return Kind.PARTIES if forms.parties_hint.match(body) else None


_VOICES = {Voice.INTRODUCES: Kind.INTRODUCTION, Voice.TELLS: Kind.REASON, Voice.ACTS: Kind.COMMITMENT}


def _prose(body: str, end: str, forms: Forms) -> Kind:
    if forms is ENGLISH:
        body = first_word_whole(body)
    voice = voice_of(body) if forms is ENGLISH else None
    if voice is not None:
        return _VOICES[voice]
    opening = forms.opening(body)
    lower = body[0].islower() and not (forms.small and opening is not None)
    if opening is not None:
        if opening.section is Section.PREAMBULAR:
            if lower:
                return Kind.PREAMBULAR_SERIES if patterns.LOWER_SERIES.match(body) else Kind.PREAMBULAR_LOWER
            if opening.weak:
                return Kind.PREAMBULAR_WEAK
            if end != ";":
                return Kind.PREAMBULAR
            return Kind.PREAMBULAR_SERIES if forms.series.match(body) else Kind.PREAMBULAR_LIST
        if not lower:
            return Kind.OPERATIVE_BARE if opening.bare else Kind.OPERATIVE
    if forms is ENGLISH and is_noun_for_verb(body):
        return Kind.OPERATIVE
    if forms is ENGLISH and is_organ(body):
        return Kind.ORGAN
    if forms is ENGLISH and len(body) < 80 and patterns.PERSON.match(body):
        return Kind.NAME
    if end and patterns.ARTICLE.match(body):
        return Kind.OPERATIVE_BARE
    first = body[:5].lower()
    if first.startswith("to ") and forms is ENGLISH:
        return Kind.TO
    if body.startswith(forms.that) or (first.startswith(forms.that) and body[:8].lower() != "that of "):
        return Kind.THAT
    if forms.run_on.match(body):
        return Kind.RUN_ON
    if lower:
        return Kind.LOWER
    if first.startswith("at ") and forms.record.match(body):
        return Kind.RECORD
    if not end and len(body) < forms.longest_heading and body.count(" ") < forms.longest_heading // 7:
        return Kind.HEADING
    if forms.garbled.match(body):
        return Kind.GARBLED
    return Kind.SHOULD if forms.should.search(body, 0, 250) else Kind.TEXT
