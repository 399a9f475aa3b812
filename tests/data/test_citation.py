"""Clauses are cited as people cite them, each by a citation of its own, with the address of the official document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import Clause, Resolution, Section, read_resolution, resolution_from_paragraphs, seed_path
from clausetag.data.citation import citations_of, official_address


def cited(path, *, symbol="A/RES/67/172", numbered=True, beside=()):
    clauses = [Clause(name, Section.OPERATIVE, "Decides.", numbered=numbered) for name in (path, *beside)]
    return citations_of(Resolution(tuple(clauses), symbol=symbol))[path]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("pp3", "preambular para. 3"),
        ("pp3(a)", "preambular para. 3 (a)"),
        ("op4", "para. 4"),
        ("op4(a)", "para. 4 (a)"),
        ("op4(a)(ii)", "para. 4 (a) (ii)"),
        ("op4bis", "para. 4 bis"),
        ("op4bis12", "para. 4 bis12"),
        ("op4(a)bis", "para. 4 (a) bis"),
        ("op4.1(a)", "para. 4.1 (a)"),
        ("op0", "introductory para."),
        ("op0bis", "introductory para. 2"),
        ("op0(a)", "introductory para. (a)"),
        ("annex.op2", "annex, para. 2"),
        ("annex.pp1", "annex, preambular para. 1"),
        ("annex2.op1", "annex II, para. 1"),
        ("annex.II.op3(b)", "annex, sect. II, para. 3 (b)"),
        ("annex.part2.op3", "annex, part 2, para. 3"),
        ("B.op1", "part B, para. 1"),
        ("B.annex.op1", "part B, annex, para. 1"),
        ("II.pp1", "sect. II, preambular para. 1"),
        ("part-2.op1", "part 2, para. 1"),
        ("p12", "para. 12"),
        ("p12(a)", "para. 12 (a)"),
        ("row 7", "row 7"),
    ],
)
def test_every_shape_of_path_has_a_citation(path, place):
    assert cited(path) == f"A/RES/67/172, {place}"
    assert cited(path, symbol=None) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("op4bis", "unnumbered para. after para. 4"),
        ("op4ter", "second unnumbered para. after para. 4"),
        ("op4bis12", "12th unnumbered para. after para. 4"),
        ("op4(2)", "para. 4, item 2"),
        ("op4(a)(2)", "para. 4 (a), item 2"),
        ("op0", "introductory para."),
        ("op3", "para. 3"),
        ("pp3", "preambular para. 3"),
    ],
)
def test_numbers_that_are_not_printed_are_not_cited(path, place):
    assert cited(path, numbered=False) == f"A/RES/67/172, {place}"


def test_the_first_of_several_annexes_is_annex_one():
    assert cited("annex.op1", beside=["annex2.op1"]) == "A/RES/67/172, annex I, para. 1"


def test_a_part_that_the_symbol_names_is_not_said_twice():
    assert cited("B.op1", symbol="A/RES/48/75 B") == "A/RES/48/75 B, para. 1"


def test_the_seed_document():
    found = citations_of(read_resolution(seed_path()))
    assert found["op4(a)"] == "A/RES/67/172, para. 4 (a)"
    assert len(set(found.values())) == len(found) == 77


LINES = st.sampled_from(
    ["1. Decides to plant ash;", "2. Decides:", "(a) To plant;", "(i) Oak;", "– birch", "Decides to go;", "Annex", "II",
     "Annex II", "The General Assembly,", "Recalling all trees,", "3 bis. Notes it;", "Planting of trees"]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=25))
def test_no_two_clauses_share_a_citation(lines):
    resolution = resolution_from_paragraphs(lines)
    found = citations_of(resolution)
    assert list(found) == [clause.path for clause in resolution.clauses]
    assert len(set(found.values())) == len(found)


def test_addresses_of_official_documents():
    assert official_address("A/RES/67/172") == "https://docs.un.org/en/A/RES/67/172"
    assert official_address("S/RES/1325 (2000)", "fr") == "https://docs.un.org/fr/S/RES/1325(2000)"
    assert official_address("A/RES/48/75 B", "ar") == "https://docs.un.org/ar/A/RES/48/75%20B"
    assert official_address("A/RES/67/172", "de") == "https://docs.un.org/en/A/RES/67/172"
    assert official_address("no symbol") == official_address("") == official_address(None) == ""
