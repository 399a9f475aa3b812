"""Rows of labels that name their clause by reference, a document and a hash of the clause's text, in place of the text.

The labels that ship stand so: texts that may not be passed on are left where they are. A row of a table does it with
`sha256` and `document`, and for people with `path`, `eid` or `index` (and `item`) of the clause.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.dataset.annotations import document_key
from clausetag.data.errors import LabelError
from clausetag.data.labelling.documents import clauses_of
from clausetag.data.labelling.names import folded
from clausetag.data.labelling.plan import KNOWN
from clausetag.data.labelling.table import Table, Value
from clausetag.data.words import counted

_HASH, _TEXT = "sha256", "text"
_PLACES = ("path", "clause path", "eid", "index")
_ONLY_HERE = (_HASH, "eid", "index", "item")  # columns that say nothing more once the text is found
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHOWN = 40  # characters of a wrong cell


@dataclass(frozen=True, slots=True)
class _Reference:
    """A clause that a row names."""

    row: int
    document: str
    place: str  # "op4", "12.3"; empty where the row names none
    sha256: str


def with_texts(tables: Sequence[Table], folder: Path | None, text: str | None = None) -> list[Table]:
    """Return tables with the text of every row that names its clause by reference.

    Such rows are those without a text, in the column `text` or the one that is given. The documents they name are
    looked for in a folder; what is not found there is said in `Table.lost`.

    Raises:
        LabelError: There are such rows, and no folder is given.
        UsageError: There is no such folder.
    """
    named = [_references(table, text) for table in tables]
    wanted = {reference.document for references in named for reference in references if reference.document}
    if folder is None:
        for table, references in zip(tables, named, strict=True):
            if references:
                raise LabelError(
                    f"{table.name}: {counted(len(references), 'row')} with a {_HASH} in place of a text; say where the "
                    f"documents are: clausetag labels import {table.name} --documents FOLDER"
                )
        return list(tables)
    found, unreadable = clauses_of(folder, wanted) if wanted else ({}, [])
    unread = (
        f"{counted(len(unreadable), 'file')} in {folder} not read, the first: {unreadable[0]}" if unreadable else ""
    )
    filled = []
    for table, references in zip(tables, named, strict=True):
        texts: dict[int, str] = {}
        lost: dict[int, tuple[str, str]] = {}
        for one in references:
            clauses = found.get(document_key(one.document))
            if clauses is not None and one.sha256 in clauses.texts:
                texts[one.row] = clauses.texts[one.sha256]
            else:
                lost[one.row] = _lost(one, None if clauses is None else clauses.places, folder)
        if references:
            said = [f"{counted(len(texts), 'text')} found in {folder} by document and {_HASH}", unread]
            table = replace(_filled(table, texts, text), lost=lost, remarks=(*table.remarks, *filter(None, said)))
        filled.append(table)
    return filled


def _references(table: Table, text: str | None) -> list[_Reference]:
    """Return what the rows without a text name."""
    columns = {folded(name): place for place, name in reversed(list(enumerate(table.columns)))}
    if _HASH not in columns:
        return []
    written = columns.get(folded(text or _TEXT))
    document = next((columns[name] for name in KNOWN["document"] if name in columns), None)
    found = []
    for number, row in enumerate(table.rows):
        sha256 = _cell(row, columns[_HASH])
        if sha256 and not _cell(row, written):
            place = next(filter(None, (_cell(row, columns.get(name)) for name in _PLACES)), "")
            if place and (item := _cell(row, columns.get("item"))):
                place = f"{place}.{item}"
            found.append(_Reference(number, _cell(row, document), place, sha256.casefold()))
    return found


def _cell(row: tuple[Value, ...], column: int | None) -> str:
    value = None if column is None else row[column]
    return "" if value is None or isinstance(value, tuple) else str(value).strip()


def _lost(one: _Reference, places: Collection[str] | None, folder: Path) -> tuple[str, str]:
    """Say in which column a clause is lost, and why."""
    if not one.document:
        return "document", f"empty, though the row has a {_HASH} in place of a text"
    if not _SHA256.fullmatch(one.sha256):
        return _HASH, f"{one.sha256[:_SHOWN]!r} is no {_HASH}; it has 64 signs, 0 to 9 and a to f"
    if places is None:
        return "document", f"{one.document!r} is not in {folder}"
    if one.place in places:
        return _HASH, f"the text of {one.place} in {one.document} differs from the one labelled"
    if one.place:
        return _HASH, f"{one.document} has no clause {one.place}, and none with the text that was labelled"
    return _HASH, f"{one.document} has no clause with the text that was labelled"


def _filled(table: Table, texts: Mapping[int, str], text: str | None) -> Table:
    """Return a table with the texts found, without the columns that named them."""
    name = next((column for column in table.columns if folded(column) == folded(text or _TEXT)), _TEXT)
    old = (
        table
        if name in table.columns
        else replace(table, columns=(name, *table.columns), rows=tuple((None, *row) for row in table.rows))
    )
    kept = [i for i, column in enumerate(old.columns) if folded(column) not in _ONLY_HERE]
    place = old.columns.index(name)
    rows = tuple(
        tuple(texts.get(number, row[i]) if i == place else row[i] for i in kept) for number, row in enumerate(old.rows)
    )
    return replace(old, columns=tuple(old.columns[i] for i in kept), rows=rows)
