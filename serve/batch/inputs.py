"""From the inputs of the command line to items, in an order that depends on nothing but the inputs.

A folder is walked in the order of its names; files whose names begin with a dot are passed over, and so are the
manifest that `clausetag data fetch` leaves and the folders in it that clausetag batch wrote to. In a folder, too,
archives and tables are opened: a .jsonl file holds one document a row wherever it lies.
"""

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.data.fetch.files import MANIFEST
from clausetag.serve.batch.archives import TAR_SUFFIXES, tar_items, zip_items
from clausetag.serve.batch.items import Item, failed_item, file_item, no_document
from clausetag.serve.batch.run_info import is_output
from clausetag.serve.batch.sheets import SHEET_SUFFIXES, Columns, sheet_items


@dataclass(frozen=True, slots=True)
class Input:
    """A file or folder that was named, or that a pattern found."""

    path: Path
    name: str


def find_inputs(wanted: Sequence[str]) -> tuple[Input, ...]:
    """Expand patterns; drop what is named twice or lies in a folder named as well.

    Raises:
        UsageError: A path is not there, or a pattern finds nothing.
    """
    found: dict[Path, Input] = {}
    for text in wanted:
        names = [text] if Path(text).exists() else _matching(text)
        if not names:
            raise UsageError(f"{text}: no such file or folder, and no pattern that finds any")
        for path in map(Path, names):
            found.setdefault(path.resolve(), Input(path, path.as_posix()))
    folders = {path for path in found if path.is_dir()}
    return tuple(one for path, one in found.items() if not folders.intersection(path.parents))


def _matching(pattern: str) -> list[str]:
    """What a pattern finds, but for what clausetag batch wrote."""
    names = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (any pattern)
    folders = {folder for name in names for folder in (Path(name), *Path(name).parents)}
    written = {folder for folder in folders if is_output(folder)}
    return [name for name in names if written.isdisjoint((Path(name), *Path(name).parents))]


def items_of(inputs: Sequence[Input], columns: Columns) -> Iterator[Item]:
    """Yield one item a document; what is there but no document is an item with a reason."""
    for one in inputs:
        for path, name in files_of(one):
            yield from items_of_file(path, name, columns)


def check_some(inputs: Sequence[Input], columns: Columns) -> None:
    """Refuse inputs without any document: a disk that is not there must not look like documents that were removed.

    Raises:
        UsageError: There is nothing in any of them.
    """
    if next(items_of(inputs, columns), None) is None:
        names = ", ".join(one.name for one in inputs)
        raise UsageError(f"no documents in {names}; is a disk not mounted? Nothing was changed")


def files_of(one: Input) -> Iterator[tuple[Path, str]]:
    """Yield the files of an input with their names: the file itself, or those of the folder."""
    if one.path.is_dir():
        yield from _walk(one.path, one.name)
    else:
        yield one.path, one.name


def items_of_file(path: Path, name: str, columns: Columns) -> Iterator[Item]:
    """Yield the item of a document, or those of an archive or table."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield failed_item(name, "a link to a folder, which is not followed; give that folder itself")
            return
        if not stat.S_ISREG(mode):
            yield failed_item(name, "not a plain file")
            return
    except OSError as error:
        yield failed_item(name, f"cannot be read ({error.strerror})")
        return
    lower = path.name.lower()
    if lower.endswith(TAR_SUFFIXES):
        yield from tar_items(path, name)
    elif lower.endswith(".zip"):
        yield from zip_items(path, name)
    elif lower.endswith(SHEET_SUFFIXES):
        yield from sheet_items(path, name, columns)
    elif reason := no_document(path.name):
        yield failed_item(name, reason)
    else:
        yield file_item(path, name)


def _walk(folder: Path, name: str) -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:  # to go on would remove the tags of all that lies in it
        raise UsageError(f"{name}: cannot be listed ({error.strerror}); make it readable") from error
    for entry in entries:
        if entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        inner = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            if is_output(folder / entry.name):
                continue
            yield from _walk(folder / entry.name, inner)
        else:
            yield folder / entry.name, inner
