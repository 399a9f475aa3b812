"""Is one run's model worse than another's? Paired bootstrap over documents, theme by theme.

Judged is on clauses that were not written to teach: official ones, and labels of one's own. Drafted clauses and machine
translations are easier than what a model meets, and more of the one or the other flatters it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.data.labelling.examples import SOURCE
from clausetag.training.evaluation.metrics import Estimate, bootstrap, estimate, f1
from clausetag.training.held_out import HeldOut

SURE = 0.95  # share of resamples in which a theme must be lower to have fallen
FEWEST = 20  # documents, and true clauses of each theme
JUDGED_ON = frozenset(("official", "seed", SOURCE))  # sources
_ROUNDS = 2000


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of one theme in two models on the same clauses."""

    theme: str
    old: float
    new: float
    difference: Estimate  # new - old, with its 95% interval
    lower: float  # share of resamples in which the new one is lower

    @property
    def fell(self) -> bool:
        """Whether the theme is lower beyond chance."""
        return self.lower >= SURE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two models on the judged clauses that both were held out from."""

    old: str  # what the old one is called
    clauses: int
    documents: int
    themes: tuple[Difference, ...]

    @property
    def fallen(self) -> tuple[Difference, ...]:
        """The themes in which the new model is worse."""
        return tuple(theme for theme in self.themes if theme.fell)


def compare(old: HeldOut, new: HeldOut, name: str = "champion") -> Comparison:
    """Compare two models' decisions on the judged clauses, with the same text, that neither had learned from.

    Labels are those of `new`, which may have been corrected since. A theme has fallen if its F1 is lower in at least
    `SURE` of the resamples (a one-sided paired bootstrap test, documents resampled whole). The old one is
    called `name`.

    Raises:
        UsageError: `new` lacks a theme of `old`, or there are too few clauses to decide on.
    """
    if missing := set(old.themes) - set(new.themes):
        raise UsageError(f"the candidate knows nothing of {', '.join(sorted(missing))}, which the {name} model tags")
    old_rows, new_rows = _common(old.keys, new.keys)
    judged = np.array([new.sources[i] in JUDGED_ON for i in new_rows], dtype=np.bool_)
    passed_over = int((~judged).sum())
    old_rows, new_rows = old_rows[judged], new_rows[judged]
    documents = [new.documents[i] for i in new_rows]
    columns = np.array([new.themes.index(theme) for theme in old.themes], dtype=np.int64)
    labels = new.labels[np.ix_(new_rows, columns)]
    true = dict(zip(old.themes, labels.sum(axis=0).tolist(), strict=True))
    if len(set(documents)) < FEWEST or min(true.values()) < FEWEST:
        found = ", ".join(f"{count:,} on {theme}" for theme, count in true.items())
        raise UsageError(
            f"too few clauses to decide on: both the candidate and the {name} model were held out from "
            f"{len(new_rows):,} (official ones and labels of your own; documents: {len(set(documents)):,}; {found}); "
            f"the fewest are {FEWEST} documents and {FEWEST} clauses on each theme; {passed_over:,} drafted or "
            "machine-translated ones do not count; train on official texts (--corpus UNXML) or more labels of your own"
        )
    before, after = old.decisions[old_rows], new.decisions[np.ix_(new_rows, columns)]
    n = len(old.themes)

    def scores(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        pairs = ((f1(labels[rows, k], before[rows, k]), f1(labels[rows, k], after[rows, k])) for k in range(n))
        return np.array(list(pairs))

    values = scores(np.arange(len(new_rows)))
    resampled = bootstrap(documents, scores, rounds=_ROUNDS)
    change = resampled[:, :, 1] - resampled[:, :, 0]
    themes = tuple(
        Difference(
            theme,
            float(values[k, 0]),
            float(values[k, 1]),
            estimate(values[k, 1] - values[k, 0], change[:, k]),
            float((change[:, k] < 0).mean()),
        )
        for k, theme in enumerate(old.themes)
    )
    return Comparison(name, len(new_rows), len(set(documents)), themes)


def _common(old: Sequence[str], new: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    place = {key: i for i, key in enumerate(old)}
    pairs = [(place[key], i) for i, key in enumerate(new) if key in place]
    rows = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return rows[:, 0], rows[:, 1]


def format_comparison(comparison: Comparison) -> str:
    """Return the comparison as a table."""
    lines = [
        f"on {comparison.clauses:,} clauses of {comparison.documents:,} documents, none drafted or machine-translated, "
        "that neither had learned from",
        f"  {'theme':16}{comparison.old:>9}  {'candidate':>9}  difference of F1",
    ]
    for theme in comparison.themes:
        d = theme.difference
        change = f"{d.value:+.3f} [{d.low:+.3f}, {d.high:+.3f}]"
        lines.append(f"  {theme.theme:16}{theme.old:>9.3f}  {theme.new:>9.3f}  {change}{'  fell' * theme.fell}")
    return "\n".join(lines)
