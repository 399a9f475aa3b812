"""Join lines: decide whether a hyphen at a line end belongs to the word."""

import re
from collections.abc import Iterable

from clausetag.data.documents.punctuation import is_sign

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_LEFT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_RIGHT = re.compile(r"([^\W\d_]+)(-?)")
_CLOSING = frozenset(")]")
_DASH = re.compile(r"\s—(\s?)\w")  # without a space where Spanish sets what it inserts
_SUSPENDING = frozenset({"and", "or", "to", "nor", "et", "ou", "y", "o", "u", "und", "oder"})
_ENDING = re.compile(r"(?:ments?|[st]ions?|[ae]nces?|[ai]ble|ness|ings?|[ae]?ted|aged|ally|ities|ity|ous|ives?)")
_FIRST_PARTS_TEXT = """
twenty thirty forty fifty sixty seventy eighty ninety all anti child cease co counter cross decision early ex
evidence extra far follow full gender half health high human income inter intra land large long low man micro
mid middle multi needs neo non north off old on one over pan peace people policy post pre pro pseudo quasi re
sea self semi short small socio south state sub three time trans two under up vice well wide world year
"""
_FIRST_PARTS = frozenset(_FIRST_PARTS_TEXT.split())
_LAST_PARTS_TEXT = """
affected aged approved arms based border building by centred century cent contracting cutting date day down
driven economic effective ended free friendly fold general government income keeping led level like listed
living long making member minded mentioned near new off old on oriented owned party person producing
proliferation ratio related reliance resistant responsive ridden round scale sensitive service sex share
sharing sided size spread stage standing system term time to trade up wide year
"""
_LAST_PARTS = frozenset(_LAST_PARTS_TEXT.split())
_CUT_NUMBER = re.compile(  # in a list without spaces, too long for a line; not the thousands of a sum, no year
    "[\u3000-\u9fff][\\d/]{1,8}\n(?!\\d{3}(?![\\d(/])|\\d{4}年)[\\d/(]"
)
_CUT_YEAR = re.compile(r"\((?:\d{2}\n\d{2}|\d{3}\n\d)\)")  # "resolution 1515 (200" and "3)"
_CUT_SYMBOL = re.compile(r"[A-Z]/[A-Z]+\.\n\(")  # "PSC/COMM." and "(IX)"
_OFTEN = 0.05  # of the lines, how many end with a hyphen where words are cut


class Vocabulary:
    """The words of a document, which say how a word cut at a line end is spelled elsewhere in it.

    They also say whether the document cuts words at all: where it does not, every hyphen at a line end stays.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._compounds: set[str] = set()
        halves: list[tuple[str, str]] = []
        cut, before, opening_dashes = False, "", 0
        lines = 0
        for lines, text in enumerate(texts, 1):  # noqa: B007 (their number)
            low = text.lower()
            if "—" in low:
                opening_dashes += sum(-1 if space else 1 for space in _DASH.findall(low))
            words = _WORD.findall(low)
            if cut:
                if words and low.startswith(words[0]):
                    halves.append((before, words[0]))
                words = words[1:]  # the other half of the word that the line before ends in
            cut = low.rstrip().endswith(("-", "\xad"))
            if cut:
                before = words[-1] if words else ""
                words = words[:-1]  # half a word
            self._words.update(words)
            if "-" in low:
                self._compounds.update(_COMPOUND.findall(low))
        cut_words = sum(
            left + right in self._words or (len(left) > 3 and _ENDING.fullmatch(right) is not None)
            for left, right in halves
        )
        self.dash_opens = opening_dashes > 0
        self._cuts_words = 2 * cut_words > len(halves)
        self._never_cuts = not cut_words and len(halves) < _OFTEN * lines

    def knows(self, word: str) -> bool:
        """Whether a word stands elsewhere in the document."""
        return word.lower() in self._words

    def keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether `left-right`, cut after its hyphen, is a compound and not one word cut in two."""
        low_left, low_right = left.lower(), right.lower()
        if f"{low_left}-{low_right}" in self._compounds:
            return True
        tail = low_left.rsplit("-", 1)[-1]
        if tail + low_right in self._words:
            return False
        if right[:1].isupper() or len(left) == 1:
            return True
        if _ENDING.fullmatch(low_right):
            return False
        if low_left in _FIRST_PARTS or low_right in _LAST_PARTS:
            return True
        if not self._cuts_words and (self._never_cuts or tail in self._words or low_right in self._words):
            return True
        return tail in self._words and low_right in self._words and len(tail) > 2 and len(low_right) > 3


def joint(before: str, after: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """How to join two lines: how many characters to cut from the end of `before`, and what to put between them."""
    if not before:
        return 0, ""
    if before.endswith("\xad"):
        return 1, ""
    seam = f"{before[-9:]}\n{after[:5]}"
    if _CUT_NUMBER.search(seam) or _CUT_YEAR.search(seam) or _CUT_SYMBOL.search(seam):
        return 0, ""
    if is_sign(before[-1]) or is_sign(after[:1]) or before[-1] in "([" or after[:1] in _CLOSING:
        return 0, ""
    if before.endswith(" —") and vocabulary.dash_opens:
        return 0, ""
    match = _LEFT.search(before[-80:]) if before.endswith("-") else None
    following = _RIGHT.match(after)
    if before.endswith(("–", "—", "/")) and not before.rstrip("–—").endswith(" "):
        return 0, ""
    if match is None or following is None:
        return 0, "" if before.endswith("-") and not before.endswith(" -") else " "
    if following[1] in _SUSPENDING and not following[2] and not vocabulary.knows(match[1] + following[1]):
        return 0, " "  # "pre- and post-war"
    return (0, "") if vocabulary.keeps_hyphen(match[1], following[1]) else (1, "")
