"""Tagged documents as a workbook (.xlsx): a sheet of clauses, in words and per cent, and one of counts."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, BinaryIO

from clausetag.data.errors import UsageError
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.about import language_name
from clausetag.serve.outputs.answer import Record
from clausetag.serve.outputs.clause_counts import SECTIONS, Tallies, add_counts, count, counted_columns
from clausetag.serve.outputs.growing_sheet import GrowingSheet, SheetColumn
from clausetag.serve.outputs.layout import ANSWERS
from clausetag.serve.outputs.records import records, worded
from clausetag.serve.outputs.workbook import LONGEST_TEXT, new_book
from clausetag.serve.tags import TaggedResolution

_BEFORE = (
    SheetColumn("Citation", 30, printed=True),
    SheetColumn("Text", 80, "wrapped", high=True, printed=True),
    SheetColumn("Themes", 22, "wrapped", high=True, printed=True),
)
_BEHIND = (
    SheetColumn("Section", 12),
    SheetColumn("Headings", 30, "wrapped"),
    SheetColumn("Opening", 20, "wrapped"),
    SheetColumn("Under", 40, "wrapped"),
    SheetColumn("Title", 40, "wrapped"),
    SheetColumn("Adopted", 11, "day"),
    SheetColumn("Year", 7),
    SheetColumn("Language", 10),
    SheetColumn("Subjects", 30, "wrapped"),
    SheetColumn("Official document", 40),
    SheetColumn("File", 22),
    SheetColumn("Path", 12),
    SheetColumn("eId", 16),
    SheetColumn("Model", 14),
)


def write_clause_book(
    documents: Iterable[TaggedResolution],
    themes: Sequence[Theme],
    stream: BinaryIO,
    corrected: Collection[str] | None = None,
    *,
    in_memory: bool = False,
) -> None:
    """Write tagged documents, which are asked for one after the other, as `write_records_book` writes their records."""

    def named(tagged: TaggedResolution) -> tuple[str, Iterable[Record]]:
        document = tagged.resolution
        return document.symbol or document.title or document.source or "", records(tagged)

    write_records_book(map(named, documents), themes, stream, corrected, in_memory=in_memory)


def write_records_book(
    documents: Iterable[tuple[str, Iterable[Record]]],
    themes: Sequence[Theme],
    stream: BinaryIO,
    corrected: Collection[str] | None = None,
    *,
    in_memory: bool = False,
) -> None:
    """Write the clauses of documents, each linked to its official document, and how many speak of which theme.

    Args:
        documents: What each is called, and its records; they are asked for one after the other.
        themes: Those of the model, in its order.
        stream: Where the workbook goes.
        corrected: Paths of the clauses that a reader answered for, which a column of its own says; None for no column.
        in_memory: Whether no temporary file is written.

    Raises:
        UsageError: There are more clauses than a sheet holds, or one is longer than a cell.
    """
    book = new_book(stream, in_memory=in_memory)
    answered = [column for place, theme in enumerate(themes) for column in _of_theme(place, theme)]
    by_reader = [] if corrected is None else [SheetColumn("Corrected by a reader", 12)]
    sheet = GrowingSheet(book, "clauses", [*_BEFORE, *answered, *by_reader, *_BEHIND])
    counts = GrowingSheet(book, "counts", counted_columns(themes))
    whole: Tallies = {}
    names: list[str] = []
    for name, clauses in documents:
        found: Tallies = {}
        for record in map(worded, clauses):
            if len(record["text"]) > LONGEST_TEXT:
                raise UsageError(
                    f"{record['citation']} has more than {LONGEST_TEXT:,} characters, which no cell of a workbook "
                    "holds; use --format csv or parquet"
                )
            marked = [] if corrected is None else ["yes" if record["path"] in corrected else ""]
            sheet.add(_row(record, themes, marked), link=record["address"])
            for tallies in (found, whole):
                count(tallies, record, themes)
        names.append(name)
        add_counts(counts, name, found, themes)
    if len(names) > 1:
        add_counts(counts, "All documents", whole, themes)
    sheet.close()
    counts.close()
    book.close()


def _of_theme(place: int, theme: Theme) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn(theme.name, 14, "wrapped", place),
        SheetColumn(f"{theme.name}, how likely", 10, "percent", place),
        SheetColumn(f"{theme.name}, words", 22, "wrapped", place, high=True),
    )


def _row(record: Record, themes: Sequence[Theme], corrected: list[str]) -> list[Any]:
    answered: list[Any] = []
    for theme in themes:
        verdict = record["verdicts"][theme.key]
        answered += [ANSWERS[Answer(verdict["answer"])], verdict["probability"], ", ".join(verdict["evidence"])]
    names = {theme.key: theme.name for theme in themes}
    subjects = "; ".join(subject["name"] for subject in record["subjects"])
    return [
        *(record["citation"], record["text"], ", ".join(names[key] for key in record["themes"])),
        *answered,
        *corrected,
        *(SECTIONS[record["section"]], " / ".join(record["headings"]), record["opening"], record["chapeau"]),
        *(record["title"], record["adopted"], record["year"], language_name(record["language"] or ""), subjects),
        *(record["address"], record["source"], record["path"], record["eid"], record["model_version"]),
    ]
