"""PDF of a Word file, by LibreOffice where it is installed."""

from clausetag.data.documents.office import OfficeError, convert
from clausetag.data.errors import UsageError


def pdf_of_docx(content: bytes, program: str) -> bytes:
    """Convert a Word file; UsageError if LibreOffice does not.

    Args:
        content: The Word file.
        program: Path of LibreOffice's program, from `soffice`.
    """
    try:
        return convert(content, program, "docx", "pdf")
    except OfficeError as error:
        raise UsageError(f"{program}: LibreOffice made no PDF ({error}); start it once by hand") from error
