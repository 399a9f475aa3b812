"""Official resolutions in AKN4UN XML, as the United Nations publish them (UNxml on GitHub).

A source is a clone or any folder that holds their files, or zip files of them. The texts are "unofficial copies", free
to use if the United Nations is named as the source; they are never part of clausetag.
"""

import itertools
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from clausetag.data.cores import cores
from clausetag.data.dataset.annotations import document_key
from clausetag.data.dataset.corpus import is_corpus
from clausetag.data.documents.limits import MAX_BYTES
from clausetag.data.documents.read import read_file_bytes
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError, UsageError

_SYMBOL = re.compile(rb"<docNumber\s[^<>]{0,400}#symbol[^<>]{0,400}>(.{0,200}?)</docNumber>", re.DOTALL)
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError)
_MOST_MEMBERS = 100_000
_AT_ONCE = 400  # files handed out together; fewer than that are read without processes of their own


@dataclass(frozen=True, slots=True)
class OfficialTexts:
    """Resolutions by document key and language, and the files that could not be read, with the reason."""

    documents: Mapping[str, Mapping[str, Resolution]] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()


def is_official(source: Path) -> bool:
    """Whether a folder or file holds XML, or zip files of it, rather than the translated corpus."""
    if source.is_file():
        return source.suffix.lower() in {".xml", ".zip"}
    if not source.is_dir() or is_corpus(source):
        return False
    return any(next(source.rglob(f"*{suffix}"), None) for suffix in (".xml", ".zip"))


def read_official(sources: Sequence[Path], only: Collection[str] | None = None) -> OfficialTexts:
    """Read the resolutions of sources, all or `only` those of some document keys (`document_key` of their symbols).

    Of a document that several files hold in one language, the first is taken.

    Raises:
        UsageError: There is no XML in the sources, none of a source can be read, or a zip file of it is damaged.
    """
    documents: dict[str, dict[str, Resolution]] = {}
    unreadable: list[str] = []
    total = 0
    for source in sources:
        count, failed = 0, len(unreadable)
        for resolution in _resolutions(official_files(source), only):
            count += 1
            if resolution is None:
                continue
            if isinstance(resolution, str):
                unreadable.append(resolution)
                continue
            key = document_key(resolution.symbol or "")
            if resolution.language and key and (only is None or key in only):
                documents.setdefault(key, {}).setdefault(resolution.language, resolution)
        if count and len(unreadable) - failed == count:
            raise UsageError(f"{source}: none of its {count:,} XML files can be read, the first: {unreadable[failed]}")
        total += count
    if not total:
        raise UsageError(
            f"{', '.join(map(str, sources))}: no AKN XML here; give a clone of UNxml, a folder or zip files of it"
        )
    return OfficialTexts(documents, tuple(unreadable))


def _resolutions(files: Iterable[tuple[str, bytes]], only: Collection[str] | None) -> Iterator[Resolution | str | None]:
    """Yield, for each file, its resolution, why it cannot be read, or None if it is not one of `only`."""
    files = iter(files)
    together = list(itertools.islice(files, _AT_ONCE))
    if len(together) < _AT_ONCE or cores() == 1:
        yield from (_read(file, only) for file in itertools.chain(together, files))
        return
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as pool:
        while together:
            yield from pool.map(partial(_read, only=only), together, chunksize=10)
            together = list(itertools.islice(files, _AT_ONCE))


def _read(file: tuple[str, bytes], only: Collection[str] | None) -> Resolution | str | None:
    name, content = file
    if only is not None and (key := key_in(content)) is not None and key not in only:
        return None
    try:
        return read_file_bytes(content, name)
    except DocumentError as error:
        return str(error)


def key_in(content: bytes) -> str | None:
    """Return the key of a file's symbol without parsing the file; None where it cannot be told so."""
    match = _SYMBOL.search(content)
    if match is None or b"<" in match[1] or b"&" in match[1]:  # notes and entities: the parser knows them
        return None
    return document_key(match[1].decode("utf-8", "replace")) or None


def official_files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every XML file, in the order of names."""
    paths = [source] if source.is_file() else sorted((*source.rglob("*.xml"), *source.rglob("*.zip")))
    for path in filter(Path.is_file, paths):
        try:
            if path.suffix.lower() == ".zip":
                yield from _members(path)
            else:
                yield path.name, path.read_bytes()
        except _BROKEN as error:
            raise UsageError(f"{path}: cannot be read ({error}); fetch it again") from error


def _members(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if m.filename.lower().endswith(".xml")]
        if len(members) > _MOST_MEMBERS:
            raise UsageError(f"{path}: more than {_MOST_MEMBERS:,} files; split it")
        for member in members:
            with archive.open(member) as stream:
                yield member.filename, stream.read(MAX_BYTES + 1)
