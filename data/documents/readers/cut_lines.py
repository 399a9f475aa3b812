"""Lines cut at a margin: what one is, whether a text consists of them, and how wide a full one is."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass

from clausetag.data.documents.punctuation import ends_with, width_of

_LONG, _WIDEST = 160, 120  # characters of a line that is no cut one, and of the usual one


@dataclass(slots=True)
class WrappedLine:
    """A line without the space around it: how far it is indented, what stands before it, which digits are marks."""

    text: str
    indent: int = 0
    after_blank: bool = False  # an empty line stands before it, on the same page
    raised: tuple[tuple[int, int], ...] = ()

    @property
    def unmarked(self) -> str:
        """The text without the marks of notes at its end."""
        text = self.text
        for start, end in reversed(self.raised):
            if end < len(text):
                break
            text = text[:start].rstrip()
        return text


def is_wrapped(lines: Iterable[str], *, pages: bool = False) -> bool:
    """Whether the lines look cut at a margin: many of similar length, few of them ending a paragraph.

    Those of `pages` of a PDF are cut where its lines are: they may be wider, and more of them may end a paragraph.
    """
    full = [line for line in map(str.strip, lines) if width_of(line) >= 40]
    times = 2 if pages else 1
    if len(full) < 3 or sum(width_of(line) > times * _LONG for line in full) * 7 > len(full):
        return False  # some lines are long where a converter has put together a word cut at their end
    width = usual_width(full)
    near = [line for line in full if width_of(line) >= width * 0.75]
    open_ended = [line for line in near if not ends_with(line, ";.:,")]
    share = 0.2 if pages else 0.5
    return width <= times * _WIDEST and len(near) >= 3 and len(open_ended) >= share * len(near)


def usual_width(lines: Iterable[str]) -> float:
    """How many characters a full line holds."""
    full = [width for width in map(width_of, lines) if width >= 40]
    return statistics.quantiles(full, n=10)[8] if len(full) > 1 else 80.0
