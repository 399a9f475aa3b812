"""A spreadsheet given back: its own columns as they were, and behind them what was found in its texts.

| column                | holds                                                                       |
|-----------------------|-----------------------------------------------------------------------------|
| `language`            | of the text, ISO 639-1, "en"; empty where that cannot be told               |
| `themes`              | keys of the themes that apply                                               |
| `<theme>_answer`      | applies, review (a person should decide), does_not_apply or not_scored      |
| `<theme>_probability` | calibrated probability, 0 to 1; empty where the text was not scored         |
| `model_version`       | version of the bundle that answered                                         |

A name that the spreadsheet has already is numbered: `themes (2)`. A workbook shows probabilities as per cent.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from clausetag.data.errors import UsageError
from clausetag.data.sheets.sheet import unique_names
from clausetag.serve.outputs.records import DIGITS
from clausetag.serve.outputs.write import output
from clausetag.serve.outputs.writers import BYTE_ORDER_MARK, guarded
from clausetag.serve.texts import TaggedSheet

_WIDE = 80  # characters, of the column of texts


def write_sheet(tagged: TaggedSheet, form: str, out: Path | None) -> None:
    """Write a tagged spreadsheet as csv, xlsx or jsonl, to `out` or standard output.

    CSV has the delimiter of the CSV that was read, else commas; in a file it begins with a byte order mark, so that
    Excel reads it as UTF-8. Texts that a spreadsheet would take for formulas get an apostrophe there, but for those
    that stood in CSV before.

    Raises:
        UsageError: A text is too long for a cell of a workbook.
    """
    if form == "xlsx":
        _check_cells(tagged)
    with output(out) as stream:
        write_sheet_to(tagged, form, stream, mark=out is not None)


def write_sheet_to(
    tagged: TaggedSheet, form: str, stream: BinaryIO, *, mark: bool = True, in_memory: bool = False
) -> None:
    """Write what `write_sheet` writes to a stream.

    `mark` begins CSV with a byte order mark; `in_memory` writes no temporary file for a workbook.
    """
    names = tagged.sheet.columns
    names = (*names, *unique_names(_added(tagged), names))
    if form == "xlsx":
        _check_cells(tagged)
        _write_workbook(tagged, names, stream, in_memory=in_memory)
        return
    lines = _jsonl(tagged, names) if form == "jsonl" else _csv(tagged, names)
    if form == "csv" and mark:
        stream.write(BYTE_ORDER_MARK)
    for line in lines:
        stream.write(line.encode("utf-8", "replace"))


def _added(tagged: TaggedSheet) -> list[str]:
    answered = [f"{theme}_{what}" for theme in tagged.themes for what in ("answer", "probability")]
    return ["language", "themes", *answered, "model_version"]


def _rows(tagged: TaggedSheet) -> Iterator[tuple[Any, ...]]:
    for own, language, tags in zip(tagged.sheet.rows, tagged.languages, tagged.tags, strict=True):
        answered: list[Any] = []
        for theme in tagged.themes:
            probability = tags.probabilities.get(theme)
            answered += [tags.answers[theme].value, None if probability is None else round(probability, DIGITS)]
        yield (*own, language, list(tags.themes), *answered, tagged.model_version)


def _jsonl(tagged: TaggedSheet, names: tuple[str, ...]) -> Iterator[str]:
    for row in _rows(tagged):
        yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) + "\n"


def _csv(tagged: TaggedSheet, names: tuple[str, ...]) -> Iterator[str]:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=tagged.sheet.delimiter or ",")
    for row in (names, *_rows(tagged)):
        writer.writerow([_shown(value, guard=tagged.sheet.delimiter is None) for value in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()


def _shown(value: Any, *, guard: bool) -> str:  # noqa: ANN401 (whatever a cell holds)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, list):
        return ";".join(value)
    return guarded(value) if guard and isinstance(value, str) else str(value)


def _check_cells(tagged: TaggedSheet) -> None:
    from clausetag.serve.outputs.workbook import LONGEST_TEXT

    for number, row in enumerate(tagged.sheet.rows, tagged.sheet.first_row):
        if any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for cell in row):
            raise UsageError(
                f"{tagged.sheet.name}: row {number} has a text of more than {LONGEST_TEXT:,} characters, which no cell "
                "of a workbook holds; give --out the name of a .csv or .jsonl file"
            )


def _write_workbook(tagged: TaggedSheet, names: tuple[str, ...], stream: BinaryIO, *, in_memory: bool) -> None:
    from clausetag.serve.outputs.workbook import write_workbook

    percent = {names.index(name) for name in names[len(tagged.sheet.columns) :] if "_probability" in name}
    widths = {tagged.column: _WIDE}
    write_workbook(names, _rows(tagged), stream, percent=percent, widths=widths, in_memory=in_memory)
