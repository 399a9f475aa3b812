"""From an item to the rows of the tables: tuples in the order of the columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from clausetag.data.citation import citations_of, official_address
from clausetag.data.dataset.corpus import describe, is_corpus_file
from clausetag.data.documents.loose import is_recognised
from clausetag.data.documents.resolution import Resolution
from clausetag.data.references import references_of
from clausetag.serve.batch.items import Item, may_pass, read_item, reason_of
from clausetag.serve.batch.schema import COLUMNS, Versions
from clausetag.serve.tagger import Tagger
from clausetag.serve.tags import TaggedResolution

Row = tuple[Any, ...]
_DOCUMENT = tuple(column.name for column in COLUMNS["documents"])


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one document."""

    document: Row
    clauses: list[Row]
    tags: list[Row]
    references: list[Row]
    recognised: bool = True  # as a resolution or report; of other texts the clauses are their paragraphs


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
    clauses: list[Row] = []
    tags: list[Row] = []
    name, model = item.name, versions.model
    document = _document(tagged.resolution, item, versions)
    facts = dict(zip(_DOCUMENT, document, strict=True))
    citations = citations_of(replace(tagged.resolution, symbol=facts["symbol"]))
    for place, one in enumerate(tagged.clauses):
        clause, own = one.clause, one.tags
        cited = (clause.path, citations[clause.path], facts["address"])
        where = (*cited, _text(clause.eid), clause.section.value, [_text(heading) for heading in clause.headings])
        texts = (_text(clause.opening), _text(clause.text), _text(clause.chapeau))
        clauses.append((name, place, *where, *texts, list(own.themes), list(own.review)))
        for theme, answer in own.answers.items():
            spans = [{"start": start, "end": end} for start, end in own.evidence.get(theme, ())]
            tags.append((name, place, clause.path, theme, answer.value, own.probabilities.get(theme), spans, model))
    return Rows(document, clauses, tags, _references(tagged.resolution, name), is_recognised(tagged.resolution))


def _references(read: Resolution, name: str) -> list[Row]:
    places = {clause.path: place for place, clause in enumerate(read.clauses)}
    rows: list[Row] = []
    for cited in references_of(read):
        one = cited.reference
        words = (one.kind.value, _text(one.text), _text(one.symbol) or None, one.start, one.end, _text(cited.note))
        rows.append((name, places[cited.path], cited.path, *words))
    return rows


def _document(read: Resolution, item: Item, versions: Versions) -> Row:
    symbol, organ, year = read.symbol, read.organ, read.adopted.year if read.adopted else None
    if is_corpus_file(item.file):  # its name says what the text may not
        told = describe(item.file.split("-fr-parsed")[0])
        symbol, organ, year = told[0] or symbol, told[1] or organ, told[2] or year
    elif symbol:
        told = describe(symbol.replace("/", "-").replace(" ", ""))
        organ, year = organ or told[1], year or told[2]
    title = _text(read.title) if read.title else None
    address = official_address(symbol, read.language) or None
    facts = (symbol, title, organ, _believable(read.session), _believable(year), read.adopted, read.language, address)
    subjects = [{"scheme": one.scheme, "id": _text(one.id), "name": _text(one.name)} for one in read.subjects]
    return (item.name, item.file, *facts, subjects, len(read.clauses), versions.model, versions.parser)


def _believable(number: int | None) -> int | None:
    """A symbol may be misread, and name the session 20121220."""
    return number if number and 0 < number < 10_000 else None


def _text(text: str) -> str:
    """Characters that UTF-8 cannot hold are lost already; a table of them must still be written."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
