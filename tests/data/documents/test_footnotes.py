"""Markers go, numbers stay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.data import Resolution, read_resolution_bytes, resolution_from_paragraphs
from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.footnotes import split_footnotes
from clausetag.data.documents.markers import strip_markers


def strip(*texts: str, notes: int | list[str] = 0) -> list[tuple[str, tuple[str, ...]]]:
    known = [str(n) for n in range(1, notes + 1)] if isinstance(notes, int) else notes
    return strip_markers([Paragraph(text) for text in texts], known)


def test_marker_after_a_word_and_after_a_year():
    before = [f"Recalling the Convention,{n}" for n in range(1, 13)]
    found = strip(*before, "resolutions 2006/2 of 10 May 200613 and 2009/1 of 3 April 2009,14", notes=14)
    assert found[-1] == ("resolutions 2006/2 of 10 May 2006 and 2009/1 of 3 April 2009,", ("13", "14"))
    assert found[0] == ("Recalling the Convention,", ("1",))


@pytest.mark.parametrize(
    "text",
    [
        "adopted on 20 December 2012",
        "held on 14 and 15 September 2006",
        "resolution 66/172 of 19 December 2011,",
        "advisory opinion OC-16/99 of 1 October 1999",
        "document A/CONF.157/24 (Part I), chap. III",
        "document E/CN.4/2000/3 and S/PV.4181",
        "UNISPACE+50 and COVID-19 and the G20",
        "an increase of 1.5 per cent to 12,500 dollars",
        "paragraphs 1-3 and 2, subparagraph (a)",
        "Convention No. 182 and No.1 of the ILO",
        "by 2030, 3 per cent of CO2",
        "Articles 1, 2 and 3 of the Covenant",
    ],
)
def test_numbers_are_left_alone(text):
    cited = ["Recalling the Charter,1", "the Covenant2 and", "the Convention,3"]
    assert strip(*cited, text, notes=3)[-1] == (text, ())


def test_repeated_citations_are_taken_too():
    found = strip("the Declaration1", "the Covenant,2", "again the Declaration1 and the Covenant2 as well", notes=2)
    assert found[2] == ("again the Declaration and the Covenant as well", ("1", "2"))


def test_without_notes_nothing_is_removed():
    assert strip("the Declaration,1 which in 20062 was") == [("the Declaration,1 which in 20062 was", ())]


def test_only_numbers_of_known_notes_are_markers():
    assert strip("the Declaration1", "vitamin B12 and the Protocol7", notes=2)[1] == (
        "vitamin B12 and the Protocol7",
        (),
    )


def test_markers_set_off_by_a_space():
    texts = ["the Declaration, 1 which", "the Covenant; 2", "of 3 May 1992, 3"]
    assert [t for t, _ in strip(*texts, notes=3)] == ["the Declaration, which", "the Covenant;", "of 3 May 1992,"]


def test_markers_with_a_slash():
    found = strip("the Declaration 1/ and resolution 2/3 of the Covenant, 2/ which", notes=2)
    assert found == [("the Declaration and resolution 2/3 of the Covenant, which", ("1", "2"))]


def test_star():
    assert strip("Protection of migrants*", notes=["*"]) == [("Protection of migrants", ("*",))]


def test_superscript_characters():
    assert strip("the Declaration¹ and the Covenant²,", notes=2) == [("the Declaration and the Covenant,", ("1", "2"))]
    assert strip("an area of 50 km² of the Covenant¹", notes=1) == [("an area of 50 km² of the Covenant", ("1",))]


def test_raised_markers_are_taken_at_their_word():
    text = "of 10 May 20062 and in 20063"
    found = strip_markers([Paragraph(text, ((14, 15),))], ["2", "3"])
    assert found == [("of 10 May 2006 and in 20063", ("2",))]


@pytest.mark.parametrize(
    ("before", "behind", "clean"),
    [
        ("”حماية الأكواخ", "“ وتشجع", "”حماية الأكواخ“ وتشجع"),
        ("en los Valles", "“ para", "en los Valles“ para"),
        ("of the programme", "“Huts”,", "of the programme “Huts”,"),
    ],
)
def test_a_marker_before_a_quotation_mark(before, behind, clean):
    paragraph = Paragraph(f"{before}1{behind}", ((len(before), len(before) + 1),))
    assert strip_markers([paragraph], ["1"]) == [(clean, ("1",))]


def test_two_raised_markers_together():
    assert strip_markers([Paragraph("the Covenants,1, 2 and", ((14, 18),))], ["1", "2"]) == [
        ("the Covenants, and", ("1", "2"))
    ]


def test_notes_are_told_from_dates_and_numbered_paragraphs():
    rows = ["1. Decides to act;1", "20 December 2012", "1 Resolution 217 A (III).", "2 Ibid."]
    body, notes = split_footnotes([Paragraph(row) for row in rows])
    assert [p.text for p in body] == rows[:2]
    assert [(n.number, n.text) for n in notes] == [("1", "Resolution 217 A (III)."), ("2", "Ibid.")]


words = st.lists(
    st.sampled_from(
        [
            "Convention",
            "Declaration",
            "rights",
            "of",
            "children",
            "and",
            "States",
            "in",
            "2006,",
            "(2012)",
            "of",
            "19",
            "May",
            "2011",
        ]
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(words, min_size=1, max_size=14), st.randoms(use_true_random=False))
def test_markers_put_in_come_out(paragraphs, random):
    clean, marked, number = [], [], 0
    for row in paragraphs:
        text = " ".join(["Recalling", *row, "the Charter"])
        number += 1
        clean.append(text + ",")
        glued = random.choice([f"{text},{number}", f"{text}{number},"])
        marked.append(glued)
    found = strip(*marked, notes=number)
    assert [t for t, _ in found] == clean
    assert [n for _, n in found] == [(str(i),) for i in range(1, number + 1)]


HTML = "<html><body><p>The Council,</p>{}{}</body></html>"


def html(texts: list[str], notes: list[str]) -> Resolution:
    body = "".join(f"<p>{text}</p>" for text in texts)
    below = "".join(f"<p><sup>{place}</sup> {note}</p>" for place, note in enumerate(notes, 1))
    return read_resolution_bytes(HTML.format(body, below).encode(), "a.html")


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2012\u2013\u2212")
def test_digits_that_are_no_superscript_stay(hyphen):
    texts = [
        f"1. Notes the harm done by COVID{hyphen}19 to guides;<sup>1</sup>",
        "2. Asks under rule F/Rec(2022)16.<sup>2</sup>",
    ]
    found = html(texts, [f"See document F/{n}." for n in range(1, 21)])
    assert found.clause("op1").text == f"Notes the harm done by COVID{hyphen}19 to guides;"
    assert found.clause("op2").text == "Asks under rule F/Rec(2022)16."
    assert [note.number for note in found.footnotes if note.cited_by] == ["1", "2"]


def test_a_mark_that_the_typist_forgot_to_raise_stands_in_its_order():
    texts = ["1. Thanks guides;<sup>1</sup>", "2. Notes the pact,2 and acts;", "3. Urges keepers.<sup>3</sup>"]
    found = html(texts, ["See F/1.", "See F/2.", "See F/3."])
    assert (found.clause("op2").text, found.clause("op2").footnotes) == ("Notes the pact, and acts;", ("2",))
    wrong = html([texts[1], texts[0], texts[2]], ["See F/1.", "See F/2.", "See F/3."])
    assert "pact,2 and" in wrong.clauses[0].text


def test_notes_with_letters_do_not_cut_the_paragraph_that_a_page_cut():
    lines = (
        "The General Assembly,",
        "1. Recalls the statute of the keepers, the rules of the huts, and the report on",
        "c See A/98/12.",
        "d United Nations, Treaty Series, vol. 99, No. 12.",
        "e Ibid., vol. 100, No. 13.",
        "the paths of the east;",
        "2. Decides to act.",
    )
    found = resolution_from_paragraphs(lines)
    assert [clause.path for clause in found.clauses] == ["op1", "op2"]
    assert found.clauses[0].text.endswith("the report on the paths of the east;")
    assert [note.number for note in found.footnotes] == ["c", "d", "e"]


def test_a_line_that_begins_with_an_article_is_no_note():
    body, found = split_footnotes([Paragraph("1. Recalls"), Paragraph("a Council decision;"), Paragraph("2. Acts.")])
    assert (len(body), found) == (3, [])


def test_notes_that_begin_with_a_year():
    found = html(
        ["1. Thanks guides<sup>1</sup> and keepers.<sup>2</sup>"],
        ["See F/1.", "2010 Conference of the Guides, Final Report (F/CONF/2)."],
    )
    assert [(note.number, note.text[:15], note.cited_by) for note in found.footnotes] == [
        ("1", "See F/1.", ("op1",)),
        ("2", "2010 Conference", ("op1",)),
    ]


def test_notes_in_square_brackets():
    rows = ["The Council,", "Recalling the pact,[1]", "1. Decides to act.[2]", "[1] See F/1.", "[2] See F/2."]
    found = resolution_from_paragraphs(rows)
    assert [(clause.text, clause.footnotes) for clause in found.clauses] == [
        ("Recalling the pact,", ("1",)),
        ("Decides to act.", ("2",)),
    ]


def test_numbers_of_paragraphs_of_reports_are_no_marks():
    texts = ["paragraph IV.1 of the report", "the pact,1 which", "rule F/Rec(2022)2 of the league", "the rules,2 which"]
    assert [text for text, _ in strip(*texts, notes=2)] == [texts[0], "the pact, which", texts[2], "the rules, which"]


@pytest.mark.parametrize(
    ("cited", "notes", "clean"),
    [
        ("Ссылаясь на Декларацию Озерска1,", "1 См. резолюцию 70/1.", "Ссылаясь на Декларацию Озерска,"),
        ("Rappelant la Déclaration de Valmont1,", "1 Résolution 70/1.", "Rappelant la Déclaration de Valmont,"),
        ("Recordando la Declaración de Valmonte1,", "1 Véase A/70/1.", "Recordando la Declaración de Valmonte,"),
        ("إذ تشير إلى إعلان النهر(1)،", "1 القرار 70/1.", "إذ تشير إلى إعلان النهر،"),
        ("回顾《河谷宣言》，1", "1 第70/1号决议。", "回顾《河谷宣言》，"),
    ],
)
def test_notes_in_the_other_languages(cited, notes, clean):
    body, found = split_footnotes([Paragraph(cited), Paragraph(notes)])
    assert [note.number for note in found] == ["1"]
    assert strip_markers(body, ["1"]) == [(clean, ("1",))]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("la résolution 77/472 et le Programme", "la résolution 77/47 et le Programme"),
        ("à l’horizon 20302, et", "à l’horizon 2030, et"),
        ("la COVID‑192, qui", "la COVID‑19, qui"),
        ("del Programa 212, el Plan", "del Programa 21, el Plan"),
    ],
)
def test_a_number_with_its_marker_behind_it(text, clean):
    assert strip("le Pacte1,", text, "le Protocole3,", notes=3)[1] == (clean, ("2",))


@pytest.mark.parametrize("text", ["le 12 mai 2012, et", "résolution 77/12 du 3 mai 2022,", "l’année 2012,"])
def test_a_number_keeps_its_digits_where_its_note_is_cited_elsewhere(text):
    assert strip("le Pacte1,", text, "le Protocole2,", notes=2)[1] == (text, ())


def test_a_number_with_its_marker_behind_it_where_a_note_has_the_whole_as_its_own():
    cited = [f"le Pacte{number}," for number in range(1, 19) if number != 8]
    text = "la Règle 18, et"
    assert strip(*cited[:7], text, *cited[7:], notes=18)[7] == ("la Règle 1, et", ("8",))


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("按照议事决定12所设的工作组", "按照议事决定1所设的工作组"),
        ("实现河谷目标11 2所作的努力", "实现河谷目标11所作的努力"),
        ("第四十四2和四十七次会议", "第四十四和四十七次会议"),
    ],
)
def test_a_marker_between_a_number_and_a_chinese_sign(text, clean):
    assert strip("《河谷宣言》，1", text, "《河谷公约》，3", notes=3)[1] == (clean, ("2",))


def test_chinese_numbers_keep_their_digits():
    cited = ["《河谷宣言》，1", "《河谷公约》，2", "《河谷议定书》3"]
    text = "回顾第1、2和3段、目标1，于3月1日，超过1 000人，"
    assert strip(*cited, text, notes=3)[-1] == (text, ())


def test_arabic_digits_without_brackets_are_no_markers_beside_those_in_brackets():
    found = strip("إعلان النهر(1)", "منذ1 عام", "العهد(2)", notes=2)
    assert [text for text, _ in found] == ["إعلان النهر", "منذ1 عام", "العهد"]


def test_all_lines_of_the_foot_are_notes_where_half_read_like_notes():
    paragraphs = ["1. Decides to act;", "1 Resolution 70/1.", "4 http://example.org.", "5 5 See A/70/1."]
    body, found = split_footnotes(list(map(Paragraph, paragraphs)))
    assert [p.text for p in body] == paragraphs[:1]
    assert [note.number for note in found] == ["1", "4", "5"]


def test_the_number_of_a_resolution_in_a_note_is_not_its_own_number_again():
    paragraphs = ["1. Decide actuar;", "2 Resolución 217 A (III).", "3 Véase la resolución 70/1."]
    body, found = split_footnotes(list(map(Paragraph, paragraphs)))
    assert ([p.text for p in body], [note.number for note in found]) == (paragraphs[:1], ["2", "3"])


def test_in_english_a_number_before_a_comma_is_whole():
    text = "Recalling also its resolution 77/472, and the report of the Secretary-General on the huts of Westbury,"
    found = strip("Recalling the Declaration of Westbury,1", text, "Noting the Protocol of Eastham,3", notes=3)
    assert found[1] == (text, ())


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("on that basis 1no later than May", "on that basis no later than May"),
        ("the huts of Westbury, t1he lamps", "the huts of Westbury, the lamps"),
    ],
)
def test_a_marker_that_touches_the_word_behind_it_needs_no_other(text, clean):
    assert strip(text, notes=1) == [(clean, ("1",))]


def test_a_space_before_a_french_semicolon_makes_no_marker():
    text = "Prie les gardiens de la montagne d’agir comme suite au paragraphe 1 ;"
    assert strip("Rappelant la Charte de la montagne et des lacs1,", text, notes=1)[1] == (text, ())


def test_markers_that_all_stand_apart():
    found = strip(
        "Reaffirming the statute of the Keepers 1 and its resolution 71/281 of 6 May,",
        "Having read the report for 2018 2 and the notes,",
        "Recalls the statute of the Keepers 1 , and paragraph 2 of the report;",
        notes=2,
    )
    assert found == [
        ("Reaffirming the statute of the Keepers and its resolution 71/281 of 6 May,", ("1",)),
        ("Having read the report for 2018 and the notes,", ("2",)),
        ("Recalls the statute of the Keepers, and paragraph 2 of the report;", ("1",)),
    ]


@pytest.mark.parametrize("text", ["within 1km of the hut", "the article 1bis", "on page 1st of the list"])
def test_a_number_with_its_unit_is_no_marker(text):
    assert strip(text, notes=1) == [(text, ())]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("resolutions 77/472 and 77/5 on huts,", "resolutions 77/47 and 77/5 on huts,"),
        ("resolution 5/12 of 2 March on huts,", "resolution 5/1 of 2 March on huts,"),
        ("decision XYZ/DEC/2/72 on huts,", "decision XYZ/DEC/2/7 on huts,"),
        ("decision 1/XY.212 of the Council,", "decision 1/XY.21 of the Council,"),
    ],
)
def test_a_marker_behind_a_number_where_the_sentence_goes_on(text, clean):
    assert strip("the Declaration,1", text, "the Protocol,3", notes=3)[1] == (clean, ("2",))


@pytest.mark.parametrize("text", ["in particular target 16.2 to grow,", "in compliance with XY-4/ DEC.2, the huts"])
def test_a_number_behind_a_stop_within_a_sentence_is_no_marker(text):
    assert strip("the Declaration,1", "the Goals,2", text, notes=2)[2] == (text, ())


@pytest.mark.parametrize(
    ("text", "clean", "cited"),
    [
        ("the “1 by 2045” plan of the guides", None, ()),
        ("the resolution of the guides LP.1(17) on huts", None, ()),
        ("the progress on Agenda 211 and the huts", "the progress on Agenda 21 and the huts", ("1",)),
        ("the Declaration on HIV/AIDS1 and the huts", "the Declaration on HIV/AIDS and the huts", ("1",)),
    ],
)
def test_numbers_of_plans_and_decisions(text, clean, cited):
    assert strip(text, notes=1) == [(clean or text, cited)]


@pytest.mark.parametrize(
    "text",
    [
        "la note no°2 des guides et le plan n°1 des huttes",
        "recommendation (2019)1 of the keepers and Recommendation CM/Rec(2019)2",
        "Diálogo de los guías 1: los refugios",
        "рекомендация (2019)1 хранителей и решение (2020)2 деревень",
    ],
)
def test_numbers_behind_a_sign_for_number_or_a_year_of_a_recommendation(text):
    assert strip("the Charter of the paths,1 and", "the Plan of the huts,2 and", text, notes=2)[-1] == (text, ())


def test_marks_at_a_list_of_resolutions_are_the_longest_chain():
    cited = "Rappelant ses résolutions 65/222 du 21 mai 2010 et les résolutions 20/151, 23/162, 27/173 et 30/124,"
    found = strip("Point 71 de l’ordre du jour", cited, "Rappelant la Charte des sentiers5,", notes=5)
    clean = "Rappelant ses résolutions 65/222 du 21 mai 2010 et les résolutions 20/15, 23/16, 27/17 et 30/12,"
    assert found[1] == (clean, ("1", "2", "3", "4"))


@pytest.mark.parametrize("text", ["البند 13 (ب()1) من خطة الدروب", "القرار SSA2(1) بشأن الدروب"])
def test_arabic_numbers_in_brackets_that_belong_to_a_reference(text):
    assert strip("ميثاق الدروب الجبلية(1)،", text, notes=1)[-1] == (text, ())


def test_a_part_of_a_chinese_programme_keeps_its_number():
    text = "核可小径方案构成部分1 (小屋)下的费用，"
    assert strip("回顾山间小径宪章，1", text, notes=1)[-1] == (text, ())


def test_a_note_that_begins_with_a_star():
    rows = [
        "大会，",
        "回顾山间小径宪章，1",
        "1. 感谢各位向导；2",
        "2. 感谢各村庄；3",
        "1 见A/90/1。",
        "2 * (不适用于向导)。",
    ]
    found = resolution_from_paragraphs([*rows, "3 * (不适用于村庄)。"])
    assert [note.number for note in found.footnotes] == ["1", "2", "3"]
    assert found.clauses[-1].text == "感谢各村庄；"


@pytest.mark.parametrize("mark", ["2", "*", "†"])
def test_a_mark_in_a_line_of_its_own_above_its_note(mark):
    rows = ["The General Assembly,", f"Recalling the Pact on Huts{mark} of the range,", "1. Decides to act."]
    found = resolution_from_paragraphs([*rows, mark, "Resolution 71/5, annex."])
    assert [(n.number, n.text) for n in found.footnotes] == [(mark, "Resolution 71/5, annex.")]
    assert found.clause("pp1").text == "Recalling the Pact on Huts of the range,"
    alone = resolution_from_paragraphs([*rows, mark, "Resolution of the huts"])
    assert alone.footnotes == ()


def test_a_note_that_begins_with_a_raised_sign():
    rows = ["The General Assembly,", "Recalling the Pact on Huts¹² of the range,", "1. Decides to act."]
    found = resolution_from_paragraphs([*rows, "¹² A/90/5, annex."])
    assert [(n.number, n.text) for n in found.footnotes] == [("12", "A/90/5, annex.")]
    assert found.clause("pp1").footnotes == ("12",)


def test_the_symbol_of_a_late_document_keeps_its_digits():
    rows = ["[without reference to a Main Committee (A/90/1003)]", "The General Assembly,", "1. Decides to act:"]
    found = resolution_from_paragraphs([*rows, "(a) By the Pact;", "3 Resolution 71/5, annex."])
    assert found.report == "without reference to a Main Committee (A/90/1003)"
