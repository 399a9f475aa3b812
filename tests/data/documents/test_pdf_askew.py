"""PDF pages that are turned, cut to a part, stamped across, printed over or pictures."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from clausetag.data import read_resolution_bytes
from clausetag.data.documents.resolution import Rest

WIDTH, HEIGHT = 595, 842
LINES = (
    "The Council,",
    "Recalling the lakes and the rivers that run to them from the hills",
    "of Norland and from those of other lands,",
    "1. Asks all wardens to keep the lakes and rivers clean, as they are",
    "a good of all;",
    "2. Decides to meet.",
)
CLAUSES = [
    (
        "pp1",
        "Recalling the lakes and the rivers that run to them from the hills of Norland and from those of other lands,",
    ),
    ("op1", "Asks all wardens to keep the lakes and rivers clean, as they are a good of all;"),
    ("op2", "Decides to meet."),
]


def pdf(*pages: Callable[[canvas.Canvas], None]) -> bytes:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        draw(page)
        page.showPage()
    page.save()
    return stream.getvalue()


def lines(page: canvas.Canvas, left: float = 72, top: float = 500) -> None:
    page.setFont("Times-Roman", 11)
    for place, line in enumerate(LINES):
        page.drawString(left, top - 14 * place, line)


def changed(content: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    document = pypdfium2.PdfDocument(content)
    change(document[0])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def clauses(content: bytes) -> list[tuple[str, str]]:
    return [(clause.path, clause.text) for clause in read_resolution_bytes(content, "a.pdf").clauses]


@pytest.mark.parametrize("shown", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("angle", "corner"), [(0, (0, 0)), (90, (WIDTH, 0)), (180, (WIDTH, HEIGHT)), (270, (0, HEIGHT))]
)
def test_turned_pages(angle, corner, shown):
    def draw(page: canvas.Canvas) -> None:
        page.translate(*corner)
        page.rotate(angle)
        lines(page)

    assert clauses(changed(pdf(draw), lambda page: page.set_rotation(shown))) == CLAUSES


def test_a_page_cut_to_a_part_of_a_larger_one():
    content = changed(pdf(lines), lambda page: page.set_mediabox(-300, -300, WIDTH, HEIGHT))
    assert clauses(changed(content, lambda page: page.set_cropbox(60, 400, WIDTH, 520))) == CLAUSES


def test_a_stamp_across_the_page_is_furniture():
    def draw(page: canvas.Canvas) -> None:
        lines(page)
        page.translate(150, 300)
        page.rotate(45)
        page.setFont("Helvetica", 80)
        page.drawString(0, 0, "DRAFT COPY")

    found = read_resolution_bytes(pdf(draw), "a.pdf")
    assert [(clause.path, clause.text) for clause in found.clauses] == CLAUSES
    assert [line.text for line in found.left_out if line.kind is Rest.FURNITURE] == ["DRAFT COPY"]


def test_letters_printed_twice_to_look_bold_are_read_once():
    assert clauses(pdf(lambda page: (lines(page), lines(page, 72.4)))) == CLAUSES


def test_pages_that_are_pictures_are_named():
    picture = ImageReader(Image.new("RGB", (60, 80), "white"))
    found = read_resolution_bytes(pdf(lines, lambda page: page.drawImage(picture, 0, 0), lambda page: None), "a.pdf")
    assert found.remarks == ("page 2 is a picture; run text recognition on it",)
    assert read_resolution_bytes(pdf(lines), "a.pdf").remarks == ()
