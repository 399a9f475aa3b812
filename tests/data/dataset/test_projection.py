"""Which clause of another language's text is taken for the same one, and what each check refuses."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.dataset.projection import counterpart, figures, places_of
from clausetag.data.documents.read import read_resolution_bytes
from clausetag.data.documents.resolution import Resolution, Section
from clausetag.data.languages import LANGUAGES

SYMBOL = "A/RES/99/1"
ENGLISH = "Recalls its resolution 66/111 of 2011, and asks all States to plant trees by the year 2030;"
OTHERS = {  # language: how the file names it, printed number, the same clause
    "fr": ("fra", "1.", "Rappelle sa résolution 66/111 de 2011, et prie tous les États de planter d'ici à 2030 ;"),
    "es": ("spa", "1.", "Recuerda su resolución 66/111 de 2011, y pide a los Estados que planten antes de 2030;"),
    "ru": (
        "rus",
        "1.",
        "ссылается на свою резолюцию 66/111 2011 года и просит государства сажать деревья до 2030 года;",
    ),
    "ar": ("ara", "١ -", "تشير إلى قرارها ٦٦/١١١ لعام ٢٠١١، وتطلب إلى الدول أن تغرس الأشجار بحلول عام ٢٠٣٠؛"),
    "zh": ("zho", "1.", "回顾其2011年第66/111号决议，并请各国在2030年之前植树；"),
}
MORE = {"fr": "Décide.", "es": "Decide.", "ru": "Постановляет.", "ar": "تقرر.", "zh": "决定。"}


@pytest.fixture
def resolution(akn_document):
    """Read a made document of some clauses."""
    return lambda *clauses, language="eng": read_resolution_bytes(
        akn_document(SYMBOL, *clauses, language=language), "made.xml"
    )


@pytest.fixture
def outcome(resolution):
    """What becomes of the first clause of an English text beside a text in another language."""

    def of(english, other, language="fr"):
        english = resolution(*english)
        return counterpart(
            english.clauses[0],
            places_of(english),
            places_of(resolution(*other, language=OTHERS[language][0])),
            language,
        )

    return of


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_same_clause_is_found_in_every_language(outcome, language):
    _, number, text = OTHERS[language]
    found = outcome([("para_1", "1.", ENGLISH)], [("para_1", number, text)], language)
    assert (found.text, found.path, found.eid) == (text, "op1", "para_1")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_another_year_or_resolution_is_refused_in_every_language(outcome, language):
    _, number, text = OTHERS[language]
    for old, new in (("2030", "2031"), ("66/111", "67/111"), ("٢٠٣٠", "٢٠٣١"), ("٦٦/", "٦٧/")):
        if old in text:
            other = [("para_1", number, text.replace(old, new))]
            assert outcome([("para_1", "1.", ENGLISH)], other, language) == "other resolutions or years named"


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("times", [0, 5])
def test_another_length_is_refused_in_every_language(outcome, language, times):
    number = OTHERS[language][1]
    text = MORE[language] + (OTHERS[language][2] if times else "") * times
    english = [
        ("para_1", "1.", ENGLISH if times else "Asks all States, once more, to plant their trees with care; " * 4)
    ]
    assert outcome(english, [("para_1", number, text)], language) == "another length"


def test_a_short_clause_may_stray_further(outcome):
    assert outcome([("para_1", "1.", "Decides.")], [("para_1", "1.", "Prend note avec intérêt ;")]).path == "op1"


def test_a_clause_of_that_name_with_another_number_is_refused(outcome):
    french = OTHERS["fr"][2]
    other = [("para_7", "1.", french), ("para_1", "2.", french)]
    english = [("para_1", "1.", ENGLISH), ("para_2", "2.", ENGLISH)]
    assert outcome(english, other) == "another number"


def test_without_the_name_the_path_is_taken_where_both_texts_have_as_many_clauses(outcome):
    french = OTHERS["fr"][2]
    assert outcome([("para_1", "1.", ENGLISH)], [("para_9", "1.", french)]).eid == "para_9"
    more = [("para_9", "1.", french), ("para_10", "2.", french)]
    assert outcome([("para_1", "1.", ENGLISH)], more) == "no unit of that name"


def test_without_the_name_and_the_path_there_is_no_counterpart(outcome):
    assert outcome([("para_1", "1.", ENGLISH)], [("para_9", "2.", OTHERS["fr"][2])]) == "no unit of that name"


def test_a_clause_without_a_name_is_found_by_its_path(resolution):
    english, french = resolution(("", "1.", ENGLISH)), resolution(("", "1.", OTHERS["fr"][2]), language="fra")
    assert counterpart(english.clauses[0], places_of(english), places_of(french), "fr") is french.clauses[0]


def test_of_several_clauses_of_a_name_the_one_at_the_path_is_taken(outcome):
    other = [("para_1", "2.", "Décide de planter ;"), ("para_1", "1.", OTHERS["fr"][2])]
    assert outcome([("para_1", "1.", ENGLISH)], other).path == "op1"


def test_another_section_is_refused(resolution):
    english, french = (
        resolution(("para_1", "1.", ENGLISH)),
        resolution(("para_1", "1.", OTHERS["fr"][2]), language="fra"),
    )
    moved = Resolution((replace(french.clauses[0], section=Section.ANNEX),))
    assert counterpart(english.clauses[0], places_of(english), places_of(moved), "fr") == "another section"


@pytest.mark.parametrize(
    ("text", "years", "resolutions"),
    [
        ("resolutions 66/111 and 67/2, and 1325 (2000) of 2000", {"2000"}, {"66/111", "67/2"}),
        ("A/RES/66/111 and E/2013/45", set(), set()),  # symbols are printed alike nowhere
        ("٦٦/١١١ لعام ٢٠١١", {"2011"}, {"66/111"}),
        ("2013/14, 12,000 and 1.2000 tons, paragraph 1700, 2100", set(), set()),
        ("第66/111号决议和2011年", {"2011"}, {"66/111"}),
        ("", set(), set()),
    ],
)
def test_figures(text, years, resolutions):
    assert figures(text) == (years, resolutions)


ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(st.text(st.sampled_from("0123456789/ ,.()aد年\n"), max_size=40))
def test_figures_are_the_same_in_arabic_digits(text):
    assert figures(text.translate(ARABIC)) == figures(text)


@given(
    st.lists(st.tuples(st.integers(1, 250), st.integers(1, 9999)), max_size=5),
    st.lists(st.integers(1800, 2099), max_size=5),
)
def test_all_resolutions_and_years_of_a_text_are_found(numbers, years):
    text = "; ".join([*(f"{session}/{number}" for session, number in numbers), *(f"of {year}" for year in years)])
    assert figures(text) == ({str(year) for year in years}, {f"{session}/{number}" for session, number in numbers})
