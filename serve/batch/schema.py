"""The tables that batch tagging writes, the same from one machine and from Spark.

Columns hold what the fields of the same names hold in `clausetag.serve.outputs.answer`, null where those are null. What
is more or other here:

| table        | one row                                | columns                                                            |
|--------------|----------------------------------------|--------------------------------------------------------------------|
| `documents`  | a document                             | `document`, its fields but for `clauses`, `clause_count`, `parser_version` |
| `clauses`    | a clause, in the order of the document | `document`, `clause`, its fields but for `verdicts` and `references`, `address` of the official document |
| `tags`       | a clause and theme of the model        | `document`, `clause`, `path`, `theme`, the fields of its verdict, `model_version` |
| `references` | a reference                            | `document`, `clause`, `path`, its fields                            |
| `errors`     | an input that was not tagged           | `document`, `reason`                                                |

| column           | type   | holds                                                                   |
|------------------|--------|-------------------------------------------------------------------------|
| `document`       | string | name of the input, unique: `docs/a.pdf`, `docs.zip!a.pdf`, `t.csv#12`    |
| `clause`         | int32  | place in the document, from 0                                           |
| `clause_count`   | int32  | how many clauses it has                                                 |
| `theme`          | string | key of the theme                                                        |
| `parser_version` | string | version of clausetag and hash of the code that splits documents         |

Days are date32, whole numbers int32, probabilities float64; `headings`, `themes`, `review`, `remarks` and the `footnotes`
of a clause are lists of strings, `evidence` is a list of pairs of int32, `subjects` and the `footnotes` of a document are
lists of structs.

CSV writes lists as "children;detention", "12-20;31-44" and "unbis:1004108 migrant workers;sdg:8 sdg 8", and sets an apostrophe before a text that a spreadsheet
would take for a formula; JSON Lines keeps lists and writes days as "2012-12-20".
"""  # noqa: E501 (a table)

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausetag.serve.outputs.columns import Column, Kind, columns_of
from clausetag.serve.outputs.records import CLAUSE, DOCUMENT, VERDICT

VERSION = 5  # of the schema
TABLES = ("documents", "clauses", "tags", "references")

_PLACE = (Column("document", Kind.TEXT), Column("clause", Kind.WHOLE), Column("path", Kind.TEXT))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        Column("document", Kind.TEXT),
        *DOCUMENT,
        Column("clause_count", Kind.WHOLE),
        Column("footnotes", Kind.NOTES),
        Column("remarks", Kind.KEYS),
        *columns_of(Kind.TEXT, "model_version", "parser_version"),
    ),
    "clauses": (
        *_PLACE,
        *(column for column in CLAUSE if column.name != "path"),
        Column("address", Kind.TEXT),
        *columns_of(Kind.KEYS, "themes", "review"),
    ),
    "tags": (*_PLACE, Column("theme", Kind.TEXT), *VERDICT, Column("model_version", Kind.TEXT)),
    "references": (
        *_PLACE,
        *columns_of(Kind.TEXT, "kind", "text", "symbol"),
        *columns_of(Kind.WHOLE, "start", "end"),
        Column("note", Kind.TEXT),
    ),
    "errors": columns_of(Kind.TEXT, "document", "reason"),
}


@dataclass(frozen=True, slots=True)
class Versions:
    """What the answers depend on besides the documents."""

    model: str
    parser: str


@cache
def parser_version() -> str:
    """Return the version of clausetag with a hash of the code and tables that read documents and their references."""
    from importlib.metadata import version

    from clausetag.data import documents, references

    digest = hashlib.sha256()
    for folder in (Path(documents.__path__[0]), Path(references.__path__[0])):
        for file in sorted((*folder.rglob("*.py"), *folder.rglob("*.toml"))):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return f"{version('clausetag')}+{digest.hexdigest()[:8]}"
