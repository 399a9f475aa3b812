"""Work through files one by one: a progress bar on stderr for several, one line for each that fails."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from clausetag.data.errors import ClausetagError
from clausetag.serve.cli.errors import complain

T = TypeVar("T")


def each_file(names: Sequence[str], work: Callable[[str], T], failed: list[str], *, bar: bool) -> Iterator[T]:
    """Yield what `work` makes of each file; one that fails is named on stderr and in `failed`.

    `bar` says whether a progress bar would be welcome; it is shown for several files, on a terminal.
    """
    if not (bar and len(names) > 1 and sys.stderr.isatty()):
        for name in names:
            yield from _one(name, work, failed)
        return
    from rich.console import Console
    from rich.progress import Progress

    # stdout is left alone: it may lead to a file
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("tagging", total=len(names))
        for name in names:
            yield from _one(name, work, failed)
            progress.advance(task)


def _one(name: str, work: Callable[[str], T], failed: list[str]) -> Iterator[T]:
    try:
        result = work(name)
    except ClausetagError as error:
        failed.append(name)
        complain(str(error))
        return
    except Exception as error:  # noqa: BLE001 (a fault of ours over one file must not stop the others)
        failed.append(name)
        what = f"{type(error).__name__}: {error}"
        complain(f"{name}: could not be tagged ({what}); this is a fault of clausetag, please report it")
        return
    yield result
