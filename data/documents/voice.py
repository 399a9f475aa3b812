"""Narrative texts speak of themselves, "We note", "The Conference considers": whether one gives a reason or acts.

A declaration tells its reasons in full sentences before its first commitment ("We affirm", "We call upon"). What a
sentence says of the speaker tells the two apart; which side of the first commitment it stands on, `sections` weighs.
"""

import re
from enum import StrEnum, auto

_LONGEST = 600  # characters: the verb of the speaker stands near the beginning
_ADVERBS = r"(?:(?:also|further|again|once|more|therefore|hereby|thus|now|hence|do|jointly|\w+ly)\s+){0,3}"
_BODIES = (
    r"general\s+assembly|assembly|council|conference|congress|commission|meeting|ministers|participants|delegates|"
    r"delegations|governments|heads\s+of\s+state(?:\s+and\s+government)?|member\s+states|states"
)
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
    |take(?:s)?\s+(?:due\s+)?note|have|has|had|are|is|were|was|met|gathered|assembled|remain|remains|live|celebrate|share
    |came|come|face|see|find|understand|commend|salute|thank|pay\s+tribute
)\b"""
_SPEAKS_UP = re.compile(
    rf"we,\s.{{0,400}}?(?:,|\bwe)\s+(?:therefore:?\s+|and\s+)?{_ADVERBS}{_ACTS}|we\s+{_ADVERBS}{_ACTS}"
    rf"|{_ACTS}\s(?:\w+\s){{0,4}}our\s"
    rf"|[^.]{{2,500}}?,\s+we,?\s+(?:[^,]{{2,80}},\s+)?{_ADVERBS}{_ACTS}",
    re.IGNORECASE | re.VERBOSE,
)
_TELLS = re.compile(
    rf"(?:we|the\s+(?:{_BODIES}))\s+{_ADVERBS}{_REASONS}|[^.]{{2,500}}?,\s+we\s+{_ADVERBS}{_REASONS}",
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
