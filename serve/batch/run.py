"""Tag many documents on this machine: read, hand out, note, finish."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.cores import cores
from clausetag.data.errors import UsageError
from clausetag.data.replacing import replacing_file
from clausetag.models.address import Address
from clausetag.serve.batch.inputs import Input, check_some, find_inputs, items_of
from clausetag.serve.batch.journal import Journal, clear_stage
from clausetag.serve.batch.lock import locked
from clausetag.serve.batch.parts import Part, parts_of
from clausetag.serve.batch.pool import tag_parts
from clausetag.serve.batch.rows import NotTagged
from clausetag.serve.batch.run_info import Counts, check_out, run_info
from clausetag.serve.batch.schema import COLUMNS, Versions, parser_version
from clausetag.serve.batch.sheets import Columns
from clausetag.serve.batch.work import Job, hold_tagger
from clausetag.serve.outputs.writers import WRITERS
from clausetag.serve.tagger import Tagger

Advance = Callable[[int], None]


# Given a function that counts the inputs, which may take a while; gives one to call with the inputs just done.
Progress = Callable[[Callable[[], int]], AbstractContextManager[Advance]]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run."""

    out: Path
    counts: Counts  # of the finished tables
    done_before: Counts  # of them, what an earlier run had finished
    seconds: float


def run_batch(
    wanted: Sequence[str],
    out: Path,
    *,
    bundle: Address = None,
    form: str = "parquet",
    workers: int | None = None,
    columns: Columns | None = None,
    redo: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Tag every document of the inputs and write the tables of `clausetag.serve.batch.schema` to the folder `out`.

    A run that was cut off is taken up by running it again: parts that are finished and whose inputs have not changed
    are kept, the others are written anew. Other inputs need another `out`, or `redo`. The tables are the same, byte
    for byte, as those of a run without a break, whatever the number of workers.

    Args:
        wanted: Files, folders and patterns; see `clausetag.serve.batch.inputs`.
        out: Folder for the tables; made if it is not there.
        bundle: Folder of a model, or a registered one; None for the one that ships with clausetag.
        form: "parquet", "csv" or "jsonl".
        workers: Number of processes; None for one a core.
        columns: Where tables hold texts or paths.
        redo: Write all of it anew.
        progress: Shows how far it is.

    Raises:
        UsageError: An input is not there, none holds a document, a folder cannot be listed, or `out` holds something
            else or cannot be written.
        BundleError: The model cannot be used.
    """
    began = time.monotonic()
    columns = columns or Columns()
    inputs = find_inputs(wanted)
    check_apart(inputs, out)
    address, tagger = None if bundle is None else os.fspath(bundle), Tagger.load(bundle)
    hold_tagger(address, tagger)
    versions = Versions(tagger.info.version, parser_version())
    info = run_info(versions, form, wanted)
    anew = check_out(out, info, redo=redo)
    check_some(inputs, columns)
    journal = Journal(out, form)
    with locked(out):
        clear_stage(out)
        journal.begin(info, anew=anew)
        before, counts, parts = Counts(), Counts(), 0

        def to_do(advance: Advance) -> Iterator[Part]:
            nonlocal before, parts
            for part in parts_of(items_of(inputs, columns)):
                parts += 1
                known = journal.finished(part.number, part.stamp)
                if known is None:
                    yield part
                else:
                    before += known
                    advance(known.documents + known.errors)

        with (progress or _no_progress)(lambda: sum(1 for _ in items_of(inputs, columns))) as advance:
            job = Job(out, form, address, versions)
            try:
                # closed before the lock goes, or workers would go on writing
                with closing(tag_parts(to_do(advance), job, workers or cores())) as done:
                    for new in done:
                        counts += new
                        advance(new.documents + new.errors)
            except UsageError as error:
                again = "the same command without --redo" if redo else "the same command"
                raise UsageError(f"{error}; what is finished is kept: {again} goes on from there") from error
        _write_errors(journal, parts)
        journal.finish(info, counts + before, parts)
    return Report(out, counts + before, before, time.monotonic() - began)


def check_apart(inputs: Sequence[Input], out: Path) -> None:
    """Refuse to write over what is read; a folder of results within a folder of documents is passed over."""
    target = out.resolve()
    for one in inputs:
        source = one.path.resolve()
        if target == source or target in source.parents:
            raise UsageError(f"{out}: the input {one.name} lies there; give --out a folder of its own for the results")


def errors_of(journal: Journal, parts: int) -> Iterator[NotTagged]:
    """Yield what was not tagged, in the order of the inputs."""
    for number in range(parts):
        entry = journal.entry(number)
        yield from entry.errors if entry else ()


def _write_errors(journal: Journal, parts: int) -> None:
    """Write what was not tagged; it is expected to fit into memory."""
    rows = [(error.document, error.reason) for error in errors_of(journal, parts)]
    with replacing_file(journal.table_file("errors", 0)) as stream:
        WRITERS[journal.form]([rows], stream, COLUMNS["errors"])


@contextmanager
def _no_progress(_: Callable[[], int]) -> Iterator[Advance]:
    yield lambda _: None
