"""Documents that are no resolutions: their paragraphs are numbered through, their headings are no clauses."""

import pytest

from clausetag.data import Resolution, Section, resolution_from_paragraphs
from clausetag.data.documents.resolution import Rest

HEAD = ["Human Rights Council", "Ninetieth session", "A/HRC/90/22", "Report of the Working Group on Mountain Paths*"]
CONTENTS = [
    "Contents",
    "Paragraphs Page",
    "I. Introduction ........................ 1–2 3",
    "II. What was said ...................... 3–5 4",
    "Annex .................................. 6",
]
BODY = [
    "I. Introduction",
    "1. The Working Group met in the eastern hut from 1 to 3 May 2041.",
    "2. It heard:",
    "(a) The guides;",
    "(b) The keepers of the huts.",
    "II. What was said",
    "A. Bridges",
    "1. Bridges of wood",
    "3. The guides said that three bridges were down.",
    "They asked for wood.",
    "2. Bridges of rope",
    "4. The keepers asked for rope, and in particular for:",
    "1. Long ropes;",
    "2. Short ropes.",
    "B. Other matters",
    "5. Nothing else was said.",
    "Annex",
    "Who came",
    "The guides of the eastern range came.",
]


def read(*rows: str) -> Resolution:
    return resolution_from_paragraphs(rows)


def test_paragraphs_are_named_by_their_numbers_alone():
    found = read(*HEAD, *CONTENTS, *BODY)
    assert [clause.path for clause in found.clauses] == [
        "p1", "p2", "p2(a)", "p2(b)", "p3", "p3bis", "p4", "p4(1)", "p4(2)", "p5", "annex.p1",
    ]  # fmt: skip
    assert {clause.section for clause in found.clauses[:-1]} == {Section.NEITHER}
    assert found.clauses[-1].section is Section.ANNEX
    assert found.clause("p2(a)").chapeau == "It heard:"


def test_headings_are_a_path_of_titles():
    found = read(*HEAD, *CONTENTS, *BODY)
    assert found.clause("p1").headings == ("I. Introduction",)
    assert found.clause("p3").headings == ("II. What was said", "A. Bridges", "1. Bridges of wood")
    assert found.clause("p4").headings == ("II. What was said", "A. Bridges", "2. Bridges of rope")
    assert found.clause("p5").headings == ("II. What was said", "B. Other matters")
    assert found.clause("annex.p1").headings == ("Annex Who came",)


def test_contents_headings_symbol_and_title():
    found = read(*HEAD, *CONTENTS, *BODY)
    kinds = {kind: [line.text for line in found.left_out if line.kind is kind] for kind in Rest}
    assert kinds[Rest.CONTENTS] == CONTENTS
    assert kinds[Rest.HEADING] == [
        "I. Introduction", "II. What was said", "A. Bridges", "1. Bridges of wood", "2. Bridges of rope",
        "B. Other matters", "Annex", "Who came",
    ]  # fmt: skip
    assert (found.symbol, found.title) == ("A/HRC/90/22", "Report of the Working Group on Mountain Paths")


def test_a_report_without_a_head():
    rows = [f"{n}. The keeper of hut {n} said that its roof was sound." for n in range(1, 7)]
    rows.insert(3, "Huts of the west")
    found = read(*rows)
    assert [clause.path for clause in found.clauses] == [f"p{n}" for n in range(1, 7)]
    assert found.clause("p4").headings == ("Huts of the west",)


@pytest.mark.parametrize(
    "title",
    ["Concluding observations on the second report of Norland", "Note by the Secretariat", "List of recommendations",
     "National report submitted by Norland", "Compilation of what the guides sent"],
)  # fmt: skip
def test_two_paragraphs_are_enough_below_such_a_title(title):
    found = read(title, "1. The guides came.", "2. They spoke of snow.")
    assert [clause.path for clause in found.clauses] == ["p1", "p2"]


def test_recommendations_numbered_within_a_paragraph():
    found = read(
        "National report", "1. These were made:", "1.1 Mend the bridges (Norland);", "1.2 Mark the paths (Sudland)."
    )
    assert [clause.path for clause in found.clauses] == ["p1", "p1.1", "p1.2"]


@pytest.mark.parametrize(
    "rows",
    [
        ["Report of the guides", "The General Assembly,", "1. The report is welcomed.", "2. The huts stay open."],
        ["Draft resolution", *(f"{n}. The huts of range {n} stay open." for n in range(1, 7))],
        ["Principles of the paths", *(f"{n}. Path {n} is open to all." for n in range(1, 7))],
        [f"{n}. Requests the guides of range {n} to mark its paths;" for n in range(1, 7)],
        [f"{n}. Guides should mark path {n}." for n in range(1, 7)],
    ],
)
def test_a_resolution_is_no_report(rows):
    assert all(clause.path.startswith("op") for clause in read(*rows).clauses)


