"""PDF: read glyphs with their places, and rebuild lines, paragraphs and notes from the geometry of the pages."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clausetag.data.documents.draft import Draft
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.readers.foot import NotesBefore, is_rule, notes_of
from clausetag.data.documents.readers.hyphens import Vocabulary
from clausetag.data.documents.readers.lines import Line, join_lines
from clausetag.data.documents.readers.page import Layout, Page, split_page
from clausetag.data.documents.readers.rows import page_lines
from clausetag.data.documents.readers.seams import Seams
from clausetag.data.documents.readers.upright import upright
from clausetag.data.errors import DocumentError

MAX_PAGES = 500
MAX_CHARACTERS = 5_000_000

_LOCK = threading.Lock()  # PDFium is not made for several threads


@dataclass(frozen=True, slots=True)
class _Sheet:
    lines: list[Line]
    width: float
    height: float
    aside: str  # text that stands askew
    picture: bool  # it has one, and no text


def read_pdf(content: bytes, name: str) -> Draft:
    """Read a PDF with a text layer; DocumentError if it is encrypted, damaged, scanned or far too long."""
    if b"%%EOF" not in content[-4096:]:
        raise DocumentError(f"{name}: the PDF is cut off or damaged (its end is missing); fetch the file again")
    with _LOCK:
        pages = _read_pages(content, name)
    if not any(sheet.lines for sheet in pages):
        raise DocumentError(f"{name}: the PDF has no text layer (scanned pages); run text recognition on it first")
    return _draft(pages)


def _read_pages(content: bytes, name: str) -> list[_Sheet]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(f"{name}: the PDF is encrypted; save a copy without a password") from error
        raise DocumentError(f"{name}: not a readable PDF (damaged or cut off); fetch the file again") from error
    try:
        if len(document) > MAX_PAGES:
            raise DocumentError(f"{name}: {len(document)} pages, more than the {MAX_PAGES} that are read; split it")
        pages = []
        total = 0
        for index in range(len(document)):
            page = document[index]
            text, width, height = upright(page)
            total += text.count_chars()
            if total > MAX_CHARACTERS:
                raise DocumentError(f"{name}: more than {MAX_CHARACTERS:,} characters; split it")
            lines, aside = page_lines(text, width, height)
            empty = not lines and not aside
            picture = empty and any(page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
            pages.append(_Sheet(lines, width, height, aside, picture))
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"{name}: a page of the PDF is damaged; fetch the file again") from error
    else:
        return pages
    finally:
        document.close()


def _draft(pages: Sequence[_Sheet]) -> Draft:
    sizes: Counter[float] = Counter()
    for sheet in pages:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    body_size = sizes.most_common(1)[0][0]
    repeated = _repeated(pages)
    vocabulary = Vocabulary(line.text for sheet in pages for line in sheet.lines)
    forms = forms_of(language_of(line.text for sheet in pages for line in sheet.lines))
    layout = Layout(body_size, repeated, forms)
    split: list[Page] = []
    before_page = NotesBefore()
    for sheet in pages:
        split.append(split_page(sheet.lines, sheet.width, sheet.height, layout, before_page))
        before_page = before_page.and_those(split[-1].notes)
    seams = Seams(split, forms)
    paragraphs: list[list[Line]] = []
    before: Line | None = None
    for page in split:
        for position, line in enumerate(page.body):
            if is_rule(line.text):
                continue
            if before is None or seams.parts(line, before, page, first_on_page=position == 0):
                paragraphs.append([])
            paragraphs[-1].append(line)
            before = line
    furniture = [line.text for page in split for line in page.furniture]
    notes, unread = notes_of((page.notes for page in split), vocabulary)
    furniture.extend(unread)
    furniture.extend(sheet.aside for sheet in pages if sheet.aside)
    joined = [join_lines(lines, vocabulary) for lines in paragraphs]
    if 2 * sum(paragraph.heading for paragraph in joined) >= len(joined):  # bold letters are no sign of headings
        joined = [replace(paragraph, heading=False) for paragraph in joined]
    remarks = [
        f"page {n} is a picture; run text recognition on it" for n, sheet in enumerate(pages, 1) if sheet.picture
    ]
    return Draft(tuple(joined), notes if notes else None, tuple(furniture), remarks=tuple(remarks))


def _repeated(pages: Sequence[_Sheet]) -> frozenset[str]:
    """Lines at the top or bottom of two pages or more, digits aside: page headers and footers.

    At their height no other line stands on most pages: there the text begins, or the notes end. Nor do they stand as
    often in the midst of pages.
    """
    seen: Counter[tuple[str, int]] = Counter()
    taken: Counter[int] = Counter()  # pages that have a line at this height
    within: Counter[str] = Counter()
    for sheet in pages:
        lines, height = sheet.lines, sheet.height
        outer = [line.y > height * 0.85 or line.y < height * 0.12 for line in lines]
        edge = {(line.shape, round(line.y / 4)) for line, is_outer in zip(lines, outer, strict=True) if is_outer}
        seen.update(edge)
        taken.update({place for _, place in edge})
        within.update(line.shape for line, is_outer in zip(lines, outer, strict=True) if not is_outer)
    return frozenset(
        shape
        for (shape, place), count in seen.items()
        if count > 1 and 2 * count >= taken[place] and count > within[shape]
    )
