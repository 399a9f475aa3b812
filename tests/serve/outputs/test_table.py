import io

import pytest
from rich.console import Console

from clausetag.data import read_resolution_bytes, resolution_from_paragraphs
from clausetag.serve.outputs.table import bar_of, percent, render
from clausetag.serve.selection import select


def shown(tagger, resolution, width=100, encoding="utf-8"):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=stream, width=width, highlight=False)
    console.print(render(tagger.tag(resolution), tagger.themes, console))
    stream.flush()
    return stream.buffer.getvalue().decode(encoding)


@pytest.mark.parametrize(
    ("probability", "bar"), [(0.0, "    "), (1.0, "████"), (0.5, "██  "), (0.03, "▏   "), (0.7, "██▊ "), (2.0, "████")]
)
def test_bars(probability, bar):
    assert bar_of(probability, 4) == bar


def test_plain_bars():
    assert bar_of(0.5, 4, plain=True) == "##.."


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "<1"),
        (0.004, "<1"),
        (0.014, "1"),
        (0.5, "50"),
        (0.99, "99"),
        (0.994, ">99"),
        (1.0, ">99"),
    ],
)
def test_per_cent_never_claims_certainty(probability, text):
    assert percent(probability) == text


def test_control_characters_of_a_document_do_not_reach_the_terminal(tagger):
    resolution = resolution_from_paragraphs(["1. Calls upon\x1b]0;owned\x07 States to act;"], source="a\x1b[2J.txt")
    assert "\x1b" not in shown(tagger, resolution)
    assert "\x07" not in shown(tagger, resolution)


def test_markup_of_a_document_is_text(tagger):
    resolution = resolution_from_paragraphs(["1. Calls upon [bold]States[/bold] to act [link=x]now[/link];"])
    assert "[bold]States[/bold]" in shown(tagger, resolution, width=160)


def test_a_terminal_without_unicode_gets_plain_bars(tagger):
    resolution = resolution_from_paragraphs(["1. Calls upon States to release all prisoners;"])
    assert "##" in shown(tagger, resolution, width=160, encoding="latin-1")


def test_openings_are_shown_once_where_there_is_room(tagger):
    resolution = resolution_from_paragraphs(["1. Calls upon States to release all prisoners;"])
    assert shown(tagger, resolution, width=120).count("Calls upon") == 1
    assert shown(tagger, resolution, width=60).count("Calls upon") == 1


def test_a_choice_of_clauses_is_called_one_and_counts_no_theme_that_was_not_chosen(tagger, seed):
    tagged = select(tagger.tag(seed), ["children"])
    stream = io.StringIO()
    console = Console(file=stream, width=120)
    console.print(render(tagged, tagger.themes, console))
    last = stream.getvalue().rstrip().splitlines()[-1]
    assert last.startswith(f"{len(tagged.clauses)} of 77 clauses: ")
    assert "children" in last
    assert " 0," not in last


def test_language_and_subjects_stand_in_the_heading(tagger, marked_up):
    lines = shown(tagger, read_resolution_bytes(marked_up, "made.xml"), width=120).splitlines()
    assert [line.rstrip() for line in lines[:4]] == [
        "A/RES/99/1  Prisons",
        "General Assembly, adopted 2021-03-04, in English, made.xml",
        "UNBIS Thesaurus: DETAINED PERSONS (1001603); PRISONS",
        "Sustainable Development Goals: Peace (16)",
    ]


def test_many_subjects_stay_on_one_line(tagger, marked_up):
    lines = shown(tagger, read_resolution_bytes(marked_up, "made.xml"), width=40).splitlines()
    (line,) = [line for line in lines if line.startswith("UNBIS")]
    assert line == "UNBIS Thesaurus: DETAINED PERSONS (1001…"
