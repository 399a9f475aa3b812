"""Adding lines to a file that only grows."""

import fcntl
import os
from pathlib import Path


def append_lines(path: Path, lines: bytes, mode: int = 0o666) -> None:
    """Add whole lines at the end of a file, all or none, and see them safely on the disk; `mode` is that of a new file.

    Raises:
        OSError: They cannot be written; the file is then as it was.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, mode)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        end = os.lseek(descriptor, 0, os.SEEK_END)
        if end and os.pread(descriptor, 1, end - 1) != b"\n":
            lines = b"\n" + lines  # an earlier line was cut off; it must not swallow this one
        try:
            rest = memoryview(lines)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        except OSError:
            os.ftruncate(descriptor, end)
            raise
    finally:
        os.close(descriptor)
