"""What is finished: the layout of the folder, and the journal from which a run that was cut off goes on.

    OUT/documents/part-000000.parquet    the tables, in parts; part n of each holds the same documents
    OUT/clauses/part-000000.parquet
    OUT/tags/part-000000.parquet
    OUT/references/part-000000.parquet
    OUT/errors/part-000000.parquet       inputs not tagged, one file, written at the end
    OUT/_run.json                        inputs, versions, format, counts; "finished": true when all is there
    OUT/_journal/part-000000.json        a part's stamp, counts and errors
    OUT/_stage/                          tables that Spark has not finished

A file is written beside its place and renamed; the journal's entry is removed first and written last. So a part counts
as finished only if its four files are whole. Names that begin with "_" or "." are passed over by whatever reads
folders of Parquet.
"""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from clausetag.serve.batch.rows import NotTagged
from clausetag.serve.batch.run_info import JOURNAL, Counts, RunInfo, write_json, write_run
from clausetag.serve.batch.schema import TABLES

STAGE = "_stage"
_PART = re.compile(r"part-(\d{6,})\.\w+")


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
        write_json(self._entry_file(number), content)

    def forget(self, number: int) -> None:
        """Remove the entry of a part whose files are about to be replaced."""
        self._entry_file(number).unlink(missing_ok=True)

    def begin(self, info: RunInfo, *, anew: bool = False) -> None:
        """Make the folder ready, say what it is to hold and remove what does not belong; `check_out` comes first.

        With `anew`, what an earlier run wrote is removed too, and nothing else.
        """
        if anew:
            _remove(self.out / JOURNAL)  # before the run is another one: its entries would seem to be of that
        write_run(self.out, info, Counts(), finished=False)
        for table in ("errors", *(TABLES if anew else ())):  # errors tell of all parts, and are written at the end
            _remove(self.out / table)
        for name in (".", "errors", JOURNAL, *TABLES):
            folder = self.out / name
            folder.mkdir(parents=True, exist_ok=True)
            for left in (*folder.glob(".*.part"), *folder.glob("part-*")):
                if not _PART.fullmatch(left.name):
                    left.unlink(missing_ok=True)

    def finish(self, info: RunInfo, counts: Counts, parts: int) -> None:
        """Remove parts of inputs that are no more, then say that all is there."""
        for folder in (*(self.out / table for table in TABLES), self.out / JOURNAL):
            for file in folder.glob("part-*"):
                part = _PART.fullmatch(file.name)
                if part is not None and int(part[1]) >= parts:
                    file.unlink(missing_ok=True)
        write_run(self.out, info, counts, finished=True)

    def _entry_file(self, number: int) -> Path:
        return self.out / JOURNAL / f"part-{number:06d}.json"


def clear_stage(out: Path) -> None:
    """Remove what a run on Spark has left that was cut off."""
    _remove(out / STAGE)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
