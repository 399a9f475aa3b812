"""Text as pdftotext prints pages, with and without -layout: cut lines, notes and running heads between pages."""

import pytest

from clausetag.data import Resolution, read_resolution_bytes
from clausetag.data.documents.readers.torn import hyphens_mended, torn_mended

HEAD = """A/RES/95/7

United Nations

General Assembly

Distr.: General
7 May 2041

Ninety-fifth session
Agenda item 31

Resolution adopted by the General Assembly on 6 May 2041
[without reference to a Main Committee (A/95/L.8)]

95/7.

The keeping of mountain huts and of the paths
that lead to them
The General Assembly,
"""
FIRST = """Recalling the Convention on the Paths of the High Mountains, 1 and all that the
guides of the region have done to keep the paths open in every season of the year,
Noting the report of the guides 2 and the plan for the eastern huts, which was drawn
up in the winter of 2040 with those who carry wood and bread to them,
Sharing the worry of those who live below the glacier, and convinced that a path
"""
NOTES_APART = """__________________
1
2

See A/94/12.
A/94/13, annex, in which the huts of the eastern range are named in the order in
which they were built.

41-00123 (E)

070541

*4100123*

"""
SECOND = """A/RES/95/7

The keeping of mountain huts and of the paths that lead to them

that is walked each day lasts longer than one that is mended each spring,
Mindful of the snow finches that nest under the roofs,
1.
Thanks the guides of the eastern huts, who have kept the paths open through
three winters without a thaw;
2.
Urges the villages to mend the bridges before the snow melts, and:
(a)
To mark the paths with stones;
(b)
To tell the guides which bridges are down;
3.
Decides to come back to this matter at its ninety-sixth session.
71st plenary meeting
6 May 2041

2/2

41-00123
"""
PATHS = ["pp1", "pp2", "pp3", "pp4", "op1", "op2", "op2(a)", "op2(b)", "op3"]


def read(text: str) -> Resolution:
    return read_resolution_bytes(text.encode(), "a.txt")


def check(found: Resolution) -> None:
    assert [clause.path for clause in found.clauses] == PATHS
    assert found.clause("pp1").text.startswith("Recalling the Convention on the Paths of the High Mountains, and all")
    assert found.clause("pp2").text.startswith("Noting the report of the guides and the plan for")
    assert found.clause("pp3").text.endswith(
        "that a path that is walked each day lasts longer than one that is mended each spring,"
    )
    assert found.clause("op1").text.endswith("through three winters without a thaw;")
    notes = [(note.number, note.text[:12], note.cited_by) for note in found.footnotes]
    assert notes == [("1", "See A/94/12.", ("pp1",)), ("2", "A/94/13, ann", ("pp2",))]
    assert (found.symbol, found.session, found.agenda_item) == ("A/RES/95/7", 95, "31")
    assert found.title == "The keeping of mountain huts and of the paths that lead to them"
    assert found.meeting == "71st plenary meeting"
    assert str(found.adopted) == "2041-05-06"


@pytest.mark.parametrize("page_end", ["\f", ""], ids=["form feed", "no form feed"])
def test_plain_text_of_pages(page_end):
    check(read(HEAD + FIRST + NOTES_APART + page_end + SECOND))


@pytest.mark.parametrize(
    "notes",
    [
        "__________________\n1\nSee A/94/12.\n2\nA/94/13, annex, in which the huts are\nnamed.\n\n41-00123 (E)\n\n",
        "__________________\n\nSee A/94/12.\nA/94/13, annex, in which the huts are\nnamed.\n1\n2\n\n41-00123 (E)\n\n",
        "__________________\n1 See A/94/12.\n2 A/94/13, annex, in which the huts are\nnamed.\n41-00123 (E)\n\n",
        "1\n\nSee A/94/12.\n2\n\nA/94/13, annex, in which the huts are\nnamed.\n\n41-00123 (E)\n\n",
    ],
    ids=["by turns", "numbers behind", "on one line", "no rule"],
)
def test_numbers_and_texts_of_notes_find_each_other(notes):
    check(read(HEAD + FIRST + notes + "\f" + SECOND))


