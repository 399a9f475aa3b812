"""One invented resolution in each official language, as text and as a page with superscript notes."""

import datetime

import pytest

from clausetag.data import Section, read_resolution_bytes, sections_of

DOCUMENTS = {
    "en": (
        "General Assembly|A/RES/98/7|Resolution adopted by the General Assembly on 4 March 2021|98/7. Clean lakes|"
        "The General Assembly,|Recalling the Lakes Charter of the villages,¹|Deeply concerned that the nets are torn,|"
        "1. Invites the villages of the lakes to send:|(a) Boats for the wardens;|(b) Nets for the crews;|"
        "2. Decides to remain seized of the matter.|7th plenary meeting|4 March 2021|Annex|Rules of the wardens|"
        "1. The wardens meet in the spring of the year.",
        "Resolution 90/1.",
        ("Recalling", "Deeply concerned", "Invites", "Decides"),
        "Clean lakes",
    ),
    "fr": (
        "Assemblée générale|A/RES/98/7|Résolution adoptée par l’Assemblée générale le 4 mars 2021|98/7. Eau des lacs|"
        "L’Assemblée générale,|Rappelant la Charte des lacs et des villages,¹|"
        "Profondément préoccupée par l’état des filets dans les lacs,|1. Invite les villages des lacs à envoyer :|"
        "a) Des barques pour les gardiens ;|b) Des filets pour les équipages ;|"
        "2. Décide de rester saisie de la question.|"
        "7e séance plénière|4 mars 2021|Annexe|Règles des gardiens|1. Les gardiens se réunissent au printemps.",
        "Résolution 90/1.",
        ("Rappelant", "Profondément préoccupée", "Invite", "Décide"),
        "Eau des lacs",
    ),
    "es": (
        "Asamblea General|A/RES/98/7|Resolución aprobada por la Asamblea General el 4 de marzo de 2021|"
        "98/7. Lagos limpios|"
        "La Asamblea General,|Recordando la Carta de los Lagos y las aldeas,¹|"
        "Profundamente preocupada por el estado de las redes en los lagos,|"
        "1. Invita a las aldeas de los lagos a enviar:|"
        "a) Barcas para los guardas;|b) Redes para las tripulaciones;|2. Decide seguir ocupándose de la cuestión.|"
        "7a sesión plenaria|4 de marzo de 2021|Anexo|Reglas de los guardas|1. Los guardas se reúnen en primavera.",
        "Resolución 90/1.",
        ("Recordando", "Profundamente preocupada", "Invita", "Decide"),
        "Lagos limpios",
    ),
    "ru": (
        "Генеральная Ассамблея|A/RES/98/7|Резолюция, принятая Генеральной Ассамблеей 4 марта 2021 года|"
        "98/7. Чистые озера|"
        "Генеральная Ассамблея,|ссылаясь на Хартию озер и деревень,¹|"
        "будучи глубоко обеспокоена состоянием сетей на озерах,|1. предлагает деревням на озерах прислать:|"
        "a) лодки для смотрителей;|b) сети для экипажей;|2. постановляет продолжать заниматься этим вопросом.|"
        "7-е пленарное заседание|4 марта 2021 года|Приложение|Правила смотрителей|"
        "1. Смотрители собираются на озере весной.",
        "Резолюция 90/1.",
        ("ссылаясь", "будучи глубоко обеспокоена", "предлагает", "постановляет"),
        "Чистые озера",
    ),
    "ar": (
        "الجمعية العامة|A/RES/98/7|قرار اتخذته الجمعية العامة في 4 آذار/مارس 2021|98/7 نظافة البحيرات|"
        "إن الجمعية العامة،|إذ تشير إلى ميثاق البحيرات في القرى،¹|وإذ يساورها القلق من حالة الشباك على البحيرات،|"
        "1 - تدعو القرى على البحيرات إلى أن ترسل:|(أ) قوارب للحراس؛|(ب) شباكا للطواقم؛|"
        "2 - تقرر أن تبقي المسألة قيد النظر.|الجلسة العامة 7|4 آذار/مارس 2021|المرفق|قواعد الحراس|"
        "1 - يجتمع الحراس في الربيع من كل عام.",
        "القرار 90/1.",
        ("إذ تشير", "وإذ يساورها القلق", "تدعو", "تقرر"),
        "نظافة البحيرات",
    ),
    "zh": (
        "大会|A/RES/98/7|2021年3月4日大会决议|98/7. 清洁的湖泊|大会，|回顾各村庄的《湖泊宪章》，¹|"
        "深为关切湖上的渔网破损，|1. 邀请各湖泊的村庄送来：|(a) 看守人的船只；|(b) 船员的渔网；|2. 决定继续处理此案。|"
        "第7次全体会议|2021年3月4日|附件|看守人的规则|1. 看守人每年春天举行会议。",
        "第90/1号决议。",
        ("回顾", "深为关切", "邀请", "决定"),
        "清洁的湖泊",
    ),
}
PATHS = ["pp1", "pp2", "op1", "op1(a)", "op1(b)", "op2", "annex.op1"]


