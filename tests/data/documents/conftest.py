"""Writers of documents: the same paragraphs as text, Word, HTML and PDF, with real footnotes in each."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from clausetag.data import Resolution, read_resolution, seed_path


@dataclass(frozen=True)
class Mark:
    """A footnote marker within a paragraph."""

    number: str


@dataclass(frozen=True)
class Block:
    """A paragraph to write: its label, and its text in pieces with the markers between them."""

    pieces: tuple[str | Mark, ...]
    label: str = ""
    heading: bool = False
    level: int = 1  # of a lettered label

    @property
    def plain(self) -> str:
        body = "".join(p if isinstance(p, str) else p.number for p in self.pieces)
        return f"{self.label}\t{body}" if self.label else body


@dataclass(frozen=True)
class Written:
    """A whole document to write."""

    blocks: tuple[Block, ...]
    notes: dict[str, str] = field(default_factory=dict)
    header: str = "A/RES/67/172"
    running_title: str = "Protection of migrants"


@pytest.fixture(scope="session")
def seed() -> Resolution:
    return read_resolution(seed_path())


def cut_markers(raw: str, clean: str) -> tuple[str | Mark, ...]:
    """Find the markers in `raw` from `clean`, which is the same text without them."""
    pieces: list[str | Mark] = []
    text, at = "", 0
    while at < len(raw):
        place = sum(len(p) for p in pieces if isinstance(p, str)) + len(text)
        if place < len(clean) and raw[at] == clean[place]:
            text += raw[at]
            at += 1
            continue
        number = re.match(r"\d+", raw[at:])
        assert number, (raw[at : at + 20], clean[place : place + 20])
        pieces += [text, Mark(number[0])]
        text = ""
        at += number.end()
    return (*pieces, text) if text else tuple(pieces)


@pytest.fixture(scope="session")
def written_seed(seed: Resolution) -> Written:
    """The seed as paragraphs with markers, made from its own lines and the clean text of its clauses."""
    clean = {clause.text for clause in seed.clauses}
    blocks = []
    for line in seed_path().read_text("utf-8").splitlines():
        line = line.strip()
        if line.startswith("1 See Official"):
            break
        if not line or line.startswith("[DU1]"):
            continue
        match = re.match(r"(\d+\.|\([a-z]\))\t(.*)", line)
        label, body = (match[1], match[2]) if match else ("", line)
        stripped = next(
            (
                text
                for text in clean
                if text[:40] == body[:40] and len(body) - len(text) in range(30) and _same(body, text)
            ),
            None,
        )
        pieces = cut_markers(body, stripped) if stripped else (body,)
        blocks.append(Block(pieces, label, heading=stripped is None))
    blocks[0:0] = [Block(("Sixty-seventh session",), heading=True), Block(("Agenda item 69 (b)",), heading=True)]
    return Written(tuple(blocks), {note.number: note.text for note in seed.footnotes})


def _same(raw: str, clean: str) -> bool:
    try:
        cut_markers(raw, clean)
    except AssertionError:
        return False
    return True


@pytest.fixture(scope="session")
def write_txt() -> Callable[[Written], bytes]:
    def write(document: Written) -> bytes:
        lines = [block.plain for block in document.blocks]
        lines += ["", *(f"{number} {text}" for number, text in document.notes.items())]
        return "\n".join(lines).encode()

    return write


@pytest.fixture(scope="session")
def write_html() -> Callable[[Written], bytes]:
    from html import escape

    def write(document: Written) -> bytes:
        rows = ["<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><nav>Menu</nav>"]
        for block in document.blocks:
            body = "".join(
                escape(p) if isinstance(p, str) else f'<sup><a href="#fn{p.number}">{p.number}</a></sup>'
                for p in block.pieces
            )
            rows.append(f"<p>{block.label}&nbsp; {body}</p>" if block.label else f"<p>{body}</p>")
        rows += [
            f'<p id="fn{number}"><sup>{number}</sup> {escape(text)}</p>' for number, text in document.notes.items()
        ]
        return "\n".join([*rows, "</body></html>"]).encode()

    return write


@pytest.fixture(scope="session")
def write_docx() -> Callable[..., bytes]:
    return docx_bytes


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERS = f"""<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def docx_bytes(document: Written, *, automatic_numbers: bool = False) -> bytes:
    """Write with python-docx; footnotes and numbering, which it does not know, as parts of our own."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = f"{document.header}\t{document.running_title}"
    file.sections[0].footer.paragraphs[0].text = "12-48892 2/9"
    for block in document.blocks:
        paragraph = file.add_paragraph()
        if block.label and automatic_numbers:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0 if block.label[0].isdigit() else block.level
            properties.get_or_add_numId().val = 7
        elif block.label:
            paragraph.add_run(f"{block.label}\t")
        for piece in block.pieces:
            run = paragraph.add_run(piece if isinstance(piece, str) else "")
            if isinstance(piece, Mark):
                run.font.superscript = True
                reference = OxmlElement("w:footnoteReference")
                reference.set(qn("w:id"), str(int(piece.number) + 1))
                run._r.append(reference)
    from xml.sax.saxutils import escape

    notes = "".join(
        f'<w:footnote w:id="{int(n) + 1}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(t)}</w:t></w:r></w:p></w:footnote>'
        for n, t in document.notes.items()
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>----</w:t></w:r></w:p></w:footnote>'
    parts = [
        ("footnotes", RELATIONSHIP_TYPE.FOOTNOTES, f'<w:footnotes xmlns:w="{_W}">{separator}{notes}</w:footnotes>')
    ]
    for name, kind, xml in parts:
        part = Part(
            PackURI(f"/word/{name}.xml"),
            f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml",
            xml.encode(),
            file.part.package,
        )
        file.part.relate_to(part, kind)
    if automatic_numbers:
        import lxml.etree as etree

        element = file.part.numbering_part.element
        for child in list(element):
            element.remove(child)
        for child in list(etree.fromstring(_NUMBERS)):
            element.append(child)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="session")
def write_pdf() -> Callable[..., bytes]:
    return pdf_bytes


@dataclass
class _Word:
    pieces: list[tuple[str, bool]]  # text, raised

    def width(self, measure: Callable[[str, float], float]) -> float:
        return sum(measure(text, 6.5 if raised else 10) for text, raised in self.pieces)

    @property
    def marks(self) -> list[str]:
        return [text for text, raised in self.pieces if raised]


def _words(block: Block) -> list[_Word]:
    words: list[_Word] = []
    joined = False
    for piece in block.pieces:
        if isinstance(piece, Mark):
            words[-1].pieces.append((piece.number, True))
            joined = True
            continue
        for index, word in enumerate(piece.replace("\t", " ").split(" ")):
            if index == 0 and joined:
                words[-1].pieces.append((word, False))
            elif word:
                words.append(_Word([(word, False)]))
        joined = False
    return words


def pdf_bytes(document: Written, *, hyphenate: bool = True, height: float = 792) -> bytes:
    """Write with reportlab as the United Nations sets its documents: indents, raised markers, notes below a rule."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen import canvas

    def measure(text: str, size: float) -> float:
        return float(stringWidth(text, "Times-Roman", size))

    left, right, bottom = 123.0, 491.0, 70.0
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(612, height))
    state = {"y": height - 90, "page": 1}
    pending: list[str] = []

    def wrapped(text: str, size: float) -> list[str]:
        lines, line = [], ""
        for word in text.split():
            if line and measure(f"{line} {word}", size) > right - left:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}".strip()
        return [*lines, line]

    def reserved(extra: Sequence[str] = ()) -> float:
        rows = sum(
            len(wrapped(f"{n} {document.notes[n]}", 8))
            for n in dict.fromkeys([*pending, *extra])
            if n in document.notes
        )
        return rows * 10 + (14 if rows else 0)

    seen: set[str] = set()

    def finish() -> None:
        page.setFont("Times-Roman", 8.5)
        if state["page"] % 2:
            page.drawString(left, height - 50, document.running_title)
            page.drawRightString(right, height - 50, document.header)
        else:
            page.drawString(left, height - 50, document.header)
            page.drawRightString(right, height - 50, document.running_title)
        page.drawString(left, 36, f"{state['page']}/9")
        page.drawRightString(right, 36, "12-48892")
        y = bottom + reserved() - 14
        if pending:
            page.drawString(left, y + 10, "_" * 18)
        for number in pending:
            for row, text in enumerate(wrapped(f"{number} {document.notes[number]}", 8)):
                if row == 0:
                    page.setFont("Times-Roman", 5.5)
                    page.drawString(left, y + 2.5, number)
                    page.setFont("Times-Roman", 8)
                    page.drawString(left + measure(number, 5.5) + 2, y, text[len(number) + 1 :])
                else:
                    page.drawString(left, y, text)
                y -= 10
        pending.clear()
        page.showPage()
        state.update(y=height - 90, page=state["page"] + 1)

    def draw(x: float, words: list[_Word]) -> None:
        marks = [m for w in words for m in w.marks if m not in seen]
        if state["y"] - reserved(marks) < bottom + 12:
            finish()
        for mark in marks:
            seen.add(mark)
            if mark in document.notes:
                pending.append(mark)
        for index, word in enumerate(words):
            if index:
                page.setFont("Times-Roman", 10)
                page.drawString(x, state["y"], " ")
                x += measure(" ", 10)
            for text, raised in word.pieces:
                size = 6.5 if raised else 10
                page.setFont("Times-Roman", size)
                page.drawString(x, state["y"] + (3.4 if raised else 0), text)
                x += measure(text, size)
        state["y"] -= 12

    for block in document.blocks:
        words = _words(block)
        if block.label:
            words.insert(0, _Word([(block.label, False)]))
        indent = 0.0 if block.heading else 24.0
        line: list[_Word] = []
        x = left + indent
        queue = list(words)
        while queue:
            word = queue.pop(0)
            used = sum(w.width(measure) + measure(" ", 10) for w in line)
            room = right - x - used
            if line and word.width(measure) > room:
                head = word.pieces[0][0]
                if hyphenate and len(word.pieces) == 1 and re.fullmatch(r"[a-z]{10,}[,;.]?", head):
                    cut = next((c for c in range(len(head) - 4, 3, -1) if measure(head[:c] + "-", 10) <= room), 0)
                    if cut:
                        line.append(_Word([(head[:cut] + "-", False)]))
                        word = _Word([(head[cut:], False)])
                draw(x, line)
                line, x = [], left
            line.append(word)
        draw(x, line)
        state["y"] -= 8
    finish()
    page.save()
    return stream.getvalue()


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The folder of documents beside the repository that may be read here, but not kept here."""
    folder = Path(__file__).resolve().parents[4] / "shared" / "documents"
    if not folder.is_dir():
        pytest.skip("needs ../shared/documents beside the repository, with the PDFs of A/RES/73/3 and A/RES/73/6")
    return folder


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Written]:
    """Make a document to write from (label, text) pairs, with markers written ^1^ in the text."""

    def make(*rows: tuple[str, str], notes: dict[str, str] | None = None) -> Written:
        blocks = []
        for label, text in rows:
            parts = re.split(r"\^(\w+)\^", text)
            pieces = [Mark(p) if i % 2 else p for i, p in enumerate(parts) if p]
            blocks.append(Block(tuple(pieces), label, heading=label == "#"))
        return Written(tuple(Block(b.pieces, "", True) if b.label == "#" else b for b in blocks), notes or {})

    return make


@pytest.fixture(scope="session")
def small_files(make_document: Callable[..., Written]) -> dict[str, bytes]:
    """A short document as PDF and as .docx."""
    document = make_document(
        ("", "The General Assembly,"),
        ("", "Recalling the Charter,^1^"),
        ("1.", "Decides to act."),
        notes={"1": "The Charter."},
    )
    return {"pdf": pdf_bytes(document), "docx": docx_bytes(document)}
