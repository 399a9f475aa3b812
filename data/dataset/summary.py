"""What a built dataset holds, in words and tables."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from clausetag.data.dataset.build import Built
from clausetag.data.dataset.example import Example


def format_summary(built: Built) -> str:
    """Say in a few lines what was built: the join, then counts by theme, source and section for each split."""
    kinds: dict[str, Callable[[Example], Sequence[str]]] = {
        "theme": lambda example: example.themes or ("none",),
        "source": lambda example: (example.source,),
        "language": lambda example: (example.language,),
        "section": lambda example: (example.section,),
    }
    known = [theme.key for theme in built.themes]
    lines = [str(built.report), "", _row("", [*built.splits, "all"])]
    lines.append(_row("clauses", _with_sum([len(rows) for rows in built.splits.values()])))
    for kind, values in kinds.items():
        counts = [Counter(value for row in rows for value in values(row)) for rows in built.splits.values()]
        found = sorted(set().union(*counts))
        for value in dict.fromkeys([*known, *found] if kind == "theme" else found):
            lines.append(_row(f"{kind} {value}", _with_sum([count[value] for count in counts])))
    table = _by_language_source_section([row for rows in built.splits.values() for row in rows], known)
    return "\n".join([*lines, "", *table, "", f"fingerprint {built.fingerprint}"])


def _by_language_source_section(examples: Iterable[Example], themes: Sequence[str]) -> list[str]:
    """Count clauses and themes for each language, source and section."""
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for example in examples:
        row = counts.setdefault((example.language, example.source, example.section), Counter())
        row.update(("clauses", *(example.themes or ("none",))))
    columns = ("clauses", *themes, "none")
    lines = [f"{'language, source, section':<36}" + "".join(f"{column:>14}" for column in columns)]
    for key in sorted(counts, key=lambda key: (key[0] != "en", *key)):
        lines.append(f"{', '.join(key):<36}" + "".join(f"{counts[key][column]:>14,}" for column in columns))
    return lines


def _with_sum(counts: list[int]) -> list[int]:
    return [*counts, sum(counts)]


def _row(name: str, values: Sequence[object]) -> str:
    return f"{name:<24}" + "".join(f"{value:>12,}" if isinstance(value, int) else f"{value:>12}" for value in values)
