"""Shapes of resolutions: organs, decades, annexes, levels, lists without numbers."""

import pytest

from clausetag.data import Resolution, Section, resolution_from_paragraphs


def parse(*rows: str) -> Resolution:
    return resolution_from_paragraphs(rows)


def paths(*rows: str) -> list[str]:
    return [clause.path for clause in parse(*rows).clauses]


def test_levels():
    rows = [
        "The General Assembly,",
        "1. Requests States:",
        "(a) To protect migrants, and in particular:",
        "(i) Children;",
        "(ii) Women;",
        "(b) To report;",
        "2. Decides to act.",
    ]
    found = parse(*rows)
    assert [c.path for c in found.clauses] == ["op1", "op1(a)", "op1(a)(i)", "op1(a)(ii)", "op1(b)", "op2"]
    assert found.clause("op1(a)(ii)").chapeau == "To protect migrants, and in particular:"
    assert found.clause("op1(b)").chapeau == "Requests States:"
    assert found.clause("op1").chapeau == ""


def test_the_letter_i_after_h_is_no_roman_number():
    rows = ["1. Calls upon States:", *(f"({letter}) To act;" for letter in "abcdefghij")]
    assert paths(*rows)[-2:] == ["op1(i)", "op1(j)"]


def test_roman_numbers_under_the_letter_h():
    rows = [
        "1. Calls upon States:",
        *(f"({letter}) To act:" for letter in "abcdefgh"),
        "(i) To see;",
        "(ii) To go;",
        "(i) To stay.",
    ]
    assert paths(*rows)[-3:-1] == ["op1(h)(i)", "op1(h)(ii)"]


def test_letters_beyond_z():
    letters = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb"]
    assert paths("1. Calls upon States:", *(f"({x}) To act;" for x in letters))[1:] == [f"op1({x})" for x in letters]


def test_letter_on_the_same_line_as_the_number():
    assert paths("1. (a) Decides to act;", "(b) Also decides to report;", "2. Requests a report.") == [
        "op1(a)",
        "op1(b)",
        "op2",
    ]


def test_preambular_subparagraphs():
    rows = [
        "The Commission on Human Rights,",
        "Noting:",
        "(a) That children suffer,",
        "(b) That they are detained,",
        "1. Decides to act.",
    ]
    assert paths(*rows) == ["pp1", "pp1(a)", "pp1(b)", "op1"]


def test_annexes():
    rows = [
        "The General Assembly,",
        "Recalling the Charter of the United Nations,",
        "Adopts the Principles annexed to the present resolution.",
        "60th plenary meeting",
        "20 December 2012",
        "Annex I",
        "Basic Principles",
        "1. All prisoners shall be treated with respect:",
        "(a) In every place;",
        "2. There shall be no discrimination.",
        "Annex II",
        "Plan of action",
        "1. States should train their staff.",
    ]
    found = parse(*rows)
    assert [c.path for c in found.clauses] == ["pp1", "op1", "annex.op1", "annex.op1(a)", "annex.op2", "annex2.op1"]
    assert {c.section for c in found.clauses[2:]} == {Section.ANNEX}
    assert found.meeting == "60th plenary meeting"


def test_security_council_without_numbers():
    rows = [
        "The Security Council,",
        "Recalling its resolution 161 (1961),",
        "Deeply concerned by the detention of civilians,",
        "Demands that all hostilities cease at once;",
        "Calls upon all parties to release the persons detained;",
        "Decides to remain seized of the matter.",
    ]
    found = parse(*rows)
    assert [c.path for c in found.clauses] == ["pp1", "pp2", "op1", "op2", "op3"]
    assert found.organ == "Security Council"


def test_a_resolution_of_the_1950s():
    rows = [
        "543 (VI). Preparation of two draft covenants",
        "The General Assembly,",
        "Whereas the Economic and Social Council was requested to revise the covenant,",
        "Considering that the matter is urgent,",
        "1. Requests the Economic and Social Council to ask the Commission to draft two covenants;",
        "2. Calls upon States to report.",
        "375th plenary meeting,",
        "5 February 1952.",
    ]
    found = parse(*rows)
    assert [c.path for c in found.clauses] == ["pp1", "pp2", "op1", "op2"]
    assert (found.symbol, found.session, str(found.adopted)) == ("A/RES/543(VI)", 6, "1952-02-05")


