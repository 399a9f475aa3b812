"""Where paragraphs begin and what they are, in languages whose paragraphs no capital letter opens, and in annexes."""

import textwrap

import pytest

from clausetag.data import read_resolution_bytes, resolution_from_paragraphs

# The organ, preambular paragraphs of which the first ends with a full line, numbered paragraphs.
CUT = {
    "ru": (
        "Генеральная Ассамблея,",
        "ссылаясь на Хартию горных троп и на все, что проводники сделали для деревень этих гор,",
        "отмечая доклад проводников и план восточных хижин, который был составлен зимой вместе с теми, кто носит в них "
        "дрова и хлеб, и который деревни приняли весной,",
        "1. благодарит проводников восточных хижин, которые держали тропы открытыми три зимы без единой оттепели;",
        "2. постановляет вернуться к этому вопросу на своей девяносто шестой сессии.",
    ),
    "ar": (
        "إن الجمعية العامة،",
        "إذ تشير إلى ميثاق الدروب الجبلية وإلى كل ما فعله الأدلاء من أجل القرى في هذه الجبال،",
        "وإذ تلاحظ تقرير الأدلاء وخطة الأكواخ الشرقية التي وضعت في الشتاء مع الذين يحملون إليها الحطب والخبز من القرى "
        "الواقعة في أسفل الوادي،",
        "1 - تشكر أدلاء الأكواخ الشرقية الذين أبقوا الدروب مفتوحة ثلاثة مواسم من الشتاء من دون أن يذوب الثلج؛",
        "2 - تقرر أن تعود إلى هذه المسألة في دورتها السادسة والتسعين.",
    ),
    "zh": (
        "大会，",
        "回顾山间小径宪章以及向导们为了这些山里的各个村庄在漫长的冬季所做的全部工作和努力，",
        "注意到向导的报告和东部小屋的计划，该计划是冬季与那些把木柴和面包背到小屋里去的人们一起制定的，各村庄已于春季予以通过，",
        "1. 感谢东部小屋的各位向导在没有一次融雪的三个冬季里始终保持所有小径畅通并且照看了每一间小屋；",
        "2. 决定在第九十六届会议上再次审议这个问题。",
    ),
}


def cut(text: str, language: str, width: int) -> list[str]:
    if language != "zh":
        return textwrap.wrap(text, width)
    return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]


@pytest.mark.parametrize("language", CUT)
def test_a_preambular_paragraph_below_a_full_line(language):
    rows = CUT[language]
    width = len(rows[1]) * (2 if language == "zh" else 1)  # so the first paragraph ends with a full line
    lines = [line for row in rows for line in cut(row, language, width)]
    found = read_resolution_bytes("\n".join(lines).encode(), "cut.txt")
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1", "op2"]
    assert found.clauses[0].text == rows[1]


def test_russian_paragraphs_that_begin_with_an_adverb_and_a_gerund():
    rows = (
        "Генеральная Ассамблея,",
        "ссылаясь на Хартию троп и на все, что проводники сделали для деревень в этих горах,",
        "торжественно провозглашая год троп в горах,",
        "далее с тревогой отмечая, что мосты в горах упали,",
        "1. благодарит проводников.",
    )
    found = resolution_from_paragraphs(rows)
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "pp3", "op1"]


def test_what_a_colon_ends_is_a_clause_and_no_heading():
    found = resolution_from_paragraphs(
        (
            "Генеральная Ассамблея",
            "постановляет, что:",
            "1. тропы в горах и на востоке открыты для всех;",
            "2. мосты закрыты.",
        )
    )
    assert [clause.text for clause in found.clauses] == [
        "постановляет, что:",
        "тропы в горах и на востоке открыты для всех;",
        "мосты закрыты.",
    ]
    found = resolution_from_paragraphs(("大会，", "回顾山间小径宪章，", "决定：", "(a) 打开小径；", "(b) 关闭桥梁。"))
    assert [clause.path for clause in found.clauses] == ["pp1", "op1", "op1(a)", "op1(b)"]


