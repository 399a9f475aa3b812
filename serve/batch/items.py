"""What is to be tagged: one item a document, whatever it came in."""

import hashlib
import stat
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.dataset.corpus import corpus_document, is_corpus_file
from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.documents.loose import read_any_bytes
from clausetag.data.documents.read import resolution_from_paragraphs
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import ClausetagError, DocumentError
from clausetag.data.sheets.sheet import sheet_hint

_HEAVY = 1 << 18  # bytes that weigh as much as a document
_NO_DOCUMENTS = (".json", ".yaml", ".yml", ".toml")  # text, but none to tag


@dataclass(frozen=True, slots=True)
class Item:
    """One input: its name, unique in a run, and what its stamp says of its content.

    Attributes:
        name: The path as it was given and found; `papers.zip!a/b.pdf` in an archive, `texts.csv#12` for a row.
        stamp: Changes when the content does: path, size, time and mode of a file, a hash of a row or of an archive's
            member.
        content: Where the bytes are: a file still to be read, or here already.
        file: The document's own file name, for messages and the column `source`.
        reason: Why it cannot be tagged, where finding it has told already.
        weight: How much of a part it fills (`parts`).
    """

    name: str
    stamp: str
    content: Path | bytes = b""
    file: str = ""
    reason: str = ""
    weight: float = 1.0


class UnreadableError(DocumentError):
    """A file that is there cannot be read now; another time it may."""


def file_item(path: Path, name: str) -> Item:
    """Return the item of a file."""
    try:
        told = path.stat()
    except OSError as error:
        return failed_item(name, f"cannot be read ({error.strerror})")
    except ValueError:  # half a character, from a table of paths
        return failed_item(name, "no path that a file can have")
    if not stat.S_ISREG(told.st_mode):  # a pipe would be waited for
        return failed_item(name, "not a plain file")
    stamp = f"{path}:{told.st_size}:{told.st_mtime_ns}:{told.st_mode:o}"
    return Item(clean(name), stamp, path, clean(path.name), weight=_weight(told.st_size))


def held_item(content: bytes, name: str, file: str, weight: float | None = None) -> Item:
    """Return the item of a document whose bytes are at hand."""
    weight = _weight(len(content)) if weight is None else weight
    return Item(clean(name), hashlib.sha256(content).hexdigest(), content, clean(file), weight=weight)


def failed_item(name: str, reason: str) -> Item:
    """Return an item that cannot be tagged."""
    return Item(clean(name), f"failed: {reason}", reason=clean(reason))


def no_document(file: str) -> str:
    """Say why a file of this name is no document, wherever it lies; empty if it may be one."""
    suffix = Path(file).suffix
    if hint := sheet_hint(file):
        return hint
    known = suffix.lower() in _NO_DOCUMENTS and not is_corpus_file(file)
    return f"a {suffix} file is no document" if known else ""


def read_item(item: Item) -> Resolution:
    """Read the document of an item; a file named .xml is AKN, and other XML is no document even if it has words in it.

    A text that is no resolution is read as its paragraphs.

    Raises:
        ClausetagError: It cannot be read or has no clauses; the message says why.
    """
    if item.reason:
        raise DocumentError(item.reason)
    content = _bytes(item)
    if is_corpus_file(item.file):
        document = corpus_document(content, item.file)
        resolution = resolution_from_paragraphs(document.paragraphs, source=item.file)
    else:
        resolution = read_any_bytes(content, item.file)
    if not resolution.clauses:
        raise DocumentError(f"{item.file}: no clauses found in it; is it a resolution?")
    return resolution


def reason_of(error: Exception, item: Item) -> str:
    """Say why an item could not be tagged, in one line and without repeating its name."""
    if isinstance(error, ClausetagError):
        return clean(str(error).removeprefix(f"{item.file}: "))
    if isinstance(error, MemoryError):
        return "not enough memory for it"
    what = clean(f"{type(error).__name__}: {error}".strip(": "))
    return f"could not be tagged ({what}); this is a fault of clausetag, please report it"


def may_pass(error: Exception) -> bool:
    """Whether what failed may go well another time."""
    return isinstance(error, UnreadableError | MemoryError)


def clean(name: str) -> str:
    """A file's name need not be UTF-8, a table's text must; names that differ are to stay different."""
    return name.encode("utf-8", "backslashreplace").decode()


def _weight(size: int) -> float:
    return max(1.0, size / _HEAVY)


def _bytes(item: Item) -> bytes:
    if isinstance(item.content, bytes):
        return item.content
    try:
        with item.content.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(f"{item.file}: cannot be read ({error.strerror})") from error
    if len(content) > MAX_BYTES:
        raise DocumentError(f"{item.file}: more than the {MAX_BYTES >> 20} MB that are read; split it")
    return content
