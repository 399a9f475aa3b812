"""Office packages (.docx): the zip around them and the XML inside, opened with care."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from clausetag.data.documents.xml import XmlError, parse_xml
from clausetag.data.errors import DocumentError

if TYPE_CHECKING:
    from lxml.etree import _Element as Node

MAX_MEMBERS = 5_000
MAX_UNPACKED = 256 * 1024 * 1024  # all members together, as declared
MAX_PART = 64 * 1024 * 1024  # one member, as it really unpacks
MAX_RATIO = 300  # of a member beyond 1 MB

_OTHERS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("mimetype", "an OpenDocument file or e-book"),
)


class Package:
    """A .docx package; every part is read through limits, and no DTD or entity is ever accepted."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
            raise DocumentError(f"{name}: a damaged or cut off .docx (or other zip) file; fetch it again") from error
        if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
            raise self._bomb()
        if any(m.file_size > 1024 * 1024 and m.file_size > MAX_RATIO * max(m.compress_size, 1) for m in members):
            raise self._bomb()
        self.members = {m.filename for m in members}
        if any(m.flag_bits & 1 for m in members):
            raise DocumentError(f"{name}: the archive is encrypted; save a copy without a password")
        if "[Content_Types].xml" not in self.members or not any(m.startswith("word/") for m in self.members):
            what = next(
                (kind for start, kind in _OTHERS if any(m.startswith(start) for m in self.members)), "a zip archive"
            )
            raise DocumentError(f"{name}: {what}, not a Word document; save it as .docx, or give the document inside")

    def _bomb(self) -> DocumentError:
        return DocumentError(f"{self._name}: unpacks to far more than a document holds; save it again from Word")

    def xml(self, part: str) -> Node | None:
        """Parse one part; None if the package has none of that name."""
        if part not in self.members:
            return None
        try:
            with self._zip.open(part) as stream:
                content = stream.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DocumentError(f"{self._name}: the .docx is damaged ({part}); fetch it again") from error
        if len(content) > MAX_PART:
            raise self._bomb()
        try:
            return parse_xml(content)
        except XmlError as error:
            raise DocumentError(
                f"{self._name}: the .docx is damaged: {part} {error}; save it again from Word"
            ) from error
