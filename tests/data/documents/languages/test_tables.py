"""The data files of the languages, the openings they name, and how a language is recognised."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import Section, resolution_from_paragraphs
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import OTHERS, forms_of, read_table

SCRIPTS = st.text(alphabet="abйяأب的国，。；：،؛.,;:()（）1一 -–\t\n’'“”«»éñ", max_size=60)


@pytest.mark.parametrize("language", OTHERS)
def test_every_phrase_of_a_table_is_found_whole(language):
    forms = forms_of(language)
    for name, text in read_table(language)["openings"].items():
        for phrase in map(str.strip, text.split("|")):
            found = forms.find_opening(
                f"{phrase} 湖泊的村庄送来各种船只和渔网，" if language == "zh" else f"{phrase} X,"
            )
            assert found is not None, phrase
            assert found.text.startswith(phrase), phrase
            assert name == "either" or found.either or found.section == Section(name), phrase


@pytest.mark.parametrize("language", OTHERS)
def test_a_table_has_twelve_months_and_four_organs(language):
    table = read_table(language)
    assert len(table["months"]) == 12
    assert len(table["organs"]) == 4


@pytest.mark.parametrize(
    ("language", "text", "section", "opening"),
    [
        ("fr", "Se félicitant de l’état des lacs,", Section.PREAMBULAR, "Se félicitant"),
        ("fr", "Rappelant aussitôt les lacs,", Section.PREAMBULAR, "Rappelant"),
        ("es", "3. Exhorta a las aldeas a limpiar;", Section.OPERATIVE, "Exhorta"),
        ("ru", "с живым интересом отмечая отчет,", Section.PREAMBULAR, "с живым интересом отмечая"),
        ("ar", "وإذ تُؤكـد أهمية البحيرات،", Section.PREAMBULAR, "وإذ تُؤكـد"),
        ("zh", "又重申湖泊的重要性，", Section.PREAMBULAR, "又重申"),
        ("zh", "又重申湖泊的重要性；", Section.OPERATIVE, "又重申"),
    ],
)
def test_openings(language, text, section, opening):
    found = forms_of(language).find_opening(text)
    assert (found.section, found.text) == (section, opening)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "La mairie du lac"), ("ru", "смотрители озера,"), ("zh", "请柬")]
)
def test_what_opens_no_clause(language, text):
    assert forms_of(language).find_opening(text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "4 March 2021"),
        ("fr", "le 4 mars 2021"),
        ("fr", "le 1er mars 2021"),
        ("es", "el 4 de marzo de 2021"),
        ("ru", "4 марта 2021 года"),
        ("ar", "في 4 آذار/ مارس 2021"),
        ("zh", "2021 年3月4日"),
    ],
)
def test_dates(language, text):
    day = 1 if "1er" in text else 4
    assert forms_of(language).date.find(text) == datetime.date(2021, 3, day)


def test_a_date_that_does_not_exist_is_none():
    assert forms_of("fr").date.find("le 31 février 2021") is None


@pytest.mark.parametrize(
    ("language", "line", "organ", "speaks"),
    [
        ("fr", "L'Assemblée générale,", "General Assembly", True),
        ("fr", "Assemblée générale", "General Assembly", False),
        ("fr", "La Conférence des lacs,", "La Conférence des lacs", True),
        ("es", "El Consejo de Seguridad,", "Security Council", True),
        ("ar", "إن مجلس الأمن،", "Security Council", True),
        ("ar", "مجلس الأمن", "Security Council", False),
        ("zh", "人权理事会，", "Human Rights Council", True),
        ("fr", "Le lac est propre,", None, True),
    ],
)
def test_organs(language, line, organ, speaks):
    forms = forms_of(language)
    assert forms.organ(line) == organ
    assert forms.speaks(line) is speaks


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (["The wardens of the lake meet in the spring and the autumn of the year."], "en"),
        (["Les gardiens des lacs et des rivières se réunissent aux beaux jours dans les villages."], "fr"),
        (["Los guardas de los lagos y las aldeas se reúnen en el puerto del río."], "es"),
        (["Смотрители собираются на озере весной и осенью, с лодками и с сетями."], "ru"),
        (["يجتمع الحراس في القرية من كل عام على ضفاف البحيرة مع القوارب."], "ar"),
        (["看守人每年春天和秋天在湖上举行会议，讨论村庄的船只。"], "zh"),
        (["湖の番人は春に集まる。湖の番人は秋にも集まる。"], None),
        (["Сторожі збираються біля озера навесні та восени."], None),
        (["Xyzzy"], None),
        ([], None),
    ],
)
def test_the_language_of_paragraphs(texts, language):
    assert language_of(texts) == language


@given(st.sampled_from(OTHERS), SCRIPTS)
def test_no_text_harms_the_forms(language, text):
    forms = forms_of(language)
    label, rest = forms.split_label(text)
    assert text.endswith(rest) or label is not None
    opening = forms.find_opening(text)
    assert opening is None or opening.text in text
    forms.organ(text)
    forms.heading_label(text)
    forms.date.find(text)


@given(st.lists(SCRIPTS, max_size=12))
def test_clauses_hold_the_text_of_their_paragraphs(paragraphs):
    whole = "".join("".join(paragraphs).split())
    for clause in resolution_from_paragraphs(paragraphs).clauses:
        assert len("".join(clause.text.split())) <= len(whole)
