"""What Word documents hold beside plain paragraphs."""

# ruff: noqa: E501 - markup reads better on one line

import io
import zipfile

import pytest

from clausetag.data import read_resolution_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.{'rels' if name.startswith('_rels') else 'xml'}", xml)
    return stream.getvalue()


def p(text: str, *, extra: str = "") -> str:
    return f"<w:p>{extra}<w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(content: bytes) -> list[tuple[str, str]]:
    return [(c.path, c.text) for c in read_resolution_bytes(content, "a.docx").clauses]


def test_cells_of_tables_in_order():
    table = f"<w:tbl><w:tr><w:tc>{p('(a) To act;')}</w:tc><w:tc>{p('(b) To rest;')}</w:tc></w:tr></w:tbl>"
    content = word(p("1. Calls upon States:") + table + p("2. Decides to report."))
    assert [path for path, _ in texts(content)] == ["op1", "op1(a)", "op1(b)", "op2"]


def test_deleted_and_hidden_text_is_left_out_inserted_text_taken():
    runs = (
        "<w:p><w:r><w:t xml:space='preserve'>1. Decides </w:t></w:r>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t xml:space='preserve'>always </w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:t>to act;</w:t></w:r></w:p>"
    )
    assert texts(word(runs)) == [("op1", "Decides always to act;")]


