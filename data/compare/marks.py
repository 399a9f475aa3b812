"""The words that one text has and the other has not, marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"\s*(?:[{_HAN}]|(?:(?![{_HAN}])\w)+|[^\w\s])|\s+")
_LARGEST = 4 * 10**8  # tokens of one text times those of the other, beyond which they are not compared word by word
_ISLAND = 2  # words kept between two changes that are longer than they: fewer are shown as changed


class Change(StrEnum):
    """What became of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words and what became of them."""

    change: Change
    text: str


def mark_words(old: str, new: str) -> tuple[Mark, ...]:
    """Return the runs of words that were kept, removed and added, in reading order.

    Those kept and removed join to `old`, those kept and added to `new`. Where words were replaced, the removed ones
    stand before the added ones.
    """
    tokens_old, tokens_new = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(tokens_old) * len(tokens_new) > _LARGEST:
        edits = [(tokens_old, tokens_new, old == new)]
    else:
        edits = [
            (tokens_old[e.src_start : e.src_end], tokens_new[e.dest_start : e.dest_end], e.tag == "equal")
            for e in LCSseq.opcodes(tokens_old, tokens_new)
        ]
    return tuple(_joined(_without_islands(edits)))


def side(marks: Sequence[Mark], change: Change) -> str:
    """Return the text of one side: with REMOVED the old one, with ADDED the new one."""
    return "".join(mark.text for mark in marks if mark.change in (Change.KEPT, change))


def cut(marks: Sequence[Mark], change: Change, texts: Sequence[str]) -> list[tuple[Mark, ...]]:
    """Return the marks of one side for each of the texts that were joined by a space to make it."""
    found = []
    rest = [mark for mark in marks if mark.change in (Change.KEPT, change)]
    for text in texts:
        part, rest = _take(rest, len(text))
        found.append(part)
        rest = _take(rest, 1)[1]
    return found


def _take(marks: Sequence[Mark], length: int) -> tuple[tuple[Mark, ...], list[Mark]]:
    taken, rest = [], list(marks)
    while rest and length > 0:
        mark = rest.pop(0)
        if len(mark.text) > length:
            rest.insert(0, Mark(mark.change, mark.text[length:]))
            mark = Mark(mark.change, mark.text[:length])
        length -= len(mark.text)
        taken.append(mark)
    return tuple(taken), rest


_Edit = tuple[list[str], list[str], bool]


def _without_islands(edits: Sequence[_Edit]) -> list[_Edit]:
    """Take a word or two kept between longer changes for changed: that both have "of the" tells nobody anything."""
    changed = [not same for _, _, same in edits]
    for at in range(1, len(edits) - 1):
        old, _, same = edits[at]
        around = [max(len(edits[n][0]), len(edits[n][1])) for n in (at - 1, at + 1)]
        if same and sum(map(_is_word, old)) <= _ISLAND and len(old) < min(around):
            changed[at] = True
    return [(old, new, not change) for (old, new, _), change in zip(edits, changed, strict=True)]


def _is_word(token: str) -> bool:
    return token.strip().isalnum()


def _joined(edits: Sequence[_Edit]) -> Iterator[Mark]:
    for same, run in groupby(edits, key=lambda edit: edit[2]):
        group = list(run)
        old = "".join(token for removed, _, _ in group for token in removed)
        new = "".join(token for _, added, _ in group for token in added)
        if same:
            yield Mark(Change.KEPT, old)
            continue
        if old:
            yield Mark(Change.REMOVED, old)
        if new:
            yield Mark(Change.ADDED, new)
