"""Plain text: one paragraph a line, or lines wrapped at a margin with blank lines or indents between paragraphs."""

import codecs
import re
from dataclasses import replace

from clausetag.data.documents.draft import Draft, Paragraph
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.punctuation import composed
from clausetag.data.documents.readers.bidi import without_signs
from clausetag.data.documents.readers.cut_lines import WrappedLine, is_wrapped
from clausetag.data.documents.readers.hyphens import Vocabulary
from clausetag.data.documents.readers.mail import without_mail
from clausetag.data.documents.readers.markdown import without_markdown
from clausetag.data.documents.readers.printed import is_printed, read_printed
from clausetag.data.documents.readers.printed_head import body_start, head_lines
from clausetag.data.documents.readers.swapped import swapped_mended
from clausetag.data.documents.readers.torn import hyphens_mended, torn_mended
from clausetag.data.documents.readers.wrapped import join_paragraphs
from clausetag.data.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BITS = tuple(  # their signs as those of the same bytes in Latin-1
    {ord(sign): byte for byte in range(0x80, 0x100) for sign in bytes([byte]).decode(encoding, "ignore")}
    for encoding in ("cp1252", "cp1251")
)
_NO_ASCII = re.compile(r"[^\x00-\x7f]")
_LONE = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f](?![^\x00-\x7f])")  # of what was one sign there are two or more
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
_LINE_END = re.compile(r"\r\n|[\r\x0b\x85\u2028\u2029]")


def read_txt(content: bytes, name: str) -> Draft:
    """Read plain text; DocumentError if the bytes are not text in UTF-8, UTF-16 with a mark, or Windows-1252."""
    return draft_of_text(without_signs(decode(content, name)))


def decode(content: bytes, name: str) -> str:
    """Decode text, or say in one line why it cannot be."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    f"{name}: begins as {encoding} text but is damaged; save it again as UTF-8"
                ) from error
            return _checked(text, name)
    try:
        text = _decoded_once(content.decode("utf-8"))
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise DocumentError(f"{name}: neither UTF-8 nor Windows-1252 text; save it as UTF-8") from error
        odd = sum(1 for byte in content if byte >= 0x80)
        if odd > max(8, len(content) // 5):
            raise DocumentError(
                f"{name}: not readable as text; save it as UTF-8, or give the original document"
            ) from None
    return _checked(text, name)


def _decoded_once(text: str) -> str:
    """Return a text in UTF-8 that was read as another encoding and saved so, "rÃ©solution", as it was."""
    first = _NO_ASCII.search(text)
    if first is None or _LONE.search(text):
        return text
    for signs in _EIGHT_BITS:
        if ord(first[0]) not in signs:
            continue
        try:
            return text.translate(signs).encode("latin-1").decode("utf-8")
        except UnicodeError:  # any accent of a text that was not
            continue
    return text


def _checked(text: str, name: str) -> str:
    control = len(_CONTROL.findall(text))
    if "\x00" in text or control > max(4, len(text) // 200):
        raise DocumentError(f"{name}: not a text document (binary data); give a .txt, .docx, .pdf or .html file")
    return composed(text.lstrip("\ufeff"))


def paragraphs_of_text(text: str) -> list[str]:
    """Split text into paragraphs, joining lines that were wrapped at a margin."""
    return [paragraph.text for paragraph in draft_of_text(text).paragraphs]


def draft_of_text(text: str) -> Draft:
    """Return the draft of a plain text."""
    ended = _LINE_END.sub("\n", text).replace("\f", "\n\f")
    lines, aside = without_mail(without_markdown(ended).split("\n"))
    draft = _draft_of_lines(lines, pages="\f" in text)
    return replace(draft, furniture=(*draft.furniture, *aside)) if aside else draft


def _draft_of_lines(raw: list[str], *, pages: bool) -> Draft:
    wrapped = is_wrapped(raw, pages=pages)
    if not wrapped:
        return Draft(tuple(Paragraph(line.strip()) for line in raw if line.strip()))
    forms = forms_of(language_of(raw))
    if is_printed(raw, forms):
        return read_printed(swapped_mended(hyphens_mended(torn_mended(raw), forms.language)), forms)
    start = body_start(raw, forms)
    lines = head_lines(raw[:start], forms)
    blank = bool(start)
    for line in raw[start:]:
        if line.strip():
            lines.append(WrappedLine(line.strip(), _indent(line), blank))
        blank = not line.strip()
    return Draft(tuple(join_paragraphs(lines, Vocabulary(raw), forms)))


def _indent(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())
