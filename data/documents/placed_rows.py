"""Where the rows of tables stand: below which clause."""

from collections.abc import Iterator, Sequence

from clausetag.data.documents.draft import Paragraph, Row
from clausetag.data.documents.resolution import Clause, Rest, TableRow

_AHEAD = 10  # clauses among which the next paragraph is looked for
_SHORTEST = 6  # letters by which the last piece of a clause is known


def placed_rows(rows: Sequence[Row], paragraphs: Sequence[Paragraph], clauses: Sequence[Clause]) -> Iterator[TableRow]:
    """Yield the rows of a draft's tables, each with the path of the last clause above it, which its letters tell."""
    above = _paths(paragraphs, clauses) if rows else []
    for row in rows:
        if text := " ".join(filter(None, row.cells)):
            yield TableRow(Rest.TABLE, text, row.cells, above[row.above - 1] if row.above else "")


def _paths(paragraphs: Sequence[Paragraph], clauses: Sequence[Clause]) -> list[str]:
    """Return, for each paragraph, the path of the last clause that ends with it or above it."""
    texts = [_letters(clause.text) for clause in clauses]
    found: list[str] = []
    path, at = "", 0
    for paragraph in paragraphs:
        own = _letters(paragraph.text)
        for place in range(at, min(at + _AHEAD, len(clauses))):
            if texts[place] and (own.endswith(texts[place]) or (len(own) >= _SHORTEST and texts[place].endswith(own))):
                path, at = clauses[place].path, place + 1
                break
        found.append(path)
    return found


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).casefold()
