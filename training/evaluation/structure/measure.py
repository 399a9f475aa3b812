"""Write official documents out, read them back, and compare them with their own mark-up."""

import random
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.dataset.official import official_files
from clausetag.data.documents.office import soffice
from clausetag.data.documents.read import read_file_bytes, read_resolution_bytes
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError, UsageError
from clausetag.training.evaluation.structure.compare import Comparison, compare
from clausetag.training.evaluation.structure.pages import CUT_WRITERS
from clausetag.training.evaluation.structure.pdf import pdf_of_docx
from clausetag.training.evaluation.structure.printed import print_document
from clausetag.training.evaluation.structure.write import WRITERS

SEED = 20261126
PDF_SAMPLE = 20  # documents of a language: LibreOffice takes seconds for each
_LANGUAGE = re.compile(rb"<FRBRlanguage\s[^>]*language=[\"'](\w+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One document in one format, compared with its mark-up."""

    name: str  # its symbol, or the name of its file
    language: str
    organ: str
    year: str
    format: str
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class StructureFigures:
    """The readings of all documents, the files whose mark-up could not be read, and whether PDF was measured."""

    readings: tuple[Reading, ...]
    unreadable: tuple[str, ...]
    pdf: bool


def measure_structure(source: Path, *, sample: int | None = None, seed: int = SEED) -> StructureFigures:
    """Measure documents of a source in every format.

    Args:
        source: A clone of UNxml, a folder or a zip file of it.
        sample: How many documents of each language; all if None.
        seed: The seed they are drawn with; another one draws documents that nobody has looked at.

    Raises:
        UsageError: There is no AKN XML in the source, none of it can be read, or a zip file of it is damaged.
    """
    drawn, in_pdf = draw(source, sample, seed)
    office = soffice()
    readings: list[Reading] = []
    unreadable: list[str] = []
    for name, content in official_files(source):
        if name not in drawn:
            continue
        try:
            own = read_file_bytes(content, name)
        except DocumentError as error:
            unreadable.append(str(error))
            continue
        document = print_document(content)
        files = {kind: write(document) for kind, write in (*WRITERS.items(), *CUT_WRITERS.items())}
        if office is not None and name in in_pdf:
            files["pdf"] = pdf_of_docx(files["docx"], office)
        readings += [_reading(file, kind, own, name) for kind, file in files.items()]
    if not readings:
        raise UsageError(f"{source}: none of the {len(drawn):,} files drawn can be read, the first: {unreadable[0]}")
    return StructureFigures(tuple(readings), tuple(unreadable), office is not None)


def draw(source: Path, sample: int | None, seed: int) -> tuple[Collection[str], Collection[str]]:
    """Draw the documents to measure, and those of them that are measured as PDF."""
    names: dict[bytes, list[str]] = {}
    for name, content in official_files(source):
        found = _LANGUAGE.search(content)
        names.setdefault(found[1] if found else b"", []).append(name)
    if not names:
        raise UsageError(f"{source}: no AKN XML here; give a clone of UNxml, a folder or zip files of it")
    chance = random.Random(seed)  # noqa: S311 (a sample, not a secret)
    shuffled = [chance.sample(group, len(group)) for _, group in sorted(names.items())]
    return {n for group in shuffled for n in group[:sample]}, {n for group in shuffled for n in group[:PDF_SAMPLE]}


def _reading(file: bytes, kind: str, own: Resolution, name: str) -> Reading:
    try:
        comparison = compare(read_resolution_bytes(file, name), own)
    except DocumentError as error:
        comparison = Comparison.unread(str(error))
    return Reading(
        name=own.symbol or name,
        language=own.language or "?",
        organ=own.organ or "?",
        year=str(own.adopted.year) if own.adopted else "?",
        format=kind,
        comparison=comparison,
    )
