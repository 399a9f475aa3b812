"""Found clauses in a file, as CSV for spreadsheets, a workbook or JSON Lines: a row a clause.

| column                | holds                                                                        |
|-----------------------|------------------------------------------------------------------------------|
| `citation`            | "A/RES/67/172, para. 4 (a)"                                                  |
| `themes`, `review`    | keys of the themes that apply, and of those that a person should decide      |
| `text`                | the clause                                                                   |
| `title`, `organ`, `year`, `language`, `section`, `opening`, `path` | as in the tables of the batch   |
| `address`             | of the official document                                                     |
| `document`            | name of the batch's input                                                    |
| `<theme>_probability` | of the themes that it speaks of, or may; empty for others                    |

JSON Lines has `verdicts` of these themes in place of the last columns (`clausetag.serve.outputs.answer`).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from clausetag.models.decision import Answer
from clausetag.serve.find.tables import FoundClause
from clausetag.serve.outputs.columns import Column, Kind, Row, columns_of
from clausetag.serve.outputs.workbook import LONGEST_TEXT, write_workbook
from clausetag.serve.outputs.write import output
from clausetag.serve.outputs.writers import BYTE_ORDER_MARK, write_csv, write_lines

ENDINGS = {".csv": "csv", ".jsonl": "jsonl", ".xlsx": "xlsx"}
_DIGITS = 4
_WIDTHS = {"citation": 28, "text": 80, "title": 36, "organ": 20}  # characters


def write_found(clauses: Sequence[FoundClause], themes: Sequence[str], form: str, out: Path) -> None:
    """Write clauses to a file as csv, jsonl or xlsx; `themes` are all that the tables have."""
    with output(out) as stream:
        write_found_to(clauses, themes, form, stream)


def write_found_to(clauses: Sequence[FoundClause], themes: Sequence[str], form: str, stream: BinaryIO) -> None:
    """Write what `write_found` writes to a stream."""
    if form == "jsonl":
        write_lines([map(_record, clauses)], stream)
        return
    columns = _columns(themes)
    rows = [_row(clause, themes) for clause in clauses]
    if form == "xlsx":
        names = [column.name for column in columns]
        percent = [place for place, column in enumerate(columns) if column.kind is Kind.NUMBER]
        cut = [[_fitting(value) for value in row] for row in rows]
        widths = {names.index(name): width for name, width in _WIDTHS.items()}
        write_workbook(names, cut, stream, percent=percent, widths=widths, printed=names.index("text") + 1)
        return
    stream.write(BYTE_ORDER_MARK)
    write_csv([rows], stream, columns)


def _columns(themes: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column("citation", Kind.TEXT),
        *columns_of(Kind.KEYS, "themes", "review"),
        *columns_of(Kind.TEXT, "text", "title", "organ"),
        Column("year", Kind.WHOLE),
        *columns_of(Kind.TEXT, "language", "section", "opening", "path", "address", "document"),
        *columns_of(Kind.NUMBER, *(f"{theme}_probability" for theme in themes)),
    )


def _row(clause: FoundClause, themes: Sequence[str]) -> Row:
    of = {answer.theme: answer for answer in clause.answers}
    keys = [[a.theme for a in clause.answers if a.answer is wanted] for wanted in (Answer.APPLIES, Answer.REVIEW)]
    probabilities = [round(of[theme].probability, _DIGITS) if theme in of else None for theme in themes]
    facts = (clause.title, clause.organ, clause.year, clause.language, clause.section, clause.opening, clause.path)
    return (clause.citation, *keys, clause.text, *facts, clause.address, clause.document, *probabilities)


def _record(clause: FoundClause) -> dict[str, Any]:
    verdicts = {
        answer.theme: {
            "answer": answer.answer.value,
            "probability": answer.probability,
            "evidence": [list(span) for span in answer.evidence],
        }
        for answer in clause.answers
    }
    names = [column.name for column in _columns(())]
    return {**dict(zip(names, _row(clause, ()), strict=True)), "verdicts": verdicts}


def _fitting(value: object) -> object:
    """A cell of a workbook holds so much and no more."""
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return f"{value[: LONGEST_TEXT - 4]} ..."
    return value
