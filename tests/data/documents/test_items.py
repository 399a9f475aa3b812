"""Items of lists that are only titles, texts below them, names without a mark, what goes on below a list."""

import pytest

from clausetag.data import read_resolution_bytes, resolution_from_paragraphs

ORGAN = "The General Assembly,"
LAST = "3. Decides to come back to this matter."


def clauses(*rows: str) -> list[tuple[str, str]]:
    return [(c.path, c.text) for c in resolution_from_paragraphs([ORGAN, "1. Thanks the keepers;", *rows]).clauses[1:]]


def test_texts_below_items_that_are_only_titles():
    found = clauses(
        "2. Decides that the guides do this:",
        "(a) Bread and wood",
        "To carry bread to the huts;",
        "To carry wood to the huts;",
        "(b) Paths",
        "In the winter, to keep the paths open.",
        LAST,
    )
    assert [path for path, _ in found] == ["op2", "op2(a)", "op2(a)(1)", "op2(a)(2)", "op2(b)", "op2(b)(1)", "op3"]
    assert dict(found)["op2(b)"] == "Paths"


def test_texts_below_long_titles_after_a_short_one():
    long = "Keeping the paths between all the huts of the upper and of the lower valley free of snow and of ice"
    found = clauses(
        "2. Decides that the guides do this:",
        "(a) Bread and wood",
        "(i) Carry bread to the huts;",
        f"(b) {long} in the winter",
        "(i) Shovel the snow;",
        f"(c) {long} in the spring",
        "Break the ice, with all the guides of the two valleys.",
        LAST,
    )
    assert dict(found)["op2(c)(1)"] == "Break the ice, with all the guides of the two valleys."


def test_names_below_a_colon_are_items_and_headings_are_none():
    found = clauses(
        "2. Decides that these keepers stay for a year:", "Mary Major (Utopia)", "John Doe (Erewhon)", "Reporting", LAST
    )
    assert found[1:] == [
        ("op2(1)", "Mary Major (Utopia)"),
        ("op2(2)", "John Doe (Erewhon)"),
        ("op3", LAST.removeprefix("3. ")),
    ]


def test_what_goes_on_below_a_list_is_no_part_of_its_last_item():
    found = clauses("2. Urges the keepers to send:", "(a) Bread;", "(b) Wood,", "and asks them to come as well;", LAST)
    assert dict(found)["op2(b)"] == "Wood,"
    assert ("op2bis", "and asks them to come as well;") in found


@pytest.mark.parametrize("heading", ["Reports:", "Guides and International Support:"])
def test_headings_with_a_colon(heading):
    assert [path for path, _ in clauses("2. Thanks the guides;", heading, LAST)] == ["op2", "op3"]


def test_a_heading_that_names_a_body_begins_no_resolution():
    assert [path for path, _ in clauses("2. Thanks the guides;", "The Committee", LAST)] == ["op2", "op3"]


def test_an_annex_that_begins_with_the_organ_stays_an_annex():
    found = clauses("Annex", ORGAN, "Meeting in the huts,", "1. Pledges to keep the paths open.")
    assert [path for path, _ in found] == ["annex.pp1", "annex.op1"]


@pytest.mark.parametrize("tag", ["b", "strong"])
def test_bold_letters_make_a_heading(tag):
    long = "Report of the keepers of the huts on bread and wood, and on what else was carried there " * 2
    head = f"<p>{ORGAN}</p><p>1. Thanks the keepers.</p><p><{tag}>Annex</{tag}></p>"
    rows = f"{head}<p><{tag}>{long.strip()}</{tag}><sup>1</sup></p><p>1. The huts are open.</p><p>2. So are they.</p>"
    found = read_resolution_bytes(f"<html><body>{rows}</body></html>".encode(), "a.html")
    assert [clause.path for clause in found.clauses] == ["op1", "annex.op1", "annex.op2"]


def test_a_mark_within_a_word_leaves_it_whole():
    rows = "<p>1. Recalls the plan, t<sup>1</sup>he map and the guide.</p><p><sup>1</sup> See A/1.</p>"
    found = read_resolution_bytes(f"<html><body>{rows}</body></html>".encode(), "a.html")
    assert found.clauses[0].text == "Recalls the plan, the map and the guide."


def test_a_line_that_goes_on_in_small_letters_belongs_to_its_item_while_the_list_goes_on():
    lines = [
        "1. Requests the gardeners:",
        "(a) To plant trees along the roads, in the parks,",
        "and beside schools;",
        "(b) To water them;",
        "(c) To count them, and to report on them,",
        "and invites the schools to help;",
    ]
    found = {clause.path: clause.text for clause in resolution_from_paragraphs(lines).clauses}
    assert found["op1(a)"].endswith("in the parks, and beside schools;")
    assert found["op1bis"] == "and invites the schools to help;"


def test_items_without_a_mark_below_a_colon_are_items_up_to_the_next_number():
    found = clauses(
        "2. Decides that the guides meet as follows:",
        "Round table 1: Bread in the huts",
        "Round table 2: Wood for the winter, and who shall carry it up to the huts before the snow;",
        LAST,
    )
    assert [path for path, _ in found] == ["op2", "op2(1)", "op2(2)", "op3"]


def test_one_line_between_a_colon_and_the_next_number_is_its_heading():
    found = clauses("2. Acting as the keepers of the pass, decides as follows:", "Wood", LAST)
    assert [path for path, _ in found] == ["op2", "op3"]


def test_lines_below_a_colon_without_a_number_are_headings_of_the_next_paragraph():
    found = clauses("2. We keep the huts open.", "To this end:", "Bread and wood", "Paths in winter", LAST)
    assert [path for path, _ in found] == ["op2", "op2bis", "op3"]