def test_a_note_goes_on_below_the_next_page():
    more = SECOND.replace("2/2\n", "__________________\nA/94/14 and A/94/15.\n\n2/2\n")
    found = read(HEAD + FIRST + NOTES_APART + "\f" + more)
    assert found.footnotes[1].text.endswith("in which they were built. A/94/14 and A/94/15.")
    assert [clause.path for clause in found.clauses] == PATHS


def test_layout_keeps_indents_and_columns():
    margin = " " * 17
    lines = [
        f"{margin}United Nations{'A/RES/95/7':>80}",
        f"{margin}General Assembly{'Distr.: General':>60}",
        f"{' ' * 80}7 May 2041",
        "",
        "Ninety-fifth session",
        "Agenda item 31",
        "",
        f"{margin}Resolution adopted by the General Assembly on 6 May 2041",
        "",
        "     95/7.       The keeping of mountain huts and of the paths",
        f"{margin}that lead to them",
        "",
        f"{margin}     The General Assembly,",
    ]
    for row in FIRST.splitlines():
        lines.append(margin + ("      " if row.split()[0] in {"Recalling", "Noting", "Sharing"} else "") + row)
    lines += [
        f"{' ' * 9}__________________",
        f"{' ' * 12}1",
        f"{' ' * 14}See A/94/12.",
        f"{' ' * 12}2",
        f"{' ' * 14}A/94/13, annex, in which the huts are named.",
        "",
        " 41-00123 (E)    070541",
        " *4100123*",
        "\fA/RES/95/7                         The keeping of mountain huts and of the paths that lead to them",
        "",
    ]
    body = SECOND[SECOND.index("that is walked") : SECOND.index("2/2")]
    for label in ("1.", "2.", "3.", "(a)", "(b)"):
        body = body.replace(f"{label}\n", f"      {label}    ")
    body = body.replace("Mindful", "      Mindful").replace("71st", "\n      71st")
    lines += [margin + row for row in body.splitlines()]
    lines += ["", "2/2                                                                         41-00123"]
    check(read("\n".join(lines)))


def test_a_number_that_no_note_explains_stays():
    found = read(
        (HEAD + FIRST + NOTES_APART + SECOND).replace("three winters", "article 1 of the pact, 12 and 2 winters")
    )
    assert "through article 1 of the pact, 12 and 2 winters" in found.clause("op1").text


@pytest.mark.parametrize("number", ["1", "37", "iv"])
def test_a_resolution_without_notes_and_page_numbers_alone(number):
    first = (HEAD + FIRST).replace("Mountains, 1 and", "Mountains, and").replace("guides 2 and", "guides and")
    found = read(f"{first}\n{number}\n\n\f" + SECOND.replace("2/2", "2"))
    assert [clause.path for clause in found.clauses] == PATHS
    assert found.footnotes == ()
    assert found.clause("pp3").text.endswith(
        "convinced that a path that is walked each day lasts longer than one that is mended each spring,"
    )


def test_headings_and_annexes_between_cut_lines():
    more = SECOND.replace("3.\nDecides", "Part II: what follows from this\n3.\nDecides").replace(
        "2/2",
        "Annex\nRules of the huts\n1.\nEvery hut shall keep wood for a week and bread for three days and shall "
        "be open\nto all who come;\n2.\nNobody is turned away.\n\n2/2",
    )
    found = read(HEAD + FIRST + NOTES_APART + more)
    assert [clause.path for clause in found.clauses] == [*PATHS, "annex.op1", "annex.op2"]
    assert found.clause("op3").headings == ("Part II: what follows from this",)
    assert found.clause("annex.op1").headings == ("Annex Rules of the huts",)


def test_a_note_with_a_star_at_the_foot_of_a_page():
    found = read(
        HEAD + FIRST + "* Issued late, and not read over by the editors\nof the league.\n\n41-00123 (E)\n\n\f" + SECOND
    )
    assert [clause.path for clause in found.clauses] == PATHS
    assert [(note.number, note.text) for note in found.footnotes] == [
        ("*", "Issued late, and not read over by the editors of the league.")
    ]


