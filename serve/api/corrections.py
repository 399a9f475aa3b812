"""Keeping what readers correct: one line a correction, appended whole."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from clausetag.data.appending import append_lines
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
        append_lines(self.path, line.encode("utf-8", "replace"), mode=0o600)
