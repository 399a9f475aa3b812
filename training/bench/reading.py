"""How fast documents are read, by format (`make bench-read`).

    python -m clausetag.training.bench.reading UNXML [--pdf FILE ...]

A fixed sample of English documents of UNxml is written as text, HTML, Word and PDF, and each of them is read back. A
page is one of the document's PDF, whatever the format.
"""

import argparse
import hashlib
import heapq
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.dataset.official import official_files
from clausetag.data.documents.read import read_resolution_bytes
from clausetag.data.errors import ClausetagError, UsageError
from clausetag.training.bench.machine import describe_machine
from clausetag.training.bench.pdf import write_pdf
from clausetag.training.evaluation.structure.printed import print_document
from clausetag.training.evaluation.structure.write import WRITERS

ROUNDS = 3  # the median of them counts
_ENGLISH = re.compile(rb"<FRBRlanguage\s[^>]*language=[\"']eng?[\"']")


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one format, and how many pages it has in print."""

    name: str
    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading all documents of a format took, in seconds: of the processor, and by the clock."""

    format: str
    documents: int
    pages: int
    processor: float
    wall: float


def draw(source: Path, number: int) -> Mapping[str, list[Document]]:
    """Draw English documents, the same ones every time, and write them in every format.

    pdftotext makes a text of each PDF where it is installed.

    Raises:
        UsageError: There are no such documents in the source, or reportlab is not installed.
    """
    english = (file for file in official_files(source) if _ENGLISH.search(file[1]))
    drawn = heapq.nsmallest(number, english, key=lambda file: hashlib.sha256(file[0].encode()).digest())
    if not drawn:
        raise UsageError(f"{source}: no English AKN XML here; give a clone of UNxml, a folder or zip files of it")
    program = shutil.which("pdftotext")
    formats: dict[str, list[Document]] = {}
    for name, content in drawn:
        document = print_document(content)
        pdf = write_pdf(document)
        files = {kind: write(document) for kind, write in WRITERS.items()}
        if program is not None:
            files["txt of pdftotext"] = _text_of(pdf, program)
        files |= {"pdf": pdf, "akn xml": content}
        pages = _pages(pdf, name)
        for kind, file in files.items():
            formats.setdefault(kind, []).append(Document(name, file, pages))
    return formats


def measure(kind: str, documents: Sequence[Document]) -> Speed:
    """Read all documents of a format, and once before the clock runs; DocumentError if one cannot be read."""
    for document in documents:
        read_resolution_bytes(document.content, document.name)
    times = []
    for _ in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        for document in documents:
            read_resolution_bytes(document.content, document.name)
        times.append((time.process_time() - processor, time.perf_counter() - wall))
    pages = sum(document.pages for document in documents)
    medians = [statistics.median(column) for column in zip(*times, strict=True)]
    return Speed(kind, len(documents), pages, *medians)


def format_speeds(speeds: Sequence[Speed]) -> str:
    """Return a table; rates are those of processor time."""
    lines = [
        "| format | documents | pages | documents a second | pages a second | processor ms a document | wall ms |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {s.format} | {s.documents} | {s.pages} | {s.documents / s.processor:,.0f} | {s.pages / s.processor:,.0f} "
        f"| {s.processor / s.documents * 1000:.1f} | {s.wall / s.documents * 1000:.1f} |"
        for s in speeds
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the bench and print the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m clausetag.training.bench.reading", description=__doc__)
    parser.add_argument("source", type=Path, help="official documents: a clone, a folder or a zip file of UNxml")
    parser.add_argument("--pdf", type=Path, nargs="*", default=[], help="PDF files that are measured as they are")
    parser.add_argument("--sample", type=int, default=100, help="documents to draw; %(default)s")
    given = parser.parse_args(arguments)
    try:
        formats = dict(draw(given.source, given.sample))
        if given.pdf:
            formats["pdf, as given"] = [_given(path) for path in given.pdf]
        machine = describe_machine()
        speeds = [measure(kind, documents) for kind, documents in formats.items()]
    except (ClausetagError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{format_speeds(speeds)}\n\n{machine}")
    return 0


def _given(path: Path) -> Document:
    content = path.read_bytes()
    return Document(path.name, content, _pages(content, path.name))


def _pages(pdf: bytes, name: str) -> int:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return len(document)
    except pypdfium2.PdfiumError as error:
        raise UsageError(f"{name}: not a readable PDF ({error}); fetch the file again") from error


def _text_of(pdf: bytes, program: str) -> bytes:
    try:
        return subprocess.run([program, "-", "-"], input=pdf, capture_output=True, check=True, timeout=60).stdout  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        raise UsageError(f"{program}: made no text of a PDF ({error}); start it once by hand") from error


if __name__ == "__main__":
    sys.exit(main())
