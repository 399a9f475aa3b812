"""Letters and corrections have no numbers of their own, summaries stand above them; presidential statements act."""

import pytest

from clausetag.data import Resolution, Section, resolution_from_paragraphs
from clausetag.data.citation import citations_of

HEAD = ["United Nations S/2041/100", "Security Council Distr.: General", "8 February 2041"]
TITLE = "Letter dated 7 February 2041 from the Chair of the Committee addressed to the President of the Council"
SAYS = "Pursuant to Security Council resolution 2999 (2040), I have the honour to transmit the report of the guides."


def read(*rows: str) -> Resolution:
    return resolution_from_paragraphs(rows)


def paths(resolution: Resolution) -> list[str]:
    return [clause.path for clause in resolution.clauses]


def test_a_letter_and_what_it_transmits():
    found = read(
        *HEAD, TITLE, SAYS, "(Signed) Aldo Bianchi", "Annex", "Report of the guides", "Summary",
        "Three bridges are down.", "I. Introduction", "1. The guides met in May.", "2. They heard the keepers.",
    )  # fmt: skip
    assert paths(found) == ["p1", "annex.p0", "annex.p1", "annex.p2"]
    assert found.clause("p1").section is Section.NEITHER
    assert found.symbol == "S/2041/100"  # and not that of the resolution it names
    assert found.title == TITLE
    assert found.adopted is None
    assert citations_of(found)["annex.p0"] == "S/2041/100, annex, introductory para."
    assert found.clause("annex.p0").headings[-1] == "Summary"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Lettre datée du 7 février 2041, adressée au Président du Conseil par le Président du Comité",
         "J’ai l’honneur de vous faire tenir ci-joint le rapport des guides sur la montagne."),
        ("Carta de fecha 7 de febrero de 2041 dirigida a la Presidencia del Consejo por el Presidente del Comité",
         "Tengo el honor de transmitir adjunto el informe de los guías sobre la montaña."),
        ("Письмо Председателя Комитета от 7 февраля 2041 года на имя Председателя Совета Безопасности",
         "Имею честь препроводить настоящим доклад проводников о мостах в горах."),
        ("2041年2月7日委员会主席给安全理事会主席的信",
         "谨随函转递向导关于山区桥梁情况的报告，请将其作为安全理事会文件分发。"),
    ],
)  # fmt: skip
def test_letters_in_other_languages(title, text):
    found = read("S/2041/100", title, text)
    assert [(clause.path, clause.section) for clause in found.clauses] == [("p1", Section.NEITHER)]
    assert found.title == title


def test_the_annex_of_a_letter_says_whose_it_is():
    annex = "Annex to the letter dated 7 February 2041 from the Chair of the Committee addressed to the Council"
    found = read(*HEAD, TITLE, SAYS, annex, "Statement of the guides", "The guides ask all for wood.")
    assert paths(found) == ["p1", "annex.p1"]


def test_the_summary_of_a_report_is_read():
    head = ["A/HRC/90/22", "Human Rights Council", "Mountain paths", "Report of the Special Rapporteur on paths"]
    found = read(*head, "Summary", "The Rapporteur saw three bridges that were down.", "She asks for wood.",
                 "I. Introduction", "1. The report is submitted as asked.", "2. It covers a year.")  # fmt: skip
    assert paths(found) == ["p0", "p0bis", "p1", "p2"]
    assert found.clause("p0").headings == ("Summary",)


def test_a_correction_keeps_its_symbol_and_its_words():
    found = read("A/RES/97/177/Corr.1", "General Assembly", "97/177. Paths", "Corrigendum", "Paragraph 12",
                 "For “bridge of rope” read “bridge of wood”")  # fmt: skip
    assert found.symbol == "A/RES/97/177/Corr.1"
    assert found.title == "Paths"
    assert [(c.section, c.text, c.headings) for c in found.clauses] == [
        (Section.NEITHER, "For “bridge of rope” read “bridge of wood”", ("Paragraph 12",))
    ]


