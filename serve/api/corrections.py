"""Keeping what readers correct: one line a correction, appended whole."""

import asyncio
import fcntl
import json
import os
from collections.abc import Sequence
from pathlib import Path

from clausetag.data.dataset.corrections import Correction, correction_line
from clausetag.serve.api.problems import ProblemError


class CorrectionsFile:
    """A file that only grows; see `clausetag.data.dataset.corrections` for what stands in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = asyncio.Lock()

    async def add(self, correction: Correction, themes: Sequence[str]) -> None:
        """Append a correction and see it safely on the disk; ProblemError 507 if it cannot be written."""
        async with self._lock:
            try:
                await asyncio.to_thread(self._add, correction, tuple(themes))
            except OSError as error:
                raise ProblemError(507, f"the correction could not be kept ({error.strerror})") from error

    def _add(self, correction: Correction, themes: tuple[str, ...]) -> None:
        line = json.dumps(correction_line(correction, themes), ensure_ascii=False) + "\n"
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if file.seek(0, os.SEEK_END) and os.pread(file.fileno(), 1, file.tell() - 1) != b"\n":
                line = "\n" + line  # an earlier line was cut off; it must not swallow this one
            file.write(line.encode("utf-8", "replace"))
            os.fsync(file.fileno())
