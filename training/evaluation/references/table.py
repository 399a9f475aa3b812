"""The figures of references as plain tables."""

from clausetag.training.evaluation.columns import in_columns
from clausetag.training.evaluation.references.measure import Cell, ReferenceFigures

_KINDS = ("resolution", "decision", "document")


def format_references(figures: ReferenceFigures) -> str:
    """Return a row a kind and language, all together, agreement between languages, and the odd ones."""
    lines = [f"{figures.documents:,} documents, {figures.texts:,} clauses and notes", ""]
    rows: list[tuple[str, ...]] = [("kind", "language", "linked", "recall", "precision", "found unlinked")]
    for kind in _KINDS:
        of_kind = [(language, cell) for (language, one), cell in sorted(figures.cells.items()) if one == kind]
        rows += [_row(kind, language, cell) for language, cell in of_kind]
        rows.append(_row(kind, "all", _sum([cell for _, cell in of_kind])))
    rows.append(_row("all", "all", _sum([*figures.cells.values()])))
    lines += in_columns(rows)
    if figures.agreement:
        pairs: list[tuple[str, ...]] = [
            ("beside English", "language", "in both", "only in English", "only in the other", "agreement")
        ]
        for (language, kind), (both, left, right) in sorted(figures.agreement.items()):
            share = f"{2 * both / max(1, 2 * both + left + right):.3f}"
            pairs.append((kind, language, f"{both:,}", f"{left:,}", f"{right:,}", share))
        lines += ["", *in_columns(pairs)]
    lines += ["", "otherwise than the mark-up, which errs too"]
    for (language, kind), cell in sorted(figures.cells.items()):
        lines += [f"  {language} {kind} {odd}" for odd in cell.odd]
    return "\n".join(lines)


def _sum(cells: list[Cell]) -> Cell:
    return Cell(
        sum(cell.found for cell in cells),
        sum(cell.missed for cell in cells),
        sum(cell.wrong for cell in cells),
        sum(cell.unlinked for cell in cells),
    )


def _row(kind: str, language: str, cell: Cell) -> tuple[str, ...]:
    linked = cell.found + cell.missed
    shares = (f"{cell.recall:.3f}", f"{cell.precision:.3f}") if linked else ("-", "-")
    return (kind, language, f"{linked:,}", *shares, f"{cell.unlinked:,}")
