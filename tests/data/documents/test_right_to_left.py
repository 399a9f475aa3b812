"""The order of signs on a mirrored line: letters as they stand, numbers and Latin letters turned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.readers.glyphs import Glyph
from clausetag.data.documents.readers.rows import lines_of
from clausetag.data.documents.readers.rtl import along_line, brackets_mended, in_order


def read(mirrored: str) -> str:
    return "".join(sign for sign, _ in in_order(mirrored))


@pytest.mark.parametrize(
    ("mirrored", "text"),
    [
        ("القرار 52/76 المؤرخ 8", "القرار 67/25 المؤرخ 8"),
        (")ب( البند 21", "(ب) البند 12"),
        ("الوثيقة 1.L/57/A، الفقرة 98", "الوثيقة A/75/L.1، الفقرة 89"),
        ("الوثيقة )I traP( 42/1.FNOC/A، الفصل", "الوثيقة A/CONF.1/24 (Part I)، الفصل"),
        ("8 )( 1/A", "8 () A/1"),
    ],
)
def test_runs_are_turned_back(mirrored, text):
    assert read(mirrored) == text


@given(st.text(alphabet="ابجد 0123AB/().,", max_size=40))
def test_every_sign_stays_once(mirrored):
    order = in_order(mirrored)
    assert sorted(place for _, place in order) == list(range(len(mirrored)))


def test_brackets_beside_numbers_are_mended():
    assert brackets_mended("تقرير (A/70/53(، الفصل") == "تقرير (A/70/53)، الفصل"
    assert brackets_mended("عام 2018)10( بشأن") == "عام 2018(10) بشأن"
    assert brackets_mended("no (Arabic( here") == "no (Arabic( here"


def test_an_alef_that_the_file_has_before_the_lam_of_its_ligature():
    waw, seen = Glyph("و", 0, 10, 16, 13), Glyph("س", 0, 27, 37, 13)
    for lam in (Glyph("ل", 0, 16, 23, 13), Glyph("ل\u0651", 0, 14, 23, 13)):  # a vowel sign makes it wider
        found = along_line([waw, Glyph("ا", 0, 16, 23, 13), lam, seen])
        assert [glyph.char[0] for glyph in found] == list("ولاس")


@pytest.mark.parametrize(("spaced", "text"), [(False, "فلا"), (True, "فل ا")])
def test_the_place_of_a_vowel_sign_within_a_ligature_is_no_space(spaced, text):
    fe, lam, alef = Glyph("ف", 0, 100, 106, 13), Glyph("ل", 0, 106, 108.3, 13), Glyph("ا", 0, 110.6, 112.9, 13, spaced)
    assert [line.text for line in lines_of([fe, lam, alef], 500, mirrored=True)] == [text]
