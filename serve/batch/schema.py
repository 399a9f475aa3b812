"""The tables that batch tagging writes, the same from one machine and from Spark.

`documents`: one row a document.

| column           | type                      | holds                                                                  |
|------------------|---------------------------|------------------------------------------------------------------------|
| `document`       | string                    | name of the input, unique: `docs/a.pdf`, `docs.zip!a.pdf`, `t.csv#12`   |
| `source`         | string                    | the document's own file name                                           |
| `symbol`         | string                    | "A/RES/67/172"; null if the document gives none, as in the next columns |
| `title`          | string                    | title                                                                  |
| `organ`          | string                    | "General Assembly"                                                     |
| `session`        | int32                     | 67                                                                     |
| `year`           | int32                     | of adoption, else of the session the symbol names                      |
| `adopted`        | date32                    | day of adoption                                                        |
| `language`       | string                    | ISO 639-1: "es"; null unless the document's mark-up says it            |
| `address`        | string                    | where the official document stands, by symbol and language; null without a symbol |
| `subjects`       | list<struct<scheme, id, name>> | string each: what its mark-up says it is about, in the vocabularies unbis, sdg, eurovoc; empty if it says nothing |
| `clauses`        | int32                     | how many clauses it has                                                |
| `model_version`  | string                    | version of the bundle that answered                                    |
| `parser_version` | string                    | version of clausetag and hash of the code that splits documents        |

`clauses`: one row a clause, in the order of the document.

| column           | type                      | holds                                                                  |
|------------------|---------------------------|------------------------------------------------------------------------|
| `document`       | string                    | as above                                                               |
| `clause`         | int32                     | place in the document, from 0                                          |
| `path`           | string                    | `pp12`, `op4(a)`, `annex.op1`; unique in its document                  |
| `citation`       | string                    | how people cite it: "A/RES/67/172, para. 4 (a)"                        |
| `address`        | string                    | of the official document, as above                                     |
| `eid`            | string                    | its `eId` in AKN, for the most part the same in other languages and, as files have it, not always unique; empty if it has none |
| `section`        | string                    | preambular, operative, annex or neither                                |
| `headings`       | list<string>              | headings that it stands under, the widest first; empty if none         |
| `opening`        | string                    | opening verb or phrase; empty if there is none                         |
| `text`           | string                    | the clause, clean                                                      |
| `chapeau`        | string                    | text of the paragraph that a subparagraph hangs on; empty for others   |
| `themes`         | list<string>              | themes that apply                                                      |
| `review`         | list<string>              | themes that a person should decide                                     |

`tags`: one row a clause and theme of the model.

| column           | type                      | holds                                                                  |
|------------------|---------------------------|------------------------------------------------------------------------|
| `document`, `clause`, `path` |               | as above                                                               |
| `theme`          | string                    | key of the theme                                                       |
| `answer`         | string                    | applies, review, does_not_apply or not_scored                          |
| `probability`    | float64                   | calibrated; null if the clause was not scored                          |
| `evidence`       | list<struct<start, end>>  | int32 each: the words that speak for it, as characters of `text` from 0, end excluded; empty unless the answer is applies or review |
| `model_version`  | string                    | as above                                                               |

`references`: one row a reference: what a clause, or a note that it cites, refers to (`clausetag.data.references`).

| column           | type                      | holds                                                                  |
|------------------|---------------------------|------------------------------------------------------------------------|
| `document`, `clause`, `path` |               | as above                                                               |
| `kind`           | string                    | resolution, decision, document, paragraph or treaty                    |
| `text`           | string                    | the words, as they stand                                               |
| `symbol`         | string                    | symbol of what is referred to; null where it cannot be told            |
| `start`, `end`   | int32                     | where they stand: characters of the clause's text from 0, end excluded; of the note's text where `note` is given |
| `note`           | string                    | number of the note that they stand in; empty for the clause itself     |

`errors`: one row for each input that was not tagged: `document`, and the `reason`, both strings.

CSV writes lists as "children;detention", "12-20;31-44" and "unbis:1004108 migrant workers;sdg:8 sdg 8", and sets an apostrophe before a text that a spreadsheet
would take for a formula; JSON Lines keeps lists and writes days as "2012-12-20".
"""  # noqa: E501 (a table)

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausetag.serve.outputs.columns import Column, Kind, columns_of

VERSION = 3  # of the schema
TABLES = ("documents", "clauses", "tags", "references")

_CLAUSE = (Column("document", Kind.TEXT), Column("clause", Kind.WHOLE), Column("path", Kind.TEXT))
COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": (
        *columns_of(Kind.TEXT, "document", "source", "symbol", "title", "organ"),
        *columns_of(Kind.WHOLE, "session", "year"),
        Column("adopted", Kind.DAY),
        *columns_of(Kind.TEXT, "language", "address"),
        Column("subjects", Kind.SUBJECTS),
        Column("clauses", Kind.WHOLE),
        *columns_of(Kind.TEXT, "model_version", "parser_version"),
    ),
    "clauses": (
        *_CLAUSE,
        *columns_of(Kind.TEXT, "citation", "address", "eid", "section"),
        Column("headings", Kind.KEYS),
        *columns_of(Kind.TEXT, "opening", "text", "chapeau"),
        *columns_of(Kind.KEYS, "themes", "review"),
    ),
    "tags": (
        *_CLAUSE,
        *columns_of(Kind.TEXT, "theme", "answer"),
        Column("probability", Kind.NUMBER),
        Column("evidence", Kind.SPANS),
        Column("model_version", Kind.TEXT),
    ),
    "references": (
        *_CLAUSE,
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
