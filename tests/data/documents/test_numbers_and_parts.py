"""Numbers as documents print them, parts with a preamble of their own, headings, preambles."""

import pytest

from clausetag.data import Resolution, Section, resolution_from_paragraphs
from clausetag.data.documents.articles import article_label

ORGAN = "The General Assembly,"


def parse(*rows: str) -> Resolution:
    return resolution_from_paragraphs(rows)


def paths(*rows: str) -> list[str]:
    return [clause.path for clause in parse(*rows).clauses]


@pytest.mark.parametrize(
    ("first", "second"),
    [("I", "II"), ("A", "B"), ("Part I", "Part II"), ("I. Of bread", "II. Of wood"), ("A. Of bread", "B. Of wood")],
)
@pytest.mark.parametrize("title", [(), ("Of the huts",)])
def test_parts_have_preambles_of_their_own(first, second, title):
    part = ("Recalling the winter,", "Having heard the guides,", "1. Thanks the keepers;", "2. Decides to act.")
    found = paths(ORGAN, first, *title, *part, second, *title, *part)
    one, two = (label.removeprefix("Part ").split(".")[0] for label in (first, second))
    names = ["pp1", "pp2", "op1", "op2"]
    assert found == [*(f"{one}.{name}" for name in names), *(f"{two}.{name}" for name in names)]


def test_a_preamble_of_all_parts_and_one_of_the_second():
    rows = [
        ORGAN,
        "Recalling the winter,",
        "I",
        "1. Thanks the keepers.",
        "II",
        "Noting the snow,",
        "1. Decides to act.",
    ]
    assert paths(*rows) == ["pp1", "I.op1", "II.pp1", "II.op1"]


def test_a_part_whose_numbers_go_on():
    rows = [ORGAN, "I", "1. Thanks the keepers;", "II", "Noting the snow,", "2. Decides to act."]
    assert paths(*rows) == ["op1", "pp1", "op2"]


@pytest.mark.parametrize("label", ["1 bis.", "1bis.", "1 bis", "1 bis)"])
def test_bis(label):
    found = parse("1. Thanks the keepers;", f"{label} Urges them to rest;", "2. Decides to act.")
    assert [clause.path for clause in found.clauses] == ["op1", "op1bis", "op2"]
    assert (found.clause("op1bis").text, found.clause("op1bis").opening) == ("Urges them to rest;", "Urges")


def test_ter_and_the_paragraph_after_it():
    rows = ["1. Thanks the keepers;", "1 bis. Urges rest;", "1 ter. Notes the snow;", "2. Decides to act."]
    assert paths(*rows) == ["op1", "op1bis", "op1ter", "op2"]


@pytest.mark.parametrize("form", ["({})", "{})"])
def test_letters_put_in_afterwards(form):
    labels = ["a", "a bis", "a ter", "a quater", "b", "i", "i bis", "ii", "c bis"]
    told = [f"{form.format(label)} To mend hut {place};" for place, label in enumerate(labels)]
    told[4] = told[4].replace(";", ":")
    found = paths(ORGAN, "1. Asks the keepers:", *told, "2. Decides to act.")
    lettered = ["(a)", "(abis)", "(ater)", "(aquater)", "(b)", "(b)(i)", "(b)(ibis)", "(b)(ii)", "(cbis)"]
    assert found == ["op1", *(f"op1{path}" for path in lettered), "op2"]


@pytest.mark.parametrize("end", [",", ";", "."])
def test_dotted_letters(end):
    rows = [
        "1. Asks the keepers to:",
        f"a. stay{end}",
        f"b. Mark the paths{end}",
        f"c. “go home”{end}",
        "2. Decides to act.",
    ]
    found = parse(*rows)
    assert [clause.path for clause in found.clauses] == ["op1", "op1(a)", "op1(b)", "op1(c)", "op2"]
    assert found.clause("op1(a)").text == f"stay{end}"


def test_dotted_romans():
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    rows = ["1. Says how a hut is kept:", *(f"{roman}. The keeper does what is due." for roman in romans)]
    assert paths(*rows) == ["op1", *(f"op1({roman})" for roman in romans)]