def page(lines: str, note: str) -> bytes:
    rows = "".join(f"<p>{line.replace('¹', '<sup><a href=#n>1</a></sup>')}</p>" for line in lines.split("|"))
    return f'<html><meta charset="utf-8"><body>{rows}<p id="n"><sup>1</sup> {note}</p></body></html>'.encode()


@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_page(language):
    lines, note, openings, title = DOCUMENTS[language]
    read = read_resolution_bytes(page(lines, note), "a.html")
    assert [clause.path for clause in read.clauses] == PATHS
    assert [clause.section for clause in read.clauses] == [
        *[Section.PREAMBULAR] * 2,
        *[Section.OPERATIVE] * 4,
        Section.ANNEX,
    ]
    assert tuple(clause.opening for clause in read.clauses if clause.path in ("pp1", "pp2", "op1", "op2")) == openings
    assert [(n.number, n.text, n.cited_by) for n in read.footnotes] == [("1", note, ("pp1",))]
    assert read.clauses[0].text == lines.split("|")[5].removesuffix("¹")
    assert (read.symbol, read.title, read.organ) == ("A/RES/98/7", title, "General Assembly")
    assert (read.adopted, read.language, read.session) == (datetime.date(2021, 3, 4), language, 98)


@pytest.mark.parametrize("language", DOCUMENTS)
def test_plain_text(language):
    lines = DOCUMENTS[language][0].replace("¹", "")
    read = read_resolution_bytes("\n\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == PATHS
    assert read.language == language


@pytest.mark.parametrize("language", DOCUMENTS)
def test_loose_paragraphs(language):
    lines = DOCUMENTS[language][0].replace("¹", "").split("|")
    sections = sections_of(lines)
    assert sections[4:8] == [Section.NEITHER, Section.PREAMBULAR, Section.PREAMBULAR, Section.OPERATIVE]
    assert sections[-3:] == [Section.ANNEX] * 3


def test_a_clause_in_small_letters_does_not_go_on_with_the_one_before():
    lines = "Генеральная Ассамблея,|отмечая доклад смотрителей о состоянии озер|1. просит их прислать сети на озера."
    read = read_resolution_bytes("\n".join(lines.split("|")).encode(), "a.txt")
    assert read.clauses[-1].path == "op1"


def test_arabic_letters_with_turned_brackets_are_letters():
    lines = "إن الجمعية العامة،|1 - تدعو القرى من على البحيرات إلى أن ترسل:|)أ) قوارب للحراس؛|)ب( شباكا للطواقم."
    read = read_resolution_bytes("\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == ["op1", "op1(a)", "op1(b)"]


def test_chinese_items_in_one_sign_and_annexes_with_a_number():
    lines = "大会，|1. 决定在湖上设立：|㈠ 看守人的船只；|㈡ 船员的渔网。|附件一|1. 看守人每年春天在湖上举行会议。"
    read = read_resolution_bytes("\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == ["op1", "op1(1)", "op1(2)", "annex.op1"]


def test_parts_whose_organ_has_lost_its_comma():
    lines = (
        "A Лодки на озерах|Генеральная Ассамблея|1. просит деревни прислать лодки.|"
        "B Сети и крючки|Генеральная Ассамблея|1. просит деревни прислать сети на озера."
    )
    read = read_resolution_bytes("\n\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == ["A.op1", "B.op1"]


def test_a_title_of_a_chinese_part_may_begin_with_a_year():
    lines = "A 湖泊|大会|1. 请各村庄送来船只。|B 2030年渔网|大会|1. 请各村庄送来渔网。"
    read = read_resolution_bytes("\n\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == ["A.op1", "B.op1"]


def test_a_chinese_preamble_may_end_with_a_semicolon():
    lines = "大会，|回顾湖泊的宪章和村庄的报告，|强调必须修补船员的渔网；|1. 决定在湖上再次举行会议。"
    read = read_resolution_bytes("\n".join(lines.split("|")).encode(), "a.txt")
    assert [clause.path for clause in read.clauses] == ["pp1", "pp2", "op1"]