def test_general_recommendations_and_views_are_reports():
    named = read("CEDAW/C/GC/99", "General recommendation No. 99 (2041) on women in the mountains", "I. Introduction",
                 "1. Women keep the huts.", "2. They carry the wood.")  # fmt: skip
    assert paths(named) == ["p1", "p2"]
    assert named.title == "General recommendation No. 99 (2041) on women in the mountains"
    views = read("CAT/C/60/D/664/2041", "Committee against Torture",
                 "Decision adopted by the Committee under article 22", "1.1 The complainant is a guide of the east.",
                 "1.2 He says that he was held.", "2. The Committee notes what he says.")  # fmt: skip
    assert paths(views) == ["p1.1", "p1.2", "p2"]
    assert views.symbol == "CAT/C/60/D/664/2041"


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        (["人权理事会", "普遍定期审议工作组报告"], "1. 工作组于2041年5月举行会议。", "批准关于山区的公约；"),
        (["Совет по правам человека", "Доклад Рабочей группы"], "1. Рабочая группа провела сессию в мае.",
         "ратифицировать Конвенцию о горах;"),
    ],
)  # fmt: skip
def test_reports_where_organs_take_no_article(head, first, second):
    found = read("A/HRC/90/12", *head, first, f"2.1 {second}", f"2.2 {second}")
    assert paths(found) == ["p1", "p2.1", "p2.2"]
    assert found.clause("p2.1").text == second


def test_the_paragraphs_of_a_statement_stand_on_one_level():
    found = read("S/PRST/2041/10", "Statement by the President of the Security Council",
                 "At the 9777th meeting of the Security Council, held on 19 May 2041, the President made the following "
                 "statement on behalf of the Council:", "“The Security Council asks the guides:",
                 "“(a) to mend the bridges;", "“(b) to keep the huts.",
                 "“The Security Council will remain seized of the matter.”")  # fmt: skip
    assert paths(found) == ["op1", "op2", "op2(a)", "op2(b)", "op3"]
    assert {clause.section for clause in found.clauses} == {Section.OPERATIVE}


def test_statements_act_in_other_languages_too():
    found = read("S/PRST/2041/4", "Déclaration du Président du Conseil de sécurité",
                 "À la 9514e séance du Conseil de sécurité, le Président a fait la déclaration suivante :",
                 "« Le Conseil de sécurité condamne la chute des ponts.",
                 "Le Conseil reste saisi de la question. »")  # fmt: skip
    assert [(clause.path, clause.section.value) for clause in found.clauses] == [
        ("op1", "operative"), ("op2", "operative"), ("op3", "operative"),
    ]  # fmt: skip


def test_a_resolution_whose_agenda_item_is_a_letter_is_none():
    found = read("A/RES/ES-99/1", "Agenda item 5", TITLE, "Resolution adopted by the General Assembly on 2 March 2041",
                 "The General Assembly,", "Recalling its resolution 90/1,", "1. Asks for wood.")  # fmt: skip
    assert paths(found) == ["pp1", "op1"]
    assert str(found.adopted) == "2041-03-02"


def test_an_organ_that_lost_its_comma_opens_a_resolution_where_organs_take_no_article():
    found = read("Генеральная Ассамблея", "97/249. Фонд мостов на 2042 год", "Генеральная Ассамблея",
                 "постановляет, что:", "1. на 2042 год создается Фонд мостов в объеме 150 млн долл. США;",
                 "2. государства вносят в него авансы;")  # fmt: skip
    assert [clause.section for clause in found.clauses] == [Section.OPERATIVE] * 3


def test_a_resolution_that_names_a_statement_is_none():
    found = read("S/RES/2999 (2041)", "S/PRST/2040/1", "The Security Council,", "Recalling the statement made,",
                 "1. Asks for wood.")  # fmt: skip
    assert paths(found) == ["pp1", "op1"]
