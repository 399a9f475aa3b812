"""One sentence for every extra that is not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from clausetag.data.errors import UsageError


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Around imports of an extra's libraries: a missing one becomes a UsageError with the command that installs it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(f'this needs {error.name}: pip install "clausetag[{extra}]"') from error
