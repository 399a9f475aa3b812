"""Sessions that only the symbol tells, agenda items with either apostrophe, and what is no title."""

import pytest

from clausetag.data.documents.read import read_file_bytes

FRENCH = """Nations Unies
{symbol}
Assemblée générale
Distr. limitée

Soixante-dix-huitième session
Point 71 b) de l{apostrophe}ordre du jour

Droits de l’enfant

L’Assemblée générale,

Rappelant sa résolution 76/147 du 16 décembre 2021,

1. Engage les États à protéger les enfants ;

2. Décide de rester saisie de la question.
"""


def _read(text):
    return read_file_bytes(text.encode(), "text.txt")


@pytest.mark.parametrize(
    ("symbol", "session"),
    [("A/C.3/78/L.99", 78), ("A/78/L.12", 78), ("A/HRC/50/L.3", 50), ("A/HRC/DEC/50/101", 50), ("S/2031/506", None)],
)
def test_a_session_in_another_language_is_that_of_the_symbol(symbol, session):
    found = _read(FRENCH.format(symbol=symbol, apostrophe="’"))
    assert (found.symbol, found.session) == (symbol, session)


@pytest.mark.parametrize("apostrophe", ["’", "'"])
def test_an_agenda_item_has_either_apostrophe(apostrophe):
    assert _read(FRENCH.format(symbol="A/78/L.12", apostrophe=apostrophe)).agenda_item == "71 b)"


def test_preamble_is_no_title():
    found = _read(
        "Gardeners Convention, 2031 (No. 250)\n\nPreamble\n\n"
        "The General Conference of the International Labour Organization,\n\n"
        "Having met in its one hundred and twentieth session, and\n\n"
        "Mindful of the work of gardeners, and\n\n"
        "Article 1\n\n1. This Convention applies to all gardeners.\n"
    )
    assert found.title == "Gardeners Convention, 2031 (No. 250)"
