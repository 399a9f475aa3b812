"""How commands end: exit codes, and one line on stderr for everything that goes wrong on purpose."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from clausetag.data.errors import ClausetagError

SOME_FAILED = 1
FAILED = 2
INTERRUPTED = 130
PIPE_CLOSED = 141

EXIT_CODES = (
    "Exit codes: 0 all went well; 1 some inputs failed, the others are done; 2 nothing could be done, or the command "
    "was not understood; 130 interrupted; 141 the reader of the output went away."
)


def printable(text: str) -> str:
    """Return `text` on one line and without control characters, which could play tricks on a terminal."""
    folded = " ".join(text.split())
    return "".join(ch if ch.isprintable() or ch == "\u00ad" else "\ufffd" for ch in folded)


def complain(message: str) -> None:
    """Print one line on stderr."""
    line = f"clausetag: {printable(message)}"
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    typer.echo(line.encode(encoding, "backslashreplace").decode(encoding), err=True)


@contextmanager
def tidy_exit() -> Iterator[None]:
    """Turn what a command may raise into its exit code and, where it helps, one line on stderr."""
    try:
        yield
        sys.stdout.flush()
    except ClausetagError as error:
        complain(str(error))
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as stop:
        complain(str(stop) or "interrupted; nothing was left half-written")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        _forget_stdout()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _forget_stdout()
        complain(f"{error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(FAILED) from error


def _forget_stdout() -> None:
    """Let Python's own flush at exit go nowhere: what stdout leads to is gone or full."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
