"""One row a clause: the columns that JSON Lines, CSV and Parquet share.

Every format carries the same columns in the same order. The three `<theme>_...` columns stand once for each theme of
the model, in its order.

| column                | holds                                                                                    |
|-----------------------|------------------------------------------------------------------------------------------|
| `source`              | name of the file that the clause was read from                                           |
| `symbol`              | symbol of the document, "A/RES/67/172"; empty if it gives none, as in the next columns   |
| `title`               | title of the document                                                                    |
| `adopted`             | date of adoption, "2012-12-20"                                                           |
| `year`                | year of adoption, else that in which the session of the symbol began                     |
| `language`            | ISO 639-1, "en"; empty where nobody said                                                 |
| `address`             | where the official document stands, by symbol and language (English where nobody said)   |
| `subjects`            | what the document is about: (scheme, id, name) in vocabularies, as AKN XML gives them    |
| `path`                | the clause within its document: `pp12`, `op4(a)`, `annex.op1`                            |
| `citation`            | how people cite it: "A/RES/67/172, para. 4 (a)"; see `clausetag.data.citation`           |
| `eid`                 | its name in the United Nations' mark-up (AKN4UN `eId`); empty elsewhere                  |
| `section`             | preambular, operative, annex or neither                                                  |
| `headings`            | headings that the clause stands under, the widest first                                  |
| `opening`             | opening verb or phrase, "Calls upon"; empty if there is none                             |
| `text`                | the clause, clean                                                                        |
| `chapeau`             | text of the paragraph that a subparagraph hangs on; empty for others                     |
| `references`          | what the clause and the notes that it cites refer to (`clausetag.data.references`): kind, |
|                       | text, symbol, start and end in `text`; with a note's number as `note`, in that note's text |
| `themes`              | keys of the themes that apply                                                            |
| `review`              | keys of the themes that a person should decide                                           |
| `<theme>_probability` | calibrated probability, 0 to 1; empty if the clause was not scored                       |
| `<theme>_answer`      | applies, review, does_not_apply or not_scored                                            |
| `<theme>_evidence`    | (start, end) of the words that speak for the theme, counted in characters (code points)  |
|                       | of `text` from 0, end excluded; only where the answer is applies or review               |
| `model_version`       | version of the bundle that answered                                                      |

JSON Lines and Parquet keep lists as lists. CSV is for people: evidence is the words themselves, "detained;prison",
probabilities have four decimals, keys are written "children;detention", subjects "unbis:1001603 DETAINED PERSONS;
sdg:16 Peace" and references "resolution:A/RES/70/1 70/1"; an apostrophe stands before a text that a spreadsheet would
take for a formula (it begins with =, +, - or @).
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from clausetag.data.citation import citations_of, official_address
from clausetag.data.dataset.corpus import describe
from clausetag.data.documents.resolution import Resolution
from clausetag.data.references import references_of
from clausetag.serve.outputs.columns import Column, Kind, columns_of
from clausetag.serve.outputs.spans import joined
from clausetag.serve.tags import TaggedResolution, Tags

Record = dict[str, Any]
DIGITS = 4  # of a probability for people


def columns(themes: Sequence[str], *, worded: bool = False) -> tuple[Column, ...]:
    """Return the columns for a model with these themes; evidence holds words where they are `worded`, else spans."""
    evidence = Kind.KEYS if worded else Kind.PAIRS
    answered = (("probability", Kind.NUMBER), ("answer", Kind.TEXT), ("evidence", evidence))
    return (
        *columns_of(Kind.TEXT, "source", "symbol", "title"),
        Column("adopted", Kind.DAY),
        Column("year", Kind.WHOLE),
        *columns_of(Kind.TEXT, "language", "address"),
        Column("subjects", Kind.SUBJECTS),
        *columns_of(Kind.TEXT, "path", "citation", "eid", "section"),
        Column("headings", Kind.KEYS),
        *columns_of(Kind.TEXT, "opening", "text", "chapeau"),
        Column("references", Kind.REFERENCES),
        *columns_of(Kind.KEYS, "themes", "review"),
        *(Column(f"{theme}_{name}", kind) for theme in themes for name, kind in answered),
        Column("model_version", Kind.TEXT),
    )


def records(tagged: TaggedResolution) -> Iterator[Record]:
    """Yield one record a clause, its fields in the order of `columns`."""
    document = tagged.resolution
    subjects = [asdict(subject) for subject in document.subjects]
    citations, address = citations_of(document), official_address(document.symbol, document.language)
    references: dict[str, list[Record]] = {}
    for cited in references_of(document):
        references.setdefault(cited.path, []).append(asdict(cited.reference) | {"note": cited.note})
    for clause, tags in ((item.clause, item.tags) for item in tagged.clauses):
        record: Record = {
            "source": document.source,
            "symbol": document.symbol,
            "title": document.title,
            "adopted": document.adopted,
            "year": year_of(document),
            "language": document.language,
            "address": address or None,
            "subjects": subjects,
            "path": clause.path,
            "citation": citations[clause.path],
            "eid": clause.eid,
            "section": clause.section.value,
            "headings": list(clause.headings),
            "opening": clause.opening,
            "text": clause.text,
            "chapeau": clause.chapeau,
            "references": references.get(clause.path, []),
        }
        yield record | tag_record(tags, tagged.model_version)


def worded(record: Record, themes: Sequence[str]) -> Record:
    """Return a record for people: evidence in words, each once, and probabilities rounded."""
    told = dict(record)
    for theme in themes:
        words = (record["text"][start:end] for start, end in joined(record["text"], record[f"{theme}_evidence"]))
        told[f"{theme}_evidence"] = list(dict.fromkeys(words))
        if (probability := record[f"{theme}_probability"]) is not None:
            told[f"{theme}_probability"] = round(probability, DIGITS)
    return told


def year_of(document: Resolution) -> int | None:
    """Return the year of adoption, else that in which the session of the symbol began; None if neither is known."""
    if document.adopted:
        return document.adopted.year
    return describe((document.symbol or "").replace("/", "-").replace(" ", ""))[2]


def tag_record(tags: Tags, model_version: str) -> Record:
    """Return what was answered for one clause, in the order of `columns` from `themes` on."""
    record: Record = {"themes": list(tags.themes), "review": list(tags.review)}
    for theme, answer in tags.answers.items():
        record[f"{theme}_probability"] = tags.probabilities.get(theme)
        record[f"{theme}_answer"] = answer.value
        record[f"{theme}_evidence"] = [list(span) for span in tags.evidence.get(theme, ())]
    record["model_version"] = model_version
    return record
