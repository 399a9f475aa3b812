"""What text recognition and translation by machine make of the words that sections are told by, in English texts."""

import re
from difflib import SequenceMatcher

_LETTER_APART = re.compile(r"^([B-HJ-Z]|[AI](?=\s[^\W\d]*(?:s|ing|ed)\b))\s([a-z]{2,})")
_NOUN_FOR_VERB = re.compile(
    r"(?:Recommendations?|Authori(?:ties|[sz]ations?)|Decisions?|Reaffirmations?|Invitations?|Requests?|Approvals?)"
    r"\s+(?:that|to|the|each|its|all)\s"
)
_LONGEST_ORGAN = 30  # characters
_ORGANS = ("the general assembly", "l'assemblée générale")
_ALIKE = 0.6


def first_word_whole(text: str) -> str:
    """Return a text whose first letter stands apart from its word, "T akes note", with the word whole."""
    return _LETTER_APART.sub(r"\1\2", text, count=1)


def is_noun_for_verb(text: str) -> bool:
    """Whether an operative verb was translated as a noun: "Recommendations that Members ..."."""
    return _NOUN_FOR_VERB.match(text) is not None


def is_organ(text: str) -> bool:
    """Whether a short line is the name of the General Assembly, which could not be read: "L'Asscmh/ee gencralc,"."""
    if not 12 <= len(text) <= _LONGEST_ORGAN or text[-1] not in ",.":
        return False
    name = text[:-1].lower()
    return ("ss" in name or "sem" in name) and any(
        SequenceMatcher(None, name, organ, autojunk=False).ratio() > _ALIKE for organ in _ORGANS
    )