@pytest.mark.parametrize("text", ["i.e. those who stay", "p. 12 of the report", "vs. the snow"])
def test_abbreviations_are_no_labels(text):
    assert paths("1. Asks the keepers to stay,", f"{text};") == ["op1"]


def test_points_without_a_stop():
    found = parse(ORGAN, "4.1 Ratify the treaty (Norland);", "4.2 Mark the paths (Sudland);", "4.10 Stay (Norland).")
    assert [clause.path for clause in found.clauses] == ["op4.1", "op4.2", "op4.10"]


def test_preambles_of_semicolons():
    found = parse(
        ORGAN, "Reaffirming the pact;", "Convinced that snow melts;", "Recalling the winter;", "1. Decides to act."
    )
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "pp3", "op1"]
    assert found.clause("pp3").section is Section.PREAMBULAR


@pytest.mark.parametrize("end", ["", ",[1]", ", 1", "[1]"])
def test_preambular_paragraphs_whose_end_is_not_a_comma(end):
    rows = [ORGAN, "Recalling the winter,", f"Having heard the guides{end}", "Noting the snow,", "1. Decides to act."]
    found = parse(*rows, "2. Requests a report.")
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "pp3", "op1", "op2"]
    assert found.clause("pp2").opening == "Having heard"


@pytest.mark.parametrize(
    "heading",
    [
        "Pillar II: measures to teach the young of every valley to read the snow and to name the finches by their call",
        "Implementation of the Pact of 4 May 1990 on the Keeping of the Huts of the Upper Range and on the Finches "
        "that Nest under their Roofs and of the Rules that Follow from It",
        "Implementation of what was agreed on "
        + "the huts of the upper range, their guides, their keepers and " * 5
        + "wood",
        "Strengthening the guides",
        "Follow-up",
    ],
)
def test_headings_are_no_clauses(heading):
    found = parse(ORGAN, "1. Thanks the keepers;", heading, "2. Decides to act;", "3. Requests a report.")
    assert [clause.path for clause in found.clauses] == ["op1", "op2", "op3"]
    assert found.clause("op2").headings == (heading,)
    assert found.clause("op1").headings == ()


def test_marks_that_show_nothing_are_gone():
    found = parse(ORGAN, "1. Thanks the\u200e kee\u00adpers at \u202ball\u202c hu\u200bts.")
    assert found.clause("op1").text == "Thanks the keepers at all huts."
    assert paths(ORGAN, "1. Thanks:", "(a)\u2060 The keepers;", "(b)\u200b The guides.") == ["op1", "op1(a)", "op1(b)"]


def test_numbers_of_drafts():
    rows = [ORGAN, "PP1 Recalling the winter,", "PP1 bis. [Noting] the snow, (new)", "(PP2) Alarmed by the thaw,"]
    found = parse(*rows, "OP1. Thanks the keepers;", "OP2: (a) Calls upon the guides;", "OP 2 bis [Urges Norland.]")
    assert [clause.path for clause in found.clauses] == ["pp1", "pp1bis", "pp2", "op1", "op2(a)", "op2bis"]
    assert found.clause("pp2").text == "Alarmed by the thaw,"
    assert found.clause("op1").opening == "Thanks"
    assert paths(ORGAN, "1. Thanks the keepers;", "2. Notes that", "OP2 is open.") == ["op1", "op2"]


def test_numbers_with_a_stop_and_a_dash():
    rows = [
        ORGAN,
        "Recalling the winter,",
        "1.- Thanks the keepers;",
        "2.- Calls upon them:",
        "1) To stay;",
        "2) To rest;",
    ]
    assert paths(*rows, "3.- Decides to act.") == ["pp1", "op1", "op2", "op2(1)", "op2(2)", "op3"]


def test_numbers_in_brackets():
    rows = [ORGAN, "Recalling the winter,", "(1) Decides to rest;", "(2) Requests the guides:", "(a) To rest;"]
    assert paths(*rows, "(3) Thanks the keepers.") == ["pp1", "op1", "op2", "op2(a)", "op3"]
    assert paths(ORGAN, "1. Decides:", "(1) Thanks the keepers;", "(2) Thanks the guides.") == [
        "op1",
        "op1(1)",
        "op1(2)",
    ]


