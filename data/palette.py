"""The colours of the themes: one list for every page, table, picture and plot, by the theme's place in the model.

Themes of one's own take the next colours; after eight they come round, and their letters still tell them apart. Every
colour can be read where it is used (`tests/data/test_palette.py` measures it): WCAG contrast of 4.5 or more.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """One hue: `ink` on light pages, `light` on dark ones, `middle` on white and on black alike (terminals, plots)."""

    ink: str  # "#rrggbb", as the others
    light: str
    middle: str

    @property
    def tint(self) -> str:
        """The ink thinned with white, to lie behind black text."""
        parts = (int(self.ink[i : i + 2], 16) for i in (1, 3, 5))
        return "#" + "".join(f"{round(255 - _TINT * (255 - part)):02x}" for part in parts)


_TINT = 0.16  # share of ink

PALETTE = (
    Colour("#8c3a0b", "#f0a06c", "#c55210"),  # orange
    Colour("#0a56a3", "#84bbf7", "#1275da"),  # blue
    Colour("#7d1d74", "#e59ad6", "#c92fba"),  # magenta
    Colour("#2b6a22", "#8ccf7a", "#36862b"),  # green
    Colour("#775900", "#ddbc57", "#93710c"),  # ochre
    Colour("#a3154a", "#f58caa", "#e11d66"),  # crimson
    Colour("#00606b", "#5fc9d3", "#0c828f"),  # teal
    Colour("#4a47a3", "#b3b0f7", "#6e6bc7"),  # violet
)


def colour_of(place: int) -> Colour:
    """Return the colour of the theme at a place, counted from 0."""
    return PALETTE[place % len(PALETTE)]


# Of a workbook to fill in: (ground, ink) of an answered cell, and what else has a colour there.
ANSWERED = {"yes": ("#d8edd2", "#1d4d16"), "no": ("#e9e7e1", "#55524a"), "unsure": ("#f7e7b8", "#5c4500")}
SHEET_ASKED = "#fff6d6"  # a cell that waits for an answer
SHEET_SOFT = "#625c52"
SHEET_LINK = "#0b4f8a"
SHEET_RULE = "#d8d2c4"
SHEET_RULE_ASKED = "#b8ae98"
