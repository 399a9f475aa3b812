"""A theme has the same colour wherever it is drawn."""

import io
import re

import pytest
from lxml import html
from rich.console import Console

from clausetag.data import load_themes, resolution_from_paragraphs
from clausetag.data.palette import PALETTE, colour_of
from clausetag.data.themes import Theme
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.report import render_report, stylesheet
from clausetag.serve.outputs.table import render

TEXT = ["1. Urges States to release all children who are held in prison;"]


@pytest.fixture(scope="module")
def tagged(tagger):
    return tagger.tag(resolution_from_paragraphs(TEXT))


def rgb(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_pages_take_their_colours_from_the_palette():
    light, dark = (
        re.findall(r"--p\d: (#\w+);", line)
        for line in stylesheet(marks_of(load_themes())).splitlines()
        if "--p0: " in line
    )
    assert light == [colour.ink for colour in PALETTE]
    assert dark == [colour.light for colour in PALETTE]


def test_the_terminal_takes_its_own_too(tagger, tagged):
    stream = io.StringIO()
    console = Console(file=stream, width=120, color_system="truecolor", force_terminal=True)
    console.print(render(tagged, tagger.themes, console))
    assert "38;2;{};{};{}m".format(*rgb(colour_of(0).middle)) in stream.getvalue()


def test_themes_of_ones_own_take_the_next_colours(tagger, tagged):
    themes = [*tagger.definitions, Theme("water", "Water", "Drinking water.")]
    page = html.fromstring(render_report(tagged, themes))
    (chip,) = page.xpath("//*[@class='panel']//label[contains(., 'Water')]")
    assert chip.get("class").split() == ["pill", "p4"]
