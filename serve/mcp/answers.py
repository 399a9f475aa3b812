"""What the tools answer: the one shape of `clausetag.serve.outputs.answer`, short, for readers of words.

Words stand in place of the places of words, and `verdicts` hold what applies, may apply or was not scored, where more
than one text is answered for.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from pydantic import BaseModel, Field

from clausetag.data.documents.loose import unrecognised
from clausetag.models.classifier import Span
from clausetag.models.decision import Answer
from clausetag.serve.find import Found, FoundClause
from clausetag.serve.outputs.answer import Record, clause_answers, document_facts, tags_answer
from clausetag.serve.outputs.records import worded
from clausetag.serve.outputs.spans import strongest
from clausetag.serve.tags import TaggedResolution, Tags


class Verdict(BaseModel):
    """The answer for one theme."""

    answer: Answer = Field(description="review: for a person to decide. not_scored: the model was not asked.")
    probability: float | None = Field(description="Calibrated; null if not scored.")
    evidence: list[str] = Field(description="Words that speak for the theme.")


class Answered(BaseModel):
    """A text's themes, by their keys."""

    themes: list[str] = Field(description="That apply.")
    review: list[str] = Field(description="That a person should decide.")
    verdicts: dict[str, Verdict] = Field(description="Of clauses only what applies, may, or was not scored.")


class TaggedText(Answered):
    """A text's themes, every verdict, and the model."""

    model_version: str


class Clause(Answered):
    """A clause."""

    path: str
    citation: str = Field(description="How people cite it: A/RES/67/172, para. 4 (a).")
    section: str = Field(description="preambular, operative, annex or neither.")
    text: str


class Document(BaseModel):
    """A document that was read; the part of its clauses that was asked for."""

    source: str | None = Field(description="Name of the file.")
    symbol: str | None
    title: str | None
    organ: str | None
    adopted: date | None
    year: int | None
    language: str | None
    address: str | None = Field(description="Of the official document.")
    model_version: str
    note: str = Field(description="Whether it is no resolution; empty for one.")
    total: int = Field(description="How many clauses match; start asks for later ones.")
    clauses: list[Clause]


class FoundOne(Clause):
    """A clause of a batch."""

    title: str | None
    organ: str | None
    year: int | None
    language: str | None
    address: str | None = Field(description="Of the official document.")


class FoundAll(BaseModel):
    """Clauses of a batch."""

    said: list[str] = Field(description="What was found, and what was not searched or asked.")
    total: int
    clauses: list[FoundOne]


class Word(BaseModel):
    """A word and how far it moves the log-odds: 0.7 doubles the odds."""

    word: str
    weight: float


class Why(BaseModel):
    """Why a theme applies, or does not."""

    threshold: float = Field(description="Probability from which the theme applies.")
    margin: float = Field(description="Log-odds above it.")
    base: float = Field(description="Log-odds before any word.")
    speaks_for: list[Word] = Field(description="Strongest first.")
    against: list[Word] = Field(description="Strongest first.")


class Explained(Verdict):
    """The answer for a theme, and why; null if not scored."""

    theme: str
    why: Why | None


def text_answer(tags: Tags, text: str, model_version: str) -> TaggedText:
    """Return the answer for every theme of a text."""
    return TaggedText(**worded({"text": text, **tags_answer(tags)}), model_version=model_version)


def document_answer(tagged: TaggedResolution, start: int, most: int) -> Document:
    """Return a document with `most` of its clauses from the one at `start` on."""
    clauses = islice(clause_answers(tagged), start, start + most)
    return Document(
        **document_facts(tagged.resolution),
        model_version=tagged.model_version,
        note=unrecognised(tagged.resolution),
        total=len(tagged.clauses),
        clauses=[Clause(**_short(record)) for record in clauses],
    )


def found_answer(found: Found, said: Sequence[str]) -> FoundAll:
    """Return what a search found, and what it says of itself."""
    clauses = [FoundOne(**_short(_record(clause))) for clause in found.clauses]
    return FoundAll(said=list(said), total=found.total, clauses=clauses)


def explained(tags: Tags, theme: str, text: str) -> Explained:
    """Return the words for and against a theme."""
    whole = tags_answer(tags)
    why = whole["verdicts"][theme].get("why")
    told = worded({"text": text, **whole})["verdicts"][theme]
    if why:
        why |= {name: _words(text, why[name]) for name in ("speaks_for", "against")}
    return Explained(**told | {"why": why}, theme=theme)


def _short(record: Record) -> Record:
    shown = {k: v for k, v in record["verdicts"].items() if v["answer"] != Answer.DOES_NOT_APPLY}
    return worded(record | {"verdicts": shown})


def _record(clause: FoundClause) -> Record:
    verdicts = {
        one.theme: {"answer": one.answer, "probability": one.probability, "evidence": one.evidence}
        for one in clause.answers
    }
    keys = {name: _keys(verdicts, answer) for name, answer in (("themes", Answer.APPLIES), ("review", Answer.REVIEW))}
    facts = ("path", "citation", "section", "text", "title", "organ", "year", "language", "address")
    return {name: getattr(clause, name) for name in facts} | keys | {"verdicts": verdicts}


def _keys(verdicts: Mapping[str, Record], answer: Answer) -> list[str]:
    return [theme for theme, verdict in verdicts.items() if verdict["answer"] is answer]


def _words(text: str, weighted: Iterable[Record]) -> list[Record]:
    spans = [Span(one["start"], one["end"], one["weight"]) for one in weighted]
    return [{"word": word, "weight": round(weight, 2)} for word, weight in strongest(text, spans)]
