"""A tagged resolution as a Word document: the resolution as it is printed, its themes as comments on the clauses.

Whoever deletes the comments holds the resolution alone. It is read back with the same clauses. What was read and has no
place in it, such as a table of contents, stands in a comment of its own at the title.
"""

import io
import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from clausetag.data.documents.resolution import Resolution, Rest
from clausetag.data.extras import needs
from clausetag.data.themes import Theme
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.layout import Node
from clausetag.serve.outputs.marks import marks_of
from clausetag.serve.outputs.masthead import Masthead, masthead_of
from clausetag.serve.outputs.printed import Look, PrintedLine, printed_lines
from clausetag.serve.outputs.word_notes import WordNotes
from clausetag.serve.outputs.word_styles import DEEPEST, set_up
from clausetag.serve.outputs.word_tables import add_table, has_place, tables_of
from clausetag.serve.outputs.word_xml import clean, element
from clausetag.serve.tags import TaggedResolution

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_STYLES = {
    Look.PREAMBULAR: "Preambular",
    Look.OPERATIVE: "Operative",
    Look.PARAGRAPH: "Operative",
    Look.ANNEX: "Heading1",
    Look.SPEAKS: "Speaks",
    Look.CLOSING: "Closing",
}
_MISSING = {
    Rest.TABLE: "rows of tables",
    Rest.CONTENTS: "lines of the table of contents",
    Rest.NOTE: "notes that lost their numbers",
}
_BY = {"author": "clausetag", "initials": "ct"}
_LONGEST_PROPERTY = 255
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[A-Za-z]")


def word_document(tagged: TaggedResolution, themes: Sequence[Theme], corrected: Collection[str] = ()) -> bytes:
    """Return the whole resolution as .docx; UsageError if python-docx is not installed.

    Comments stand at the clauses of `tagged` that a theme applies to, or may; where those are only some of the
    resolution's, the others have none. `corrected` holds the paths of clauses that a reader answered for.
    """
    with needs("serve"):
        import docx

    resolution = tagged.resolution
    layout = lay_out(tagged, marks_of(themes, tagged.rules), corrected)
    nodes = {node.clause.path: node for node in layout.nodes}
    document = docx.Document()
    document.core_properties.language = resolution.language or ""
    set_up(document, resolution.language, resolution.symbol or layout.name)
    notes = WordNotes(resolution.footnotes)
    if layout.recognised:
        title = _masthead(document, masthead_of(resolution))
    else:
        title = _add(document, "Title", resolution.title or layout.name)
    if missing := _missing(resolution):
        document.add_comment(title.runs or title.add_run(), clean(missing), **_BY)
    notes.cite_others(title)
    tables = tables_of(resolution)
    for line in printed_lines(resolution):
        paragraph = _add(document, _style_of(line), "")
        _write(paragraph, line)
        if line.clause is not None:
            runs = list(paragraph.runs)
            notes.cite(paragraph, line.clause)
            node = nodes.get(line.clause.path)
            if node is not None and (said := list(_said(node))):
                document.add_comment(runs, clean("\n".join([layout.citations[line.clause.path], *said])), **_BY)
            for table in tables.get(line.clause.path, ()):
                add_table(document, table, resolution.language)
    notes.add_to(document)
    properties = document.core_properties
    properties.title = clean(resolution.title or layout.name)[:_LONGEST_PROPERTY]
    properties.author = f"clausetag, model {tagged.model_version}"
    properties.comments = ""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _masthead(document: "Document", head: Masthead) -> "Paragraph":
    """Write what stands above the clauses; return the paragraph of the title, or the last one there is."""
    table = document.add_table(rows=2, cols=2)
    for row, (left, right) in zip(
        table.rows,
        (
            ((("Masthead", head.united_nations),), (("MastheadSymbol", head.symbol),)),
            ((("MastheadOrgan", head.organ),), [("MastheadSmall", line) for line in head.distribution]),
        ),
        strict=True,
    ):
        for cell, lines in zip(row.cells, (left, right), strict=True):
            _fill(cell, lines)
    _rule_below(table)
    last = None
    lines = [
        *(("Session", line) for line in head.session),
        *(("Report" if line.startswith("[") else "Adopted", line) for line in head.adopted),
        *(("Title", line) for line in head.title),
    ]
    for style, text in lines:
        last = _add(document, style, text)
    opening = _add(document, "Speaks", head.opening) if head.opening else None
    return last or opening or _add(document, "Session", "")


