"""The steps that a training tells on stderr, kept as text: when each came, and what it said."""

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from typing import TextIO

FILE = "steps.txt"  # of a run


class Steps:
    """A stream that passes on what is written to it, and remembers the lines with the seconds since the start."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._open = ""
        self._lines: list[str] = []

    def __getattr__(self, name: str) -> object:
        """Be the stream in everything else."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Pass a text on and keep the lines that it ends; a line taken back on a terminal is one too."""
        *ended, self._open = re.split(r"[\r\n]", self._open + text)
        self._lines += [self._timed(line) for line in ended if line.strip()]
        return self._stream.write(text)

    @property
    def text(self) -> str:
        """The lines so far."""
        last = [self._timed(self._open)] if self._open.strip() else []
        return "".join(f"{line}\n" for line in (*self._lines, *last))

    def _timed(self, line: str) -> str:
        return f"{time.monotonic() - self._began:8.1f} s  {line.rstrip()}"


@contextmanager
def steps_kept() -> Iterator[Steps]:
    """Keep what is told on stderr meanwhile."""
    steps = Steps(sys.stderr)
    with redirect_stderr(steps):  # type: ignore[type-var]
        yield steps