def test_footnotes_come_in_the_order_of_their_references():
    reference = "<w:r><w:footnoteReference w:id='{}'/></w:r>"
    body = (
        f"<w:p><w:r><w:t>1. Recalls the Covenant</w:t></w:r>{reference.format(7)}<w:r><w:t xml:space='preserve'> of 2006;</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>2. Recalls the Protocol of 2006</w:t></w:r>{reference.format(3)}<w:r><w:t>.</w:t></w:r></w:p>"
    )
    notes = "".join(
        f"<w:footnote w:id='{i}'>{p(t)}</w:footnote>" for i, t in [(3, "The Protocol."), (7, "The Covenant.")]
    )
    found = read_resolution_bytes(word(body, footnotes=f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'), "a.docx")
    assert [c.text for c in found.clauses] == ["Recalls the Covenant of 2006;", "Recalls the Protocol of 2006."]
    assert [(n.number, n.text, n.cited_by) for n in found.footnotes] == [
        ("1", "The Covenant.", ("op1",)),
        ("2", "The Protocol.", ("op2",)),
    ]


def test_typed_notes_with_raised_numbers():
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
    body = f"<w:p><w:r><w:t>1. Recalls the Covenant</w:t></w:r>{raised}<w:r><w:t>;</w:t></w:r></w:p><w:p>{raised}<w:r><w:t>Resolution 217 A (III).</w:t></w:r></w:p>"
    found = read_resolution_bytes(word(body), "a.docx")
    assert [(c.text, c.footnotes) for c in found.clauses] == [("Recalls the Covenant;", ("1",))]


def test_ordinals_and_units_stay():
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
    body = f"<w:p><w:r><w:t>1. Notes the 60</w:t></w:r>{raised.format('th')}<w:r><w:t xml:space='preserve'> meeting on 50 km</w:t></w:r>{raised.format('2')}<w:r><w:t>;</w:t></w:r></w:p>"
    assert texts(word(body)) == [("op1", "Notes the 60th meeting on 50 km2;")]


def test_numbers_by_style_and_restarts():
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="Op"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Op2"><w:basedOn w:val="Op"/></w:style></w:styles>'
    )
    by_style = "<w:pPr><w:pStyle w:val='Op2'/></w:pPr>"
    at = "<w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='5'/></w:numPr></w:pPr>"
    rows = [
        p("Calls upon States:", extra=by_style),
        p("To act:", extra=at.format(1)),
        p("At once;", extra=at.format(2)),
        p("In full;", extra=at.format(2)),
        p("To report;", extra=at.format(1)),
        p("Decides:", extra=by_style),
        p("To meet.", extra=at.format(1)),
    ]
    found = texts(word("".join(rows), numbering=numbering, styles=styles))
    assert [path for path, _ in found] == ["op1", "op1(a)", "op1(a)(i)", "op1(a)(ii)", "op1(b)", "op2", "op2(a)"]


def test_text_boxes_are_read_once():
    box = f"<mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>{p('2. Decides to rest.')}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p('2. Decides to rest.')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    content = word(f"<w:p><w:r><w:t>1. Decides to act;</w:t></w:r><w:r>{box}</w:r></w:p>")
    assert [path for path, _ in texts(content)] == ["op1", "op2"]


def test_breaks_and_hyphens_within_a_paragraph():
    body = "<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Decides to re</w:t><w:softHyphen/><w:t>act</w:t><w:br/><w:t>to non</w:t><w:noBreakHyphen/><w:t>State actors;</w:t></w:r></w:p>"
    assert texts(word(body)) == [("op1", "Decides to react to non-State actors;")]


def test_line_breaks_part_a_paragraph_where_a_list_begins():
    body = (
        "<w:r><w:t>2. Urges the keepers:</w:t><w:br/><w:t>(a) To stay;</w:t><w:br/><w:t>(b) To cook and</w:t><w:br/>"
        "<w:t>to mend.</w:t></w:r>"
    )
    assert texts(word(p("The Council,") + p("1. Thanks the guides;") + f"<w:p>{body}</w:p>")) == [
        ("op1", "Thanks the guides;"),
        ("op2", "Urges the keepers:"),
        ("op2(a)", "To stay;"),
        ("op2(b)", "To cook and to mend."),
    ]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_rows_and_cells_of_a_table_never_run_together():
    rows = [
        row(p("4.1 Ratify the treaty (Norland)"), p("- treaties") + p("Who: guides")),
        row(p("4.2 Build a hut (Sudland)"), p("- huts") + p("Who: keepers")),
        row(p("mend the bridges"), p("keepers")),
    ]
    found = texts(word(p("The Council,") + f"<w:tbl>{''.join(rows)}</w:tbl>"))
    assert [(path, text) for path, text in found if "(" not in path] == [
        ("op4.1", "Ratify the treaty (Norland)"),
        ("op4.2", "Build a hut (Sudland)"),
        ("op4.2bis", "mend the bridges"),
    ]
    for words in (("guides", "Build"), ("treaties", "Who"), ("keepers", "mend"), ("bridges", "keepers")):
        assert not any(all(word in text for word in words) for _, text in found)


def test_empty_brackets_around_the_mark_that_word_counts_are_no_text_of_a_note():
    body = f"<w:p><w:r><w:t>1. Recalls the book</w:t><w:footnoteReference w:id='2'/></w:r></w:p>{p('2. Ends.')}"
    mark = "<w:r><w:t>(</w:t><w:footnoteRef/><w:t xml:space='preserve'>) </w:t></w:r>"
    notes = f"<w:footnotes xmlns:w='{W}'><w:footnote w:id='2'>{p('A book.', extra=mark)}</w:footnote></w:footnotes>"
    found = read_resolution_bytes(word(body, footnotes=notes), "a.docx")
    assert [note.text for note in found.footnotes] == ["A book."]


def test_text_boxes_of_old_word_are_read():
    box = f"<w:pict><v:shape xmlns:v='v'><v:textbox><w:txbxContent>{p('2. Decides to rest.')}</w:txbxContent></v:textbox></v:shape></w:pict>"
    content = word(f"<w:p><w:r><w:t>1. Decides to act;</w:t></w:r><w:r>{box}</w:r></w:p>")
    assert [path for path, _ in texts(content)] == ["op1", "op2"]


def notes(*paragraphs: str) -> str:
    inner = "".join(f"<w:footnote w:id='{i}'>{paragraph}</w:footnote>" for i, paragraph in enumerate(paragraphs, 1))
    return f'<w:footnotes xmlns:w="{W}">{inner}</w:footnotes>'


def test_a_mark_of_a_note_of_its_own_may_be_a_symbol_and_takes_no_words_with_it():
    star = "<w:sym w:font='Symbol' w:char='F02A'/>"
    reference = f"<w:footnoteReference w:customMarkFollows='1' w:id='1'/>{star}"
    body = f"<w:p><w:r><w:t>1. Thanks the keepers</w:t></w:r><w:r>{reference}</w:r><w:r><w:t xml:space='preserve'> and their crews;</w:t></w:r></w:p>"
    note = f"<w:p><w:r>{star}</w:r><w:r><w:t xml:space='preserve'> Of the lakes.</w:t></w:r></w:p>"
    for mark in (star, ""):
        found = read_resolution_bytes(word(body.replace(star, mark), footnotes=notes(note)), "a.docx")
        assert [c.text for c in found.clauses] == ["Thanks the keepers and their crews;"]
    found = read_resolution_bytes(word(body, footnotes=notes(note)), "a.docx")
    assert [(n.number, n.text, n.cited_by) for n in found.footnotes] == [("*", "Of the lakes.", ("op1",))]


def test_moved_and_hidden_text_of_a_note_is_left_out():
    body = "<w:p><w:r><w:t>1. Thanks the keepers</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    note = "<w:p><w:moveFrom><w:r><w:t>Moved. </w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r><w:r><w:t>Shown.</w:t></w:r></w:p>"
    found = read_resolution_bytes(word(body, footnotes=notes(note)), "a.docx")
    assert [n.text for n in found.footnotes] == ["Shown."]


def test_cells_in_content_controls_and_notes_cited_in_a_table_of_figures_are_kept():
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = "<w:tc>{}</w:tc>"
    ash = f"<w:tr>{cell.format(p('Ash'))}{control.format(cell.format(p('12')))}</w:tr>"
    cited = "<w:p><w:r><w:t>Oak</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    table = f"<w:tbl>{row(p('Tree'), p('Share'))}{ash}{control.format(row(cited, p('14')))}</w:tbl>"
    content = word(p("1. Decides to plant:") + table + p("2. Ends."), footnotes=notes(p("Of the park.")))
    found = read_resolution_bytes(content, "a.docx")
    assert [line.text for line in found.left_out] == ["Tree Share", "Ash 12", "Oak 14"]
    assert [n.text for n in found.footnotes] == ["Of the park."]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next():
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = p("1. Decides to plant", extra=deleted) + p(" trees along the road;") + p("2. Ends.", extra=deleted)
    assert texts(word(body)) == [("op1", "Decides to plant trees along the road;"), ("op2", "Ends.")]


def test_symbols_in_page_headers_are_those_of_the_document():
    header = f"<w:hdr xmlns:w='{W}'>{p('A/RES/90/12')}</w:hdr>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='1' Type='{kind}/header' Target='header1.xml'/>"
        f"<Relationship Id='2' Type='{kind}/footnotes' Target='/word/notes2.xml'/></Relationships>"
    )
    body = p("The General Assembly,") + "<w:p><w:r><w:t>1. Ends</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    parts = {"header1": header, "notes2": notes(p("Of the lakes.")), "_rels/document.xml": relations}
    content = word(body, **parts)
    found = read_resolution_bytes(content, "a.docx")
    assert (found.symbol, [n.text for n in found.footnotes]) == ("A/RES/90/12", ["Of the lakes."])


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(levels: str, *rows: tuple[int, str]) -> list[str]:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    at = "<w:pPr><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='5'/></w:numPr></w:pPr>"
    body = p("The Council,") + "".join(p(text, extra=at.format(depth)) for depth, text in rows)
    return [path for path, _ in texts(word(body, numbering=numbering))]


def test_numbers_that_go_on_below_headings_and_empty_paragraphs():
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", "<w:lvlRestart w:val='0'/>")
    rows = ((0, "Lakes"), (1, "Decides to act;"), (0, "Rivers"), (1, ""), (1, "Decides to rest."))
    assert numbered(levels, *rows) == ["op1", "op3"]


@pytest.mark.parametrize(
    ("form", "text", "paths"),
    [
        ("russianLower", "%2)", ["op1(a)", "op1(b)"]),
        ("arabicAbjad", "(%2)", ["op1(a)", "op1(b)"]),
        ("chineseCounting", "(%2)", ["op1(1)", "op1(2)"]),
        ("lowerLetter", "%2", ["op1(a)", "op1(b)"]),
    ],
)
def test_numbers_of_other_scripts_and_without_points(form, text, paths):
    levels = level(0, "decimal", "%1") + level(1, form, text)
    assert numbered(levels, (0, "Asks all:"), (1, "To act;"), (1, "To rest.")) == ["op1", *paths]


def test_levels_that_show_those_above_them_in_digits():
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert numbered(levels, (0, "Lakes"), (1, "Decides to act;"), (1, "Decides to rest.")) == ["op1.1", "op1.2"]
