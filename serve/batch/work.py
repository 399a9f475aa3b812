"""What a worker does: tag one part and put its files in place."""

import gc
import os
import signal
import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from multiprocessing import connection, parent_process
from pathlib import Path

from clausetag.data.errors import BundleError
from clausetag.data.replacing import replacing_file
from clausetag.serve.batch.items import Item
from clausetag.serve.batch.journal import Journal
from clausetag.serve.batch.parts import Part
from clausetag.serve.batch.rows import NotTagged, Rows, tag_item, tag_items
from clausetag.serve.batch.run_info import Counts
from clausetag.serve.batch.schema import COLUMNS, TABLES, Versions
from clausetag.serve.outputs.writers import WRITERS
from clausetag.serve.tagger import Tagger

_loaded: dict[str | None, Tagger] = {}  # by its address, one at most
FATAL = "reading it ended the process, as damaged documents may"


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every part."""

    out: Path
    form: str
    bundle: str | None  # a model's address
    versions: Versions


def tag_part(part: Part, job: Job, fatal: Collection[str] = ()) -> Counts:
    """Tag a part, write its files and note it in the journal. Items named in `fatal` are not touched."""
    items = [replace(item, reason=FATAL) if item.name in fatal else item for item in part.items]
    done: list[Rows] = []
    errors: list[NotTagged] = []
    for result in tag_items(items, load_tagger(job.bundle, job.versions.model), job.versions):
        if isinstance(result, NotTagged):
            errors.append(result)
        else:
            done.append(result)
    journal = Journal(job.out, job.form)
    tables = {
        "documents": [one.document for one in done],
        "clauses": [row for one in done for row in one.clauses],
        "tags": [row for one in done for row in one.tags],
        "references": [row for one in done for row in one.references],
    }
    journal.forget(part.number)
    for name, rows in tables.items():
        with replacing_file(journal.table_file(name, part.number)) as stream:
            WRITERS[job.form]([rows], stream, COLUMNS[name])
    counts = Counts(
        **{name: len(tables[name]) for name in TABLES},
        errors=len(errors),
        unrecognised=sum(not one.recognised for one in done),
        remarked=sum(one.remarked for one in done),
    )
    journal.note(part.number, part.stamp, counts, errors)
    return counts


def try_item(item: Item, job: Job) -> None:
    """Tag one item for nothing but to see whether the process lives through it."""
    tag_item(item, load_tagger(job.bundle, job.versions.model), job.versions)


def load_tagger(bundle: str | None, version: str) -> Tagger:
    """Load the model once a process, and make sure that it is the one the run began with."""
    if bundle not in _loaded:
        hold_tagger(bundle, Tagger.load(bundle))
    tagger = _loaded[bundle]
    if tagger.info.version != version:
        raise BundleError(f"{tagger.bundle.path}: is version {tagger.info.version} now, was {version}")
    return tagger


def hold_tagger(bundle: str | None, tagger: Tagger) -> None:
    """Keep a model for this process and for those that are copies of it."""
    _loaded.clear()
    _loaded[bundle] = tagger


def start_worker() -> None:
    """Leave Ctrl-C to the main process, and do not outlive it."""
    gc.set_threshold(50_000, 20, 100)  # rows are many small objects without cycles: looking through them is lost time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def ready() -> None:
    """Do nothing: a process that answers has started."""
