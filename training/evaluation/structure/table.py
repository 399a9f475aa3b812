"""The figures of structure as plain tables, and the worst documents with what differs first in each."""

from collections.abc import Callable, Iterable, Sequence

from clausetag.data.languages import LANGUAGES
from clausetag.training.evaluation.columns import in_columns
from clausetag.training.evaluation.structure.compare import PARTS
from clausetag.training.evaluation.structure.measure import Reading, StructureFigures

_FORMATS = ("txt", "wrapped", "pages", "html", "docx", "pdf")
_LANGUAGES = (*LANGUAGES, "?")
_WORST = 5  # documents named of each language and format


def format_structure(figures: StructureFigures) -> str:
    """Return the tables by language and format, by organ and by year, then the worst documents."""
    readings = figures.readings
    lines = _parts(readings)
    lines += ["", *_exact("organ", readings, lambda reading: reading.organ)]
    lines += ["", *_exact("year", readings, lambda reading: reading.year)]
    lines += ["", "worst documents: share of clauses that are not right, and what differs first", *_worst(readings)]
    if not figures.pdf:
        lines += ["", "PDF was not measured: LibreOffice (soffice) is not installed"]
    if figures.unreadable:
        lines += ["", f"Files of the mark-up that cannot be read themselves: {len(figures.unreadable):,}; the first:"]
        lines.append(f"  {figures.unreadable[0]}")
    return "\n".join(lines)


def _parts(readings: Sequence[Reading]) -> list[str]:
    head = ("language", "format", "documents", "exact", *PARTS)
    rows: list[tuple[str, ...]] = [head]
    for language in _LANGUAGES:
        for kind in _FORMATS:
            found = [r for r in readings if (r.language, r.format) == (language, kind)]
            if found:
                parts = (_percent(r.comparison.shares[p] for r in found if p in r.comparison.shares) for p in PARTS)
                rows.append((language, kind, f"{len(found):,}", _percent(r.comparison.exact for r in found), *parts))
    note = "exact: documents whose clauses have the same paths and texts; the rest: means over documents, in percent"
    return [note, *_indented(rows)]


def _exact(name: str, readings: Sequence[Reading], key: Callable[[Reading], str]) -> list[str]:
    """Documents exact in paths and texts, one line a language and key, one column a format."""
    kinds = [kind for kind in _FORMATS if any(r.format == kind for r in readings)]
    rows = [("language", name, "documents", *kinds)]
    for language in _LANGUAGES:
        ours = [r for r in readings if r.language == language]
        for value in sorted({key(r) for r in ours}):
            found = [r for r in ours if key(r) == value]
            exact = (_percent(r.comparison.exact for r in found if r.format == kind) for kind in kinds)
            count = sum(1 for r in found if r.format == kinds[0])
            rows.append((language, value, f"{count:,}", *exact))
    return [f"documents exact in paths and texts, by {name}, in percent", *_indented(rows)]


def _worst(readings: Sequence[Reading]) -> list[str]:
    lines = []
    for language in _LANGUAGES:
        for kind in _FORMATS:
            found = [r for r in readings if (r.language, r.format) == (language, kind) and not r.comparison.exact]
            found.sort(key=lambda r: (-r.comparison.wrong, r.name))
            lines += [
                f"  {language} {kind:4} {r.name}: {r.comparison.wrong:.0%}; {r.comparison.first}"
                for r in found[:_WORST]
            ]
    return lines or ["  none"]


def _percent(values: Iterable[float]) -> str:
    found = list(values)
    return f"{100 * sum(found) / len(found):.1f}" if found else "-"


def _indented(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"  {line}" for line in in_columns(rows)]
