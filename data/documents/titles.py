"""The headings that a paragraph stands under, from the widest to the nearest."""

import re

_LABELS = (
    re.compile(r"(?:Part|PART|Chapter|CHAPTER|Annex|ANNEX|Title|TITLE)\b"),
    re.compile(r"(?:Section|SECTION)\b"),
    re.compile(r"[IVX]+(?:\.|$|\s(?=[A-Z]))"),
    re.compile(r"[A-Z](?:\.|$)"),
    re.compile(r"\d{1,2}\."),
    re.compile(r"\(?[a-z]{1,4}[.)]"),
)


class Titles:
    """Follows the headings of a document; the label in front of one says how wide it is."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._bare = False  # the heading last seen was a label alone: "II"

    @property
    def path(self) -> tuple[str, ...]:
        """The headings that are open."""
        return tuple(text for _, text in self._open)

    def clear(self) -> None:
        """Stand under no heading."""
        self._open, self._bare = [], False

    def take(self, text: str, *, fresh: bool) -> None:
        """Stand under another heading; `fresh` if no paragraph stands between it and the one before."""
        rank = next((place for place, label in enumerate(_LABELS) if label.match(text)), len(_LABELS))
        if self._bare and fresh and rank == len(_LABELS):
            self._open[-1] = (self._open[-1][0], f"{self._open[-1][1]} {text}")
            self._bare = False
            return
        if fresh and rank == len(_LABELS) and self._open and self._open[-1][0] >= rank:
            rank = self._open[-1][0] + 1  # a heading right below another one
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()
        self._open.append((rank, text))
        self._bare = len(text.split()) == 1 and rank < len(_LABELS)
