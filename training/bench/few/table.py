"""The table of what was measured: macro-F1 and mean average precision, with 95% intervals over draws of labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.extras import needs
from clausetag.training.bench.few.measure import OURS, Measured

NOTE = (
    "Macro-F1 / mean average precision: means over themes and draws of labels, 95% intervals over the draws (Student's "
    "t).\nThresholds are learned out of fold from the same labels. *: that would take too long; F1 is at the threshold "
    "best for the clauses tested, which flatters."
)
_NAMES = {"core": "four core themes", "more": "five more themes"}


@dataclass(frozen=True, slots=True)
class Row:
    """Means over themes of one contestant at one size, a row a draw: F1 and average precision."""

    themes: str
    contestant: str
    labels: int
    n_themes: int
    by_seed: NDArray[np.float64]  # shape (n_seeds, 2)


def rows_of(measured: Sequence[Measured]) -> list[Row]:
    """Return the means, by set of themes, contestant and size; draws in their order, only those that are complete."""
    groups: dict[tuple[str, str, int], dict[int, list[Measured]]] = {}
    for one in measured:
        cell = one.cell
        groups.setdefault((cell.themes, cell.contestant, cell.labels), {}).setdefault(cell.seed, []).append(one)
    found = []
    for (themes, contestant, labels), by_seed in groups.items():
        most = max(map(len, by_seed.values()))
        means = [np.mean([(o.f1, o.ap) for o in own], axis=0) for _, own in sorted(by_seed.items()) if len(own) == most]
        found.append(Row(themes, contestant, labels, most, np.array(means)))
    return found


def half_width(values: NDArray[np.float64]) -> float | None:
    """Return half of the 95% interval of the mean over draws (Student's t); None of a single draw."""
    with needs("train"):
        from scipy import stats

    if len(values) < 2:
        return None
    return float(stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / len(values) ** 0.5)


def format_table(measured: Sequence[Measured]) -> str:
    """Return the table in Markdown: a row a contestant, for each set of themes; a cell is F1 / average precision."""
    rows = rows_of(measured)
    parts = {themes: [row for row in rows if row.themes == themes] for themes in _NAMES}
    seconds = [f"{n:,} labels in {_slowest(measured, n):.1f} s" for n in sorted({row.labels for row in rows})]
    tables = "\n\n".join(_part(themes, own, measured) for themes, own in parts.items() if own)
    return f"{tables}\n\n{OURS} learned a theme from {', '.join(seconds)} at most, without embedding."


def _slowest(measured: Sequence[Measured], n: int) -> float:
    return max((one.seconds for one in measured if (one.cell.contestant, one.cell.labels) == (OURS, n)), default=0.0)


def _part(themes: str, rows: Sequence[Row], measured: Sequence[Measured]) -> str:
    sizes = sorted({row.labels for row in rows})
    heads = []
    for n in sizes:
        true = [one.true for one in measured if (one.cell.themes, one.cell.labels) == (themes, n)]
        heads.append(f"{n:,} ({np.median(true):.0f})")
    lines = [f"| {_NAMES[themes]}: labels (with the theme) | {' | '.join(heads)} |", "|---" * (len(sizes) + 1) + "|"]
    full, draws = max(row.n_themes for row in rows), max(len(row.by_seed) for row in rows)
    for name in dict.fromkeys(row.contestant for row in rows):
        own = {row.labels: row for row in rows if row.contestant == name}
        lines.append(f"| {name} | {' | '.join(_shown(own.get(n), full, draws) for n in sizes)} |")
    leads = " | ".join(_lead([row for row in rows if row.labels == n and row.n_themes == full]) for n in sizes)
    return "\n".join([*lines, f"| {OURS} above the next best | {leads} |"])


def _shown(row: Row | None, full: int, draws: int) -> str:
    """Return a row's figures; what was measured on fewer themes or draws than others of its table says so."""
    if row is None:
        return "-"
    notes = [f"{row.n_themes} of {full} themes"] if row.n_themes < full else []
    notes += [f"{len(row.by_seed)} of {draws} draws"] if len(row.by_seed) < draws else []
    return " / ".join(_with_interval(column) for column in row.by_seed.T) + (f" ({', '.join(notes)})" if notes else "")


def _lead(rows: Sequence[Row]) -> str:
    """Return how far ours is above the best of the others in each figure, on the draws that both have."""
    ours = next((row.by_seed for row in rows if row.contestant == OURS), None)
    others = [row.by_seed for row in rows if row.contestant != OURS]
    if ours is None or not others:
        return "-"
    shown = []
    for column in range(ours.shape[1]):
        best = max(others, key=lambda by_seed: float(by_seed[:, column].mean()))
        n = min(len(ours), len(best))
        shown.append(_with_interval(ours[:n, column] - best[:n, column], "+"))
    return " / ".join(shown)


def _with_interval(values: NDArray[np.float64], sign: str = "") -> str:
    half = half_width(values)
    return f"{values.mean():{sign}.3f}" + ("" if half is None else f" ± {half:.3f}")
