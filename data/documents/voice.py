"""Narrative texts speak of themselves, "We note", "The Conference considers": whether one gives a reason or acts.

A declaration tells its reasons in full sentences before its first commitment ("We affirm", "We call upon"). What a
sentence says of the speaker tells the two apart; which side of the first commitment it stands on, `sections` weighs.
"""

import re
from enum import StrEnum, auto

from clausetag.data.documents import patterns
from clausetag.data.documents.openings import opening_after
from clausetag.data.documents.punctuation import last_mark
from clausetag.data.documents.resolution import Section

_LONGEST = 900  # characters: the verb of the speaker stands near the beginning
_ADVERBS = r"(?:(?:also|further|again|once|more|therefore|hereby|thus|now|hence|do|jointly|\w+ly)\s+){0,3}"
_BODIES = (
    r"general\s+assembly|assembly|council|conference|congress|commission|meeting|ministers|participants|delegates|"
    r"delegations|governments|heads\s+of\s+state(?:\s+and\s+government)?|member\s+states|states"
)
_PERSONS = r"ministers|participants|delegates|delegations|heads\s+of\s+state(?:\s+and\s+government)?"
_ASKS = r"""(?:
    recommends?|invites?|calls?|urges?|requests?|encourages?|decides?|proposes?|suggests?|asks?|hopes?|wish(?:es)?\s+that
    |agrees?|undertakes?|pledges?|commits?|resolves?|declares?|affirms?|appeals?|entrusts?
)\b"""
_SETTLED = r"(?:have\s+)?(?:agreed|decided|resolved)\s+(?:to|on|upon|that|as)\b"
_SUBMITS = r"(?:submits|addresses|recommends|makes|proposes|formulates)"
_OPINES = r"(?:is|are)\s+(?:\w+ly\s+)?of\s+(?:the\s+)?(?:opinion|view)\b"
_REPORTS = r"(?:notes?|recalls?|observes?|regrets?|considers?|believes?|stresses|emphasi[sz]es?|welcomes?)\b"
_ACTS = r"""(?:
    (?:re)?affirms?|commits?|pledges?|resolves?|decides?|undertakes?|calls?\s+(?:for|on|upon)|urges?|invites?|requests?
    |encourages?|recommends?|adopts?|declares?|proclaims?|agrees?|will|shall|must|endorses?|intends?|appeals?|promises?
    |dedicates?|demands?|submits?|proposes?|supports?|renews?|strives?|seeks?|joins?|establish(?:es)?|launch(?:es)?
    |(?:reiterates?|express(?:es)?|confirms?|declares?)\s+(?:our|its|their)\s+(?:\w+\s+){0,3}?
        (?:commitments?|determination|resolve|resolution|readiness|support|will(?:ingness)?|call|appeal)
    |(?:are|is|remain|remains)\s+(?:\w+ly\s+)?(?:committed|determined|resolved|of\s+the\s+(?:opinion|view))
)\b"""
_REASONS = r"""(?:
    notes?|recogni[sz]es?|acknowledges?|recalls?|welcomes?|regrets?|considers?|believes?|observes?|reali[sz]es?
    |know|knows|appreciates?|stress(?:es)?|emphasi[sz]es?|underlines?|underscores?|reiterates?|express(?:es)?|deplores?
    |take(?:s)?\s+(?:due\s+)?note|have|has|had|are|is|were|was|met|do(?:es)?\s+not|gathered|assembled|remain|remains
    |live|celebrate|share|came|come|face|see|find|understand|commend|salute|thank|pay\s+tribute
)\b"""
_SPEAKS_UP = re.compile(
    rf"we,\s.{{0,700}}?(?:,|\bwe)\s+(?:therefore:?\s+|and\s+)?{_ADVERBS}{_ACTS}|we\s+{_ADVERBS}{_ACTS}"
    rf"|(?:the\s+(?:{_PERSONS})|they|it)\s+{_ADVERBS}{_ASKS}|(?:we|they|the\s+(?:{_PERSONS}))\s+{_SETTLED}|(?:the\s+(?:{_BODIES})|it)\s+{_OPINES}"
    rf"|{_ACTS}\s(?:\w+\s){{0,4}}our\s"
    rf"|[^.]{{2,500}}?,\s+we,?\s+(?:[^,]{{2,80}},\s+)?{_ADVERBS}{_ACTS}"
    rf"|[^.;]{{2,700}}?,\s+(?:the\s+(?:{_BODIES})\s+{_ADVERBS}(?:adopts|{_SUBMITS})|{_ADVERBS}{_SUBMITS})\b"
    rf"[^.;:]{{0,160}}\bfollowing\b[^.;:]{{0,80}}:$",
    re.IGNORECASE | re.VERBOSE,
)
_TELLS = re.compile(
    rf"(?:we|the\s+(?:{_BODIES}))\s+{_ADVERBS}{_REASONS}|it\s+{_ADVERBS}{_REPORTS}"
    rf"|[^.]{{2,500}}?,\s+we\s+{_ADVERBS}{_REASONS}",
    re.IGNORECASE | re.VERBOSE,
)
_INTRODUCES = re.compile(r"we,\s", re.IGNORECASE)


class Voice(StrEnum):
    """What a sentence says of who speaks."""

    INTRODUCES = auto()  # "We, the Ministers, met at ..."
    TELLS = auto()  # "We note ...", "The Conference has learned ..."
    ACTS = auto()  # "We affirm ...", "We, the Ministers, ... call upon ..."


def voice_of(text: str) -> Voice | None:
    """Return what an English sentence says of its speaker; None if it does not speak of it."""
    text = text[:_LONGEST]
    if _SPEAKS_UP.match(text):
        return Voice.ACTS
    if _INTRODUCES.match(text):
        return Voice.INTRODUCES
    return Voice.TELLS if _TELLS.match(text) else None


def without_speaker(text: str) -> str:
    """Return what follows the organ where both stand in one English paragraph: "The Conference, mindful of ..."."""
    organ = None if last_mark(text.rstrip("0123456789 ")) == "." else patterns.ORGAN_AND.match(text)
    opening = opening_after(text[organ.end() :]) if organ else None
    if organ is None or opening is None or opening.weak or opening.section is not Section.PREAMBULAR:
        return text
    return text[organ.end()].upper() + text[organ.end() + 1 :]
