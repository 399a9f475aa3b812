"""The bench's results as one aligned table with ratios, and as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from clausetag.training.bench.clauses import Clauses
from clausetag.training.bench.contestants import BASELINE
from clausetag.training.bench.machine import Machine
from clausetag.training.bench.rounds import Result

_HEAD = (
    "",
    "macro-F1",
    "worst F1",
    "macro AP",
    "clauses/s",
    "",
    "start",
    "",
    "peak memory",
    "",
    "size",
    "",
    "training",
)
_MIB = 2**20


def format_results(results: Sequence[Result], machine: Machine, clauses: Clauses) -> str:
    """Return the table; behind each figure of cost stands its ratio to the row of plain SentenceTransformer.encode."""
    base = next((r for r in results if r.name == BASELINE and r.quality), None)
    rows = [_HEAD, *(_cells(result, base) for result in results if result.quality)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    lines += [f"{r.name:{widths[0]}}  {r.reason}" for r in results if r.reason]
    mean = sum(map(len, clauses.speed)) / len(clauses.speed)
    lines += [
        "",
        f"Learned from {len(clauses.train):,} clauses in one language ({clauses.language}); thresholds from "
        f"{len(clauses.validation):,} others; quality on {len(clauses.gold):,} gold clauses (95% interval), "
        "whose documents nobody learned from.",
        f"Speed: median of 3 runs over other clauses each, {len(clauses.speed):,} in all, {mean:.0f} characters on "
        "average. Start: from starting the process to its first answer, median of 3.",
        "Peak memory: of the process that answers. Size: of the model on disk. Training: wall time, in the bench.",
        f"x: as many times {BASELINE}" + ("." if base else ", which has no figures here."),
        *(f"{r.name}: {r.about}{f'; {r.note}' if r.note else ''}" for r in results if r.quality),
        "",
        str(machine),
    ]
    return "\n".join(line.rstrip() for line in lines)


def to_json(results: Sequence[Result], machine: Machine, clauses: Clauses) -> dict[str, Any]:
    """Return everything that was measured, for a file."""
    return {
        "machine": asdict(machine),
        "clauses": {name: len(getattr(clauses, name)) for name in ("train", "validation", "gold", "speed")},
        "mean_characters": sum(map(len, clauses.speed)) / len(clauses.speed),
        "language": clauses.language,
        "baseline": BASELINE,
        "contestants": [_record(result) for result in results],
    }


def _record(result: Result) -> dict[str, Any]:
    if result.quality is None:
        return {"name": result.name, "about": result.about, "reason": result.reason}
    quality = result.quality
    return {
        "name": result.name,
        "about": result.about,
        "note": result.note,
        "macro_f1": asdict(quality.macro_f1),
        "macro_ap": asdict(quality.macro_ap),
        "f1": {theme.theme: theme.f1.value for theme in quality.themes},
        "worst_f1": quality.worst_f1,
        "thresholds": dict(zip((theme.theme for theme in quality.themes), result.thresholds, strict=True)),
        "clauses_per_second": result.rate,
        "start_seconds": result.start,
        "peak_bytes": result.peak,
        "size_bytes": result.size,
        "training_seconds": result.training,
    }


def _cells(result: Result, base: Result | None) -> tuple[str, ...]:
    quality = result.quality
    if quality is None:
        return (result.name,) + ("",) * (len(_HEAD) - 1)
    return (
        result.name,
        str(quality.macro_f1),
        f"{quality.worst_f1:.3f}",
        f"{quality.macro_ap.value:.3f}",
        f"{result.rate:,.0f}",
        _ratio(result.rate, base.rate if base else None),
        f"{result.start:.2f} s",
        _ratio(result.start, base.start if base else None),
        f"{result.peak / _MIB:,.0f} MiB",
        _ratio(result.peak, base.peak if base else None),
        f"{result.size / _MIB:,.1f} MiB",
        _ratio(result.size, base.size if base else None),
        "" if result.training is None else f"{result.training:,.0f} s",
    )


def _ratio(value: float, base: float | None) -> str:
    if not base:
        return ""
    ratio = value / base
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.2g}x"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = [f"{row[0]:{widths[0]}}", f"{row[1]:{widths[1]}}"]
    return "  ".join(cells + [f"{cell:>{width}}" for cell, width in zip(row[2:], widths[2:], strict=True)])