@pytest.mark.parametrize("bullet", ["•", "-"])
def test_a_bullet_in_front_of_every_paragraph(bullet):
    rows = ["Recalling the winter,", "Alarmed by the thaw,", "Asks the guides:", "To rest;", "Decides to act."]
    assert paths(ORGAN, *(f"{bullet} {row}" for row in rows)) == ["pp1", "pp2", "op1", "op1(1)", "op2"]


def test_numbers_with_a_sign_of_degree():
    rows = ["1° Prie le Secrétaire général de venir ;", "2° Décide de la venue des gardes."]
    found = parse("L’Assemblée générale,", "Rappelant la neige de l’hiver,", *rows)
    assert [(c.path, c.text) for c in found.clauses[1:]] == [("op1", rows[0][3:]), ("op2", rows[1][3:])]


def test_letters_without_a_number_above_them():
    assert paths("The Council:", "(a) Decides to rest;", "(b) Requests a report.") == ["op1(a)", "op1(b)"]
    rows = [ORGAN, "Recalling the winter,", "(a) Decides to rest;", "(b) Requests a report."]
    assert paths(*rows) == ["pp1", "op1(a)", "op1(b)"]
    rows = [ORGAN, "Recalling:", "(a) The winter of its decision,", "(b) The snow,", "1. Decides to rest."]
    assert paths(*rows) == ["pp1", "pp1(a)", "pp1(b)", "op1"]


def test_numbers_without_a_stop():
    rows = [ORGAN, "Recalling the winter,", "1 Thanks the keepers;", "2 Calls upon the guides;", "3 Decides to act."]
    found = parse(*rows)
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op2", "op3"]
    assert found.clause("op2").text == "Calls upon the guides;"
    assert paths(ORGAN, "Recalling the winter,", "12 Norland reports came.", "Decides to act.")[0] == "pp1"


@pytest.mark.parametrize("organ", ["L’Assemblée générale,", "La Asamblea General,", "Генеральная Ассамблея,"])
def test_a_page_number_of_another_language_is_no_heading(organ):
    found = parse(organ, "1. Décide de siéger dans les huttes;", "1/2", "2. Prie le Secrétaire général de venir.")
    assert found.clause("op2").headings == ()


def test_a_number_that_lost_its_stop_is_that_of_the_paragraph_and_no_note():
    found = parse(ORGAN, "1. Thanks the guides;", "2 Calls upon the keepers to mend the huts;", "3. Decides to act.")
    assert [(c.path, c.text) for c in found.clauses][1] == ("op2", "Calls upon the keepers to mend the huts;")
    assert found.footnotes == ()


def test_a_preamble_in_the_middle_of_the_paragraphs():
    rows = (ORGAN, "Recalling the snow,", "1. Thanks the guides;", "* * *", "Recalling the rain,", "2. Decides to act.")
    assert paths(*rows) == ["pp1", "op1", "pp2", "op2"]


def test_a_part_whose_numbers_begin_again_has_a_preamble_whatever_it_ends_with():
    part = ("1. Thanks the guides;", "2. Decides to act;")
    rows = (ORGAN, "I", "Recalling the snow,", *part, "II", "Having heard the guides speak of the rain.", *part)
    assert paths(*rows) == ["I.pp1", "I.op1", "I.op2", "II.pp1", "II.op1", "II.op2"]


def test_chinese_words_that_open_either_part_are_told_by_the_end_of_the_paragraph():
    rows = (
        "大会，",
        "回顾关于山间小屋和道路的各项决议，",
        "通过本决议所附的关于山间小屋和道路的宣言。",
        "2. 请向导们提出报告。",
    )
    assert paths(*rows) == ["pp1", "op1", "op2"]


