"""Printed documents as PDF: first lines indented, raised marks, notes at the end, page numbers; Latin letters alone."""

import io
from html import escape
from typing import Any

from clausetag.data.extras import needs
from clausetag.training.evaluation.structure.printed import Mark, Printed, PrintedDocument

_INDENT = 18.0  # points for each level


def write_pdf(document: PrintedDocument) -> bytes:
    """Write a PDF of Letter pages in 10 point Times; UsageError if reportlab is not installed."""
    with needs("dev"):
        from reportlab.lib.pagesizes import letter
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfgen.canvas import Canvas
        from reportlab.platypus import Flowable, HRFlowable, Paragraph, SimpleDocTemplate

    def style(depth: int = 0, size: float = 10, first: float = _INDENT) -> ParagraphStyle:
        shape: dict[str, Any] = {"leftIndent": _INDENT * depth, "firstLineIndent": first, "spaceAfter": size}
        return ParagraphStyle("line", fontName="Times-Roman", fontSize=size, **shape)

    def number(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.drawCentredString(letter[0] / 2, 40, f"{template.page}")

    story: list[Flowable] = [
        Paragraph(_marked(line), style(line.depth, first=0 if line.heading else _INDENT)) for line in document.lines
    ]
    if document.notes:
        story.append(HRFlowable(width="25%", hAlign="LEFT"))
    story += [
        Paragraph(f"<super>{escape(mark)}</super> {escape(text)}", style(size=8)) for mark, text in document.notes
    ]
    stream = io.BytesIO()
    template = SimpleDocTemplate(stream, pagesize=letter, leftMargin=120, rightMargin=120)
    template.build(story, onFirstPage=number, onLaterPages=number)
    return stream.getvalue()


def _marked(line: Printed) -> str:
    pieces = (f"<super>{escape(p.shown)}</super>" if isinstance(p, Mark) else escape(p) for p in line.pieces)
    text = f"{escape(line.number)} {''.join(pieces)}".strip()
    text = text.replace("\u2011", "-")  # a hyphen that these fonts do not have
    return f"<b>{text}</b>" if line.heading else text
