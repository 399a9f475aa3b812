"""A tagged resolution as a Word document: evidence highlighted in each theme's colour, verdicts as comments."""

import io
import re
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, cast

from clausetag.data.palette import colour_of
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.arrange import lay_out
from clausetag.serve.outputs.layout import Layout, Node
from clausetag.serve.outputs.marks import Mark, marks_of
from clausetag.serve.tags import TaggedResolution

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML
_CORRECTED = "Corrected by a reader; the probabilities are the model's."
_WORDS = {Answer.APPLIES: "applies", Answer.REVIEW: "for a person to decide"}


def word_document(tagged: TaggedResolution, themes: Sequence[Theme], corrected: Collection[str] = ()) -> bytes:
    """Return the resolution as .docx. Words that speak for several themes are tinted for the first of them."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    marks = marks_of(themes)
    layout = lay_out(tagged, marks, corrected)
    document = docx.Document()
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.name = "Times New Roman"
    normal.font.size = Pt(11)
    head = layout.resolution
    for text, bold in ((head.organ, False), (head.symbol, False), (head.title or layout.name, True)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(_clean(text)).bold = bold
    _legend(document.add_paragraph(), layout, marks)
    for block in layout.blocks:
        if block.heading:
            document.add_heading(_clean(block.heading), level=2)
        for node in block.nodes:
            _clause(document, node, marks)
    if layout.notes:
        document.add_heading("Notes", level=2)
    for note in layout.notes:
        document.add_paragraph(_clean(f"{note.footnote.number}  {note.footnote.text}"))
    document.core_properties.title = _clean(layout.name)[:255]
    document.core_properties.author = f"clausetag, model {tagged.model_version}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clause(document: Any, node: Node, marks: Sequence[Mark]) -> None:  # noqa: ANN401 (docx is not typed here)
    from docx.shared import Cm, Pt, RGBColor

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(1.0 * node.depth)
    paragraph.paragraph_format.space_after = Pt(6)
    if node.number:
        paragraph.add_run(f"{node.number}\u2002")
    for piece in node.pieces:
        run = paragraph.add_run(_clean(piece.text))
        run.italic = piece.opening
        if piece.marks:
            _shade(run, colour_of(piece.marks[0]).tint)
    for number in node.clause.footnotes:
        run = paragraph.add_run(_clean(number) + " ")
        run.font.superscript = True
    for verdict in node.shown:
        ask = "?" if verdict.answer is Answer.REVIEW else ""
        run = paragraph.add_run(f" [{_clean(verdict.mark.name)}{ask}]")
        run.bold = True
        run.font.size = Pt(8)
        run.font.color.rgb = RGBColor.from_string(_hex(colour_of(verdict.mark.place).ink))
    lines = [f"{v.mark.name}: {_WORDS[v.answer]}{f', {v.percent}' if v.percent else ''}" for v in node.shown]
    if node.corrected:
        lines.insert(0, _CORRECTED)
    if lines:
        document.add_comment(paragraph.runs, _clean("\n".join(lines)), author="clausetag", initials="ct")
    for child in node.children:
        _clause(document, child, marks)


def _legend(paragraph: "Paragraph", layout: Layout, marks: Sequence[Mark]) -> None:
    for mark in marks:
        ask = f" and {layout.review[mark.place]} for a person to decide" if layout.review[mark.place] else ""
        run = paragraph.add_run(_clean(f" {mark.name}: {layout.applies[mark.place]} clauses{ask} "))
        _shade(run, colour_of(mark.place).tint)
        paragraph.add_run("  ")


def _shade(run: Any, colour: str) -> None:  # noqa: ANN401 (docx is not typed here)
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), _hex(colour))
    run._r.get_or_add_rPr().append(shade)  # python-docx offers no other way to shade a run


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _clean(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
