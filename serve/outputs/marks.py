"""Themes as a page marks them: each has a letter, a colour, and the probability from which it applies."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.palette import PALETTE
from clausetag.data.themes import Theme
from clausetag.models.decision import ThemeRule


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme as a page shows it: its place in the list, its letter and its colour."""

    place: int
    key: str
    name: str
    letter: str
    definition: str
    threshold: float | None = None  # None where nobody said

    @property
    def colour(self) -> int:
        """Which colour of the palette; they come round."""
        return self.place % len(PALETTE)


def marks_of(themes: Sequence[Theme], rules: Sequence[ThemeRule] = ()) -> tuple[Mark, ...]:
    """Give each theme its letter: the first of its name that is free, else the next free one of the alphabet.

    `rules` are those of the model that tagged, in the order of the themes.
    """
    taken: set[str] = set()
    marks = []
    for place, theme in enumerate(themes):
        wanted = [c for c in theme.name.upper() if c.isalpha()] + list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        letter = next((c for c in wanted if len(c) == 1 and c not in taken), str(place + 1))
        taken.add(letter)
        threshold = rules[place].threshold if place < len(rules) else None
        marks.append(Mark(place, theme.key, theme.name, letter, theme.definition, threshold))
    return tuple(marks)
