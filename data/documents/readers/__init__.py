"""Readers: each turns the bytes of one format into a `Draft`, and is imported only when a document needs it."""

import re

from clausetag.data.documents.draft import Draft
from clausetag.data.errors import DocumentError

_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|style|div|p|span|table|article|section|h[1-6]|meta|ol|ul|li|br|b|strong|"
    rb"em|font|center)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:\s*1\.0", re.IGNORECASE)
_SIGNATURES = (
    (b"{\\rtf", "an RTF document; save it as .docx or .txt"),
    (b"\x89PNG", "a picture; give a document with text"),
    (b"\xff\xd8\xff", "a picture; give a document with text"),
    (b"GIF8", "a picture; give a document with text"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"Rar!", "an archive; unpack it first"),
    (b"7z\xbc\xaf", "an archive; unpack it first"),
)


_AKN = re.compile(rb"<(?:\w+:)?akomaNtoso\b")


def kind_of(content: bytes) -> str:
    """Tell the format from the bytes: pdf, zip, doc, akn (or other XML that is no HTML), html or txt."""
    head = content[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):  # an old Office document, or a new one with a password
        return "doc"
    start = content[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start[2:].replace(b"\x00", b"")
    if _AKN.search(start):
        return "akn"
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] == b"<" and _MARKUP.search(start):
        return "html"
    return "akn" if start.startswith(b"<?xml") else "txt"


def read_draft(content: bytes, name: str) -> Draft:
    """Read bytes with the reader that fits them; DocumentError if there is none or it cannot."""
    if not content.strip(b" \t\r\n\x00\x0b\x0c"):
        raise DocumentError(f"{name}: empty; give a document with text")
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise DocumentError(f"{name}: {what}")
    if _MAIL.match(content[:8192].lstrip()):
        raise DocumentError(f"{name}: an e-mail or a web archive (.mht); save the page as .html, or the text as .txt")
    try:
        return _read(content, name)
    except DocumentError:
        raise
    except Exception as error:
        raise DocumentError(f"{name}: damaged or not a document ({type(error).__name__}); save it again") from error


def _read(content: bytes, name: str) -> Draft:
    kind = kind_of(content)
    if kind == "pdf":
        from clausetag.data.documents.readers.pdf import read_pdf

        return read_pdf(content, name)
    if kind == "zip":
        from clausetag.data.documents.readers.docx import read_docx

        return read_docx(content, name)
    if kind == "doc":
        from clausetag.data.documents.readers.doc import read_doc

        return read_doc(content, name)
    if kind == "html":
        from clausetag.data.documents.readers.html import read_html

        return read_html(content, name)
    from clausetag.data.documents.readers.txt import read_txt

    return read_txt(content, name)
