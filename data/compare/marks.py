"""The words that one text has and the other has not, marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq

from clausetag.data.documents.scripts import HAN_SIGNS

_RUN = rf"(?:(?![{HAN_SIGNS}])\w)+"
# A word with the space before it: "75/174", "seventy-ninth" and "State’s" are words; of Chinese every character is.
_TOKEN = re.compile(rf"\s*(?:[{HAN_SIGNS}]|{_RUN}(?:[-‐‑/.'’]{_RUN})*|[^\w\s])|\s+")
_TYPOGRAPHY = str.maketrans({"‐": "-", "‑": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})
_LARGEST = 4 * 10**8  # tokens of one text times those of the other, beyond which they are not compared word by word
_ISLAND = 2  # words kept between two changes that are longer than they: fewer are shown as changed


class Change(StrEnum):
    """What became of words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words and what became of them.

    Those kept stand in both texts, perhaps with other hyphens and quotation marks; the others in one, "" in the other.
    """

    change: Change
    old: str
    new: str

    @property
    def text(self) -> str:
        """The words, as the new text has them if it has them."""
        return self.new or self.old


def mark_words(old: str, new: str) -> tuple[Mark, ...]:
    """Return the runs of words that were kept, removed and added, in reading order.

    What the marks have of the old text joins to `old`, what they have of the new one to `new`. Where words were
    replaced, the removed ones stand before the added ones.
    """
    tokens_old, tokens_new = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(tokens_old) * len(tokens_new) > _LARGEST:
        edits = [(tokens_old, tokens_new, old == new)]
    else:
        plain_old, plain_new = ([token.translate(_TYPOGRAPHY) for token in text] for text in (tokens_old, tokens_new))
        edits = [
            (tokens_old[e.src_start : e.src_end], tokens_new[e.dest_start : e.dest_end], e.tag == "equal")
            for e in LCSseq.opcodes(plain_old, plain_new)
        ]
    return tuple(_joined(_without_islands(edits)))


def cut(marks: Sequence[Mark], side: Change, texts: Sequence[str], *, others: bool = False) -> list[tuple[Mark, ...]]:
    """Return the marks of each of the texts that were joined by a space to make one side, ADDED or REMOVED.

    Without `others`, words of the other side alone are left out; with them, each text has those that stand in it.
    """
    rest = [mark for mark in marks if others or mark.change in (Change.KEPT, side)]
    found = []
    for text in texts:
        part, rest = _take(rest, len(text), side)
        found.append(tuple(part))
        space, rest = _take(rest, 1, side)
        rest = [mark for mark in space if mark.change not in (Change.KEPT, side)] + rest
    if others and rest:
        found[-1] += tuple(rest)
    return found


_Edit = tuple[list[str], list[str], bool]  # tokens of the old text, of the new one, and whether they are the same


def _take(marks: Sequence[Mark], length: int, side: Change) -> tuple[list[Mark], list[Mark]]:
    """Divide marks behind so many characters of one side; words of the other alone, at the very place, stay before."""
    taken: list[Mark] = []
    for at, mark in enumerate(marks):
        words = mark.new if side is Change.ADDED else mark.old
        if len(words) > length:
            head, tail = (_piece(mark, words[:length], side), _piece(mark, words[length:], side))
            return [*taken, *head], [*tail, *marks[at + 1 :]]
        taken.append(mark)
        length -= len(words)
    return taken, []


def _piece(mark: Mark, words: str, side: Change) -> list[Mark]:
    """Return the part of a mark that has these words, none if it has no words."""
    if not words:
        return []
    if mark.change is Change.KEPT:
        return [Mark(mark.change, words, words)]
    return [Mark(mark.change, "" if side is Change.ADDED else words, words if side is Change.ADDED else "")]


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
    return token.strip()[:1].isalnum()


def _joined(edits: Sequence[_Edit]) -> Iterator[Mark]:
    for same, run in groupby(edits, key=lambda edit: edit[2]):
        group = list(run)
        old = "".join(token for removed, _, _ in group for token in removed)
        new = "".join(token for _, added, _ in group for token in added)
        if same:
            yield Mark(Change.KEPT, old, new)
            continue
        if old[:1] == new[:1] == " ":  # the space before what was replaced stays
            yield Mark(Change.KEPT, " ", " ")
            old, new = old[1:], new[1:]
        if old:
            yield Mark(Change.REMOVED, old, "")
        if new:
            yield Mark(Change.ADDED, "", new)
