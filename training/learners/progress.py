"""What a long training says while it runs: a line of text at a time, and the losses of each epoch."""

import sys
from collections.abc import Callable, Mapping

_ERASED = "\x1b[K"  # what stood there, a longer line perhaps

Progress = Callable[[str], None]  # is told a line
OnEpoch = Callable[[int, Mapping[str, float]], None]  # is told the number of an epoch, from 1 up, and its losses


def on_stderr(line: str) -> None:
    """Show a line on stderr; on a terminal the next one takes its place unless something is done."""
    if sys.stderr.isatty():
        print(f"\r{_ERASED}{line}" + ("\n" if "done" in line else ""), end="", file=sys.stderr, flush=True)
    else:
        print(line, file=sys.stderr, flush=True)


def silent(line: str) -> None:
    """Show nothing."""
