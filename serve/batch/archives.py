"""Documents in .tar and .zip files, read one by one into memory: nothing is written, every size is bounded."""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from clausetag.data.documents.limits import MAX_BYTES
from clausetag.serve.batch.items import Item, clean, failed_item, held_item, no_document

TAR_SUFFIXES = (".tar", ".tar.gz", ".tgz", ".tar.bz2")
_ARCHIVES = (*TAR_SUFFIXES, ".zip", ".gz", ".bz2", ".xz", ".7z", ".rar")
_MOST_MEMBERS = 500_000  # of a zip, whose list is held in memory
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError)
_DAMAGED = (*_BROKEN, tarfile.TarError)
_REFUSED = (NotImplementedError, RuntimeError)  # by zipfile: a method it does not know, a password


class _Bounded:
    """A stream that refuses to be read in pieces larger than a document, which no honest header is."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_BYTES + 1:
            raise tarfile.ReadError("a header larger than any document")
        return self._stream.read(size)


def tar_items(path: Path, name: str) -> Iterator[Item]:
    """Yield the documents of a tar file, plain or packed with gzip or bzip2."""
    lower = path.name.lower()
    openers: dict[str, Callable[[Path], Any]] = {".tar": lambda p: p.open("rb"), ".bz2": bz2.open}
    opener: Callable[[Path], Any] = next((o for suffix, o in openers.items() if lower.endswith(suffix)), gzip.open)
    try:
        with opener(path) as stream, tarfile.open(fileobj=_Bounded(stream), mode="r:") as archive:  # type: ignore[call-overload]
            taken = dict[str, int]()
            while (member := archive.next()) is not None:
                archive.members.clear()  # tarfile would remember every one of them
                if not member.isdir():
                    inner = _unique(clean(member.name), taken)
                    yield _member(f"{name}!{inner}", member.name, member.size, _open_tar(archive, member))
    except _DAMAGED as error:
        yield failed_item(name, _cut(error))


def _open_tar(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Callable[[], IO[bytes] | None]:
    return lambda: archive.extractfile(member) if member.isreg() else None


def zip_items(path: Path, name: str) -> Iterator[Item]:
    """Yield the documents of a zip file in the order of its list."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                yield failed_item(name, f"{len(members):,} files in it, more than {_MOST_MEMBERS:,}; split it")
                return
            if all(member.is_dir() for member in members):
                yield failed_item(name, "no file in it")
            taken = dict[str, int]()
            for member in members:
                if not member.is_dir():
                    inner = _unique(clean(member.filename), taken)
                    yield _member(f"{name}!{inner}", member.filename, member.file_size, _open_zip(archive, member))
    except (*_DAMAGED, *_REFUSED) as error:
        yield failed_item(name, _cut(error))


def _open_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], IO[bytes] | None]:
    return lambda: None if (member.external_attr >> 16) & 0o170000 == 0o120000 else archive.open(member)


def _unique(inner: str, taken: dict[str, int]) -> str:
    """Return the name, with a number where an archive holds it more than once; `taken` says how often it was there."""
    name, times = inner, taken.get(inner, 0)
    while name in taken:
        times += 1
        name = f"{inner}'{times}"
    taken[inner] = times
    taken.setdefault(name, 0)
    return name


def _member(name: str, inner: str, size: int, open_: Callable[[], IO[bytes] | None]) -> Item:
    file = inner.replace("\\", "/").rsplit("/", 1)[-1]
    if file.lower().endswith(_ARCHIVES):
        return failed_item(name, "an archive in an archive is not opened; unpack it")
    if reason := no_document(file):
        return failed_item(name, reason)
    if size > MAX_BYTES:
        return failed_item(name, f"more than the {MAX_BYTES >> 20} MB that are read; split it")
    try:
        stream = open_()
        if stream is None:
            return failed_item(name, "a link or device, not a plain file")
        with stream:
            content = stream.read(MAX_BYTES + 1)
    except _REFUSED as error:
        locked = "the archive is encrypted; save a copy without a password"
        return failed_item(name, locked if "password" in str(error) else f"cannot be unpacked ({error})")
    except _BROKEN as error:  # in a zip, of this member alone; a tar cannot be read past it, and says so next
        return failed_item(name, f"damaged in the archive ({error})")
    return held_item(content, name, file)


def _cut(error: Exception) -> str:
    return f"damaged or cut off ({error}); the documents before that are tagged"
