"""Plain text in its encodings and layouts."""

import textwrap
import unicodedata

import pytest

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.readers.txt import paragraphs_of_text

SMALL = """The Human Rights Council,

Recalling its resolution 7/29 of 28 March 2008 on the rights of the child, and all of its earlier resolutions,

1. Urges States to protect “every child”;

2. Decides to remain seized of the matter.
"""
PATHS = ["pp1", "op1", "op2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_encodings(encoding):
    content = SMALL.encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    found = read_resolution_bytes(content, "a.txt")
    assert [c.path for c in found.clauses] == PATHS
    assert found.clause("op1").text == "Urges States to protect “every child”;"


def test_accents_that_are_signs_of_their_own_are_read_as_those_that_are_not():
    text = (
        "La Asamblea General,\n\nReafirmando la Declaración del Río,\n\nTeniendo presente el año,\n\n1. Decide actuar."
    )
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    found = read_resolution_bytes(apart.encode(), "a.txt")
    assert found == read_resolution_bytes(text.encode(), "a.txt")
    assert [c.path for c in found.clauses] == ["pp1", "pp2", "op1"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(end):
    found = read_resolution_bytes(SMALL.replace("\n", end).encode(), "a.txt")
    assert [c.path for c in found.clauses] == PATHS


@pytest.mark.parametrize("width", [50, 60, 72, 100])
def test_lines_wrapped_at_a_margin(seed, width):
    rows = []
    for clause in seed.clauses:
        label = clause.path[2:] + ". " if clause.path.startswith("op") and "(" not in clause.path else ""
        label = clause.path[clause.path.find("(") :] + " " if "(" in clause.path else label
        rows += [textwrap.fill(label + clause.text, width, break_on_hyphens=True), ""]
    found = read_resolution_bytes("\n".join(["The General Assembly,", "", *rows]).encode(), "a.txt")
    assert [(c.path, c.text) for c in found.clauses] == [(c.path, c.text) for c in seed.clauses]


def test_wrapped_paragraphs_without_blank_lines_between_numbers():
    text = textwrap.dedent("""\
        1. Requests the Secretary-General to submit to the General Assembly at
        its next session a report on the implementation of the present reso-
        lution;
        2. Decides to continue its consideration of the question at its seventy-
        fifth session, under the item entitled as it is entitled at the present.
        """)
    first, second = paragraphs_of_text(text)
    assert first.endswith("implementation of the present resolution;")
    assert "seventy-fifth session" in second


def test_a_document_with_one_paragraph():
    found = read_resolution_bytes(b"Calls upon all States to release every detained child;", "a.txt")
    assert [c.text for c in found.clauses] == ["Calls upon all States to release every detained child;"]


@pytest.mark.parametrize("mark", ["，", "،"])
def test_paragraphs_of_other_scripts_are_lines_that_end_a_paragraph(mark):
    lines = [f"{'word ' * 12}{mark}" for _ in range(6)]
    assert paragraphs_of_text("\n".join(lines)) == lines


def test_marks_of_markdown_are_no_text():
    text = """# A/RES/95/12

## 95/12. Rights of *finches*

_The Human Rights Council_,

*Recalling* the Covenant,[^1] and **all _its_ earlier resolutions**,

1. **Urges** States to [feed](https://example.org/a_(b)) finches;

2. _Requests the keepers
of huts_ to \\*report\\*.

[^1]: Resolution 217 A (III).
"""
    found = read_resolution_bytes(text.encode(), "a.md")
    assert [(c.path, c.text) for c in found.clauses] == [
        ("pp1", "Recalling the Covenant, and all its earlier resolutions,"),
        ("op1", "Urges States to feed finches;"),
        ("op2", "Requests the keepers of huts to *report*."),
    ]
    assert (found.symbol, found.title) == ("A/RES/95/12", "Rights of finches")
    assert [(n.number, n.text) for n in found.footnotes] == [("1", "Resolution 217 A (III).")]


def test_stars_of_notes_are_no_marks_of_markdown():
    text = "Norland,* Sudland, Ostland* and Westland: draft resolution\n\nOn huts\n\n" + SMALL
    rows = paragraphs_of_text(text + "\n* On behalf of the States of the *North*.\n")
    assert rows[0] == "Norland,* Sudland, Ostland* and Westland: draft resolution"
    assert rows[-1] == "* On behalf of the States of the *North*."


@pytest.mark.parametrize("mark", ["> ", ">> ", ">"])
def test_a_resolution_quoted_in_a_mail(mark):
    quoted = "".join(f"{mark}{line}".rstrip() + "\n" for line in SMALL.splitlines())
    mail = f"On Monday Ada Lund wrote:\n\n{quoted}\nBest,\nAda\n"
    found = read_resolution_bytes(mail.encode(), "a.txt")
    assert [c.path for c in found.clauses] == PATHS
    assert [left.text for left in found.left_out if left.kind == "furniture"] == [
        "On Monday Ada Lund wrote:",
        "Best,",
        "Ada",
    ]
    alone = read_resolution_bytes(f"Decision 5\n\n{quoted}".encode(), "a.txt")
    assert [c.path for c in alone.clauses] == PATHS
    assert "Decision 5" in [left.text for left in alone.left_out if left.kind == "header"]


def test_a_resolution_below_the_head_of_a_mail():
    said = "From: Ada Lund\nSent: 4 May 2041\nTo: Desk\nSubject: text\n\nDear all,\n\n"
    said += "here is the text of today.\n\nAda\n\n"
    for head in ("90/33. Huts of the range\n\nDraft\n\n", "Huts of the range\n\n"):
        found = read_resolution_bytes((said + head + SMALL).encode(), "a.txt")
        assert [c.path for c in found.clauses] == PATHS
        aside = [left.text for left in found.left_out if left.kind == "furniture"]
        assert (aside[0], aside[-2:]) == ("From: Ada Lund", ["here is the text of today.", "Ada"])
        assert found.title is not None
        assert found.title.startswith("Huts of the range")


FRENCH = "L’Assemblée générale,\n\nConsidérant l’été à venir — « déjà » long,\n\n1. Décide de siéger.\n"
RUSSIAN = "Совет по правам человека,\n\nнапоминая о зиме для всех и не для птиц,\n\n1. постановляет, что это так.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(FRENCH, "cp1252"), (FRENCH, "cp1251"), (FRENCH, "latin-1"), (RUSSIAN, "cp1251"), (RUSSIAN, "latin-1")],
)
def test_utf8_that_was_read_as_another_encoding_and_saved(text, encoding):
    twice = text.encode().decode(encoding)
    assert read_resolution_bytes(twice.encode(), "a.txt") == read_resolution_bytes(text.encode(), "a.txt")


def test_signs_that_only_look_like_another_encoding_stay():
    once = read_resolution_bytes("1. Décide « Ã© » de siéger.".encode(), "a.txt")
    assert once.clauses[0].text == "Décide « Ã© » de siéger."