def test_a_chinese_paragraph_alone_with_a_full_stop_is_operative():
    found = resolution_from_paragraphs(
        ("大会，", "通过本决议附件所载的关于山间小径和各个村庄的政治宣言，并感谢各位向导在冬季所做的全部工作。")
    )
    assert [clause.path for clause in found.clauses] == ["op1"]


def test_a_chinese_preambular_paragraph_may_end_with_a_full_stop():
    rows = (
        "大会，",
        "回顾山间小径宪章，",
        "又认识到各位向导在冬季工作最多。",
        "还认识到桥梁的重要性，",
        "1. 决定打开小径。",
    )
    found = resolution_from_paragraphs(rows)
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "pp3", "op1"]


def test_arabic_letters_set_twice():
    rows = (
        "إن الجمعية العامة،",
        "1 - تدعو القرى إلى ما يلي:",
        "(ي) إصلاح الجسور في القرى التي على الدروب من أجل الأدلاء؛",
        "(أ أ) فتح الدروب؛",
        "(ب ب) جمع الحطب.",
    )
    assert [clause.path for clause in resolution_from_paragraphs(rows).clauses][1:] == ["op1(j)", "op1(aa)", "op1(bb)"]


def test_items_below_a_letter_that_ends_with_a_colon():
    rows = (
        "The General Assembly,",
        "1. Decides that:",
        "(a) The talks are on:",
        "talk 1: bread;",
        "talk 2: wood;",
        "(b) All come.",
    )
    paths = [clause.path for clause in resolution_from_paragraphs(rows).clauses]
    assert paths == ["op1", "op1(a)", "op1(a)(1)", "op1(a)(2)", "op1(b)"]


@pytest.mark.parametrize(
    ("organ", "adopts", "close", "title", "first"),
    [
        (
            "The General Assembly,",
            "Adopts the declaration annexed to the present resolution.",
            ("7th plenary meeting", "4 March 2041"),
            "Declaration on paths",
            "The villages keep the paths open.",
        ),
        (
            "L’Assemblée générale",
            "Adopte la déclaration qui figure en annexe à la présente résolution.",
            ("7e séance plénière", "4 mars 2041"),
            "Déclaration sur les sentiers",
            "Les villages gardent les sentiers ouverts.",
        ),
    ],
)
def test_what_begins_to_count_below_the_close_is_an_annex(organ, adopts, close, title, first):
    found = resolution_from_paragraphs((organ, adopts, *close, title, f"1. {first}", f"2. {first}"))
    assert [clause.path for clause in found.clauses] == ["op1", "annex.op1", "annex.op2"]
    assert found.clauses[1].headings == (title,)


@pytest.mark.parametrize(
    ("rows", "note", "marked", "clean"),
    [
        (
            (
                "L’Assemblée générale,",
                "1. Remercie les guides pour le rapport sur les sentiers 1 ;",
                "2. Décide d’en parler.",
            ),
            "1 Voir A/94/13.",
            1,
            "sentiers;",
        ),
        (
            ("大会，", "1. 感谢向导关于山间小径的报告， 1 并感谢各个村庄；", "2. 决定审议《小径宪章》。"),
            "1 见A/94/13。",
            1,
            "报告，并感谢",
        ),
        (
            (
                "إن الجمعية العامة،",
                "1 - تشكر الأدلاء على التقرير عن الدروب في الجبال (1)؛",
                "2 - تقرر أن تعود إلى المسألة.",
            ),
            "1 انظر A/94/13.",
            1,
            "الجبال؛",
        ),
    ],
)
def test_marks_that_stand_apart_on_a_page(rows, note, marked, clean):
    filler = {
        "L": "3. Invite les villages à garder les sentiers ouverts en toute saison et à réparer les ponts",
        "大": "3. 邀请各个村庄在任何季节保持小径畅通并且修复所有的桥梁以及东部的各间小屋和路标",
    }
    more = [
        filler.get(rows[0][0], "3 - تدعو القرى إلى أن تبقي الدروب مفتوحة في كل فصل من فصول السنة وإلى إصلاح الجسور")
    ] * 4
    text = "\n".join((*rows, *more, "", "_" * 18, note, "", "1", "\fA/RES/95/7", "", *more, "", "2", ""))
    found = read_resolution_bytes(text.encode(), "pages.txt")
    clause = next(clause for clause in found.clauses if clause.path == f"op{marked}")
    assert clause.footnotes == ("1",)
    assert clean in clause.text.replace(" ;", ";").replace("， ", "，")


