"""What fetched documents look like on disk: their formats, and the manifest that says what lies in a folder."""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

from clausetag.data.errors import LabelError
from clausetag.data.fetch.symbols import clean_symbol, file_stem

Format = Literal["pdf", "docx"]
FORMATS: tuple[Format, ...] = ("pdf", "docx")
MANIFEST = "manifest.tsv"
PART = ".part"

_HEAD, _TAIL, _BLOCK = 1024, 4096, 1 << 20
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word (.docx) or other zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc)"),
    (b"\xffWPC", "a WordPerfect file"),
    (b"{\\rtf", "an RTF file"),
)


class WrongContentError(Exception):
    """What came is not a document of the format asked for."""


class CutShortError(Exception):
    """What came begins as a document of the format asked for, but its end is missing."""


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the manifest: a document that lies in the folder, and where it came from."""

    symbol: str
    language: str
    format: str
    file: str
    sha256: str
    bytes: int
    fetched: str  # date and time, UTC
    url: str  # the address that gave the document, after redirects


Key = tuple[str, str, str]  # symbol, language, format
_COLUMNS = tuple(field.name for field in fields(Record))


def file_name(symbol: str, language: str, format: Format) -> str:  # noqa: A002 - the word users know
    """Name the file of a document: "A_RES_67_172.en.pdf"."""
    return f"{file_stem(symbol)}.{language}.{format}"


def check_content(path: Path, format: Format) -> None:  # noqa: A002
    """Look at the bytes of a file, not at what the service called it.

    Raises:
        WrongContentError: It is something else, an error page for instance.
        CutShortError: Its end is missing.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(-min(_TAIL, path.stat().st_size), os.SEEK_END)
        tail = stream.read()
    if not head:
        raise WrongContentError("an empty answer: it has no such document in this language and format")
    if format == "pdf":
        if not head.lstrip().startswith(b"%PDF-"):
            raise WrongContentError(f"{_kind(head)} in place of a PDF")
        if b"%%EOF" not in tail:
            raise CutShortError("a PDF without its end")
    else:
        if not head.startswith(b"PK\x03\x04"):
            raise WrongContentError(f"{_kind(head)} in place of a .docx file")
        try:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise CutShortError("a .docx file without its end") from error
        if "word/document.xml" not in names:
            raise WrongContentError("a zip file that is no Word document in place of a .docx file")


def _kind(head: bytes) -> str:
    start = head.lstrip()
    for magic, kind in _OTHERS:
        if start.startswith(magic):
            return kind
    return "a web page" if b"<html" in start.lower() or b"<!doctype" in start.lower() else "something else"


def file_hash(path: Path) -> str:
    """Hash a file without holding it in memory."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def is_whole(record: Record, path: Path) -> bool:
    """Whether the file at `path` is the very one that `record` tells of."""
    try:
        return (
            record.file == path.name
            and path.is_file()
            and path.stat().st_size == record.bytes
            and file_hash(path) == record.sha256
        )
    except OSError:
        return False


def read_manifest(folder: Path) -> dict[Key, Record]:
    """Read the manifest of a folder; none is an empty one. LabelError, with file and line, if it is damaged."""
    path = folder / MANIFEST
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: cannot be read ({error}); move it away to begin a new one") from error
    records: dict[Key, Record] = {}
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if number == 1 and tuple(cells) != _COLUMNS:
            raise LabelError(f"{path}, line 1: not a manifest of fetched documents; choose another folder")
        if number == 1 or not line:
            continue
        if len(cells) != len(_COLUMNS) or clean_symbol(cells[0]) != cells[0] or not cells[5].isdecimal():
            raise LabelError(f"{path}, line {number}: damaged; remove the line to fetch its document again")
        symbol, language, kind, file, sha256, size, fetched, url = cells
        records[(symbol, language, kind)] = Record(symbol, language, kind, file, sha256, int(size), fetched, url)
    return records


def write_manifest(folder: Path, records: Mapping[Key, Record]) -> None:
    """Write the manifest in the order of its symbols: to the side first, then put in place in one step."""
    rows = [_COLUMNS, *(astuple(records[key]) for key in sorted(records))]
    text = "".join("\t".join(str(cell) for cell in row) + "\n" for row in rows)
    part = new_part(folder, MANIFEST)
    try:
        with part.open("xb") as stream:
            stream.write(text.encode("utf-8"))
            settle(stream.fileno())
        part.replace(folder / MANIFEST)
    finally:
        part.unlink(missing_ok=True)


def new_part(folder: Path, name: str) -> Path:
    """Path of a file in the making: hidden, beside its place, and removed if an earlier run left one there."""
    part = folder / f".{name}{PART}"
    part.unlink(missing_ok=True)
    return part


def settle(descriptor: int) -> None:
    """Have what was written reach the disk before the file is put in its place."""
    os.fsync(descriptor)
