"""One palette, and every colour of it can be read where it is used."""

import re
from pathlib import Path

import pytest

from clausetag.data.palette import PALETTE, colour_of

ROOT = Path(__file__).parents[2]
HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ground(scheme):
    """The backgrounds of the pages in one scheme, and the ink on a chip of a colour."""
    css = (ROOT / "serve/templates/base.css.j2").read_text(encoding="utf-8")
    light, dark = re.findall(r"--desk: (#\w+); --paper: (#\w+);.*?--on: (#\w+); --glow: (#\w+)", css, re.DOTALL)
    found = light if scheme == "light" else dark
    return [colour if len(colour) == 7 else "#" + "".join(c * 2 for c in colour[1:]) for colour in found]


@pytest.mark.parametrize("colour", PALETTE, ids=lambda c: c.ink)
def test_colours_can_be_read_where_they_are_used(colour):
    assert min(contrast(colour.ink, other) for other in ground("light")) >= 4.5
    assert min(contrast(colour.light, other) for other in ground("dark")) >= 4.5
    assert min(contrast(colour.middle, other) for other in ("#ffffff", "#000000")) >= 4.5
    assert contrast("#000000", colour.tint) >= 12


def test_colours_are_distinct_and_come_round():
    for name in ("ink", "light", "middle", "tint"):
        assert len({getattr(colour, name) for colour in PALETTE}) == len(PALETTE)
    assert colour_of(len(PALETTE) + 1) == colour_of(1)


def test_no_other_file_has_a_list_of_colours_of_its_own():
    files = [file for room in ("data", "models", "training", "serve") for file in (ROOT / room).rglob("*.py")]
    lists = [f for f in files if len(set(HEX.findall(f.read_text(encoding="utf-8")))) > 3]
    assert [file.name for file in lists] == ["palette.py"]
