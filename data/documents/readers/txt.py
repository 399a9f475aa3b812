"""Plain text: one paragraph a line, or lines wrapped at a margin with blank lines or indents between paragraphs."""

import codecs
import re
import statistics
from collections.abc import Sequence

from clausetag.data.documents.draft import Draft, Paragraph
from clausetag.data.documents.numbering import split_label
from clausetag.data.documents.readers.hyphens import Vocabulary, join_lines
from clausetag.data.errors import DocumentError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")


def read_txt(content: bytes, name: str) -> Draft:
    """Read plain text; DocumentError if the bytes are not text in UTF-8, UTF-16 with a mark, or Windows-1252."""
    return Draft(tuple(Paragraph(text) for text in paragraphs_of_text(decode(content, name))))


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
        text = content.decode("utf-8")
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


def _checked(text: str, name: str) -> str:
    control = sum(1 for ch in text if (ch < " " and ch not in "\t\n\r\f\v") or ch in "\x7f\ufffe\uffff")
    if "\x00" in text or control > max(4, len(text) // 200):
        raise DocumentError(f"{name}: not a text document (binary data); give a .txt, .docx, .pdf or .html file")
    return text.lstrip("\ufeff")


def paragraphs_of_text(text: str) -> list[str]:
    """Split text into paragraphs, joining lines that were wrapped at a margin."""
    raw = [line.rstrip() for line in _LINE_END.split(text.expandtabs(4) if "\t" not in text else text)]
    if not _is_wrapped(raw):
        return [line.strip() for line in raw if line.strip()]
    vocabulary = Vocabulary(raw)
    paragraphs: list[str] = []
    block: list[str] = []
    for line in [*raw, ""]:
        if block and (not line.strip() or _begins(line, block)):
            paragraphs.append(join_lines(block, vocabulary))
            block = []
        if line.strip():
            block.append(line)
    return paragraphs


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines look cut at a margin: many of similar length, few of them ending a paragraph."""
    full = [line for line in lines if len(line) >= 40]
    if len(full) < 3 or max(len(line) for line in full) > 160:
        return False
    width = statistics.quantiles([len(line) for line in full], n=10)[8]
    near = [line for line in full if len(line) >= width * 0.75]
    open_ended = [line for line in near if not line.endswith((";", ".", ":", ","))]
    return width <= 120 and len(near) >= 3 and len(open_ended) * 2 >= len(near)


def _begins(line: str, block: Sequence[str]) -> bool:
    """Whether a line begins a paragraph although no blank line stands before it."""
    label, _ = split_label(line.strip())
    before = block[-1].rstrip()
    if label is not None and before.endswith((";", ",", ":", ".", "and", "or")):
        return True
    indent, former = _indent(line), _indent(block[-1])
    return indent > former and before.endswith((";", ",", ":", ".")) and line.strip()[:1].isupper()


def _indent(line: str) -> int:
    return len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip())
