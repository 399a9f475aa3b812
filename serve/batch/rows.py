"""From an item to the rows of the tables: tuples in the order of the columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from clausetag.data.dataset.corpus import describe, is_corpus_file
from clausetag.data.documents.loose import is_recognised
from clausetag.data.documents.resolution import Resolution
from clausetag.serve.batch.items import Item, may_pass, read_item, reason_of
from clausetag.serve.batch.schema import COLUMNS, Versions
from clausetag.serve.outputs.answer import Record, clause_answers, document_facts, notes_of, remarks_of
from clausetag.serve.tagger import Tagger
from clausetag.serve.tags import TaggedResolution

Row = tuple[Any, ...]
_ROW_OF = {table: itemgetter(*(column.name for column in columns)) for table, columns in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one document."""

    document: Row
    clauses: list[Row]
    tags: list[Row]
    references: list[Row]
    recognised: bool = True  # as a resolution or report; of other texts the clauses are their paragraphs
    remarked: bool = False  # the reader has remarks: it could not read some of it, or found it at odds with itself


@dataclass(frozen=True, slots=True)
class NotTagged:
    """An input that could not be tagged, and why."""

    document: str
    reason: str
    passing: bool = False  # it may go well another time


def tag_items(items: Iterable[Item], tagger: Tagger, versions: Versions) -> Iterator[Rows | NotTagged]:
    """Tag items one by one: what becomes of one does not depend on the others."""
    for item in items:
        yield tag_item(item, tagger, versions)


def tag_item(item: Item, tagger: Tagger, versions: Versions) -> Rows | NotTagged:
    """Read, split and tag one document."""
    try:
        return rows_of(tagger.tag(read_item(item)), item, versions)
    except Exception as error:  # noqa: BLE001 (one document must not stop the others)
        return NotTagged(item.name, reason_of(error, item), may_pass(error))


def rows_of(tagged: TaggedResolution, item: Item, versions: Versions) -> Rows:
    """Return the rows of a tagged document."""
    tables: dict[str, list[Row]] = {"clauses": [], "tags": [], "references": []}
    recognised = is_recognised(tagged.resolution)
    resolution, year = _known(tagged.resolution, item)
    facts = document_facts(resolution)
    facts |= {"document": item.name, "year": year or facts["year"], "clause_count": len(tagged.clauses)}
    facts |= {"footnotes": notes_of(resolution), "remarks": remarks_of(resolution)}
    facts |= {"model_version": versions.model, "parser_version": versions.parser}
    for place, answer in enumerate(clause_answers(replace(tagged, resolution=resolution))):
        key = {"document": item.name, "clause": place, "path": answer["path"]}
        tables["clauses"].append(_row("clauses", answer | key | {"address": facts["address"]}))
        for theme, verdict in answer["verdicts"].items():
            tables["tags"].append(_row("tags", verdict | key | {"theme": theme, "model_version": versions.model}))
        tables["references"] += (_row("references", one | key) for one in answer["references"])
    return Rows(_row("documents", facts), **tables, recognised=recognised, remarked=bool(resolution.remarks))


def _row(table: str, record: Record) -> Row:
    row: Row = _ROW_OF[table](record)
    return row


def _known(read: Resolution, item: Item) -> tuple[Resolution, int | None]:
    """Return a document as its input names it, and the year that a name of the corpus tells."""
    read = replace(read, source=item.file)
    if not is_corpus_file(item.file):
        return read, None
    symbol, organ, year = describe(item.file.split("-fr-parsed")[0])  # its name says what the text may not
    return replace(read, symbol=symbol or read.symbol, organ=organ or read.organ), year
