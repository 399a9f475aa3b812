"""One row a clause, for JSON Lines, CSV and Parquet: an answer of `clausetag.serve.outputs.answer`, laid flat.

A row holds the fields of the document (without its notes), those of the clause and `model_version`. JSON Lines nests
`verdicts` as the answer does. In CSV and Parquet the fields of a verdict are columns, once for each theme of the
model, in its order: `<theme>_probability`, `<theme>_answer`, `<theme>_evidence`; with explanations, behind all others,
`<theme>_threshold`, `<theme>_margin`, `<theme>_base`, `<theme>_speaks_for`, `<theme>_against`. MLflow's protocol has
these columns, too.

Parquet keeps lists as lists. CSV is for people: evidence and what speaks for and against are the words themselves,
"detained;prison", probabilities have four decimals, keys are written "children;detention", subjects "unbis:1001603
DETAINED PERSONS;sdg:16 Peace" and references "resolution:A/RES/70/1 70/1"; an apostrophe stands before a text that a
spreadsheet would take for a formula (it begins with =, +, - or @).
"""

from collections.abc import Iterator, Sequence

from clausetag.models.classifier import Span
from clausetag.serve.outputs.answer import Record, clause_answers, document_facts, tags_answer
from clausetag.serve.outputs.columns import Column, Kind, columns_of
from clausetag.serve.outputs.spans import joined, strongest
from clausetag.serve.tags import TaggedResolution, Tags

DIGITS = 4  # of a probability for people
_WHY = (
    *columns_of(Kind.NUMBER, "threshold", "margin", "base"),
    *columns_of(Kind.WEIGHTED, "speaks_for", "against"),
)
DOCUMENT = (
    *columns_of(Kind.TEXT, "source", "symbol", "title", "organ"),
    Column("session", Kind.WHOLE),
    *columns_of(Kind.TEXT, "agenda_item", "meeting", "report"),
    Column("adopted", Kind.DAY),
    Column("year", Kind.WHOLE),
    *columns_of(Kind.TEXT, "language", "address"),
    Column("subjects", Kind.SUBJECTS),
)
CLAUSE = (
    *columns_of(Kind.TEXT, "path", "citation", "eid", "section"),
    Column("headings", Kind.KEYS),
    *columns_of(Kind.TEXT, "opening", "text", "chapeau"),
    Column("footnotes", Kind.KEYS),
)
VERDICT = (Column("probability", Kind.NUMBER), Column("answer", Kind.TEXT), Column("evidence", Kind.PAIRS))


def columns(themes: Sequence[str], *, worded: bool = False, explain: bool = False) -> tuple[Column, ...]:
    """Return the columns of CSV and Parquet for a model with these themes; words are texts where they are `worded`."""
    answered = [Column(f"{theme}_{one.name}", _kind(one, worded)) for theme in themes for one in VERDICT]
    why = [Column(f"{theme}_{one.name}", _kind(one, worded)) for theme in themes for one in _WHY]
    return (
        *DOCUMENT,
        *CLAUSE,
        Column("references", Kind.REFERENCES),
        *columns_of(Kind.KEYS, "themes", "review"),
        *answered,
        Column("model_version", Kind.TEXT),
        *(why if explain else ()),
    )


def _kind(column: Column, worded: bool) -> Kind:
    return Kind.KEYS if worded and column.kind in (Kind.PAIRS, Kind.WEIGHTED) else column.kind


def records(tagged: TaggedResolution) -> Iterator[Record]:
    """Yield one record a clause, `verdicts` nested."""
    facts = document_facts(tagged.resolution)
    for clause in clause_answers(tagged):
        yield {**facts, **clause, "model_version": tagged.model_version}


def flat(record: Record) -> Record:
    """Return a record with the fields of its verdicts as columns."""
    told = {name: value for name, value in record.items() if name not in ("verdicts", "model_version")}
    explained: Record = {}
    for theme, verdict in record["verdicts"].items():
        for column in VERDICT:
            told[f"{theme}_{column.name}"] = verdict[column.name]
        why = verdict.get("why")
        for column in _WHY:
            nothing: list[Record] | None = [] if column.kind is Kind.WEIGHTED else None
            explained[f"{theme}_{column.name}"] = why[column.name] if why else nothing
    return told | {"model_version": record["model_version"]} | explained


def worded(record: Record) -> Record:
    """Return a record for people: words for the places where they stand, each once, and probabilities rounded."""
    text = record["text"]
    verdicts = {}
    for theme, verdict in record["verdicts"].items():
        words = (text[start:end] for start, end in joined(text, verdict["evidence"]))
        told = verdict | {"evidence": list(dict.fromkeys(words))}
        if verdict["probability"] is not None:
            told["probability"] = round(verdict["probability"], DIGITS)
        if why := verdict.get("why"):
            told["why"] = why | {name: _words(text, why[name]) for name in ("speaks_for", "against")}
        verdicts[theme] = told
    return record | {"verdicts": verdicts}


def _words(text: str, weighted: Sequence[Record]) -> list[str]:
    return [word for word, _ in strongest(text, [Span(one["start"], one["end"], one["weight"]) for one in weighted])]


def tag_record(tags: Tags, model_version: str) -> Record:
    """Return what was answered for one text as columns, from `themes` to `model_version`."""
    record = flat(tags_answer(tags) | {"model_version": model_version})
    names = [f"{theme}_{column.name}" for theme in tags.answers for column in VERDICT]
    return {name: record[name] for name in ("themes", "review", *names, "model_version")}