def test_a_chinese_clause_that_names_a_resolution_is_no_note():
    found = resolution_from_paragraphs(
        ["大会，", "通过本决议附件所载依照第90/7号决议举行的向导会议的宣言。", "2021年3月4日"]
    )
    assert [clause.path for clause in found.clauses] == ["op1"]


def test_a_chinese_consideration_that_lost_its_comma():
    rows = ["大会，", "回顾山间小径宪章，", "还回顾其关于照看小屋，包括在冬季送柴的第90/1号决议", "注意到向导的报告，"]
    found = resolution_from_paragraphs([*rows, "1. 感谢各位向导。"])
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "pp3", "op1"]


def test_an_arabic_number_before_a_word_in_quotation_marks():
    rows = ["إن الجمعية العامة،", "1 - تشكر الأدلاء الذين أبقوا الدروب مفتوحة في الجبال من أجل القرى على مر السنين؛"]
    rows.append("2 - ’الأكواخ‘ الشرقية تبقى مفتوحة في الشتاء.")
    assert [clause.path for clause in resolution_from_paragraphs(rows).clauses] == ["op1", "op2"]


def test_a_short_line_in_which_those_who_speak_commit_themselves_is_no_heading():
    rows = [
        "Генеральная Ассамблея,",
        "1. благодарит проводников, которые держали тропы открытыми для деревень и на зиму.",
    ]
    rows += ["Приложение", "отмечая состояние троп и хижин в горах,"]
    found = resolution_from_paragraphs([*rows, "мы, нижеподписавшиеся, обязуемся:", "1. держать тропы открытыми;"])
    assert [clause.path for clause in found.clauses] == ["op1", "annex.pp1", "annex.op0", "annex.op1"]


def test_long_headings_above_a_declaration_and_between_numbered_paragraphs():
    title = "Ouvrir les sentiers et les refuges de la montagne " + "et apporter du bois et du pain aux villages " * 5
    rows = ["L’Assemblée générale,", "1. Remercie les guides;", f"Décision 90/7, relative à l’idée d’{title.lower()}"]
    rows += ["2. Adopte la déclaration ci-jointe.", "Annexe", "Déclaration des guides", title.strip()]
    rows += ["Nous, guides et gardiens des refuges, réunis au printemps pour parler des sentiers:"]
    found = resolution_from_paragraphs([*rows, "1. Remercions les villages."])
    assert [clause.path for clause in found.clauses] == ["op1", "op2", "annex.pp1", "annex.op1"]


def test_a_short_sentence_below_the_headings_of_a_principle_is_no_heading():
    rows = ["The General Assembly,", "1. Adopts the principles annexed to the present text.", "Annex", "Principle 1"]
    found = resolution_from_paragraphs(
        [*rows, "Bread", "Bread is never sold.", "Principle 2", "The guides bring wood."]
    )
    assert [clause.text for clause in found.clauses[1:]] == ["Bread is never sold.", "The guides bring wood."]


def test_a_title_with_a_colon_far_above_the_organ():
    rows = [
        "Revisión de la carta de los refugios y de los acuerdos de la primera reunión de los guías:",
        "Asamblea General",
    ]
    rows += [
        "A/RES/98/7",
        "4 de marzo de 2021",
        "[Sobre la base del informe]",
        "98/7. Refugios",
        "La Asamblea General,",
    ]
    found = resolution_from_paragraphs([*rows, "Recordando la carta de los guías,", "1. Invita a las aldeas."])
    assert [clause.path for clause in found.clauses] == ["pp1", "op1"]
