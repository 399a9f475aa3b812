"""What the reader makes of the mark-up: clauses, paths, sections, notes, fields, remarks, and what it refuses."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import fromstring

from clausetag.data import DocumentError, Section
from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import units_of
from clausetag.data.documents.punctuation import fold
from clausetag.data.documents.read import read_resolution_bytes
from clausetag.data.documents.resolution import Rest
from clausetag.data.documents.table_rows import rows_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
PREAMBLE = (
    "<preamble><formula><p>The General Assembly,</p></formula><container name='Recalling' eId='c1'><p>"
    "<span class='italic'>Recalling</span> its wish"
    "<authorialNote marker='1' eId='n1'><p>See the wish.</p></authorialNote> of old,</p></container>"
    "<container name='Noting' eId='c2'><p>Noting:</p><blockList><item><num>(a)</num><p>The rain,</p></item></blockList>"
    "</container></preamble>"
)


def paragraph(eid: str, number: str, text: str, lists: str = "", style: str = "") -> str:
    """A paragraph of a body."""
    shown = f"<num>{number}</num>" if number else ""
    body = f"<span class='{style}'>{text}</span>" if style else text
    inner = f"<list><intro><p>{body}</p></intro>{lists}</list>" if lists else f"<content><p>{body}</p></content>"
    return f"<paragraph eId='{eid}'>{shown}{inner}</paragraph>"


def point(eid: str, number: str, text: str) -> str:
    """A point of a list."""
    return f"<point eId='{eid}'><num>{number}</num><content><p>{text}</p></content></point>"


def paths(resolution):
    return [clause.path for clause in resolution.clauses]


def body(*parts):
    return f"<mainBody>{''.join(parts)}</mainBody>"


def test_clauses_sections_openings_and_notes(read):
    lists = point("p1a", "(a)", "To plant a tree;") + point("p1b", "(b)", "To water it.")
    found = read(PREAMBLE, body(paragraph("p1", "1.", "Calls upon States:", lists), paragraph("p2", "2.", "Decides.")))
    assert paths(found) == ["pp1", "pp2", "pp2(a)", "op1", "op1(a)", "op1(b)", "op2"]
    first, listed = found.clauses[0], found.clauses[4]
    assert (first.opening, first.text, first.eid, first.footnotes) == (
        "Recalling",
        "Recalling its wish of old,",
        "c1",
        ("1",),
    )
    assert (listed.chapeau, listed.section, listed.eid) == ("Calls upon States:", Section.OPERATIVE, "p1a")
    assert [(note.number, note.text, note.cited_by) for note in found.footnotes] == [("1", "See the wish.", ("pp1",))]
    assert found.remarks == ()


def test_fields(read):
    cover = (
        "<coverPage><p><docNumber refersTo='#symbol'>A/RES/99/1</docNumber></p><p><session value='99'>99</session></p>"
        "<p><inline name='agenda item' title='7 (b)'>Item</inline></p><p><docProponent>[on the report of the Third "
        "Committee (A/99/1)]</docProponent></p></coverPage>"
        "<preface><p><docTitle refersTo='#resolutionTitle'>Trees</docTitle></p></preface>"
    )
    end = (
        "<conclusions><p><event refersTo='#adoption'><location refersTo='#adoptionMeeting'>9e séance</location><eol/>"
        "<docDate date='2022-01-02' refersTo='#adoptionDate'>2 janvier</docDate></event></p></conclusions>"
    )
    more = (
        "<classification>"
        "<keyword value='trees' href='http://metadata.un.org/thesaurus/77' showAs='TREES' dictionary='UNBIS'/>"
        "<keyword value='15' href='http://metadata.un.org/sdg/15' showAs='sdg_15' dictionary='SDGO'/></classification>"
    )
    found = read(cover, body(paragraph("p1", "1.", "Décide.")), end, language="fra", more=more)
    assert (found.symbol, found.session, found.agenda_item, found.title) == ("A/RES/99/1", 99, "7 (b)", "Trees")
    assert (found.organ, found.meeting, found.language) == ("General Assembly", "9e séance", "fr")
    assert found.adopted == datetime.date(2022, 1, 2)
    assert found.report == "report of the Third Committee (A/99/1)"
    assert [(s.scheme, s.id, s.name) for s in found.subjects] == [("unbis", "77", "TREES"), ("sdg", "15", "sdg 15")]


def test_an_unknown_language_is_none(read):
    assert read(body(paragraph("p1", "1.", "Decides.")), language="tlh").language is None


def test_parts_carry_their_number_where_numbers_begin_again(read):
    heads = "<section><heading>{}</heading>{}</section>"
    one = heads.format("I", paragraph("p1", "1.", "Decides to begin;"))
    on = heads.format("II", paragraph("p2", "2.", "Decides to go on;"))
    again = heads.format("II", paragraph("p2", "1.", "Decides to begin again;"))
    assert paths(read(body(one, on))) == ["op1", "op2"]
    assert paths(read(body(one, again))) == ["I.op1", "II.op1"]


def test_several_resolutions_in_a_collection(akn):
    part = (
        "<component><statement><preface><p><docNumber>{0}</docNumber></p></preface>"
        "<mainBody><paragraph eId='p1'><num>1.</num><content><p>Decides {0};</p></content></paragraph></mainBody>"
        "</statement></component>"
    )
    collection = (
        f"<documentCollection><components>{part.format('A')}{part.format('B')}</components></documentCollection>"
    )
    content = f"<akomaNtoso xmlns='{NAMESPACE}'>{collection}</akomaNtoso>".encode()
    assert paths(read_resolution_bytes(content, "made.xml")) == ["A.op1", "B.op1"]


def test_annexes_in_the_body_and_as_attachments(read):
    attached = "<attachments><attachment><doc>{}</doc></attachment></attachments>".format(
        body("<crossHeading>Annex</crossHeading>", paragraph("a1", "1.", "The tree is tall."))
    )
    inside = paragraph("h", "", "Annex", style="bold") + paragraph("a1", "1.", "The tree is tall.")
    decides = paragraph("p1", "1.", "Decides.")
    for found in (read(body(decides), attached), read(body(decides + inside))):
        assert paths(found) == ["op1", "annex.op1"]
        assert found.clauses[1].section is Section.ANNEX


@pytest.mark.parametrize(
    ("rows", "expected", "remark"),
    [
        ([("1.", "Decides:"), ("", "(a) To plant;"), ("", "(b) To water.")],
         ["op1", "op1(a)", "op1(b)"], "numbers stand in"),
        ([("1.", "Decides."), ("", "Trees and shrubs"), ("2.", "Decides.")], ["op1", "op2"], "headings are marked up"),
        ([("1.", "Decides to appoint:"), ("", "Ann Elm (Oakland)"), ("", "Bo Ash (Beechia)")],
         ["op1", "op1(1)", "op1(2)"], "items of lists"),
        ([("", "Recalling the rain,"), ("1.", "Decides.")], ["pp1", "op1"], "preambular paragraphs stand"),
        ([("3.", "Decides."), ("", "It also decides."), ("4.", "Decides.")], ["op3", "op3bis", "op4"], ""),
        ([("1.", "Decides:"), ("(a)", "the following:"), ("1.", "Ash;"), ("2.", "Elm;"), ("2.", "Decides.")],
         ["op1", "op1(a)", "op1(a)(1)", "op1(a)(2)", "op2"], ""),
    ],
)  # fmt: skip
def test_where_the_mark_up_is_wrong(read, rows, expected, remark):
    found = read(body(*(paragraph(f"p{i}", *row) for i, row in enumerate(rows))))
    assert paths(found) == expected
    assert [line.startswith(remark) for line in found.remarks] == ([True] if remark else [])


def test_letters_nested_wrongly_are_said(read):
    points = (
        point("a", "(a)", "To plant:")
        + point("b", "(i)", "Ash;")
        + point("c", "(ii)", "Elm;")
        + point("d", "(b)", "To water.")
    )
    found = read(body(paragraph("p1", "1.", "Decides:", points)))
    assert paths(found) == ["op1", "op1(a)", "op1(a)(i)", "op1(a)(ii)", "op1(b)"]
    assert found.remarks == ("points are nested otherwise than their letters say (2)",)


def test_points_below_a_number_without_text(read):
    bare = f"<paragraph eId='p1'><num>1.</num><list>{point('a', '(a)', 'Decides to plant;')}</list></paragraph>"
    assert paths(read(body(bare, paragraph("p2", "2.", "Decides.")))) == ["op1(a)", "op2"]


def test_notes_of_one_number_are_told_apart(read):
    note = "<authorialNote marker='1'><p>{}</p></authorialNote>"
    texts = ("Decides" + note.format(tree) for tree in ("Ash.", "Elm.", "Ash."))
    found = read(body(*(paragraph(f"p{n}", f"{n}.", text) for n, text in enumerate(texts, 1))))
    assert [(n.number, n.text, n.cited_by) for n in found.footnotes] == [
        ("1", "Ash.", ("op1", "op3")),
        ("1", "Elm.", ("op2",)),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"<akomaNtoso xmlns='{NAMESPACE}'><statement>", "not well-formed"),
        (f"<!DOCTYPE akomaNtoso><akomaNtoso xmlns='{NAMESPACE}'><statement/></akomaNtoso>", "DTD"),
        (
            f"<!DOCTYPE a [<!ENTITY e 'x'>]><akomaNtoso xmlns='{NAMESPACE}'><statement>&e;</statement></akomaNtoso>",
            "DTD",
        ),
        (f"<akomaNtoso xmlns='{NAMESPACE}'><act/></akomaNtoso>", "holds a <act>"),
        (f"<akomaNtoso xmlns='{NAMESPACE}'><debate/></akomaNtoso>", "holds a <debate>"),
        (f"<akomaNtoso xmlns='{NAMESPACE}'/>", "without a statement"),
        (f"<akomaNtoso xmlns='{NAMESPACE}'><statement><mainBody/></statement></akomaNtoso>", "without a clause"),
        (f"<x><akomaNtoso xmlns='{NAMESPACE}'><statement/></akomaNtoso></x>", "its root is <x>"),
        (f"<akomaNtoso xmlns='{NAMESPACE}'>{'<p>' * 3000}", "not well-formed"),
    ],
)
def test_what_is_refused(content, message):
    with pytest.raises(DocumentError, match=message) as caught:
        read_resolution_bytes(content.encode(), "bad.xml")
    assert str(caught.value).startswith("bad.xml: ")


def test_too_many_paragraphs_are_refused(read, monkeypatch):
    monkeypatch.setattr("clausetag.data.documents.akn.read.MAX_PARAGRAPHS", 2)
    with pytest.raises(DocumentError, match="more than 2 paragraphs"):
        read(body(*(paragraph(f"p{n}", f"{n}.", "Decides.") for n in range(1, 4))))


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<&>￾￿"), min_size=1, max_size=30)


@given(st.lists(st.tuples(st.sampled_from(("", "1.", "(a)", "–", "II")), TEXT), min_size=1, max_size=6))
def test_every_text_of_a_body_is_in_a_unit(rows):
    content = body(*(paragraph(f"p{i}", *row) for i, row in enumerate(rows)))
    statement = fromstring(f"<statement xmlns='{NAMESPACE}'>{content}</statement>")
    assert [unit.text for unit in units_of(statement)] == [fold(text) for number, text in rows if fold(text) or number]


@given(
    st.lists(
        st.tuples(st.sampled_from(("1.", "2.", "3.")), TEXT.filter(lambda t: len(fold(t)) > 0)), min_size=1, max_size=6
    )
)
def test_every_numbered_text_is_a_clause(rows):
    content = body(*(paragraph(f"p{i}", *row) for i, row in enumerate(rows)))
    meta = "<meta/>"
    made = f"<akomaNtoso xmlns='{NAMESPACE}'><statement>{meta}{content}</statement></akomaNtoso>"
    found = read_resolution_bytes(made.encode(), "made.xml")
    assert [clause.text for clause in found.clauses] == [fold(text) for _, text in rows]
    assert len(set(paths(found))) == len(rows)


def test_brackets_around_the_mark_of_a_note_go_with_it(read):
    note = "<authorialNote marker='1' eId='n1'><p>A book.</p></authorialNote>"
    texts = (f"Decides ({note}), to plant;", f"Decides ){note}( to water;", f"Decides (again){note} to prune;")
    found = read(body(*(paragraph(f"p{n}", f"{n}.", text) for n, text in enumerate(texts, 1))))
    assert [clause.text for clause in found.clauses] == [
        "Decides, to plant;",
        "Decides to water;",
        "Decides (again) to prune;",
    ]


def test_headings_and_the_lines_that_are_no_clause(read):
    cover = "<coverPage><p><docNumber>A/RES/99/7</docNumber></p><p>Ninety-ninth session</p></coverPage>"
    table = "<paragraph eId='t'><content><table><tr><td>Ash</td><td>4</td></tr></table></content></paragraph>"
    trees = "<section><heading>I. Trees</heading>" + paragraph("p1", "1.", "Decides to plant.") + "</section>"
    shrubs = "<crossHeading>Shrubs</crossHeading>" + paragraph("p2", "2.", "Decides to water.")
    close = "<conclusions><p>60th plenary meeting<eol/>20 December 2044</p></conclusions>"
    found = read(cover, PREAMBLE, body(trees, shrubs, table), close)
    assert [(clause.path, clause.headings) for clause in found.clauses if clause.section is Section.OPERATIVE] == [
        ("op1", ("I. Trees",)),
        ("op2", ("I. Trees", "Shrubs")),
    ]
    lines = [(line.kind.value, line.text) for line in found.left_out]
    assert lines[:2] == [("header", "A/RES/99/7"), ("header", "Ninety-ninth session")]
    assert lines[-4:] == [
        ("heading", "I. Trees"),
        ("heading", "Shrubs"),
        ("table", "Ash 4"),
        ("closing", "60th plenary meeting 20 December 2044"),
    ]


def test_stars_are_a_heading_and_a_letter_behind_a_number_is_one_of_a_list(read):
    found = read(
        body(
            paragraph("p1", "1.", "(a) Calls upon the guides;"),
            paragraph("p2", "", "(b) Thanks the keepers;"),
            paragraph("p3", "", "* * *"),
            paragraph("p4", "2.", "Decides to act."),
        )
    )
    assert [(c.path, c.text) for c in found.clauses] == [
        ("op1(a)", "Calls upon the guides;"),
        ("op1(b)", "Thanks the keepers;"),
        ("op2", "Decides to act."),
    ]
    assert "* * *" in [rest.text for rest in found.left_out]


def test_what_is_quoted_below_a_colon_hangs_on_its_paragraph(read):
    quoted = "“Decides that the huts shall stay open.”"
    found = read(
        body(paragraph("p1", "1.", "Decides to say:"), paragraph("p2", "", quoted), paragraph("p3", "2.", "Ends."))
    )
    assert paths(found) == ["op1", "op1(1)", "op2"]


def test_containers_that_hold_a_heading_a_number_or_the_name_of_the_organ(read):
    rows = ("Recalling the snow,", "Of the huts", "The Security Council,", "Noting the rain,", "1. Thanks the guides;")
    containers = "".join(
        f"<container name='preambular' eId='c{n}'><p>{text}</p></container>" for n, text in enumerate(rows)
    )
    found = read(f"<preamble>{containers}</preamble>", body(paragraph("p2", "2.", "Decides to act.")))
    assert paths(found) == ["pp1", "pp2", "op1", "op2"]
    assert {"Of the huts", "The Security Council,"} <= {rest.text for rest in found.left_out}


def test_notes_below_tables_are_left_out_by_name(read):
    note = "<paragraph class='FootnoteText' eId='p2'><content><p>a See the guides.</p></content></paragraph>"
    found = read(body(paragraph("p1", "1.", "Decides to act."), note))
    assert paths(found) == ["op1"]
    assert "a See the guides." in [rest.text for rest in found.left_out]


def test_empty_brackets_in_front_of_a_note_are_no_text_of_it(read):
    note = "<authorialNote marker='1' eId='n1'><p>\t()\tA book (of trees).</p></authorialNote>"
    found = read(body(paragraph("p1", "1.", f"Decides ({note}), to plant;")))
    assert [(n.number, n.text) for n in found.footnotes] == [("1", "A book (of trees).")]


TABLE = """<table><tr><th rowspan='2'>Tree</th><th colspan='2'>Planted</th></tr><tr><th>2043</th><th>2044</th></tr>
<tr><td>Ash</td><td>4</td><td/></tr></table>"""


def test_rows_of_a_table_keep_their_cells_and_their_place(read):
    inside = paragraph("p1", "1.", "Decides to plant:").replace("</content>", f"{TABLE}</content>")
    found = read(body(inside, paragraph("p2", "2.", "Decides to water.")))
    rows = [(line.text, line.cells, line.after) for line in found.left_out if line.kind is Rest.TABLE]
    assert rows == [
        ("Tree Planted", ("Tree", "Planted", ""), "op1"),
        ("2043 2044", ("", "2043", "2044"), "op1"),
        ("Ash 4", ("Ash", "4", ""), "op1"),
    ]


@given(st.lists(st.lists(st.tuples(st.integers(-1, 9), st.integers(-1, 9)), max_size=4), max_size=5))
def test_every_cell_of_a_table_is_kept_and_rows_are_of_one_width(rows):
    spans = [[f"<td colspan='{wide}' rowspan='{high}'>x</td>" for wide, high in row] for row in rows]
    table = fromstring(f"<table>{''.join(f'<tr>{chr(32).join(row)}</tr>' for row in spans)}</table>")
    found = rows_of(table.iterfind("tr"), text_of)
    assert len({len(row) for row in found}) <= 1
    assert [row.count("x") for row in found] == [len(row) for row in rows]


LAST = paragraph("p9", "2.", "Decides to come back.")


def test_a_paragraph_that_the_mark_up_cut_in_two_is_one(read):
    first = "Notes that the keepers of the eastern huts have agreed with the guides of the paths to provide"
    rest = "bread and wood to all who come in the winter;"
    found = read(PREAMBLE, body(paragraph("p1", "1.", first), paragraph("p2", "", rest), LAST)).clauses[3:]
    assert [(clause.path, clause.eid) for clause in found] == [("op1", "p1"), ("op2", "p9")]
    assert found[0].text == f"{first} {rest}"


def test_what_stands_between_the_points_of_a_list_is_no_point(read):
    between = "<point eId='x'><content><p>and, in the winter, by:</p></content></point>"
    lists = point("a", "(a)", "send bread;") + between + point("b", "(b)", "sending wood.")
    found = read(PREAMBLE, body(paragraph("p1", "1.", "Asks the guides to:", lists), LAST))
    assert paths(found)[3:] == ["op1", "op1(a)", "op1bis", "op1(b)", "op2"]


def test_what_ends_the_sentence_around_a_list_is_no_point_of_it(read):
    ends = "<alinea eId='x'><content><p>and thanks the guides;</p></content></alinea>"
    listed = paragraph(
        "p1", "1.", "Asks the keepers for:", point("a", "(a)", "bread;") + point("b", "(b)", "wood; and")
    )
    found = read(PREAMBLE, body(listed.replace("</paragraph>", f"{ends}</paragraph>"), LAST))
    assert paths(found)[3:] == ["op1", "op1(a)", "op1(b)", "op1bis", "op2"]
    assert found.clause("op1bis").text == "and thanks the guides;"


def test_the_last_name_of_a_list_within_a_list_is_one_more(read):
    names = [paragraph("n1", "", "Hut 1: the lake in winter"), paragraph("n2", "", "Hut 2: the lake in summer")]
    listed = paragraph("p1", "1.", "Decides that:", point("a", "(a)", "The huts are named as follows:"))
    found = read(PREAMBLE, body(listed, *names, paragraph("b", "(b)", "Each has a keeper;"), LAST))
    assert [c.text for c in found.clauses if c.path.startswith("op1(a)(")] == [
        "Hut 1: the lake in winter",
        "Hut 2: the lake in summer",
    ]


def test_a_sentence_that_ends_within_quotation_marks_is_no_heading(read):
    text = "The keeper is known as the “Friend of the Lake.”"
    found = read(
        PREAMBLE,
        body(LAST, "<paragraph class='H1'><content><p>Annex</p></content></paragraph>", paragraph("q", "", text)),
    )
    assert found.clauses[-1].text == text


def test_a_salutation_is_no_clause(read):
    annex = "<paragraph class='H1'><content><p>Annex</p></content></paragraph>"
    found = read(
        PREAMBLE, body(LAST, annex, paragraph("s", "", "Dear Ms. Doe,"), paragraph("q", "", "The lake is full."))
    )
    assert [clause.text for clause in found.clauses[-2:]] == ["Decides to come back.", "The lake is full."]


def test_the_number_of_a_heading_is_no_paragraph(read):
    heading = "<paragraph class='H23'><num>(a)</num><subheading>(a)\tHuts</subheading></paragraph>"
    first = paragraph("p1", "1.", "Decides to build huts.")
    assert paths(read(PREAMBLE, body(heading, first, LAST)))[3:] == ["op1", "op2"]
