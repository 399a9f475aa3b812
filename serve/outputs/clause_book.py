"""Tagged documents as a workbook (.xlsx): a sheet of clauses, in words and per cent, and one of counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from clausetag.data.errors import UsageError
from clausetag.data.palette import colour_of
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.about import language_name
from clausetag.serve.outputs.answer import Record
from clausetag.serve.outputs.layout import ANSWERS
from clausetag.serve.outputs.records import records, worded
from clausetag.serve.outputs.workbook import LONGEST_TEXT, height_of, new_book, set_paper, write_cell
from clausetag.serve.tags import TaggedResolution

_MOST_ROWS = 1_048_575  # of a sheet, below its header
_MOST_LINKS = 65_530  # of a sheet; the addresses stand in a column of their own, too
_SECTIONS = {"preambular": "preambular", "operative": "operative", "annex": "annex", "neither": "other"}
_ALL = "all"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, width in characters, the format of its cells, the place of the theme that it speaks of."""

    heading: str
    width: int
    form: str = "plain"
    theme: int | None = None
    high: bool = False  # whether rows are as high as its text
    printed: bool = False


_BEFORE = (
    _Column("Citation", 30, printed=True),
    _Column("Text", 80, "wrapped", high=True, printed=True),
    _Column("Themes", 22, "wrapped", high=True, printed=True),
)
_BEHIND = (
    _Column("Section", 12),
    _Column("Headings", 30, "wrapped"),
    _Column("Opening", 20, "wrapped"),
    _Column("Under", 40, "wrapped"),
    _Column("Title", 40, "wrapped"),
    _Column("Adopted", 11, "day"),
    _Column("Year", 7),
    _Column("Language", 10),
    _Column("Subjects", 30, "wrapped"),
    _Column("Official document", 40),
    _Column("File", 22),
    _Column("Path", 12),
    _Column("eId", 16),
    _Column("Model", 14),
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
    by_reader = [] if corrected is None else [_Column("Corrected by a reader", 12)]
    sheet = _Sheet(book, "clauses", [*_BEFORE, *answered, *by_reader, *_BEHIND])
    counts = _Sheet(book, "counts", _counted_columns(themes))
    whole: dict[str, Counter[str]] = {}
    names: list[str] = []
    for name, clauses in documents:
        found: dict[str, Counter[str]] = {}
        for record in map(worded, clauses):
            if len(record["text"]) > LONGEST_TEXT:
                raise UsageError(
                    f"{record['citation']} has more than {LONGEST_TEXT:,} characters, which no cell of a workbook "
                    "holds; use --format csv or parquet"
                )
            marked = [] if corrected is None else ["yes" if record["path"] in corrected else ""]
            sheet.add(_row(record, themes, marked), link=record["address"])
            for tally in (found, whole):
                for section in (_SECTIONS[record["section"]], _ALL):
                    _count(tally.setdefault(section, Counter()), record, themes)
        names.append(name)
        _add_counts(counts, name, found, themes)
    if len(names) > 1:
        _add_counts(counts, "All documents", whole, themes)
    sheet.close()
    counts.close()
    book.close()


class _Sheet:
    """A sheet that grows row by row below a header, which stays in sight and can be filtered by."""

    def __init__(self, book: Any, name: str, columns: Sequence[_Column]) -> None:  # noqa: ANN401 (not typed)
        self._columns = columns
        self._rows = 0
        self._links = 0
        self._sheet = book.add_worksheet(name)
        self._formats = {
            "plain": book.add_format({"valign": "top"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "percent": book.add_format({"num_format": "0.0%", "valign": "top"}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "link": book.add_format({"valign": "top", "font_color": "#0b57a4", "underline": 1}),
            "quiet": book.add_format({"valign": "top", "font_color": "#6b6b6b"}),
        }
        plain = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._tints = {}
        self._sheet.set_row(0, height_of((column.heading, column.width) for column in columns))
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width)
            tint = {} if column.theme is None else {"bg_color": colour_of(column.theme).tint}
            if column.theme is not None:
                self._tints[column.theme] = book.add_format({**tint, "valign": "top", "text_wrap": True})
            self._sheet.write_string(0, place, column.heading, book.add_format({**plain, **tint}))
        self._sheet.freeze_panes(1, 1)

    def add(self, row: Sequence[Any], link: str | None = None) -> None:
        """Add a row, its first cell linked."""
        if self._rows == _MOST_ROWS:
            raise UsageError(f"more than {_MOST_ROWS:,} clauses, which no sheet holds; use --format csv or parquet")
        self._rows += 1
        high = (
            (str(value or ""), column.width) for column, value in zip(self._columns, row, strict=True) if column.high
        )
        self._sheet.set_row(self._rows, height_of(high))
        for place, (column, value) in enumerate(zip(self._columns, row, strict=True)):
            if place == 0 and link and self._links < _MOST_LINKS:
                self._links += 1
                self._sheet.write_url(self._rows, 0, link, self._formats["link"], string=value)
                continue
            form = self._formats[column.form]
            if column.theme is not None and value == ANSWERS[Answer.APPLIES]:
                form = self._tints[column.theme]
            elif column.theme is not None and value == ANSWERS[Answer.DOES_NOT_APPLY]:
                form = self._formats["quiet"]
            write_cell(self._sheet, self._rows, place, value, form)

    def close(self) -> None:
        """Let the rows be filtered, and printed: what is read on paper is what stands first."""
        printed = sum(column.printed for column in self._columns)
        set_paper(self._sheet, printed or None, self._rows)
        self._sheet.autofilter(0, 0, self._rows, len(self._columns) - 1)


def _of_theme(place: int, theme: Theme) -> tuple[_Column, ...]:
    return (
        _Column(theme.name, 14, "wrapped", place),
        _Column(f"{theme.name}, how likely", 10, "percent", place),
        _Column(f"{theme.name}, words", 22, "wrapped", place, high=True),
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
        *(_SECTIONS[record["section"]], " / ".join(record["headings"]), record["opening"], record["chapeau"]),
        *(record["title"], record["adopted"], record["year"], language_name(record["language"] or ""), subjects),
        *(record["address"], record["source"], record["path"], record["eid"], record["model_version"]),
    ]


def _counted_columns(themes: Sequence[Theme]) -> list[_Column]:
    applies = [_Column(theme.name, 14, theme=place) for place, theme in enumerate(themes)]
    asked = [_Column(f"{theme.name}, for a person to decide", 14) for theme in themes]
    heads = (_Column("Document", 30), _Column("Section", 12), _Column("Clauses", 9), _Column("With a theme", 9))
    return [*heads, *applies, *asked, _Column("Not scored", 9)]


def _count(tally: "Counter[str]", record: Record, themes: Sequence[Theme]) -> None:
    answers = [record["verdicts"][theme.key]["answer"] for theme in themes]
    tally["clauses"] += 1
    tally["with a theme"] += bool(record["themes"])
    tally["not scored"] += bool(answers) and all(answer == Answer.NOT_SCORED for answer in answers)
    for theme, answer in zip(themes, answers, strict=True):
        tally[f"{answer} {theme.key}"] += 1


def _add_counts(sheet: _Sheet, name: str, found: "dict[str, Counter[str]]", themes: Sequence[Theme]) -> None:
    for section in (*_SECTIONS.values(), _ALL):
        if tally := found.get(section):
            counted = [tally[f"{answer} {t.key}"] for answer in (Answer.APPLIES, Answer.REVIEW) for t in themes]
            sheet.add([name, section, tally["clauses"], tally["with a theme"], *counted, tally["not scored"]])
