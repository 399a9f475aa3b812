"""What runs in a contestant's own processes: train; load and answer one clause; load and answer all, against the clock.

Called by `rounds.py` as `python -m clausetag.training.bench.child STEP PEER TASK MODEL RESULT`.
"""

import json
import resource
import statistics
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

ROUNDS = 3  # races, each on a part of the clauses


def train(peer: str, task: Path, model: Path, result: Path) -> None:
    """Train and save."""
    from clausetag.training.bench.task import read_learn

    begun = time.perf_counter()
    import_module(f"clausetag.training.bench.peers.{peer}").train(read_learn(task), model)
    result.write_text(json.dumps({"training": time.perf_counter() - begun}), encoding="utf-8")


def start(peer: str, task: Path, model: Path, result: Path) -> None:
    """Load, answer one clause and note the time of day."""
    from clausetag.training.bench.task import read_first

    asked, clause = read_first(task)
    import_module(f"clausetag.training.bench.peers.{peer}").load(model, asked)([clause])
    result.write_text(json.dumps({"answered": time.time()}), encoding="utf-8")


def measure(peer: str, task: Path, model: Path, result: Path) -> None:
    """Load, answer everything, and note speed, on clauses that are new each time, and peak memory."""
    import numpy as np

    from clausetag.training.bench.task import read_answer

    given = read_answer(task)
    answers = import_module(f"clausetag.training.bench.peers.{peer}").load(model, given.asked)
    found = {name: np.asarray(answers(getattr(given, name)), dtype=np.float64) for name in ("validation", "gold")}
    rates = []
    for part in (given.speed[start::ROUNDS] for start in range(ROUNDS)):
        begun = time.perf_counter()
        answers(part)
        rates.append(len(part) / (time.perf_counter() - begun))
    np.savez(result.with_suffix(".npz"), validation=found["validation"], gold=found["gold"])
    figures = {"rate": statistics.median(rates), "peak": peak_memory()}
    result.write_text(json.dumps(figures), encoding="utf-8")


def peak_memory() -> int:
    """Return this process's largest resident memory so far, in bytes.

    Where Linux tells it, of this program alone: ru_maxrss also remembers the parent that the process was started from.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.is_file() else []
    known = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")]
    unit = 1 if sys.platform == "darwin" else 1024
    return known[0] if known else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main() -> None:
    """Run one step; a failure ends with one line that says why."""
    step, peer, *paths = sys.argv[1:]
    try:
        {"train": train, "start": start, "measure": measure}[step](peer, *map(Path, paths))
    except Exception as error:  # noqa: BLE001 (whatever a contestant's library raises)
        traceback.print_exc()
        lines = str(error).strip().splitlines()
        sys.exit(f"{type(error).__name__}: {lines[0] if lines else 'no message'}")


if __name__ == "__main__":
    main()
