"""The Word document is the resolution: it is read back with the same clauses, and themes stand in comments alone."""

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clausetag.data import Resolution, load_themes, read_resolution, resolution_from_paragraphs
from clausetag.data.dataset.official import official_files
from clausetag.data.documents.read import read_file_bytes, read_resolution_bytes
from clausetag.data.documents.resolution import LeftOut, Rest, TableRow
from clausetag.models.decision import Answer
from clausetag.serve.outputs.sessions import session_line
from clausetag.serve.outputs.word import word_document
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

THEMES = load_themes()
KEYS = tuple(theme.key for theme in THEMES)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "unxml" / "ga"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

HEADS = {
    "en": ["United Nations", "A/RES/99/1", "General Assembly", "Distr.: General", "3 January 2045",
           "Ninety-ninth session", "Agenda item 7 (b)", "Trees", "Resolution adopted by the General Assembly on 4 "
           "December 2044", "[on the report of the Second Committee (A/99/1)]", "99/1. Care of trees",
           "The General Assembly,", "Recalling all resolutions on the care of trees,", "1. Calls upon all States:",
           "(a) To plant ash;", "(i) In parks;", "(ii) In streets;", "(b) To water them;",
           "2. Decides to remain seized of the matter.", "9th plenary meeting", "4 December 2044", "Annex",
           "Principles on the care of trees", "1. Trees should be watered by those who planted them."],
    "fr": ["Nations Unies", "A/RES/99/1", "Assemblée générale", "Soixante-dix-septième session",
           "Point 7 b) de l’ordre du jour", "Résolution adoptée par l’Assemblée générale le 4 décembre 2044",
           "99/1. Soin des arbres", "L’Assemblée générale,", "Rappelant toutes ses résolutions sur les arbres,",
           "1. Demande aux États :", "a) De planter des frênes ;", "b) De les arroser ;",
           "2. Décide de rester saisie de la question."],
    "es": ["Naciones Unidas", "A/RES/99/1", "Asamblea General", "Septuagésimo séptimo período de sesiones",
           "Tema 7 b) del programa", "Resolución aprobada por la Asamblea General el 4 de diciembre de 2044",
           "99/1. Cuidado de los árboles", "La Asamblea General,", "Recordando sus resoluciones sobre los árboles,",
           "1. Exhorta a los Estados a que:", "a) Planten fresnos;", "b) Los rieguen;",
           "2. Decide seguir ocupándose de la cuestión."],
    "ru": ["Организация Объединенных Наций", "A/RES/99/1", "Генеральная Ассамблея", "Семьдесят седьмая сессия",
           "Пункт 7 b) повестки дня", "Резолюция, принятая Генеральной Ассамблеей 4 декабря 2044 года",
           "99/1. Уход за деревьями", "Генеральная Ассамблея,", "ссылаясь на свои резолюции о деревьях,",
           "1. призывает государства:", "a) сажать ясени;", "b) поливать их;",
           "2. постановляет продолжать рассмотрение этого вопроса."],
    "ar": ["الأمم المتحدة", "A/RES/99/1", "الجمعية العامة", "الدورة السابعة والسبعون", "البند 7 (ب) من جدول الأعمال",
           "قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2044", "99/1 العناية بالأشجار", "إن الجمعية العامة،",
           "إذ تشير إلى قراراتها المتعلقة بالأشجار،", "1 - تهيب بالدول أن تقوم بما يلي:", "(أ) زراعة الأشجار؛",
           "(ب) سقيها؛", "2 - تقرر إبقاء المسألة قيد نظرها."],
    "zh": ["联合国", "A/RES/99/1", "大会", "第七十七届会议", "议程项目7(b)", "2044年12月4日大会决议", "99/1. 树木养护",
           "大会，", "回顾其关于树木的各项决议，", "1. 促请各国：", "(a) 种植树木；", "(b) 浇灌树木；",
           "2. 决定继续处理此案。"],
}  # fmt: skip


def tagged(resolution, answer=Answer.DOES_NOT_APPLY):
    themes = KEYS[:1] if answer is Answer.APPLIES else ()
    tags = Tags(themes, dict.fromkeys(KEYS, 0.75), dict.fromkeys(KEYS, answer), {KEYS[0]: ((0, 4),)})
    return TaggedResolution(resolution, tuple(TaggedClause(c, tags) for c in resolution.clauses), "9.9")


def back(resolution):
    return read_resolution_bytes(word_document(tagged(resolution), THEMES), "back.docx")


def clauses_of(resolution):
    return [(clause.path, clause.section, clause.text) for clause in resolution.clauses]


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def lines_of(content):
    body = part(content, "document")
    return ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


def test_the_seed_document_comes_back(seed):
    own = read_resolution(seed)
    read = back(own)
    assert read.clauses == own.clauses
    assert read.footnotes == own.footnotes
    for name in ("symbol", "title", "organ", "session", "agenda_item", "adopted", "meeting", "report", "language"):
        assert getattr(read, name) == getattr(own, name), name


