"""LibreOffice, where it is installed: one document made into another format, in a folder and a profile of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

SECONDS = 120.0  # for one document


class OfficeError(Exception):
    """LibreOffice did not convert a document; the message says why, without naming a file."""


def soffice() -> str | None:
    """Return the path of LibreOffice's program; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(content: bytes, program: str, kind: str, wanted: str, seconds: float = SECONDS) -> bytes:
    """Convert a document from one format to another, named by their file endings: from "doc" to "docx".

    Raises:
        OfficeError: The program cannot be started, fails, makes no file, or takes longer than so many seconds.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="clausetag-", ignore_cleanup_errors=True) as folder:
            file = Path(folder, f"document.{kind}")
            file.write_bytes(content)
            profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
            _run([program, profile, "--headless", "--convert-to", wanted, "--outdir", folder, str(file)], seconds)
            return file.with_suffix(f".{wanted}").read_bytes()
    except (subprocess.SubprocessError, OSError) as error:
        raise OfficeError(str(error)) from error


def _run(command: list[str], seconds: float) -> None:
    """Run a command to its end; past the time, it ends with all that it started."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:  # noqa: S603 (no shell, our own file)
        try:
            status = process.wait(seconds)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)  # LibreOffice is started by a script
            raise
    if status:
        raise subprocess.CalledProcessError(status, command[0])