def _fill(cell: Any, lines: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401 (docx's types are private)
    for number, (style, text) in enumerate(lines):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        _set(paragraph, style, text)


def _rule_below(table: Any) -> None:  # noqa: ANN401
    """Draw the lines of a masthead: a thin one below the name, a thick one below all of it."""
    properties = table._tbl.tblPr
    for row, size in zip(table.rows, ("6", "18"), strict=True):
        for cell in row.cells:
            edge = element("bottom", val="single", sz=size, space="0", color="auto")
            cell._tc.get_or_add_tcPr().append(element("tcBorders", edge))
    if properties.find(element("tblStyle").tag) is not None:
        properties.remove(properties.find(element("tblStyle").tag))


def _add(document: "Document", style: str, text: str) -> "Paragraph":
    paragraph = document.add_paragraph()
    _set(paragraph, style, text)
    return paragraph


def _set(paragraph: Any, style: str, text: str) -> None:  # noqa: ANN401
    """Give a paragraph its style and text; words of Latin letters alone run from left to right in every document."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert(0, element("pStyle", val=style))
    if _is_arabic(paragraph) and _LATIN.search(text) and not _ARABIC.search(text):
        properties.extend((element("bidi", val="0"), element("jc", val="left")))
    if text:
        _run(paragraph, text)


def _run(paragraph: Any, text: str, *, italic: bool = False) -> None:  # noqa: ANN401
    """Add text; in an Arabic document what has no Latin letter runs from right to left."""
    run = paragraph.add_run(clean(text))
    if italic:
        run.italic = True
    if _ARABIC.search(text) or (_is_arabic(paragraph) and not _LATIN.search(text)):
        run._r.get_or_add_rPr().append(element("rtl"))


def _is_arabic(paragraph: Any) -> bool:  # noqa: ANN401
    return bool(paragraph.part.document.core_properties.language == "ar")


def _style_of(line: PrintedLine) -> str:
    if line.look is Look.BELOW:
        return f"Subparagraph{min(line.depth, DEEPEST)}"
    return _STYLES.get(line.look) or f"Heading{min(line.depth + 2, 4)}"


def _write(paragraph: "Paragraph", line: PrintedLine) -> None:
    for number in line.numbers:
        _run(paragraph, f"{number}\t")
    opening = line.clause.opening if line.clause is not None else ""
    opening = opening if line.text.startswith(opening) else ""
    if opening:
        _run(paragraph, opening, italic=True)
    _run(paragraph, line.text[len(opening) :])


def _missing(resolution: Resolution) -> str:
    """What a comment says of the lines that have no place in the file; "" if there are none."""
    said = []
    for kind, name in _MISSING.items():
        if texts := [line.text for line in resolution.left_out if line.kind is kind and not has_place(line)]:
            said += [f"{name} ({len(texts):,}):", *texts]
    return "\n".join(["In the document, but not in this file:", *said]) if said else ""


def _said(node: Node) -> Iterator[str]:
    """What a comment says of a clause: a line a theme that applies, or may, and the words that speak for it."""
    if node.corrected and not node.shown:
        yield "No theme, corrected by a reader"
    for verdict in node.shown:
        words = ", ".join(f"“{word}”" for word in verdict.words)
        yield f"{verdict.in_full}: {words}" if words else verdict.in_full