FRENCH = """A/RES/95/7
Assemblée générale
Résolution adoptée par l’Assemblée générale le 6 mai 2041
95/7. Les refuges de montagne
L’Assemblée générale,
Rappelant la Charte des sentiers de montagne et tout ce que les guides ont fait pour
garder les sentiers ouverts en toute saison,
Notant le rapport des guides1, ainsi que le plan des refuges de l’est, établi pendant
l’hiver avec celles et ceux qui portent le bois et le pain,
1. Remercie les guides des refuges de l’est, qui ont gardé les sentiers ouverts durant
trois hivers sans dégel ;
2. Engage les villages à réparer les ponts, et notamment :
a) À marquer les sentiers de pierres blanches ;
b) À dire aux guides quels ponts sont tombés ;
3. Décide de revenir sur la question à sa quatre-vingt-seizième session.

__________________
1 A/94/13, annexe, où les refuges de l’est sont nommés dans l’ordre où ils furent bâtis
avant la guerre.
"""
RUSSIAN = """A/RES/95/7
Генеральная Ассамблея
95/7. Горные хижины
Генеральная Ассамблея,
ссылаясь на Хартию горных троп и на все, что проводники сделали для того, чтобы эти
тропы оставались открытыми в любое время года,
отмечая доклад проводников и план восточных хижин, составленный зимой вместе с теми,
кто носит в них дрова и хлеб,
1. благодарит проводников восточных хижин, которые держали тропы открытыми три зимы
без единой оттепели;
2. призывает деревни починить мосты до таяния снега и, в частности:
a) отметить тропы белыми камнями;
b) сообщить проводникам, какие мосты упали;
3. постановляет вернуться к этому вопросу на своей девяносто шестой сессии.
"""


@pytest.mark.parametrize("text", [FRENCH, RUSSIAN])
def test_cut_lines_of_other_languages_make_paragraphs(text):
    found = read(text)
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1", "op2", "op2(a)", "op2(b)", "op3"]
    assert found.symbol == "A/RES/95/7"


def test_notes_below_cut_lines_are_found():
    found = read(FRENCH)
    (note,) = found.footnotes
    assert note.text.endswith("bâtis avant la guerre.")
    assert note.cited_by == ("pp2",)
    assert found.clause("pp2").text.startswith("Notant le rapport des guides, ainsi")


SPANISH = """A/RES/95/7
Asamblea General
95/7. Los refugios de montaña
La Asamblea General,
Recordando la Carta de los senderos, aprobada el 1 de mayo de 2031, y los acuerdos 338
(1973) y 339 (1974) de los guías,
Habiendo examinado el informe de los guías 1 y el plan nuevo,
Comprometida a mantener abiertos los senderos de montaña,
1. Da las gracias a los guías de los refugios del este, que han mantenido abiertos los
senderos durante tres inviernos;
2. Pregunta a los guías y a los guardas de los refugios del este y del oeste:
a) ¿Qué puentes se han caído?
b) Qué senderos se han perdido;
y pide que se reparen todos ellos antes de que empiece el deshielo del próximo año y
que se cierren los demás;
3. Decide volver a examinar la cuestión en su nonagésimo sexto período de sesiones.
41ª sesión plenaria

__________________
1 A/94/13, anexo.
"""


def test_one_page_with_a_note_whose_mark_stands_apart():
    found = read(SPANISH)
    texts = {clause.path: clause.text for clause in found.clauses}
    assert list(texts) == ["pp1", "pp2", "pp3", "op1", "op2", "op2(a)", "op2(b)", "op2bis", "op3"]
    assert "el 1 de mayo de 2031" in texts["pp1"]
    assert "338 (1973) y 339" in texts["pp1"]
    assert "de los guías y el plan" in texts["pp2"]
    assert [(note.number, note.cited_by) for note in found.footnotes] == [("1", ("pp2",))]