def test_the_word_annex_in_the_contents_begins_no_annex():
    assert "p1" in [clause.path for clause in read(*HEAD, *CONTENTS, *BODY).clauses]
    rows = ["Contents", "Page", "Bridges 3", "Annex 4", "The General Assembly,", "1. Decides to act."]
    found = read(*rows)
    assert [clause.path for clause in found.clauses] == ["op1"]
    assert [line.text for line in found.left_out if line.kind is Rest.CONTENTS] == rows[:4]


def test_numbers_that_stand_together_do_not_swallow_each_other():
    rows = [row for n in range(1, 7) for row in (f"{n}.", f"The keeper of hut {n} came.")]
    rows[3:3] = ["1.", "Bread and wood", "3."]  # a number whose words were printed elsewhere
    del rows[rows.index("3.", 6)]
    assert "p3" in [clause.path for clause in read("Report of the keepers", *rows).clauses]


def test_what_a_committee_says_of_a_state_is_no_resolution():
    rows = [
        "CRC/C/FRE/CO/3",
        "Committee on Lighthouses",
        "Concluding observations on the third periodic report of Freedonia",
        "A. Introduction",
        "1. The Committee considered the third periodic report of Freedonia at its 300th meeting.",
        "2. The Committee welcomes the submission of the report.",
        "C. Principal areas of concern and recommendations",
        "Keepers of lighthouses",
        "3. The Committee is concerned that keepers work at night without rest.",
        "4. The Committee recommends that the State party:",
        "(a) Amend the harbour law;",
        "(b) Pay keepers for work at night.",
        "5. The State party should apply the law on boats without delay.",
        "6. The Committee requests the State party to submit its fourth report by 2045.",
    ]
    found = resolution_from_paragraphs(rows)
    assert [clause.path for clause in found.clauses] == ["p1", "p2", "p3", "p4", "p4(a)", "p4(b)", "p5", "p6"]
    assert {clause.section for clause in found.clauses} == {Section.NEITHER}
    assert found.clause("p3").headings == (
        "C. Principal areas of concern and recommendations",
        "Keepers of lighthouses",
    )


def test_a_declaration_that_speaks_of_itself_is_no_report():
    rows = [
        "The General Assembly",
        "Adopts the following political declaration:",
        "Declaration on ferries",
        *(
            f"{n}. We {verb} the ferries of the islands."
            for n, verb in enumerate(["recognize", "affirm", "note"] * 3, 1)
        ),
    ]
    found = resolution_from_paragraphs(rows)
    assert found.clause("op9").section is Section.OPERATIVE


def test_a_list_of_recommendations_keeps_their_numbers():
    rows = [
        "Recommendations made to Freedonia",
        "9.1 Ratify the Convention on Lighthouses (Sylvania);",
        "9.2 Train harbour pilots (Zubrowka);",
        "9.3 Pay keepers a pension (Grand Fenwick).",
    ]
    found = resolution_from_paragraphs(rows)
    assert [(clause.path, clause.section) for clause in found.clauses] == [
        (f"p9.{n}", Section.NEITHER) for n in (1, 2, 3)
    ]


def test_a_decision_keeps_the_sentence_its_list_hangs_on():
    rows = [
        "A/HRC/DEC/88/101",
        "88/101. Postponement of the seminar on lighthouses",
        "At its 1st meeting, the Human Rights Council decided:",
        "(a) To postpone the seminar;",
        "(b) To invite keepers to it.",
    ]
    found = resolution_from_paragraphs(rows)
    assert [clause.path for clause in found.clauses] == ["op1", "op1(a)", "op1(b)"]
    assert found.clause("op1(b)").chapeau == rows[2]


def test_the_line_that_says_when_it_was_adopted_closes_a_report():
    found = read(*HEAD, *BODY[:10], "[Adopted on 5 May 2041]")
    assert (found.left_out[-1].kind, found.left_out[-1].text) == (Rest.CLOSING, "[Adopted on 5 May 2041]")


NARRATIVE = [
    "A/96/458",
    "Report of the Third Committee",
    "I. Introduction",
    "1. At its 2nd meeting, on 13 September 2041, the Assembly decided to allocate the item to the Third Committee.",
    "2. At its 50th meeting the Committee adopted draft resolution A/C.3/96/L.20 without a vote (see para. 4).",
    "II. Recommendations of the Third Committee",
    "3. Nothing else was said.",
]
RECOMMENDS = (
    "4. The Third Committee recommends to the General Assembly the adoption of the following draft resolutions:"
)
DRAFTS = [
    "Draft resolution I",
    "Huts for children",
    "The General Assembly,",
    "Recalling the winter,",
    "1. Urges States:",
    "(a) To open the huts;",
    "2. Requests a report.",
    "Annex",
    "The huts",
    "1. Every hut has a door.",
    "Draft resolution II",
    "Guides",
    "The General Assembly,",
    "1. Thanks the guides;",
    "2. Decides to thank them again;",
    "3. Also decides to remain seized of the guides.",
]


