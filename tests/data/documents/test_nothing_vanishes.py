"""Every word of a document ends in exactly one place: a clause, a note, or a line that is left out and named."""

import re
import textwrap
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clausetag.data import Resolution, read_resolution_bytes, resolution_from_paragraphs
from clausetag.data.documents.resolution import Rest

# Lines of every kind, in any order; ~ stands for a word that occurs nowhere else.
SHAPES = [
    "The General Assembly,",
    "Recalling ~ the lakes of ~,",
    "Recalling ~ the lakes of ~",
    "Having heard ~;",
    "Deeply concerned that ~ and ~,[1]",
    "{n}. Calls upon ~ to keep ~;",
    "{n}. Decides that ~:",
    "{n} bis. Urges ~;",
    "(a) To keep ~;",
    "(a quater) To count ~;",
    "(ii) To mend ~, and ~;",
    "i quinquies) To row ~;",
    "b. teach ~ to swim,",
    "– ~ and ~",
    "4.1 Ratify ~ (Norland);",
    "I",
    "II. Care of ~",
    "Annex",
    "Annex II",
    "Part ~",
    "Care of ~",
    "Introduction of ~ and of ~ in the upper lakes, their wardens and crews, with what ~ said of it in the spring of ~",
    "Contents",
    "~ and ~ ............... 12",
    "1 See A/~/33.",
    "* Issued ~.",
    "[2] See ~.",
    "Ibid., ~.",
    "60th plenary meeting",
    "3 May 2031",
    "In favour: ~, ~.",
    "A/RES/90/12",
    "Distr.: General",
    "90/12. Care of ~",
    "Report of the Working Group on ~",
    "We, the wardens of ~, declare that ~.",
    "~ met from 1 to 3 May and chose ~.",
    "~",
    "and goes on with ~;",
    "[on the report of ~]",
    "Agenda item 20",
]
lines = st.lists(st.sampled_from(SHAPES), min_size=1, max_size=25)


def filled(shapes: list[str]) -> tuple[list[str], Counter[str]]:
    """Give every ~ a word of its own, and every {n} the next number."""
    words: Counter[str] = Counter()
    rows = []
    number = 0
    for shape in shapes:
        number += "{n}" in shape
        row = shape.replace("{n}", str(number))
        while "~" in row:
            word = "lake" + "".join(chr(97 + int(digit)) for digit in f"{len(words):04d}")
            words[word] += 1
            row = row.replace("~", word, 1)
        rows.append(row)
    return rows, words


def found_in(resolution: Resolution) -> Counter[str]:
    texts = [clause.text for clause in resolution.clauses]
    texts += [note.text for note in resolution.footnotes]
    texts += [line.text for line in resolution.left_out]
    return Counter(re.findall(r"\blake[a-j]{4}\b", " ".join(texts)))


@settings(max_examples=300)
@given(lines)
def test_every_word_of_some_paragraphs_is_in_one_place(shapes):
    rows, words = filled(shapes)
    assert found_in(resolution_from_paragraphs(rows)) == words


@settings(max_examples=200)
@given(lines, st.sampled_from(["\n", "\n\n", "\n\n\f"]))
def test_every_word_of_a_text_is_in_one_place(shapes, between):
    rows, words = filled(shapes)
    assert found_in(read_resolution_bytes(between.join(rows).encode(), "a.txt")) == words


@settings(max_examples=200)
@given(lines, st.integers(4, 40), st.integers(60, 90))
def test_every_word_of_printed_pages_is_in_one_place(shapes, height, width):
    """Lines cut at a margin, a form feed after every page, its notes, number and running head between."""
    rows, words = filled(shapes)
    printed = [line for row in ["word " * 60, *rows] for line in textwrap.wrap(row, width) or [""]]
    text = ""
    for start in range(0, len(printed), height):
        text += "\n".join(printed[start : start + height]) + f"\n\n{start}/9\n\n31-00001\n\n\fA/RES/90/12\n\n"
    assert found_in(read_resolution_bytes(text.encode(), "a.txt")) == words


@settings(max_examples=100)
@given(lines)
def test_every_word_of_a_page_is_in_one_place(shapes):
    rows, words = filled(shapes)
    page = "".join(f"<p>{row}</p>" for row in rows)
    found = read_resolution_bytes(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert found_in(found) == words


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(shapes=lines, height=st.integers(250, 500))
def test_every_word_of_a_pdf_is_in_one_place(shapes, height, write_pdf, make_document):
    rows, words = filled(shapes)
    written = make_document(*(("", row) for row in rows))
    found = read_resolution_bytes(write_pdf(written, hyphenate=False, height=height), "a.pdf")
    assert found_in(found) == words


def test_what_is_left_out_is_named():
    found = resolution_from_paragraphs(
        [
            "A/RES/90/12",
            "90/12. Care of the lakes",
            "The General Assembly,",
            "Recalling its talks,",
            "1. Thanks the wardens;",
            "Pillar II",
            "2. Thanks the crews.",
            "60th plenary meeting",
        ]
    )
    assert [(line.kind, line.text) for line in found.left_out] == [
        (Rest.HEADER, "90/12. Care of the lakes"),
        (Rest.HEADER, "The General Assembly,"),
        (Rest.HEADING, "Pillar II"),
        (Rest.CLOSING, "60th plenary meeting"),
        (Rest.FURNITURE, "A/RES/90/12"),
    ]


def test_who_voted_is_part_of_the_close():
    votes = ["[Adopted by a recorded vote of 3 to 1, as follows:", "In favour:", "Norland, Sudland and Ostland;"]
    against = ["Against:", "Westland]"]
    found = resolution_from_paragraphs(["The General Assembly,", "1. Thanks the wardens.", *votes, *against])
    assert [clause.path for clause in found.clauses] == ["op1"]
    assert [line.text for line in found.left_out if line.kind is Rest.CLOSING] == [*votes, *against]