@pytest.mark.parametrize("language", HEADS)
def test_every_language_comes_back_with_its_head(language):
    own = resolution_from_paragraphs(HEADS[language])
    assert own.language == language
    assert own.title is not None
    content = word_document(tagged(own), THEMES)
    read = read_resolution_bytes(content, "back.docx")
    assert read.clauses == own.clauses
    for name in ("symbol", "title", "organ", "session", "agenda_item", "adopted", "meeting", "report", "language"):
        assert getattr(read, name) == getattr(own, name), name
    lines = lines_of(content)
    head = HEADS[language][: HEADS[language].index(own.clauses[0].text)]
    assert [line for line in lines if line][: len(head)] == head


@pytest.mark.parametrize("language", HEADS)
def test_what_the_head_leaves_out_is_said_in_its_language(language):
    lines = [line for line in HEADS[language] if line not in HEADS[language][3:5]]
    own = resolution_from_paragraphs([HEADS[language][0], *lines[1:]])
    assert back(own).clauses == own.clauses


REPORT = [
    "A/96/458",
    "Report of the Third Committee",
    "I. Introduction",
    "1. At its 2nd meeting, on 13 September 2041, the Assembly decided to allocate the item to the Third Committee.",
    "II. Recommendations of the Third Committee",
    "2. The Third Committee recommends to the General Assembly the adoption of the following draft resolutions:",
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
    "Recalling the summer,",
    "1. Thanks the guides;",
    "2. Decides to thank them again.",
    "3. The Committee thanked its Chair.",
]


def test_a_report_comes_back_with_the_drafts_that_it_holds():
    own = resolution_from_paragraphs(REPORT)
    assert {"p2", "I.annex.op1", "II.pp1", "p3"} < {clause.path for clause in own.clauses}
    assert clauses_of(back(own)) == clauses_of(own)
    lines = lines_of(word_document(tagged(own), THEMES))
    assert lines.count("The General Assembly,") == 2
    assert lines.count("Recommendations of the Third Committee") == 1


@pytest.mark.parametrize("language", ["English", "French", "Spanish", "Russian", "Arabic", "Chinese"])
def test_official_documents_come_back(language):
    source = SHARED / f"78session-{language}.zip"
    if not source.exists():
        pytest.skip(f"no official documents: {source} is not there")
    files = random.Random(1).sample(list(official_files(source)), 8)
    same = []
    for name, content in files:
        own = read_file_bytes(content, name)
        same.append(clauses_of(back(own)) == clauses_of(own))
    assert sum(same) >= 7, [name for (name, _), ok in zip(files, same, strict=True) if not ok]


@settings(max_examples=25)
@given(st.integers(1, 4), st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(0, 3))
def test_any_shape_comes_back(preambular, operative, annex):
    lines = ["The General Assembly,", *(f"Recalling its resolution {n} on trees," for n in range(preambular))]
    for number, letters in enumerate(operative, 1):
        lines.append(f"{number}. Calls upon all States to plant ash{':' if letters else ';'}")
        lines += [f"({'abcd'[n]}) To water tree number {n};" for n in range(letters)]
    if annex:
        lines += ["Annex", "Principles on trees", *(f"{n + 1}. Trees should be watered." for n in range(annex))]
    own = resolution_from_paragraphs(lines)
    assert back(own).clauses == own.clauses


def test_themes_stand_in_comments_and_nowhere_else():
    own = resolution_from_paragraphs(HEADS["en"])
    content = word_document(tagged(own, Answer.APPLIES), THEMES)
    found = [comment.text for comment in docx.Document(io.BytesIO(content)).comments]
    assert len(found) == len(own.clauses)
    first, second = found[0].split("\n")[:2]
    assert first == "A/RES/99/1, preambular para. 1"
    assert second == f"{THEMES[0].name}: applies, 75%: “Reca”"
    assert lines_of(content) == lines_of(word_document(tagged(own), THEMES))
    assert len(docx.Document(io.BytesIO(word_document(tagged(own), THEMES))).comments) == 0


