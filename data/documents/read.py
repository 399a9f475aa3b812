"""Read a resolution from a file, from bytes or from paragraphs."""

import os
from collections.abc import Sequence
from pathlib import Path

from clausetag.data.documents.draft import Draft, Paragraph
from clausetag.data.documents.limits import MAX_BYTES, MAX_PARAGRAPHS
from clausetag.data.documents.punctuation import composed
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError


def seed_path() -> Path:
    """The resolution that ships with clausetag: A/RES/67/172, Protection of migrants."""
    return Path(__file__).parents[1] / "seed" / "A_RES_67_172.txt"


def read_resolution(path: str | os.PathLike[str]) -> Resolution:
    """Read a .txt, .docx, .doc, .pdf, .html or AKN .xml document; DocumentError, with its name, if it cannot."""
    return read_file_bytes(*content_of(path))


def content_of(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """Return the bytes of a file and its name; DocumentError, with the name, if it cannot be read or is too large."""
    file = Path(path)
    name = file.name or str(path)
    try:
        if file.is_dir():
            raise DocumentError(f"{name}: is a folder; give the path of a document")
        with file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > MAX_BYTES:
                raise DocumentError(_too_large(name, size))
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DocumentError(f"{name}: no such file; check the path {path}") from error
    except PermissionError as error:
        raise DocumentError(f"{name}: may not be read; check its permissions") from error
    except (OSError, ValueError) as error:
        raise DocumentError(f"{name}: cannot be read ({error}); check the path and try again") from error
    return content, name


def read_file_bytes(content: bytes, name: str) -> Resolution:
    """Read the bytes of a file: as AKN if it is named .xml, else by `read_resolution_bytes`; DocumentError as there."""
    if name.lower().endswith(".xml") and content.strip() and len(content) <= MAX_BYTES:
        from clausetag.data.documents.akn.read import read_akn

        return read_akn(content, name)
    return read_resolution_bytes(content, name)


def read_resolution_bytes(content: bytes, name: str) -> Resolution:
    """Read a document from its bytes; `name` is used in messages and as the source, never to choose the reader."""
    from clausetag.data.documents.parse import parse
    from clausetag.data.documents.readers import kind_of, read_draft

    if len(content) > MAX_BYTES:
        raise DocumentError(_too_large(name, len(content)))
    if kind_of(content) == "akn":
        from clausetag.data.documents.akn.read import read_akn

        return read_akn(content, name)
    draft = read_draft(content, name)
    if not any(p.text.strip() for p in draft.paragraphs):
        raise DocumentError(f"{name}: no text in it; give a document with a text layer")
    if len(draft.paragraphs) > MAX_PARAGRAPHS:
        raise DocumentError(f"{name}: more than {MAX_PARAGRAPHS:,} paragraphs; split it into single resolutions")
    return parse(draft, source=name)


def resolution_from_paragraphs(paragraphs: Sequence[str], *, source: str | None = None) -> Resolution:
    """Make a resolution of a list of paragraphs in order, with or without numbers in front of them."""
    from clausetag.data.documents.parse import parse

    return parse(Draft(tuple(Paragraph(composed(text).replace("\\_", "_")) for text in paragraphs)), source=source)


def _too_large(name: str, size: int) -> str:
    return f"{name}: {size / 1024 / 1024:.0f} MB, more than the {MAX_BYTES // 1024 // 1024} MB that are read; split it"
