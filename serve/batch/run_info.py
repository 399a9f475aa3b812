"""`_run.json`: what a run was told, and how much came of it; two runs into one folder must have been told the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from clausetag.data.errors import UsageError
from clausetag.data.replacing import replacing_file
from clausetag.serve.batch.items import clean
from clausetag.serve.batch.schema import VERSION, Versions

RUN = "_run.json"
JOURNAL = "_journal"  # its folder holds an entry for each finished part
RunInfo = Mapping[str, Any]  # what `run_info` gives


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was tagged."""

    documents: int = 0
    clauses: int = 0
    tags: int = 0
    references: int = 0
    errors: int = 0
    unrecognised: int = 0  # documents that are no resolution or report, tagged paragraph by paragraph; 0 on Spark
    remarked: int = 0  # documents that the reader has remarks on; 0 on Spark

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.documents + other.documents,
            self.clauses + other.clauses,
            self.tags + other.tags,
            self.references + other.references,
            self.errors + other.errors,
            self.unrecognised + other.unrecognised,
            self.remarked + other.remarked,
        )


def run_info(versions: Versions, form: str, wanted: Sequence[str]) -> RunInfo:
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


def is_output(folder: Path) -> bool:
    """Whether a folder is one that clausetag batch wrote to, whatever became of it."""
    try:
        return (folder / RUN).is_file() and "parser_version" in (read_run(folder) or ())
    except (OSError, UsageError):
        return False


def check_out(out: Path, info: RunInfo, *, redo: bool) -> bool:
    """Refuse a folder with other things in it, or without `redo` with tables of other inputs, model, parser or format.

    Returns whether all of it is to be written anew: with `redo`, or where an earlier run left nothing to keep.

    Raises:
        UsageError: And the message says what differs.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: is a file; give --out a folder")
    if not out.exists():
        return redo
    known = read_run(out)
    if known is None:
        if any(not one.name.startswith(".") for one in out.iterdir()):
            raise UsageError(f"{out}: has other things in it; give --out a new folder, or one of an earlier run")
        return redo
    differing = [name for name, value in info.items() if known.get(name) != value]
    tagged = known.get("documents") if known.get("finished") else any((out / JOURNAL).glob("part-*"))
    if redo or not differing or not tagged:  # a run that failed is not in the way of the one that is right
        return redo or bool(differing)
    name = differing[0]
    raise UsageError(
        f"{out}: written with {name.replace('_', ' ')} {_shown(known.get(name))}, this run has {_shown(info[name])};"
        " choose another --out, or add --redo to write all of it anew"
    )


def write_run(out: Path, info: RunInfo, counts: Counts, *, finished: bool) -> None:
    """Write `_run.json`."""
    write_json(out / RUN, {**info, **asdict(counts), "finished": finished})


def finished_run(out: Path) -> dict[str, Any]:
    """Return what `_run.json` says of finished tables.

    Raises:
        UsageError: There are none in `out`, or the run that writes them has not finished.
    """
    run = read_run(out)
    if run is None:
        raise UsageError(f"{out}: no tables of clausetag batch here")
    if not run.get("finished"):
        raise UsageError(f"{out}: not finished; run the same clausetag batch again")
    return run


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a line of JSON in the place of a file."""
    with replacing_file(path) as stream:
        stream.write(json.dumps(content, ensure_ascii=False).encode() + b"\n")


def _shown(value: object) -> str:
    if isinstance(value, list) and len(value) > 1:
        return f"{value[0]} and {len(value) - 1:,} more"
    return str(value[0] if isinstance(value, list) and value else value)