def test_of_chosen_clauses_the_resolution_is_whole():
    own = resolution_from_paragraphs(HEADS["en"])
    whole = tagged(own, Answer.APPLIES)
    chosen = TaggedResolution(own, whole.clauses[1:2], "9.9")
    content = word_document(chosen, THEMES)
    assert read_resolution_bytes(content, "a.docx").clauses == own.clauses
    assert [c.text.split("\n")[0] for c in docx.Document(io.BytesIO(content)).comments] == ["A/RES/99/1, para. 1"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_tables_stand_below_their_clause_and_are_read_back(language):
    rows = (("Tree", "2043", "2044"), ("Ash", "12", ""))
    own = resolution_from_paragraphs(HEADS[language])
    lines = tuple(TableRow(Rest.TABLE, " ".join(filter(None, cells)), cells, "op1") for cells in rows)
    content = word_document(tagged(replace(own, left_out=own.left_out + lines)), THEMES)
    document = docx.Document(io.BytesIO(content))
    table = document.tables[-1]
    assert tuple(tuple(cell.text for cell in row.cells) for row in table.rows) == rows
    assert table.style.name == "Resolution Table"
    above = "".join(node.text or "" for node in table._tbl.getprevious().iter(f"{W}t"))
    assert above == "1." + own.clause("op1").text
    assert (table._tbl.tblPr.find(f"{W}bidiVisual") is not None) == (language == "ar")
    assert not list(document.comments)
    found = read_resolution_bytes(content, "a.docx")
    assert found.clauses == own.clauses
    assert [line for line in found.left_out if line.kind is Rest.TABLE] == list(lines)


def test_what_has_no_place_in_the_file_is_said_in_it():
    rows = (LeftOut(Rest.TABLE, "Ash 12 14"), LeftOut(Rest.TABLE, "Oak 3 4"), LeftOut(Rest.FURNITURE, "45-00001"))
    own = resolution_from_paragraphs(HEADS["en"])
    content = word_document(tagged(replace(own, left_out=own.left_out + rows)), THEMES)
    (comment,) = docx.Document(io.BytesIO(content)).comments
    assert comment.text.split("\n") == [
        "In the document, but not in this file:", "rows of tables (2):", "Ash 12 14", "Oak 3 4",
    ]  # fmt: skip
    assert read_resolution_bytes(content, "a.docx").clauses == own.clauses


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 67, "Sixty-seventh session"),
        ("en", 80, "Eightieth session"),
        ("fr", 71, "Soixante et onzième session"),
        ("fr", 79, "Soixante-dix-neuvième session"),
        ("es", 61, "Sexagésimo primer período de sesiones"),
        ("ru", 40, "Сороковая сессия"),
        ("ar", 75, "الدورة الخامسة والسبعون"),
        ("zh", 78, "第七十八届会议"),
        ("en", 2044, "2044 session"),
        (None, 12, "Twelfth session"),
    ],
)
def test_sessions_are_named_as_they_are_printed(language, number, said):
    assert session_line(number, language) == said


@given(st.integers(1, 99))
def test_a_session_that_is_written_is_read_again(number):
    own = resolution_from_paragraphs([session_line(number, "en"), *HEADS["en"][5:]])
    assert own.session == number


@pytest.mark.parametrize("language", HEADS)
def test_official_documents_print_the_line_that_would_be_made(language):
    name = {"en": "English", "fr": "French", "es": "Spanish", "ru": "Russian", "ar": "Arabic", "zh": "Chinese"}
    source = SHARED / f"78session-{name[language]}.zip"
    if not source.exists():
        pytest.skip(f"no official documents: {source} is not there")
    for file, content in random.Random(3).sample(list(official_files(source)), 4):
        assert session_line(78, language) in [line.text for line in read_file_bytes(content, file).left_out]


def test_notes_are_footnotes_of_words_own(seed):
    own = read_resolution(seed)
    content = word_document(tagged(own), THEMES)
    notes = [n for n in part(content, "footnotes").iter(f"{W}footnote") if n.get(f"{W}type") is None]
    assert len(notes) == len(own.footnotes) == 22
    references = list(part(content, "document").iter(f"{W}footnoteReference"))
    assert [r.get(f"{W}id") for r in references] == [n.get(f"{W}id") for n in notes]
    assert not any(r.get(f"{W}customMarkFollows") for r in references)


def test_marks_that_are_no_count_are_kept():
    lines = ["99/1. Care of trees*", "The General Assembly,", "Recalling its resolution 1/1,7", "1. Decides to plant;8",
             "* Reissued.", "7 A/99/1.", "8 A/99/2."]  # fmt: skip
    own = resolution_from_paragraphs(lines)
    assert [note.number for note in own.footnotes] == ["*", "7", "8"]
    read = back(own)
    assert read.footnotes == own.footnotes
    assert read.clauses == own.clauses


@pytest.mark.parametrize("language", HEADS)
def test_language_direction_and_paper(language):
    content = word_document(tagged(resolution_from_paragraphs(HEADS[language])), THEMES)
    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.language == language
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    lang = part(content, "styles").find(f"{W}docDefaults//{W}lang")
    shown = {"ar": "bidi", "zh": "eastAsia"}.get(language, "val")
    assert lang.get(f"{W}{shown}").startswith(language)
    styles = {s.get(f"{W}styleId"): s for s in part(content, "styles").iter(f"{W}style")}
    assert (styles["Preambular"].find(f"{W}pPr/{W}bidi") is not None) == (language == "ar")
    runs = [run for run in part(content, "document").iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert bool(runs) == (language == "ar")


def test_latin_lines_of_an_arabic_document_run_from_left_to_right():
    lines = HEADS["ar"]
    own = resolution_from_paragraphs([*lines[:3], "Distr.: General", "27 November 2044", *lines[3:]])
    body = part(word_document(tagged(own), THEMES), "document")
    directions = {"".join(t.text or "" for t in p.iter(f"{W}t")): p.find(f"{W}pPr/{W}bidi") for p in body.iter(f"{W}p")}
    assert directions["27 November 2044"].get(f"{W}val") == "0"
    assert directions[lines[2]] is None  # its style says so


def test_text_that_is_no_resolution_and_what_xml_cannot_hold():
    content = word_document(tagged(Resolution((), title="A\x01b")), THEMES)
    assert "A\ufffdb" in lines_of(content)
