"""Words of a clause, as the n-gram classifier and the evidence see them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from clausetag.data.documents.scripts import HAN_SIGNS
from clausetag.data.memo import Memo

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"  # accents and vowel signs on their own
# Han is written without blanks: each sign is a token.
_WORD = rf"[^\W\d_{HAN_SIGNS}]+(?:[{_MARKS}]+[^\W\d_{HAN_SIGNS}]*)*|[{HAN_SIGNS}]|\d+"
STOPS = ",;:.،؛。；，、："  # where a clause may be cut
_TOKEN = re.compile(_WORD)
_TOKEN_OR_STOP = re.compile(f"{_WORD}|[{STOPS}]")
_LENGTHENER = "\u0640"  # stretches an Arabic word in print
NUMBER = "0"  # every number is one token: years and resolution numbers say nothing of a theme


@lru_cache(maxsize=100_000)
def fold(token: str) -> str:
    """Return `token` in lower case, without accents, vowel signs and what else is written on or around its letters."""
    if token[0].isdigit():
        return NUMBER
    lower = token.lower()
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower)
    return "".join([c for c in parts if c != _LENGTHENER and not unicodedata.combining(c)]) or token


@lru_cache(maxsize=100_000)
def form(token: str) -> str:
    """Return the folded token with its case, "Rights" or "rights"; empty for numbers and scripts without case."""
    first = token[0]
    if first.islower():
        return fold(token)
    return fold(token).capitalize() if first.isupper() else ""


def tokens_of(text: str) -> list[str]:
    """Return the words of `text` in order as they stand there; `fold` makes them those of `words_of`."""
    return _TOKEN.findall(text)


def tokens_and_stops(text: str) -> list[str]:
    """Return the words of `text` in order, and among them each of the `STOPS` where it stands."""
    return _TOKEN_OR_STOP.findall(text)


def words_of(text: str) -> list[str]:
    """Return the folded words of `text` in order: "Children's rights, 1989" -> children, s, rights, 0."""
    return [fold(token) for token in tokens_of(text)]


def token_places(text: str, wanted: Sequence[int]) -> list[tuple[int, int]]:
    """Return (start, end) of some of the words that `tokens_of` returns; `wanted` are their places there, ascending."""
    found: list[tuple[int, int]] = []
    in_chunks, end, passed = _places_in_chunks(), 0, 0
    left = iter(wanted)
    word = next(left, None)
    for chunk in text.split():  # no word has a blank in it
        if word is None:
            break
        places, start = in_chunks[chunk], text.index(chunk, end)
        upto = passed + len(places)
        while word is not None and word < upto:
            first, last = places[word - passed]
            found.append((start + first, start + last))
            word = next(left, None)
        end, passed = start + len(chunk), upto
    return found


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """Return (word as it stands there, start, end) for the same words as `tokens_of`."""
    return [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Return (folded word, start, end) for the same words as `words_of`."""
    return [(fold(token), start, end) for token, start, end in token_spans(text)]


@cache
def _places_in_chunks() -> Memo[list[tuple[int, int]]]:
    return Memo(lambda chunk: [match.span() for match in _TOKEN.finditer(chunk)])
