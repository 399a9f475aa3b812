"""Old Word documents (.doc): read as the .docx that LibreOffice makes of them, where it is installed."""

from clausetag.data.documents.draft import Draft
from clausetag.data.documents.office import OfficeError, convert, soffice
from clausetag.data.documents.readers.docx import read_docx
from clausetag.data.errors import DocumentError

_STREAM = "WordDocument".encode("utf-16-le")  # where the text of a Word document is, by name


def read_doc(content: bytes, name: str) -> Draft:
    """Read an old Word document; DocumentError if it is none or LibreOffice is not there or makes nothing of it."""
    program = soffice()
    if program is None or _STREAM not in content:
        raise DocumentError(
            f"{name}: an old Word (.doc) or encrypted Office document; save it as .docx without a password"
        )
    try:
        made = convert(content, program, "doc", "docx")
    except OfficeError as error:
        raise DocumentError(
            f"{name}: an old Word document (.doc), and LibreOffice made no .docx of it; "
            "save it as .docx without a password"
        ) from error
    return read_docx(made, name)
