"""What a comparison comes to: rows of each kind, and clauses of each theme before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.compare import Kind
from clausetag.serve.compare.comparison import Comparison
from clausetag.serve.tags import TaggedResolution


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """Clauses of one theme in the old text and in the new one, and the rows that gained and lost it."""

    theme: str
    old: int
    new: int
    gained: int
    lost: int


def theme_figures(step: Comparison, themes: Sequence[str]) -> tuple[ThemeFigures, ...]:
    """Return the figures of each theme, in the order given."""
    return tuple(
        ThemeFigures(
            key,
            _clauses(step.old, key),
            _clauses(step.new, key),
            sum(key in row.themes.gained for row in step.rows),
            sum(key in row.themes.lost for row in step.rows),
        )
        for key in themes
    )


def counts_in_words(step: Comparison) -> str:
    """Return how many rows of each kind there are: "12 same, 3 reworded, 1 new; 2 moved"."""
    counts = ", ".join(f"{step.counts[kind]:,} {kind.value}" for kind in Kind if step.counts[kind])
    return f"{counts}; {step.moved:,} moved" if step.moved else counts


def _clauses(text: TaggedResolution, theme: str) -> int:
    return sum(theme in item.tags.themes for item in text.clauses)
