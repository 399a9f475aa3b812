"""The index of near-copies beside the tables of a batch.

    OUT/_index/index.json         which segments count, and of which parts of the tables each was made
    OUT/_index/segment-000000/    a segment (`clausetag.data.similar`); it never changes

A segment is written beside its place, renamed, and then named in index.json, which is replaced as a whole: a build
that is cut off at any moment leaves the index whole, with the segments that were finished; the next goes on from there.
"""

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from clausetag.data.errors import UsageError
from clausetag.data.similar.write import SegmentWriter
from clausetag.serve.batch.lock import locked
from clausetag.serve.batch.read import read_part
from clausetag.serve.batch.run_info import finished_run, write_json

INDEX = "_index"
VERSION = 1
_TEXTS = 1_000_000  # of a segment, from which on another one is begun: about 4 GB of memory while it is written
_SEGMENTS = 8  # more of them are put together, for each is looked into
_DOCUMENT = ("document", "symbol", "title", "organ", "year", "adopted")

Parts = dict[str, str]  # file name of each part of the table clauses, and what changes when it does


@dataclass(frozen=True, slots=True)
class Indexed:
    """A segment that counts: how many texts it has, and the parts of the tables it was made of."""

    texts: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: parts of the tables that were indexed now, and that were before."""

    added: int
    kept: int


def build_index(out: Path) -> Built:
    """Index the clauses of finished tables, or what came or changed since they were indexed.

    Raises:
        UsageError: There are no finished tables in `out`, or another run writes there.
    """
    form = finished_run(out)["format"]
    with locked(out):
        folder = out / INDEX
        folder.mkdir(exist_ok=True)
        there = parts_of_tables(out, form)
        unchanged = _unchanged(read_segments(out) or {}, there)
        _tell(folder, unchanged)
        _clear(folder, unchanged)
        segments = _without_small(unchanged)
        merged = len(segments) < len(unchanged)
        covered = {name for segment in segments.values() for name in segment.parts}
        missing = [name for name in there if name not in covered]
        number = _next(unchanged)
        for writer, names in _writers(out, missing):
            name = f"segment-{number:06d}"
            scratch = folder / f".{name}"
            scratch.mkdir()
            writer.write(scratch)
            scratch.rename(folder / name)
            segments[name] = Indexed(len(writer), {part: there[part] for part in names})
            number += 1
            if not merged:  # small ones that are put together count until the end
                _tell(folder, segments)
        _tell(folder, segments)
        _clear(folder, segments)
        return Built(len(missing), len(covered))


def read_segments(out: Path) -> dict[str, Indexed] | None:
    """Return the segments that count; None if there is no index."""
    path = out / INDEX / "index.json"
    try:
        read: dict[str, Any] = json.loads(path.read_bytes())
        if read["version"] != VERSION:
            return None
        return {str(name): Indexed(one["texts"], dict(one["parts"])) for name, one in read["segments"].items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); remove {path.parent} and index again") from error


def parts_of_tables(out: Path, form: str) -> Parts:
    """Return the parts of the table clauses that are there now."""
    found = {}
    for path in sorted((out / "clauses").glob(f"part-*.{form}")):
        told = path.stat()
        found[path.name] = f"{told.st_size}-{told.st_mtime_ns}"
    return found


def _unchanged(segments: dict[str, Indexed], there: Parts) -> dict[str, Indexed]:
    """Return the segments whose parts are as they were."""
    return {
        name: segment
        for name, segment in segments.items()
        if all(there.get(part) == stamp for part, stamp in segment.parts.items())
    }


def _without_small(segments: dict[str, Indexed]) -> dict[str, Indexed]:
    """Return the segments to keep: of many that are small the largest, for the others are put together."""
    small = [segment.texts for segment in segments.values() if 2 * segment.texts < _TEXTS]
    least = sum(small) / _SEGMENTS if len(small) >= _SEGMENTS else -1
    return {name: one for name, one in segments.items() if one.texts > least or 2 * one.texts >= _TEXTS}


def _writers(out: Path, names: Sequence[str]) -> Iterable[tuple[SegmentWriter, list[str]]]:
    """Yield segments that are full, or the last one, and the parts that each holds."""
    writer, held = SegmentWriter(), list[str]()
    for name in names:
        _add(out, name, writer)
        held.append(name)
        if len(writer) >= _TEXTS:
            yield writer, held
            writer, held = SegmentWriter(), []
    if held:
        yield writer, held


def _add(out: Path, name: str, writer: SegmentWriter) -> None:
    clauses = out / "clauses" / name
    documents = _documents(out / "documents" / name)
    if any(row["document"] not in documents for row in read_part(clauses, ("document",))):
        for part in sorted((out / "documents").glob(f"part-*{clauses.suffix}")):  # Spark divides each table by itself
            documents |= _documents(part)
    last = None
    for row in read_part(clauses, ("document", "path", "text")):
        if row["document"] != last:
            last = row["document"]
            writer.add_document(_document(documents[last]))
        writer.add_clause(row["path"], row["text"])


def _documents(part: Path) -> dict[str, dict[str, Any]]:
    return {row["document"]: row for row in read_part(part, _DOCUMENT)} if part.is_file() else {}


def _document(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of any format its types: CSV has texts alone."""
    year = row["year"]
    return {
        **{name: row[name] or None for name in ("document", "symbol", "title", "organ")},
        "year": int(year) if year else None,
        "adopted": str(row["adopted"]) if row["adopted"] else None,
    }


def _next(segments: dict[str, Indexed]) -> int:
    return max((int(name.rpartition("-")[2]) for name in segments), default=-1) + 1


def _tell(folder: Path, segments: dict[str, Indexed]) -> None:
    told = {name: asdict(segment) for name, segment in segments.items()}
    write_json(folder / "index.json", {"version": VERSION, "segments": told})


def _clear(folder: Path, segments: dict[str, Indexed]) -> None:
    """Remove what a build that was cut off left, and segments that do not count any more."""
    for left in folder.iterdir():
        if left.is_dir() and left.name not in segments:
            shutil.rmtree(left)
        elif left.name.endswith(".part"):
            left.unlink()
