"""PDF of a Word file, by LibreOffice where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from clausetag.data.errors import UsageError

_SECONDS = 120


def soffice() -> str | None:
    """Return the path of LibreOffice's program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_of_docx(content: bytes, program: str) -> bytes:
    """Convert a Word file; UsageError if LibreOffice does not.

    Args:
        content: The Word file.
        program: Path of LibreOffice's program, from `soffice`.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "document.docx")
        file.write_bytes(content)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(file)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 (our own file)
            return file.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise UsageError(f"{program}: LibreOffice made no PDF ({error}); start it once by hand") from error
