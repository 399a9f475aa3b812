"""Run each contestant in processes of its own, learn its thresholds, measure it."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from clausetag.models.bundle import load_bundle
from clausetag.models.classifier import Probabilities
from clausetag.models.decision import ThemeRule, bounds_of
from clausetag.training.bench.clauses import Clauses
from clausetag.training.bench.contestants import Contestant
from clausetag.training.bench.task import write_task
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.evaluation.evaluate import Evaluation, evaluate_probabilities
from clausetag.training.evaluation.metrics import best_threshold
from clausetag.training.rules import real_asked

STARTS = 3
LONGEST = 3600  # seconds a step may take


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one contestant, or the reason why nothing was."""

    name: str
    about: str = ""
    reason: str | None = None
    note: str | None = None
    quality: Evaluation | None = None  # on gold
    thresholds: tuple[float, ...] = ()
    rate: float = 0.0  # clauses a second, median of three
    start: float = 0.0  # seconds from starting the process to its first answer, median of three
    peak: int = 0  # bytes of memory while answering
    size: int = 0  # bytes on disk
    training: float | None = None  # seconds; None for what was trained before


class _FailedError(Exception):
    """A step of a contestant failed; says why in one line."""


def run(
    contestants: Sequence[Contestant],
    clauses: Clauses,
    themes: tuple[str, ...],
    progress: Callable[[str], None],
    *,
    starts: int = STARTS,
) -> list[Result]:
    """Run the contestants one after the other; one that fails does not stop the others.

    `progress` is told a line after each; each is started `starts` times to time its start.
    """
    results = []
    with tempfile.TemporaryDirectory(prefix="clausetag-bench-") as scratch:
        task = Path(scratch) / "task"
        task.mkdir()
        write_task(task, clauses.learn(themes), clauses.answer(themes))
        for number, contestant in enumerate(contestants):
            begun = time.perf_counter()
            folder = Path(scratch) / str(number)
            (folder / "model").mkdir(parents=True)
            result = _run_one(contestant, clauses, themes, task, folder, starts)
            progress(f"{contestant.name}: {result.reason or 'done'} ({time.perf_counter() - begun:.0f} s)")
            results.append(result)
    return results


def _run_one(
    contestant: Contestant, clauses: Clauses, themes: tuple[str, ...], task: Path, folder: Path, starts: int
) -> Result:
    if reason := contestant.missing():
        return Result(contestant.name, contestant.about, reason)
    model = contestant.bundle or folder / "model"
    try:
        costs = _costs(contestant, task, model, folder, starts)
    except _FailedError as error:
        return Result(contestant.name, contestant.about, str(error))
    with np.load(folder / "measure.npz", allow_pickle=False) as arrays:
        validation, gold = arrays["validation"], arrays["gold"]
    rules, note = _rules(contestant, validation, clauses, themes)
    return Result(
        contestant.name,
        contestant.about,
        note=note,
        quality=evaluate_probabilities(contestant.name, gold, bounds_of([rules], len(themes)), clauses.gold, themes),
        thresholds=tuple(rule.threshold for rule in rules),
        size=sum(path.stat().st_size for path in model.rglob("*") if path.is_file()),
        **costs,
    )


def _costs(contestant: Contestant, task: Path, model: Path, folder: Path, starts: int) -> dict[str, Any]:
    """Run a contestant's steps, which leave its answers in `folder`; return what they took, by fields of `Result`."""

    def step(name: str) -> dict[str, Any]:
        return _step(name, contestant.module, task, model, folder)

    training = step("train")["training"] if contestant.bundle is None else None
    waited = []
    for _ in range(starts):
        begun = time.time()
        waited.append(step("start")["answered"] - begun)
    measured = step("measure")
    return {
        "training": training,
        "start": statistics.median(waited),
        "rate": measured["rate"],
        "peak": measured["peak"],
    }


def _rules(
    contestant: Contestant, validation: Probabilities, clauses: Clauses, themes: tuple[str, ...]
) -> tuple[list[ThemeRule], str | None]:
    """Return a rule a theme: a bundle's own, which clauses it learned from cannot spoil; else learned on validation."""
    if contestant.bundle is not None:
        bundle = load_bundle(contestant.bundle)
        known = bundle.manifest.dataset.get("fingerprint") in clauses.fingerprints
        rules = dict(zip(bundle.model.themes, bundle.model.rules_of(clauses.language), strict=True))
        return [rules[theme] for theme in themes], None if known else "trained on other data than the peers"
    asked, labels = real_asked(clauses.validation, themes), label_matrix(clauses.validation, themes)
    best = (best_threshold(labels[own, k], validation[own, k]) for k, own in enumerate(asked.T))
    return [ThemeRule(threshold, threshold) for threshold in best], None


def _step(name: str, module: str, task: Path, model: Path, folder: Path) -> dict[str, Any]:
    """Run one step in a new process and return what it noted."""
    result = folder / f"{name}.json"
    command = [sys.executable, "-m", "clausetag.training.bench.child", name, module, str(task), str(model), str(result)]
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise _FailedError(f"{name}: took more than {LONGEST // 60} minutes") from None
    if done.returncode < 0:
        raise _FailedError(f"{name}: ended by signal {-done.returncode} (9: out of memory)")
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
        raise _FailedError(f"{name}: {lines[-1][:160] if lines else f'ended with {done.returncode}'}")
    return dict(json.loads(result.read_text(encoding="utf-8")))
