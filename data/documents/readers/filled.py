"""Lines that take every word they have room for, as programs cut them at a margin: a shorter one ends its paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise

from clausetag.data.documents.punctuation import width_of

_WORD = re.compile("[^\\s\u3000-\u9fff\uff00-\uffef]+")  # up to a Chinese sign
_SURE = 4  # lines that surely go on, from which on they say how lines were cut
_MISFITS = 0.1  # of them, how many may have had room for another word: titles and items look like them
_ROOM = 0.7  # of a line, where it is no heading


def edge_of(lines: Sequence[str]) -> int:
    """How many characters a line holds if lines take every word they have room for, as programs cut them; else 0.

    Lines that surely go on say so: they end and the next begin with a letter, a small one where a script has them.
    """
    edge = max(map(width_of, lines), default=0)
    pairs = [(before, line) for before, line in pairwise(lines) if _goes_on(before, line, edge)]
    misfits = sum(had_room(before, line, edge) for before, line in pairs)
    return edge if len(pairs) >= _SURE and misfits <= _MISFITS * len(pairs) else 0


def _goes_on(before: str, line: str, edge: int) -> bool:
    last, first = before[-1:], line[:1]
    if not last.isalpha():
        return False
    return first.islower() or (last.upper() == last.lower() and first.isalpha() and width_of(before) > _ROOM * edge)


def had_room(before: str, line: str, edge: int) -> bool:
    """Whether the first word of a line, or its first Chinese sign, would have had room on the one before."""
    word = _WORD.match(line)
    return width_of(before) + 1 + width_of(word[0] if word else line[:1]) <= edge