def test_human_rights_council():
    rows = [
        "Resolution adopted by the Human Rights Council on 24 March 2011",
        "16/12",
        "Rights of the child: a holistic approach",
        "The Human Rights Council,",
        "Emphasizing that the Convention must constitute the standard,",
        "1. Reaffirms its resolutions;",
        "47th meeting",
        "24 March 2011",
        "[Adopted without a vote.]",
    ]
    found = parse(*rows)
    assert [c.path for c in found.clauses] == ["pp1", "op1"]
    assert found.symbol == "A/HRC/RES/16/12"
    assert found.title == "Rights of the child: a holistic approach"
    assert str(found.adopted) == "2011-03-24"


def test_recommendations_with_numbers():
    rows = [
        "Recommendation No. 4",
        "1. Governments should ratify the Convention.",
        "2. Prisons should be inspected.",
        "3. Children should go to school.",
    ]
    assert paths(*rows) == ["op1", "op2", "op3"]


def test_declaration_in_the_body():
    rows = [
        "The General Assembly",
        "Adopts the following declaration:",
        "We, Heads of State and Government, assembled in New York, reaffirm our commitment, and we therefore:",
        "1. Reaffirm the Charter;",
        "2. Commit to act.",
    ]
    assert paths(*rows) == ["op0", "pp1", "op1", "op2"]


def test_a_number_that_was_lost_is_restored():
    assert paths(
        "1. Decides to act;", "Requests a report from the Secretary-General;", "3. Decides to remain seized."
    ) == ["op1", "op2", "op3"]


def test_an_unnumbered_paragraph_between_numbers():
    rows = ["1. Decides to act;", "Requests a report from the Secretary-General;", "2. Decides to remain seized of it."]
    assert paths(*rows) == ["op1", "op1bis", "op2"]


def test_items_that_lost_their_labels():
    rows = [
        "1. Decides that the mandate shall be:",
        "To protect civilians;",
        "To monitor places of detention;",
        "2. Requests a report.",
    ]
    assert paths(*rows) == ["op1", "op1(1)", "op1(2)", "op2"]


def test_a_paragraph_cut_by_a_page_break_is_one_clause():
    rows = [
        "The General Assembly,",
        "Recalling the resolution relating to",
        "the protection of civilians,",
        "1. Decides to act.",
    ]
    assert parse(*rows).clause("pp1").text == "Recalling the resolution relating to the protection of civilians,"


def test_parts_with_letters():
    rows = [
        "A",
        "The General Assembly,",
        "Recalling the Charter,",
        "1. Decides to act.",
        "B",
        "The General Assembly,",
        "Recalling the Pact,",
        "1. Decides to rest.",
    ]
    assert paths(*rows) == ["A.pp1", "A.op1", "B.pp1", "B.op1"]


def test_a_title_of_two_lines_that_opens_as_a_clause():
    rows = [
        "大会", "Distr.: General", "第七十九届会议", "审查和执行关于小屋的《结论文件》：", "向导的面包",
        "2024年12月2日大会决议", "[根据第一委员会的报告 (A/79/409，第21段)]", "79/63. 向导的面包", "大会，",
        "审议了秘书长的报告，", "1. 感谢向导；", "2 决定再次审议此事。",
    ]  # fmt: skip
    assert paths(*rows) == ["pp1", "op1", "op2"]


def test_sections_within_a_part_with_a_letter():
    first = ["A", "The General Assembly,", "1. Decides to act.", "80th plenary meeting"]
    rows = [
        "B",
        "The General Assembly,",
        "Recalling the Pact,",
        "I",
        "1. Decides to rest;",
        "II",
        "1. Decides to stop.",
    ]
    assert paths(*first, *rows) == ["A.op1", "B.pp1", "B.I.op1", "B.II.op1"]


def test_sections_whose_numbers_begin_again():
    rows = ["The General Assembly,", "I", "1. Decides to act;", "2. Decides to rest;", "II", "1. Decides to stop."]
    assert paths(*rows) == ["I.op1", "I.op2", "II.op1"]


def test_sections_whose_numbers_go_on():
    rows = ["The General Assembly,", "I", "Health", "1. Decides to act;", "II", "Work", "2. Decides to rest."]
    assert paths(*rows) == ["op1", "op2"]


def test_paths_are_unique_whatever_the_labels():
    rows = ["1. Decides:", "(a) To act;", "(a) To act again;", "1. Decides once more;", "1. Decides."]
    found = paths(*rows)
    assert len(set(found)) == len(found) == 5


def test_the_council_and_its_first_words_on_one_line():
    found = parse("The General Assembly, Recalling the Charter of the United Nations,", "1. Decides to act.")
    assert found.clauses[0].path == "pp1"
    assert found.clauses[0].text == "Recalling the Charter of the United Nations,"


@pytest.mark.parametrize("rows", [[], [""], ["  "], ["_" * 20], ["12"]])
def test_nothing_to_read(rows):
    assert parse(*rows).clauses == ()
