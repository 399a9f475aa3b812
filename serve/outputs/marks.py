"""Themes as a page marks them: each has a letter and a colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.palette import PALETTE
from clausetag.data.themes import Theme


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme as a page shows it: its place in the list, its letter and its colour."""

    place: int
    key: str
    name: str
    letter: str
    definition: str

    @property
    def colour(self) -> int:
        """Which colour of the palette; they come round."""
        return self.place % len(PALETTE)


def marks_of(themes: Sequence[Theme]) -> tuple[Mark, ...]:
    """Give each theme its letter: the first of its name that is free, else the next free one of the alphabet."""
    taken: set[str] = set()
    marks = []
    for place, theme in enumerate(themes):
        wanted = [c for c in theme.name.upper() if c.isalpha()] + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letter = next((c for c in wanted if len(c) == 1 and c not in taken), str(place + 1))
        taken.add(letter)
        marks.append(Mark(place, theme.key, theme.name, letter, theme.definition))
    return tuple(marks)
