"""What was measured, a line a cell: a bench that was stopped goes on where it stood."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.training.bench.few.measure import Cell, Measured, Task


def read_results(path: Path) -> list[Measured]:
    """Return what the file holds, nothing where there is none; UsageError if a line is no result."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            entry = json.loads(line)
            found.append(Measured(Cell(**entry.pop("cell")), **entry))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise UsageError(
                f"{path}, line {number}: no result of this bench; delete the file to begin anew"
            ) from error
    return found


def measure_rest(tasks: Iterable[Task], path: Path) -> Iterator[Measured]:
    """Measure the cells that the file does not hold, write each to it once it is known, and yield it."""
    known = {one.cell for one in read_results(path)}
    path.parent.mkdir(parents=True, exist_ok=True)
    for cell, measure in tasks:
        if cell in known:
            continue
        measured = measure()
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(measured)) + "\n")
        yield measured
