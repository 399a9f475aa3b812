"""What is finished: the layout of the folder, and the journal from which a run that was cut off goes on.

    OUT/documents/part-000000.parquet    the tables, in parts; part n of each holds the same documents
    OUT/clauses/part-000000.parquet
    OUT/tags/part-000000.parquet
    OUT/errors/part-000000.parquet       inputs not tagged, one file, written at the end
    OUT/_run.json                        inputs, versions, format, counts; "finished": true when all is there
    OUT/_journal/part-000000.json        a part's stamp, counts and errors
    OUT/_stage/                          tables that Spark has not finished

A file is written beside its place and renamed; the journal's entry is removed first and written last. So a part counts
as finished only if its three files are whole. Names that begin with "_" or "." are passed over by whatever reads
folders of Parquet.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from clausetag.data.errors import UsageError
from clausetag.data.replacing import replacing_file
from clausetag.serve.batch.items import clean
from clausetag.serve.batch.rows import NotTagged
from clausetag.serve.batch.schema import TABLES, VERSION, Versions

RUN = "_run.json"
JOURNAL = "_journal"
STAGE = "_stage"
Record = Mapping[str, Any]  # what `run_record` gives
_PART = re.compile(r"part-(\d{6,})\.\w+")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was tagged."""

    documents: int = 0
    clauses: int = 0
    tags: int = 0
    errors: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.documents + other.documents,
            self.clauses + other.clauses,
            self.tags + other.tags,
            self.errors + other.errors,
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """The journal's entry of a part."""

    stamp: str
    counts: Counts
    sizes: Mapping[str, int]  # of its files, by table
    errors: tuple[NotTagged, ...]
    passing: bool  # among the errors is one that may go well another time


@dataclass(frozen=True, slots=True)
class Journal:
    """The folder of a run."""

    out: Path
    form: str

    def table_file(self, table: str, number: int) -> Path:
        """Path of a part of a table."""
        return self.out / table / f"part-{number:06d}.{self.form}"

    def finished(self, number: int, stamp: str) -> Counts | None:
        """Return the counts of a part, if it is finished and of the content that `stamp` stands for.

        A part with a failure that may have passed is to be tried again.
        """
        entry = self.entry(number)
        if entry is None or entry.stamp != stamp or entry.passing:
            return None
        for table in TABLES:
            try:
                if self.table_file(table, number).stat().st_size != entry.sizes[table]:
                    return None
            except (OSError, KeyError):
                return None
        return entry.counts

    def entry(self, number: int) -> Entry | None:
        """Read the entry of a part; None if there is none that can be read."""
        try:
            read = json.loads(self._entry_file(number).read_bytes())
            errors = tuple(NotTagged(*error) for error in read["errors"])
            return Entry(read["stamp"], Counts(**read["counts"]), read["sizes"], errors, read["passing"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def note(self, number: int, stamp: str, counts: Counts, errors: list[NotTagged]) -> None:
        """Write the entry of a part whose files are in place."""
        sizes = {table: self.table_file(table, number).stat().st_size for table in TABLES}
        content = {
            "stamp": stamp,
            "counts": asdict(counts),
            "sizes": sizes,
            "errors": [(error.document, error.reason) for error in errors],
            "passing": any(error.passing for error in errors),
        }
        _write(self._entry_file(number), content)

    def forget(self, number: int) -> None:
        """Remove the entry of a part whose files are about to be replaced."""
        self._entry_file(number).unlink(missing_ok=True)

    def begin(self, record: Record, *, anew: bool = False) -> None:
        """Make the folder ready, say what it is to hold and remove what does not belong; `check_out` comes first.

        With `anew`, what an earlier run wrote is removed too, and nothing else.
        """
        if anew:
            _remove(self.out / JOURNAL)  # before the run is another one: its entries would seem to be of that
        self._write_run(record, Counts(), finished=False)
        for table in ("errors", *(TABLES if anew else ())):  # errors tell of all parts, and are written at the end
            _remove(self.out / table)
        for name in (".", "errors", JOURNAL, *TABLES):
            folder = self.out / name
            folder.mkdir(parents=True, exist_ok=True)
            for left in (*folder.glob(".*.part"), *folder.glob("part-*")):
                if not _PART.fullmatch(left.name):
                    left.unlink(missing_ok=True)

    def finish(self, record: Record, counts: Counts, parts: int) -> None:
        """Remove parts of inputs that are no more, then say that all is there."""
        for folder in (*(self.out / table for table in TABLES), self.out / JOURNAL):
            for file in folder.glob("part-*"):
                part = _PART.fullmatch(file.name)
                if part is not None and int(part[1]) >= parts:
                    file.unlink(missing_ok=True)
        self._write_run(record, counts, finished=True)

    def _entry_file(self, number: int) -> Path:
        return self.out / JOURNAL / f"part-{number:06d}.json"

    def _write_run(self, record: Record, counts: Counts, *, finished: bool) -> None:
        _write(self.out / RUN, {**record, **asdict(counts), "finished": finished})


def run_record(versions: Versions, form: str, wanted: Sequence[str]) -> Record:
    """Return what two runs must share to write into one folder."""
    return {
        "schema": VERSION,
        "format": form,
        "model_version": versions.model,
        "parser_version": versions.parser,
        "inputs": [clean(one) for one in wanted],
    }


def read_run(out: Path) -> dict[str, Any] | None:
    """Read what `_run.json` says; None if there is none."""
    try:
        read = json.loads((out / RUN).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError(f"{out / RUN}: cannot be read ({error}); choose another --out or remove {out}") from error
    if not isinstance(read, dict):
        raise UsageError(f"{out / RUN}: not written by clausetag; choose another --out")
    return read


def check_out(out: Path, record: Record, *, redo: bool) -> None:
    """Refuse a folder with other things in it, or without `redo` with tables of other inputs, model, parser or format.

    Raises:
        UsageError: And the message says what differs.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give --out a folder")
    if not out.exists():
        return
    known = read_run(out)
    if known is None:
        if any(not one.name.startswith(".") for one in out.iterdir()):
            raise UsageError(f"{out}: has other things in it; give --out a new folder, or one of an earlier run")
        return
    for name, value in record.items():
        if known.get(name) != value and not redo:
            what = name.replace("_", " ")
            raise UsageError(
                f"{out}: written with {what} {_shown(known.get(name))}, this run has {_shown(value)};"
                " choose another --out, or add --redo to write all of it anew"
            )


def clear_stage(out: Path) -> None:
    """Remove what a run on Spark has left that was cut off."""
    _remove(out / STAGE)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keep a second run out of the folder; the lock goes with the process, however it ends."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / ".lock").open("ab") as stream:
        if not _lock(stream):
            raise UsageError(f"{out}: another run is writing there; wait for it or choose another --out")
        yield


def _lock(stream: IO[bytes]) -> bool:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _shown(value: object) -> str:
    if isinstance(value, list) and len(value) > 1:
        return f"{value[0]} and {len(value) - 1:,} more"
    return str(value[0] if isinstance(value, list) and value else value)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _write(path: Path, content: Mapping[str, Any]) -> None:
    with replacing_file(path) as stream:
        stream.write(json.dumps(content, ensure_ascii=False).encode() + b"\n")
