"""The files of a segment: arrays of numbers, and byte strings one behind the other with their places."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError

Array = NDArray[Any]


def save(folder: Path, name: str, array: Array) -> None:
    """Write an array of numbers."""
    np.save(folder / f"{name}.npy", array, allow_pickle=False)


def load(folder: Path, name: str) -> Array:
    """Map an array into memory: only what is looked at is read.

    Raises:
        UsageError: It is not there, or no array of numbers.
    """
    try:
        return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError) as error:
        raise UsageError(f"{folder / name}.npy: damaged ({error}); remove {folder.parent} and index again") from error


class Strings:
    """Byte strings of a file, by number."""

    def __init__(self, folder: Path, name: str) -> None:
        self._places = load(folder, f"{name}.at")
        self._bytes = load(folder, name) if len(self._places) > 1 else np.zeros(0, np.uint8)

    def __len__(self) -> int:
        return len(self._places) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._bytes[self._places[number] : self._places[number + 1]])


def save_strings(folder: Path, name: str, strings: Sequence[bytes]) -> None:
    """Write byte strings, one behind the other, and where each begins."""
    save(folder, f"{name}.at", starts(map(len, strings)))
    save(folder, name, np.frombuffer(b"".join(strings), np.uint8))


def starts(lengths: Iterable[int]) -> Array:
    """Return where each of several runs begins, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.fromiter(lengths, np.int64), dtype=np.int64)])
