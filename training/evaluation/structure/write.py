"""Printed documents as files: plain text, HTML and Word, with their notes as each of these has them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from html import escape

from clausetag.training.evaluation.structure.printed import Mark, Printed, PrintedDocument

_RULE = "_" * 15
_RIGHT_TO_LEFT = frozenset({"ar"})
_RAISED = '<w:vertAlign w:val="superscript"/>'
_SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/footnotes.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)


def write_txt(document: PrintedDocument) -> bytes:
    """Write plain text in UTF-8: one paragraph a line, marks as they come out where nothing can be raised."""
    lines = []
    for line in document.lines:
        text = "".join(piece.shown if isinstance(piece, Mark) else piece for piece in line.pieces)
        lines.append(f"{line.number}\t{text}" if line.number else text)
    if document.notes:
        lines += ["", _RULE, *(f"{mark} {text}" for mark, text in document.notes)]
    return ("\n".join(lines) + "\n").encode()


def write_html(document: PrintedDocument) -> bytes:
    """Write a page: raised marks that link to the notes at its end."""
    direction = ' dir="rtl"' if document.language in _RIGHT_TO_LEFT else ""
    rows = [f'<!DOCTYPE html><html lang="{document.language}"{direction}><head><meta charset="utf-8">']
    rows.append("<title>Resolution</title></head><body>")
    for line in document.lines:
        text = "".join(_html(piece) for piece in line.pieces)
        label = f"{escape(line.number)}&nbsp;&nbsp;" if line.number else ""
        indent = f' style="margin-left:{line.depth}em"' if line.depth else ""
        rows.append(f"<p{indent}><b>{label}{text}</b></p>" if line.heading else f"<p{indent}>{label}{text}</p>")
    if document.notes:
        rows.append("<hr>")
    for place, (mark, text) in enumerate(document.notes):
        rows.append(f'<p id="note{place}"><sup>{escape(mark)}</sup> {escape(text)}</p>')
    return "\n".join([*rows, "</body></html>"]).encode()


def _html(piece: str | Mark) -> str:
    if isinstance(piece, Mark):
        return f'<sup><a href="#note{piece.note}">{escape(piece.shown)}</a></sup>'
    return escape(piece)


def write_docx(document: PrintedDocument) -> bytes:
    """Write a Word file: footnotes of Word's own, numbers typed; a note that is cited again is a raised number.

    Paragraphs stand apart and notes are small, as the documents of the United Nations are set.
    """
    counted: dict[int, int] = {}  # notes that Word has counted
    bidi = "<w:bidi/>" if document.language in _RIGHT_TO_LEFT else ""
    body = "".join(_word(line, counted, bidi) for line in document.lines)
    notes = "".join(
        f'<w:footnote w:id="{place + 2}"><w:p><w:pPr>{bidi}</w:pPr><w:r><w:rPr>{_RAISED}</w:rPr><w:footnoteRef/></w:r>'
        f"{_run(f' {text}', _SMALL)}</w:p></w:footnote>"
        for place, (_, text) in enumerate(document.notes)
    )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _RELATIONS.format(
            f'<Relationship Id="r1" Type="{_RELATION}/footnotes" Target="footnotes.xml"/>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{_W}">{notes}</w:footnotes>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return stream.getvalue()


def _word(line: Printed, counted: dict[int, int], bidi: str) -> str:
    bold = "<w:b/>" if line.heading else ""
    runs = [_run(line.number, bold), "<w:r><w:tab/></w:r>"] if line.number else []
    for piece in line.pieces:
        runs.append(_word_mark(piece, counted) if isinstance(piece, Mark) else _run(piece, bold))
    properties = f'<w:pPr>{bidi}<w:spacing w:after="120"/><w:ind w:left="{line.depth * 360}"/></w:pPr>'
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _word_mark(mark: Mark, counted: dict[int, int]) -> str:
    if mark.note in counted:
        return _run(mark.shown, _RAISED)
    number = counted[mark.note] = len(counted) + 1
    opened, shown, closed = mark.shown.rpartition(mark.shown.strip("()"))
    reference = f'<w:r><w:rPr>{_RAISED}</w:rPr><w:footnoteReference w:id="{mark.note + 2}"'
    if shown == str(number):
        reference += "/></w:r>"
    else:
        reference += ' w:customMarkFollows="1"/><w:t>' + escape(shown) + "</w:t></w:r>"
    return (_run(opened, _RAISED) if opened else "") + reference + (_run(closed, _RAISED) if closed else "")


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


WRITERS: Mapping[str, Callable[[PrintedDocument], bytes]] = {
    "txt": write_txt,
    "html": write_html,
    "docx": write_docx,
}