def test_words_that_were_torn_are_put_together():
    """Where a PDF sets letters apart, pdftotext puts spaces between them."""
    lines = [
        "Thanks the guides of the eas tern huts for what they did in winter",
        "on paths and brid ges of the eastern valleys, with long -haired goats",
        "and those who carry the vill ages ’ long-haired goats over bridges in win ter,",
        "and in villages - those of the long - haired goats - and the villages ’s huts",
    ]
    assert torn_mended(lines) == [
        "Thanks the guides of the eastern huts for what they did in winter",
        "on paths and bridges of the eastern valleys, with long-haired goats",
        "and those who carry the villages ’ long-haired goats over bridges in winter,",
        "and in villages - those of the long-haired goats - and the villages’s huts",
    ]
    assert torn_mended(lines[:1]) == lines[:1]


def test_few_words_in_two_parts_are_no_torn_words():
    text = FIRST.replace("every season", "every sea son").replace("winter of 2040", "winter season of 2040")
    assert "every sea son of" in read(HEAD + text + NOTES_APART + "\f" + SECOND).clause("pp1").text


def test_a_wide_page_number_and_job_number_are_no_text():
    found = read(HEAD + FIRST + "\n\n2/10" + " " * 110 + "41-00123\n\f" + SECOND)
    assert found.clause("pp3").text.endswith(
        "convinced that a path that is walked each day lasts longer than one that is mended each spring,"
    )


def test_wide_lines_of_pages_in_chinese():
    """Small letters make lines of more than a hundred characters; numbers stand alone."""
    long = "回顾关于山间道路的计划和向导们在冬季为保持通往东部山屋的道路畅通所做的一切工作，包括修复桥梁，"
    rows = [
        "大会，",
        f"{long}并注意到去年春季倒塌的桥梁清单以及修建者",
        "的姓名，",
        f"{long}又注意到负责修缮这些桥梁的人所提",
        "交的报告，",
    ]
    rows += [
        "1.",
        f"感谢{long[2:]}以及在漫长的冬季里运送木柴和面包",
        "的人；",
        "2.",
        "决定在下一届会议上再审议这一事项。",
        "",
    ]
    found = read("95/7. 山间小屋\n" + "\n".join(rows) + "\n\f")
    assert [clause.path for clause in found.clauses] == ["pp1", "pp2", "op1", "op2"]
    assert found.clause("op1").text.startswith("感谢")
    assert found.clause("pp1").text.endswith("修建者的姓名，")


@pytest.mark.parametrize(
    ("put_together", "mended"),
    [
        ("KeeperGeneral of the huts", "Keeper-General of the huts"),
        ("selfmade ropes, as the document has it elsewhere", "self-made ropes, as the document has it elsewhere"),
        ("20312035 plan", "2031-2035 plan"),
        ("10year plan", "10-year plan"),
        ("UNHuts plan", "UN-Huts plan"),
        ("twentyfifth hut", "twenty-fifth hut"),
        ("post2031 plan", "post-2031 plan"),
        ("decisionmaking, as the language has it", "decision-making, as the language has it"),
        ("visà-vis the keepers", "vis-à-vis the keepers"),
        ("mediumand long-term plans", "medium- and long-term plans"),
        ("overview of the huts", "overview of the huts"),
        ("demand for long-term plans", "demand for long-term plans"),
        ("factor in the plan", "factor in the plan"),
    ],
)
def test_words_that_were_put_together_have_their_hyphens(put_together, mended):
    lines = [
        "Thanks the guides for the self-made ropes that they have carried",
        "Noting the overview of the paths, and the reports of the keepers",
        "of all the huts in the valleys, which they gave in the past year",
        "Asks the KeeperGeneral for more ropes of the kind that they use,",
    ] * 5
    first = "Asks the keepers for more of the ropes that they have for a "
    assert hyphens_mended([*lines, first + put_together], "en") == [*lines, first + mended]


def test_where_lines_end_in_hyphens_none_was_taken():
    lines = ["Thanks the guides for the ropes that they have carried to the self-", "made huts"] * 2
    long = "Asks the keepers for more of the ropes that they have for a KeeperGeneral of the huts"
    assert hyphens_mended([*lines, long], "en") == [*lines, long]


def test_words_far_from_the_edge_are_as_they_were():
    lines = ["Thanks the guides for the self-made ropes that they have carried"] * 5
    long = "Asks the ClearHuts and the selfmade ropes of the guides for more of the self-made kind,"
    assert hyphens_mended([*lines, long], "en") == [*lines, long]