def test_a_long_title_behind_a_short_one_is_a_title():
    title = "Safe, full and unhindered passage of bread, wood, salt and lamps to each of the huts of the east"
    found = clauses(
        "2. Decides that the guides do this:",
        "(a) Paths",
        "In winter, to keep the paths open;",
        f"(b) {title}",
        "In summer, to mend the bridges.",
        LAST,
    )
    assert dict(found)["op2(b)"] == title
    assert [path for path, _ in found] == ["op2", "op2(a)", "op2(a)(1)", "op2(b)", "op2(b)(1)", "op3"]


def test_a_list_of_numbers_may_come_to_the_number_of_the_next_paragraph():
    found = clauses(
        "2. Asks the guides for this:",
        "1. Bread: two loaves a day;",
        "2. Wood: as much as there is;",
        "3. Salt: a spoon;",
        "3. Decides to come back to this matter.",
    )
    assert [path for path, _ in found] == ["op2", "op2(1)", "op2(2)", "op2(3)", "op3"]


@pytest.mark.parametrize("text", ["Declare the following:", "Decide as follows:"])
def test_a_few_words_that_open_as_a_clause_are_no_heading(text):
    found = resolution_from_paragraphs(
        [ORGAN, "1. Thanks the keepers;", "Annex", "Declaration", text, "1. Bread first."]
    )
    assert text in [clause.text for clause in found.clauses]


def test_a_heading_within_a_list_and_one_with_a_letter_of_its_own():
    found = clauses("2. Asks the guides:", "(a) To carry bread;", "Urgent measures:", "(b) To carry wood;", LAST)
    assert [path for path, _ in found] == ["op2", "op2(a)", "op2(b)", "op3"]
    found = clauses("2. Asks the guides:", "(a) To carry bread;", "(iii) Winter markets", LAST)
    assert [path for path, _ in found] == ["op2", "op2(a)", "op3"]


def test_a_roman_number_that_goes_on_where_letters_run_through_is_an_item():
    found = clauses(
        "2. Decides that the guides have these tasks:",
        "(i) Bread for the huts",
        "(a) To bake it;",
        "(b) To carry it;",
        "(ii) Wood and its carriage",
        "(c) To cut it;",
        "(d) To carry it;",
        "(iii) Winter Markets (WM)",
        "(e) To keep them open;",
        LAST,
    )
    assert "Winter Markets (WM)" in [text for _, text in found]


def test_items_with_capital_letters_below_a_colon():
    found = clauses(
        "2. Endorses the staffing of the huts, as follows:",
        "A. To help the guides by:",
        "- baking bread;",
        "- cutting wood;",
        "B. To help the keepers with:",
        "- keeping the paths;",
        LAST,
    )
    assert [path for path, _ in found] == ["op2", "op2(a)", "op2(a)(1)", "op2(a)(2)", "op2(b)", "op2(b)(1)", "op3"]
    assert dict(found)["op2(b)"] == "To help the keepers with:"
    headed = clauses("2. Decides as follows:", "A. Huts and paths", LAST)
    assert [path for path, _ in headed] == ["op2", "op3"]


def test_small_letters_below_a_list_of_dashes_are_its_last_item():
    found = clauses("2. Thanks the following;", "- the guides;", "- the keepers;", "as well as the bakers;", LAST)
    assert [path for path, _ in found] == ["op2", "op2(1)", "op2(2)", "op2(3)", "op3"]


@pytest.mark.parametrize(
    "line", ["To this end we:", "Have agreed as follows:", "Therefore, we commit to work harder, and will now:"]
)
def test_words_that_lead_on_are_no_heading(line):
    assert (line in [text for _, text in clauses("2. Thanks the guides;", line, LAST)]) is True


@pytest.mark.parametrize(
    ("organ", "lead", "days", "last"),
    [
        (
            "Генеральная Ассамблея,",
            "1. постановляет, что проводники встретятся в следующем порядке:",
            ("Среда, 22 марта: от 9 ч 00 мин до 13 ч 00 мин", "Четверг, 23 марта: от 10 ч 00 мин до 12 ч 00 мин"),
            "2. постановляет вернуться к этому вопросу.",
        ),
        (
            "大会，",
            "1. 决定向导会议日程如下：",
            ("3月22日星期三：上午9时至下午1时", "3月23日星期四：上午10时至下午2时"),
            "2. 决定再次审议这个问题。",
        ),
        (
            "إن الجمعية العامة،",
            "1 - تقرر أن يجتمع الأدلاء على النحو التالي:",
            (
                "الأربعاء 22 آذار/مارس: من الساعة 09:00 إلى الساعة 13:00",
                "الخميس 23 آذار/مارس: من الساعة 10:00 إلى الساعة 12:00",
            ),
            "2 - تقرر أن تعود إلى هذه المسألة.",
        ),
    ],
)
def test_days_below_a_colon_without_a_mark(organ, lead, days, last):
    found = resolution_from_paragraphs([organ, lead, *days, last]).clauses
    assert [clause.path for clause in found] == ["op1", "op1(1)", "op1(2)", "op2"]
    assert tuple(clause.text for clause in found[1:3]) == days


@pytest.mark.parametrize("sign", ["•", "■", "➢", "\uf0b7", "\uf0a7"])
def test_bullets_of_fonts_of_symbols_are_bullets(sign):
    found = clauses("2. Urges the keepers:", f"{sign} To stay;", f"{sign}\tTo cook.", LAST)
    assert found[1:3] == [("op2(1)", "To stay;"), ("op2(2)", "To cook.")]
