"""The order of signs on a mirrored line: letters as they stand, numbers and Latin letters turned back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.readers.bidi import without_signs
from clausetag.data.documents.readers.brackets import brackets_mended
from clausetag.data.documents.readers.glyphs import Glyph
from clausetag.data.documents.readers.lines import Line
from clausetag.data.documents.readers.page import Page
from clausetag.data.documents.readers.printed_notes import begins_note
from clausetag.data.documents.readers.rows import lines_of
from clausetag.data.documents.readers.rtl import along_line
from clausetag.data.documents.readers.runs import in_order
from clausetag.data.documents.readers.seams import Seams


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
        ("الوثيقة (02/3 C) 9/41 LC", "الوثيقة CL 14/9 )C 3/20("),  # brackets are mended later
        ("توصية 1)4202(ceR", "توصية Rec(2024)1"),
        ("و ,seireS rehtO", "و Other Series,"),  # the comma of a run that goes on in the next line
        ("379-079 .soN ,57 .lov", "vol. 75, Nos. 970-973"),
        ("انظر 48 ,6172 .lov", "انظر vol. 2716, 84"),
        ("عددها 48 ,61 و", "عددها 84 ,16 و"),
        ("العنوان /sfdp/87/gro.tuh", "العنوان hut.org/78/pdfs/"),  # the line ends within it
        ("الوثيقة .tceS( 6/87/A", "الوثيقة A/78/6 (Sect."),
        ("أو/A", "أو/A"),
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
    assert brackets_mended(")1973(، الفصل") == "(1973)، الفصل"
    assert brackets_mended("مارس 2021)14(") == "مارس 2021(14)"
    assert brackets_mended("(الباب( الثالث") == "(الباب( الثالث"  # as the document has it
    assert brackets_mended("no (Arabic( here") == "no (Arabic( here"
    assert brackets_mended("توصية (Rec)2022(16(، و") == "توصية (Rec(2022)16)، و"
    assert brackets_mended("رقم 12 (A/3 (Part I( و A/3 (Part II()، و") == "رقم 12 (A/3 (Part I) و A/3 (Part II))، و"
    assert brackets_mended("A/53، الفقرة 35 (ج(.") == "A/53، الفقرة 35 (ج)."
    assert brackets_mended(")4( A/75/9.") == ")4( A/75/9."
    assert brackets_mended(")4( A/75/9.", from_right=True) == "(4) A/75/9."


def test_a_mark_of_a_quotation_beside_a_number_is_turned_if_the_other_says_so():
    assert brackets_mended("انظر A/5، “لمحة عامة“.") == "انظر A/5، ”لمحة عامة“."
    assert brackets_mended("انظر ”لمحة عامة“.") == "انظر ”لمحة عامة“."


def test_an_alef_that_the_file_has_before_the_lam_of_its_ligature():
    waw, seen = Glyph("و", 0, 10, 16, 13), Glyph("س", 0, 27, 37, 13)
    wide = Glyph("ل\u0651", 0, 14, 23, 13), Glyph("ل\u064b", 0, 16, 25, 13)  # a vowel sign makes it wider
    for lam in (Glyph("ل", 0, 16, 23, 13), *wide):
        found = along_line([waw, Glyph("ا", 0, 16, 23, 13), lam, seen])
        assert [glyph.char[0] for glyph in found] == list("ولاس")


def test_a_lam_that_the_file_has_before_its_alef_stays_there():
    waw, lam, alef = Glyph("و", 0, 10, 16, 13), Glyph("ل", 0, 16, 23, 13), Glyph("ا", 0, 16, 23, 13)
    assert [glyph.char for glyph in along_line([waw, lam, alef])] == list("ولا")


def test_a_space_within_a_run_stands_where_the_document_has_it():
    signs = [("ة", 10, 16, False), (")", 20, 22, False), ("I", 22.8, 25.4, True), ("t", 28, 31, False)]
    rest = [
        ("P", 31, 37, False),
        ("(", 37.7, 39.7, True),
        ("4", 43, 49, False),
        ("/", 49, 52, False),
        ("A", 52, 58, True),
    ]
    line = [Glyph(sign, 0, left, right, 10, spaced) for sign, left, right, spaced in (*signs, *rest)]
    assert [found.text for found in lines_of(line, 500, mirrored=True)] == ["ة A/4 (Pt I)"]


@pytest.mark.parametrize(("spaced", "text"), [(False, "فلا"), (True, "فل ا")])
def test_the_place_of_a_vowel_sign_within_a_ligature_is_no_space(spaced, text):
    fe, lam, alef = Glyph("ف", 0, 100, 106, 13), Glyph("ل", 0, 106, 108.3, 13), Glyph("ا", 0, 110.6, 112.9, 13, spaced)
    assert [line.text for line in lines_of([fe, lam, alef], 500, mirrored=True)] == [text]


def test_a_letter_set_above_its_line_for_a_vowel_sign_goes_back():
    beside = [Glyph("م", 100, 80, 86, 12), Glyph("ا", 100, 86, 90, 12, followed=True)]
    behind = [Glyph("ب", 100, 99, 102, 12), Glyph("ل", 100, 102, 106, 12)]
    for height in (105.3, 104.6):  # the second as high as the mark of a note
        stray, mark = Glyph("أُ", height, 93.8, 97.2, 12), Glyph("3", 104.6, 119, 123, 7)
        lines = lines_of([stray, *beside, *behind, Glyph("ر", 100, 110, 119, 12), mark], 500, mirrored=True)
        assert [line.text for line in lines] == ["ما أُبل ر3"]
        assert [line.text[slice(*line.raised[0])] for line in lines] == ["3"]


def test_a_letter_that_the_file_has_twice_stands_once():
    line = [Glyph("ا", 100, 86, 90, 12, followed=True), Glyph("أ", 100, 93.8, 95, 12), Glyph("ب", 100, 97, 102, 12)]
    stray = Glyph("أُ", 105.3, 93.5, 97, 12)
    assert [found.text for found in lines_of([stray, *line], 500, mirrored=True)] == ["ا أب"]


def test_the_mark_of_a_note_is_no_part_of_the_symbol_beside_it():
    symbol = [Glyph(sign, 100, 100 + 6 * place, 106 + 6 * place, 12) for place, sign in enumerate("91/A")]
    mark = [Glyph(sign, 104.6, 124.2 + 3 * place, 127 + 3 * place, 7) for place, sign in enumerate(")41(")]
    word = Glyph("و", 100, 90, 96, 12)
    (line,) = lines_of([word, *symbol, *mark], 500, mirrored=True)
    assert line.text == "و A/19(14)"


def test_runs_that_pdftotext_marks_are_read_in_order():
    line = "\u202bالتقرير \u202a(A/5/9 (Part I) )( 1\u202c عن األكواخ في عام \u202a\u060c2030\u202c واالجتماع”\u202c"
    assert without_signs("abc \u200edef") == "abc def"
    assert (
        without_signs(line.replace("(A/5/9", "A/5/9"))
        == "التقرير 1 () A/5/9 (Part I) عن الأكواخ في عام 2030، والاجتماع”"
    )
    assert without_signs("plain “text”") == "plain “text”"


def test_lam_and_alef_of_one_sign_are_turned_in_words_that_are_known():
    line = "\u202bإن إعالن السالم ال يكفي\u202a ،\u202cألن األكواخ في مجال الجبال خالية\u202c"
    assert without_signs(line) == "إن إعلان السلام لا يكفي، لأن الأكواخ في مجال الجبال خالية"
    assert without_signs("إعالن السالم") == "إعالن السالم"  # typed so
    assert without_signs("\u202bاللّتين\u202c") == "اللّتين"  # parts of words are none


def test_vowel_signs_that_stand_apart():
    text = "\u202bتشكر أيضا ً الرعاة\u202c\n\u202bٌ\u202c\n\u202bوالأدلاء\u202c"
    assert without_signs(text) == "تشكر أيضاً الرعاة\nوالأدلاء"


def test_the_number_of_a_paragraph_below_its_line():
    first = "\u202bتشكر الرعاة على ما حملوه من خبز إلى\u202c\n"
    label, more = "\u202b\u202a-2\u202c\u202c\n", "\u202bالكوخ في أعلى الوادي؛\u202c"
    assert without_signs(first + label + more) == "2- تشكر الرعاة على ما حملوه من خبز إلى\nالكوخ في أعلى الوادي؛"
    assert without_signs(f"{first}{label}\n{more}").startswith("تشكر")  # an empty line below it: of what follows


def test_parts_of_a_line_from_right_to_left():
    text, label = "\u202bتشكر الرعاة على ما حملوه من خبز إلى الكوخ\u202c", "\u202b\u202a-2\u202c\u202c"
    assert without_signs(f"   {text}      {label}") == "2- تشكر الرعاة على ما حملوه من خبز إلى الكوخ"
    torn = "\u202bمل الرعاة والأدلاء معاملة واحدة\u202c   \u202bتشدد على أن تعا َ\u202c"
    assert without_signs(torn) == "تشدد على أن تعاَمل الرعاة والأدلاء معاملة واحدة"
    assert without_signs("\u202bأكواخ\u202c        \u202bوديان\u202c") == "وديان    أكواخ"


def test_a_note_begins_behind_empty_brackets():
    assert begins_note("3 () القرار 70/1.", forms_of("ar"))


def test_a_bracket_that_the_line_cuts_off():
    line = "\u202bالقراران \u202a )2005( 1591\u202cو \u202a( 1651\u202c\u202c"
    assert without_signs(line) == "القراران 1591 (2005) و 1651 ("


def test_a_heading_at_the_top_of_a_page_where_no_capital_letter_tells():
    def page(*rows: tuple[str, float, float]) -> Page:
        lines = (Line(text, y, 72, right, 12, first=30) for text, y, right in rows)
        return Page(tuple(lines), (), (), 72, 530, 14)

    first = page(("تشكر الرعاة على ما حملوه من خبز", 120, 530), ("إلى الكوخ في أعلى الوادي.", 106, 515))
    heading = page(("أكواخ الرعاة", 700, 150), ("تشكر الأدلاء على ما حملوه", 680, 530), ("من ماء.", 666, 120))
    end = page(("أكواخ الرعاة.", 700, 150), ("تشكر الأدلاء على ما حملوه", 680, 530), ("من ماء.", 666, 120))
    for second, begins in ((heading, True), (end, False)):
        seams = Seams([first, second], forms_of("ar"))
        assert not seams.parts(first.body[1], first.body[0], first, first_on_page=False)
        assert seams.parts(second.body[0], first.body[1], second, first_on_page=True) is begins
