"""Cut a clause's text into pieces, so that evidence of several themes may overlap and no mark-up crosses another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from clausetag.data.documents.common_words import OWN_WORDS
from clausetag.models.classifier import Span

SEARCHED = -1


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `marks` are the places (in the list of themes) of those that it speaks for, ascending.

    SEARCHED stands first among them in a run that was looked for.
    """

    text: str
    marks: tuple[int, ...] = ()
    opening: bool = False


_LINK = re.compile(r"\s+(?:[^\W\d_]{1,5}\s+){0,2}|[-\u2010\u2011’']")
_LITTLE = frozenset(("a", "an", "in", "on", "to", "for", "or", "de", "la", "le", "el", "en")).union(*OWN_WORDS.values())


def joined(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join the spans of one theme that only a space or a small word or two keep apart: "trafficking in persons".

    Little words that stand alone ("of", "their") say nothing and are left out, unless there is nothing else.
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1][1] or _LINK.fullmatch(text, found[-1][1], start)):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    telling = [span for span in found if not _is_little(text[slice(*span)])]
    return tuple(telling or found)


def _is_little(words: str) -> bool:
    """Whether there are none but little words, which say nothing alone: "of", "their"."""
    return _LITTLE.issuperset(words.casefold().split())


def strongest(text: str, spans: Sequence[Span]) -> list[tuple[str, float]]:
    """Return the words of spans and their weights, each word once, strongest first; little words alone are left out."""
    found: dict[str, float] = {}
    for span in spans:
        word = " ".join(text[span.start : span.end].split())
        if not _is_little(word) and abs(span.weight) > abs(found.get(word, 0.0)):
            found[word] = span.weight
    return sorted(found.items(), key=lambda pair: -abs(pair[1]))


def pieces(text: str, spans: Mapping[int, Sequence[tuple[int, int]]], opening: str = "") -> tuple[Piece, ...]:
    """Cut `text` wherever a span or the opening words begin or end.

    `spans` maps the place of a theme to its (start, end) pairs; those that reach outside the text are clipped. The
    pieces' texts always join to `text` again.
    """
    head = len(opening) if opening and text.startswith(opening) else 0
    clipped = {
        mark: [(max(0, start), min(end, len(text))) for start, end in found if max(0, start) < min(end, len(text))]
        for mark, found in spans.items()
    }
    cuts = sorted({0, head, len(text), *(cut for found in clipped.values() for span in found for cut in span)})
    return tuple(
        Piece(
            text[start:end],
            tuple(sorted(mark for mark, found in clipped.items() if any(s <= start and end <= e for s, e in found))),
            end <= head,
        )
        for start, end in pairwise(cuts)
    )


def places_of(words: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text, whatever their case, as (start, end) in characters."""
    low, wanted = text.lower(), words.lower()
    if not wanted or wanted not in low:
        return ()
    if len(low) != len(text):  # a letter whose small form is longer: places would be wrong
        return ((0, len(text)),)
    found, start = [], low.find(wanted)
    while start >= 0:
        found.append((start, start + len(wanted)))
        start = low.find(wanted, start + len(wanted))
    return tuple(found)
