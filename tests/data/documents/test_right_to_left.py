"""The order of signs on a mirrored line: letters as they stand, numbers and Latin letters turned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.readers.rtl import brackets_mended, in_order


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
