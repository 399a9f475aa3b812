"""What texts refer to, in texts of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.references import ReferenceKind, find_references, references_of

OWN = "A/RES/77/10"


def symbols(text: str, language: str = "en", symbol: str | None = OWN) -> list[str]:
    return [one.symbol for one in find_references(text, language, symbol)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Recalling its resolution 70/1 of 25 September 2015,"),
        ("fr", "Rappelant sa résolution 70/1 du 25 septembre 2015,"),
        ("es", "Recordando su resolución 70/1, de 25 de septiembre de 2015,"),
        ("ru", "ссылаясь на свою резолюцию 70/1 от 25 сентября 2015 года,"),
        ("ar", "إذ تشير إلى قرارها 70/1 المؤرخ 25 أيلول/سبتمبر 2015،"),
        ("zh", "回顾其2015年9月25日第70/1号决议，"),
    ],
)
def test_its_resolution_is_the_organs_own_in_six_languages(language: str, text: str) -> None:
    (one,) = find_references(text, language, OWN)
    assert (one.kind, one.text, one.symbol) == (ReferenceKind.RESOLUTION, "70/1", "A/RES/70/1")
    assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Recalling Security Council resolution 1325 (2000) and Human Rights Council resolution 17/4,"),
        ("fr", "résolution 1325 (2000) du Conseil de sécurité et résolution 17/4 du Conseil des droits de l’homme"),
        ("es", "resolución 1325 (2000) del Consejo de Seguridad y resolución 17/4 del Consejo de Derechos Humanos"),
        ("ru", "ссылаясь на резолюцию 1325 (2000) Совета Безопасности и резолюцию 17/4 Совета по правам человека,"),
        ("ar", "وإذ تشير إلى قرار مجلس الأمن 1325 (2000) وقرار مجلس حقوق الإنسان 17/4،"),
        ("zh", "回顾安全理事会第1325(2000)号决议和人权理事会第17/4号决议，"),
    ],
)  # fmt: skip
def test_organs_are_told_in_six_languages(language: str, text: str) -> None:
    assert symbols(text, language) == ["S/RES/1325 (2000)", "A/HRC/RES/17/4"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("its resolutions 60/288 B of 1 May 2007, 61/3 and 62/4", ["A/RES/60/288 B", "A/RES/61/3", "A/RES/62/4"]),
        ("resolution 217 A (III) and resolution 1514 (XV)", ["A/RES/217 A(III)", "A/RES/1514(XV)"]),
        ("resolution 45/9 of 6 October 2020, resolution 45/9 of 2 May 1991", ["A/HRC/RES/45/9", "A/RES/45/9"]),
        ("Economic and Social Council resolution 2013/30", ["E/RES/2013/30"]),
        ("its resolution ES-10/19 and its resolution S-27/1", ["A/RES/ES-10/19", "A/RES/S-27/1"]),
        ("its decision 75/510 of 7 December 2020", ["A/DEC/75/510"]),
        ("United Nations Environment Assembly resolution 4/9", ["UNEP/EA.4/Res.9"]),
        ("the report (A/72/123/Add.1) and document S/2020/45", ["A/72/123/Add.1", "S/2020/45"]),
        ("A/72/12-S/2017/34, annex", ["A/72/12", "S/2017/34"]),
        ("A/75/6 (Sect. 29G) and resolution S/RES/99 (1951)", ["A/75/6 (Sect. 29G)", "S/RES/99 (1951)"]),
        ("the Commission on Narcotic Drugs resolution 60/5", [""]),
    ],
)  # fmt: skip
def test_numbers_become_symbols(text: str, found: list[str]) -> None:
    assert symbols(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "the biennium 2020/21 and the HIV/AIDS epidemic, 24/7",
        "Recalls its earlier resolution; two thirds (2/3) of the seats",
        "in resolution 12 of the conference, the school year 2021/22",
        "",
    ],
)
def test_what_is_no_reference(text: str) -> None:
    assert symbols(text) == []


def test_the_security_councils_own_number_needs_no_word() -> None:
    assert symbols("Reiterates its call in 2462 (2019)", symbol="S/RES/2500 (2020)") == ["S/RES/2462 (2019)"]
    assert symbols("Reiterates its call in 2462 (2019)") == []


def test_paragraphs_belong_to_this_text_or_to_the_one_named_with_them() -> None:
    text = "in paragraph 3 above and paragraphs 5 (a) and 7 of resolution 70/1, and paragraph 2 of the treaty"
    found = [(one.text, one.symbol) for one in find_references(text, "en", OWN) if one.kind == "paragraph"]
    assert found == [("paragraph 3", OWN), ("paragraphs 5 (a) and 7", "A/RES/70/1"), ("paragraph 2", "")]
    assert symbols("上文第3段和第70/1号决议第5段", "zh")[0] == OWN


def test_treaties_go_by_their_depositarys_number_and_the_longest_name_counts() -> None:
    text = (
        "Recalling the Optional Protocol to the Convention on the Rights of the Child on the involvement of children in"
        " armed conflict, the Convention on the Rights of the Child and the Charter of the United Nations,"
    )
    assert symbols(text) == ["IV-11-b", "IV-11", "I-1"]
    assert symbols("принимая во внимание Конвенцию о правах ребенка", "ru") == ["IV-11"]
    assert symbols("وإذ تسترشد بميثاق الأمم المتحدة", "ar") == ["I-1"]


def test_a_clause_has_the_references_of_its_notes_too() -> None:
    clauses = (
        Clause("op1", Section.OPERATIVE, "Welcomes the report and resolution 70/1;", footnotes=("4",)),
        Clause("op2", Section.OPERATIVE, "Decides to go on."),
    )
    resolution = Resolution(clauses, (Footnote("4", "See A/72/123.", ("op1",)), Footnote("5", "A/1/2")), symbol=OWN)
    found = [(one.path, one.note, one.reference.symbol) for one in references_of(resolution)]
    assert found == [("op1", "", "A/RES/70/1"), ("op1", "4", "A/72/123")]


WORDS = st.sampled_from(
    [
        "resolution",
        "resolutions",
        "paragraph",
        "70/1",
        "1325 (2000)",
        "A/72/1",
        "of",
        "and",
        ";",
        "(XV)",
        "217",
        "A",
        "/",
    ]
)


@given(
    st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join)), st.sampled_from(["en", "zh", "ar"])
)
def test_whatever_the_text_references_stand_where_they_say(text: str, language: str) -> None:
    found = find_references(text, language, OWN)
    assert all(text[one.start : one.end] == one.text != "" for one in found)
    assert [(one.start, one.end) for one in found] == sorted((one.start, one.end) for one in found)


def test_a_long_list_is_read_in_linear_time() -> None:
    text = "Recalling its resolutions " + ", ".join(f"{31 + n % 40}/{1 + n % 300}" for n in range(5_000))
    assert len(find_references(text, "en", OWN)) == 5_000


def test_arabic_indic_digits_are_digits():
    text = "وإذ تشير إلى قرار الجمعية العامة ٦٧/١٧٢ المتعلق بالمهاجرين"
    (one,) = find_references(text, "ar")
    assert (one.symbol, one.text) == ("A/RES/67/172", "٦٧/١٧٢")
    assert text[one.start : one.end] == one.text


def test_texts_made_to_be_slow_are_read_at_once() -> None:
    """Each would take years if its pattern could be matched in two ways."""
    for text, language in (("A (1" + ",II" * 400, "en"), ("A (" + "I-" * 400, "en"), ("第1、" * 3000, "zh")):
        assert list(find_references(text, language)) == []