NOTES_BY_MARKS = """Asamblea de las Cabañas

La Asamblea de las Cabañas,

Recordando el Programa de los Senderos1 y la Declaración de las Cabañas Altas 2, que
se aprobaron en el valle, y el aumento de las temperaturas en 1.5 °C de los inviernos,
Observando que los guardas son solo 3,8 por ciento de los habitantes de los valles,
1 Memoria de la Conferencia de los Guardas, celebrada en el valle en los días más
cortos del año, en la página
53 (A/66/53), cap. I.
2 Conferencia de los Senderos, acta final.

\f12.
Pide a los guardas que cumplan las resoluciones 94/38 y 94/373, y que vuelvan al primero4y
al segundo de los senderos de las Cabañas Altas;

3 Véanse las actas de los guardas, vol. 2.
4 Resolución 93/2, anexo.

\f13.
Decide volver a examinar los senderos de las Cabañas Altas y las cabañas de los valles en
el período de sesiones que sigue a este.

"""


def test_notes_of_any_wording_are_found_by_their_marks():
    found = read(NOTES_BY_MARKS)
    notes = [(note.number, note.text.split()[0], note.cited_by) for note in found.footnotes]
    assert notes == [
        ("1", "Memoria", ("pp1",)),
        ("2", "Conferencia", ("pp1",)),
        ("3", "Véanse", ("op12",)),
        ("4", "Resolución", ("op12",)),
    ]
    assert found.clause("pp1").text.endswith("en 1.5 °C de los inviernos,")
    assert "las resoluciones 94/38 y 94/37, y que vuelvan al primero y al segundo" in found.clause("op12").text


def test_decimals_are_no_marks():
    assert "solo 3,8 por ciento" in read(NOTES_BY_MARKS).clause("pp2").text


def test_numbers_of_paragraphs_at_the_top_of_pages_are_no_running_heads():
    assert [clause.path for clause in read(NOTES_BY_MARKS).clauses] == ["pp1", "pp2", "op12", "op13"]


def test_a_sentence_that_goes_on_with_words_of_the_title_is_no_running_head():
    more = SECOND.replace(
        "that lead to them\n\nthat is walked", "that lead to them\n\nof the paths that lead to them and is walked"
    )
    assert more != SECOND
    more = more.replace("The keeping of mountain huts and of the paths that lead to them\n\n", "")
    found = read(HEAD + FIRST + NOTES_APART + "\f" + more)
    assert "convinced that a path of the paths that lead to them and is walked each day" in found.clause("pp3").text


def test_a_paragraph_begins_below_the_heading_of_a_part():
    heading = "Ropes, stones, wood and bread for the huts of the eastern range and for those who\nwalk there in winter"
    parts = SECOND.replace("1.\nThanks", f"I\n{heading}\nHaving heard the guides of the eastern huts,\n1.\nThanks")
    parts = parts.replace("3.\nDecides", "II\nBridges\nHaving heard the villages,\n1.\nDecides")
    found = read(HEAD + FIRST + NOTES_APART + "\f" + parts)
    assert found.clause("I.pp1").text == "Having heard the guides of the eastern huts,"
    assert found.clause("II.op1").text == "Decides to come back to this matter at its ninety-sixth session."


def test_chinese_lines_that_are_printed_the_wrong_way_round():
    full = "请各山谷的看守人继续修缮小屋和小径，并把修缮情况告知邻近各村庄的居民和来访者，以便他们在冬季来临之前做好"
    rows = ["大会，", "", "回顾其关于山间小屋的各项决议，", "", "1.", "准备；", "", full, "", "2.", "感谢看守人；"]
    rows += [
        "",
        "3.",
        full,
        f"{full}；",
        "",
        "4.",
        "决定下一届会议再审议此事，并感谢所有在冬季为看守人运送柴火和面包的人以及各村庄。",
        "\f",
        "95/7",
        "",
    ]
    found = read("\n".join(rows))
    assert [(clause.path, clause.text) for clause in found.clauses[1:3]] == [
        ("op1", f"{full}准备；"),
        ("op2", "感谢看守人；"),
    ]
