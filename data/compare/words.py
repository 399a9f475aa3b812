"""The words of a clause, as they are compared: small letters, no signs; of Chinese every character is a word."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from clausetag.data.documents.scripts import HAN_SIGNS

Words = tuple[str, ...]

_WORD = re.compile(rf"[{HAN_SIGNS}]|(?:(?![{HAN_SIGNS}])\w)+")
_SIGNS = ";,.:；，。：؛،"
# "…; and" ties a clause to the next one.
_TIES = frozenset(("and", "or", "et", "ou", "y", "o", "и", "или", "و", "أو", "和", "或"))
_COMMON = 0.25  # of the clauses: a word that stands in more of them says little of any
_FEW = 4


def words_of(text: str) -> Words:
    """Return the words of a text, without one that only ties it to the next clause ("; and"); of signs alone, these."""
    head, _, last = text.rstrip(_SIGNS + " ").rpartition(" ")
    tied = last.casefold() in _TIES and head.rstrip()[-1:] in tuple(_SIGNS)
    return tuple(_WORD.findall((head if tied else text).casefold())) or (text.strip(),)


def telling_words(clauses: Sequence[Words]) -> list[Words]:
    """Return each clause without the words that stand in many of the others; a clause of such words alone as it is."""
    standing = Counter(chain.from_iterable(map(set, clauses)))
    limit = max(_FEW, _COMMON * len(clauses))
    return [tuple(word for word in words if standing[word] <= limit) or words for words in clauses]


def numbered(clauses: Iterable[Words]) -> list[list[int]]:
    """Return the clauses as numbers, one for each word: what is compared by number is the same on every run."""
    numbers: dict[str, int] = {}
    return [[numbers.setdefault(word, len(numbers)) for word in words] for words in clauses]