def test_a_verb_without_a_number_acts_in_an_annexed_text_too():
    texts = ["The General Assembly,", "Recalling the storm,", "1. Adopts the text below;", "2. Thanks the keepers."]
    closing = ["16th plenary meeting 5 October 2031", "Council", "Declaration on huts"]
    annex = ["The Council of Huts,", "Affirming that huts are dear,", "Solemnly proclaims the following declaration:"]
    rights = ["Huts are open to all.", "Article 2", "1. Huts need wood.", "2. Wood is dear."]
    clauses = resolution_from_paragraphs([*texts, *closing, *annex, "Article 1", *rights]).clauses
    sections = {clause.text: clause.section for clause in clauses}
    assert sections["Affirming that huts are dear,"] is Section.PREAMBULAR
    assert sections[annex[2]] is sections[rights[0]] is Section.OPERATIVE


CONVENTION = [
    ORGAN,
    "1. Adopts the Convention on Mountain Paths, annexed to the present resolution.",
    "Annex",
    "Convention on Mountain Paths",
    "The States Parties to the present Convention,",
    "Recalling the paths,",
    "Have agreed as follows:",
    "PART I",
    "Article 1",
    "1. For the purposes of the present Convention, a path is whatever is walked upon.",
    "2. A hut is whatever has a roof.",
    "Article 2",
    "States Parties shall keep the paths:",
    "(a) In summer;",
    "(b) In winter.",
    "PART II",
    "Article 3 bis",
    "Guides",
    "1. Guides shall be paid.",
]


def test_articles_name_the_paragraphs_of_a_convention():
    assert paths(*CONVENTION) == [
        "op1", "annex.pp1", "annex.pp2", "annex.op1", "annex.art1.op1", "annex.art1.op2",
        "annex.art2.op1", "annex.art2.op1(a)", "annex.art2.op1(b)", "annex.art3bis.op1",
    ]  # fmt: skip
    assert parse(*CONVENTION).clauses[-1].headings == ("PART II", "Article 3 bis", "Guides")


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Article 12", "art12"),
        ("ARTICLE IV", "art4"),
        ("Article 7. Guides", "art7"),
        ("Article premier", "art1"),
        ("Artículo 2", "art2"),
        ("Статья 30", "art30"),
        ("المادة ١٤", "art14"),
        ("المادة الأولى", "art1"),
        ("第十二条", "art12"),
        ("第3条 向导", "art3"),
        ("Article 5 ter", "art5ter"),
        ("Rule 43", "art43"),
        ("Правило 43", "art43"),
        ("规则43", "art43"),
        ("Principle 16", "principle16"),
        ("Принцип 16", "principle16"),
        ("原则16", "principle16"),
        ("Article Ill", ""),
        ("Articles on huts", ""),
        ("Article mountain", ""),
        ("Article 12/3", ""),
        ("II. Article 3", ""),
    ],
)
def test_headings_of_articles(heading, label):
    assert article_label(heading) == label


def test_a_resolution_goes_on_below_an_article_that_it_amends():
    rows = [ORGAN, "1. Decides to amend the statute as follows:", "Article 22", "Every hut has a door.",
            "2. Decides to act;", "3. Requests a report."]  # fmt: skip
    assert paths(*rows) == ["op1", "art22.op1", "op2", "op3"]


@pytest.mark.parametrize(
    ("organ", "adopts", "annex", "title", "parties", "recalling"),
    [
        ("L’Assemblée générale,", "1. Adopte la Convention, dont le texte est annexé à la présente résolution.",
         "Annexe", "Les sentiers", "Les États parties à la présente Convention,", "Rappelant les sentiers,"),
        ("La Asamblea General,", "1. Aprueba la Convención, que figura en el anexo de la presente resolución.",
         "Anexo", "Senderos", "Los Estados partes en la presente Convención,", "Recordando los senderos,"),
        ("Генеральная Ассамблея,", "1. принимает Конвенцию, содержащуюся в приложении к настоящей резолюции.",
         "Приложение", "Конвенция о тропах", "Государства-участники настоящей Конвенции,", "ссылаясь на тропы,"),
        ("大会，", "1. 通过本决议所附的公约。", "附件", "山路公约", "本公约缔约国，", "回顾山路，"),
    ],
)  # fmt: skip
def test_the_preamble_of_a_convention_in_other_languages(organ, adopts, annex, title, parties, recalling):
    assert paths(organ, adopts, annex, title, parties, recalling) == ["op1", "annex.pp1", "annex.pp2"]