def test_drafts_that_a_report_holds_are_resolutions_and_the_report_goes_on_behind_them():
    """The number behind the drafts follows on the report's, and also on that of the last paragraph of a draft."""
    decision = ["Bridges", "The General Assembly takes note of the report on bridges."]
    also = (
        "5. The Third Committee also recommends to the General Assembly the adoption of the following draft decision:"
    )
    rows = [*NARRATIVE, RECOMMENDS, *DRAFTS, also, *decision, "IV. Other matters", "6. The Committee thanked all."]
    found = read(*rows)
    assert [(clause.path, clause.section.value) for clause in found.clauses] == [
        *((f"p{n}", "neither") for n in range(1, 5)),
        ("I.pp1", "preambular"), ("I.op1", "operative"), ("I.op1(a)", "operative"), ("I.op2", "operative"),
        ("I.annex.op1", "annex"),
        ("II.op1", "operative"), ("II.op2", "operative"), ("II.op3", "operative"),
        ("p5", "neither"), ("draft.op1", "operative"), ("p6", "neither"),
    ]  # fmt: skip
    assert (found.symbol, found.title, found.adopted) == ("A/96/458", "Report of the Third Committee", None)
    assert found.clause("p6").headings == ("IV. Other matters",)
    assert found.clause("I.op1(a)").chapeau == "Urges States:"
    where = [line.text for line in found.left_out]
    assert {"Draft resolution I", "Huts for children", "Bridges", "IV. Other matters"} <= set(where)


def test_a_report_may_hold_one_draft_without_a_number():
    rows = [*NARRATIVE, RECOMMENDS.replace("resolutions", "resolution"), *DRAFTS[1:7]]
    paths = [clause.path for clause in read(*rows).clauses]
    assert paths == ["p1", "p2", "p3", "p4", "draft.pp1", "draft.op1", "draft.op1(a)", "draft.op2"]


@pytest.mark.parametrize(
    ("title", "numbers", "organ", "recalling", "decides"),
    [
        (
            "Projet de résolution {}",
            "I II",
            "L’Assemblée générale,",
            "Rappelant l’hiver,",
            "Décide d’ouvrir les refuges.",
        ),
        (
            "Proyecto de resolución {}",
            "I II",
            "La Asamblea General,",
            "Recordando el invierno,",
            "Decide abrir los refugios.",
        ),
        ("Проект резолюции {}", "I II", "Генеральная Ассамблея,", "ссылаясь на зиму,", "постановляет открыть хижины."),
        ("مشروع القرار {}", "الأول الثاني", "إن الجمعية العامة،", "إذ تشير إلى الشتاء،", "تقرر فتح الأكواخ."),
        ("决议草案{}", "一 二", "大会，", "回顾冬天，", "决定开放小屋。"),
    ],
)
def test_drafts_in_other_languages(title, numbers, organ, recalling, decides):
    narrative = [f"{n}. {NAMED[title]}" for n in range(1, 7)]
    rows = [*narrative]
    for number in numbers.split():
        rows += [title.format(number), organ, recalling, f"1. {decides}"]
    paths = [clause.path for clause in read(*rows).clauses]
    assert paths == [*(f"p{n}" for n in range(1, 7)), "I.pp1", "I.op1", "II.pp1", "II.op1"]


NAMED = {
    "Projet de résolution {}": "À sa séance, la Commission était saisie d’un projet de résolution sur les refuges.",
    "Proyecto de resolución {}": "En su sesión, la Comisión tuvo ante sí un proyecto de resolución sobre los refugios.",
    "Проект резолюции {}": "На своем заседании Комитет имел в своем распоряжении проект резолюции о хижинах.",
    "مشروع القرار {}": "كان معروضا على اللجنة في جلستها مشروع قرار بشأن الأكواخ قدمته عدة دول أعضاء.",
    "决议草案{}": "委员会在会议上面前有一份关于小屋的决议草案，该草案由若干国家提出。",
}


def test_a_resolution_whose_first_part_lost_its_organ_is_no_report():
    rows = [f"{n}. Requests the keepers to open hut {n};" for n in range(1, 7)]
    paths = [clause.path for clause in read(*rows, "B", "The General Assembly,", "1. Thanks the guides.").clauses]
    assert paths == [*(f"op{n}" for n in range(1, 7)), "B.op1"]
