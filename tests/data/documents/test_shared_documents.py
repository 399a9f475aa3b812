"""Two published resolutions, read from beside the repository; only their paths are kept here."""

import datetime
import re
from pathlib import Path

import pytest

from clausetag.data import Resolution, Section, read_resolution


@pytest.fixture(scope="module")
def space(shared_documents: Path) -> Resolution:
    return read_resolution(shared_documents / "A_RES_73_6-EN.pdf")


@pytest.fixture(scope="module")
def tuberculosis(shared_documents: Path) -> Resolution:
    return read_resolution(shared_documents / "A_RES_73_3-EN.pdf")


def test_paths_of_73_6(space):
    assert [c.path for c in space.clauses] == [f"pp{n}" for n in range(1, 26)] + [f"op{n}" for n in range(1, 15)]


def test_header_of_73_6(space):
    assert (space.symbol, space.session, space.agenda_item) == ("A/RES/73/6", 73, "30")
    assert space.adopted == datetime.date(2018, 10, 26)
    assert space.meeting == "26th plenary meeting"
    assert space.organ == "General Assembly"


def test_footnotes_of_73_6(space):
    cited = {note.number: note.cited_by for note in space.footnotes}
    assert cited == {
        "1": ("pp2", "pp22"),
        "2": ("pp5", "op1", "op4"),
        "3": ("pp5",),
        "4": ("pp5",),
        "5": ("pp13",),
        "6": ("pp23",),
    }
    assert space.footnotes[5].text.endswith("A/AC.105/1181.")  # goes on below the next page


def test_paths_of_73_3(tuberculosis):
    assert [c.path for c in tuberculosis.clauses] == ["op0", "pp1"] + [f"op{n}" for n in range(1, 54)]
    assert tuberculosis.clause("pp1").section is Section.PREAMBULAR


def test_header_of_73_3(tuberculosis):
    assert (tuberculosis.symbol, tuberculosis.session, tuberculosis.agenda_item) == ("A/RES/73/3", 73, "129")
    assert tuberculosis.adopted == datetime.date(2018, 10, 10)
    assert tuberculosis.meeting == "18th plenary meeting"


def test_footnotes_of_73_3(tuberculosis):
    cited = {note.number: note.cited_by for note in tuberculosis.footnotes}
    assert cited == {
        "1": ("op1",), "2": ("op1",), "3": ("op2",), "4": ("op2",), "5": ("op2",), "6": ("op3",), "7": ("op23",),
    }  # fmt: skip


def test_clauses_are_whole_across_page_breaks(space, tuberculosis):
    for document in (space, tuberculosis):
        for clause in document.clauses[:-1]:
            assert clause.text.endswith((",", ";", ":")), clause.path
            assert clause.text[0].isupper(), clause.path
        assert document.clauses[-1].text.endswith(".")
        joined = " ".join(c.text for c in document.clauses)
        for furniture in ("18-17962", "18-16895", "/10 ", "/5 18", "A/RES/73/", "____"):
            assert furniture not in joined


def test_words_cut_or_spaced_by_the_typesetter_are_whole(space, tuberculosis):
    joined = " ".join(c.text for c in (*space.clauses, *tuberculosis.clauses))
    assert re.findall(r"\w -\w|\w- (?!and |to |or )\w", joined) == []
    short = {
        "a",
        "e",
        "s",
        "an",
        "as",
        "at",
        "be",
        "by",
        "co",
        "do",
        "if",
        "in",
        "is",
        "it",
        "no",
        "of",
        "on",
        "or",
        "so",
    }
    assert set(re.findall(r"\b[a-z]{1,2}\b", joined)) <= short | {"to", "up", "we"}
    assert re.findall(r"\b(?:of|the|and|to)(?=[A-Z])\w+", joined) == []
