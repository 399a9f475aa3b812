"""Putting something new in the place of a file or folder: it appears whole, or what is there stays."""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from clausetag.data.errors import UsageError


@contextmanager
def replacing_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside `path` for writing and rename it to `path` if all goes well; otherwise leave `path` alone.

    A path that is there and no plain file (a pipe, /dev/stdout) is written to directly.

    Raises:
        UsageError: The file cannot be written.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")  # process ids come back in containers
        try:
            with part.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror or error}); choose another --out") from error


@contextmanager
def replacing_folder(folder: Path) -> Iterator[Path]:
    """Give an empty folder to fill and put it in the place of `folder` if all goes well; otherwise leave that alone.

    Whoever calls it has made sure that what is in `folder` may go. Should the new folder not get into its place, the
    old one is put back.

    Raises:
        OSError: The folder cannot be made or put in its place.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        new, old = Path(scratch) / "new", Path(scratch) / "old"
        new.mkdir()
        yield new
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except BaseException:
            if old.exists():
                old.rename(folder)
            raise
