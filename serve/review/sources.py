"""Where clauses for people come from: tables of a batch, documents, spreadsheets of texts; one after the other."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

from clausetag.data.errors import UsageError
from clausetag.data.sheets.column import text_column
from clausetag.data.sheets.read import read_sheet
from clausetag.data.sheets.sheet import is_sheet
from clausetag.models.decision import Answer
from clausetag.serve.batch.read import read_table
from clausetag.serve.batch.run_info import finished_run
from clausetag.serve.inputs import read_input
from clausetag.serve.review.item import Guess, Item, Spans
from clausetag.serve.tagger import Tagger
from clausetag.serve.tags import Tags
from clausetag.serve.texts import tag_sheet

_APOSTROPHE = re.compile(r"^'(?=[=+\-@\t\r])")  # that CSV sets before what a spreadsheet would take for a formula


def items_of(source: str, tagger: Tagger) -> Iterator[Item]:
    """Yield the clauses of a document, of a spreadsheet's rows, or of the tables that a batch wrote.

    Tables bring their own answers; everything else is tagged.

    Raises:
        DocumentError: It cannot be read.
        UsageError: A folder without finished tables.
    """
    if Path(source).is_dir():
        return _of_tables(Path(source))
    return _of_sheet(Path(source), tagger) if is_sheet(source) else _of_document(source, tagger)


def _of_document(source: str, tagger: Tagger) -> Iterator[Item]:
    tagged = tagger.tag(read_input(source))
    read = tagged.resolution
    year = read.adopted.year if read.adopted else None
    known = Item("", document=read.symbol or read.source or "", language=read.language or "", year=year)
    for one in tagged.clauses:
        where = replace(known, text=one.clause.text, path=one.clause.path, section=one.clause.section.value)
        yield replace(where, guesses=_guesses(one.tags), model=tagged.model_version)


def _of_sheet(path: Path, tagger: Tagger) -> Iterator[Item]:
    sheet = read_sheet(path)
    column = text_column(sheet)
    tagged = tag_sheet(tagger, sheet, column)
    for number, (text, language, tags) in enumerate(
        zip(sheet.texts(column), tagged.languages, tagged.tags, strict=True)
    ):
        if text:
            place = f"row {sheet.first_row + number}"
            yield Item(text, _guesses(tags), "", place, language=language or "", model=tagged.model_version)


def _guesses(tags: Tags) -> dict[str, Guess]:
    return {
        key: Guess(answer, tags.probabilities.get(key), tags.evidence.get(key, ()))
        for key, answer in tags.answers.items()
    }


def _of_tables(out: Path) -> Iterator[Item]:
    """Join the tables clause by clause; rows of one document stand together, in the same order in all of them."""
    form = finished_run(out)["format"]
    documents = {row["document"]: row for row in read_table(out, "documents", form)}
    tags = groupby(read_table(out, "tags", form), _place)
    for clause in read_table(out, "clauses", form):
        place, rows = next(tags, (None, ()))
        if place != _place(clause):
            raise UsageError(f"{out}: its tables do not belong together; run clausetag batch again with --redo")
        yield _joined(clause, list(rows), documents[clause["document"]])


def _place(row: Mapping[str, Any]) -> tuple[str, int]:
    return row["document"], int(row["clause"])


def _joined(clause: Mapping[str, Any], tags: Sequence[Mapping[str, Any]], document: Mapping[str, Any]) -> Item:
    return Item(
        text=_APOSTROPHE.sub("", clause["text"]),
        guesses={row["theme"]: _guess(row) for row in tags},
        document=document["symbol"] or clause["document"],
        path=clause["path"],
        section=clause["section"],
        language=document.get("language") or "",
        year=int(document["year"]) if document["year"] else None,
        model=document["model_version"],
    )


def _guess(row: Mapping[str, Any]) -> Guess:
    given = row["probability"]
    return Guess(Answer(row["answer"]), None if given in (None, "") else float(given), _spans(row["evidence"]))


def _spans(value: Any) -> Spans:  # noqa: ANN401 (a list, or the text that CSV has for it)
    if isinstance(value, str):
        pairs = (span.split("-") for span in value.split(";") if span)
        return tuple((int(start), int(end)) for start, end in pairs)
    return tuple((int(start), int(end)) for start, end in value or ())


def with_neighbours(items: Iterable[Item]) -> Iterator[Item]:
    """Give each clause the one before and the one after it in its document."""
    before: Item | None = None
    here: Item | None = None
    for after in chain(items, (None,)):
        if here is not None:
            yield replace(here, before=_text_in(before, here.document), after=_text_in(after, here.document))
        before, here = here, after


def _text_in(item: Item | None, document: str) -> str:
    return item.text if item is not None and document and item.document == document else ""
