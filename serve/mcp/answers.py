"""What the tools answer."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from clausetag.data.citation import citations_of, official_address
from clausetag.data.documents.loose import unrecognised
from clausetag.models.classifier import Span
from clausetag.models.decision import Answer
from clausetag.serve.find import Found, FoundClause
from clausetag.serve.outputs.spans import joined, strongest
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

_DIGITS = 3  # of a probability


class ThemeAnswer(BaseModel):
    """The answer for one theme."""

    theme: str
    answer: Answer = Field(description="review: for a person to decide. not_scored: the model was not asked.")
    probability: float | None = Field(description="Calibrated; null if not scored.")
    words: list[str] = Field(description="Words that speak for the theme.")


class TaggedText(BaseModel):
    """A text's themes."""

    model_version: str
    themes: list[ThemeAnswer]


class Clause(BaseModel):
    """A clause; themes are those that apply or are for a person to decide."""

    citation: str = Field(description="How people cite it: A/RES/67/172, para. 4 (a).")
    section: str = Field(description="preambular, operative, annex or neither.")
    text: str
    themes: list[ThemeAnswer]
    not_scored: bool = Field(default=False, description="The model was not asked about it.")


class Document(BaseModel):
    """A document that was read; the part of its clauses that was asked for."""

    name: str
    note: str = Field(description="Whether it is no resolution; empty for one.")
    symbol: str | None
    title: str | None
    organ: str | None
    adopted: str | None
    language: str | None
    address: str | None = Field(description="Of the official document.")
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


class Explained(BaseModel):
    """Why a theme applies to a text, or does not."""

    theme: str
    answer: Answer
    probability: float | None = Field(description="Calibrated; null if not scored.")
    threshold: float | None = Field(description="Probability from which the theme applies.")
    speaks_for: list[Word] = Field(description="Strongest first.")
    against: list[Word] = Field(description="Strongest first.")


def text_answer(tags: Tags, text: str, model_version: str) -> TaggedText:
    """Return the answer for every theme of a text."""
    return TaggedText(model_version=model_version, themes=[_answer(tags, key, text) for key in tags.answers])


def document_answer(tagged: TaggedResolution, start: int, most: int) -> Document:
    """Return a document with `most` of its clauses from the one at `start` on."""
    resolution = tagged.resolution
    citations = citations_of(resolution)
    return Document(
        name=resolution.source or "",
        note=unrecognised(resolution),
        symbol=resolution.symbol,
        title=resolution.title,
        organ=resolution.organ,
        adopted=resolution.adopted.isoformat() if resolution.adopted else None,
        language=resolution.language,
        address=official_address(resolution.symbol, resolution.language) or None,
        total=len(tagged.clauses),
        clauses=[_clause(item, citations[item.clause.path]) for item in tagged.clauses[start : start + most]],
    )


def found_answer(found: Found, said: Sequence[str]) -> FoundAll:
    """Return what a search found, and what it says of itself."""
    return FoundAll(said=list(said), total=found.total, clauses=[_found(clause) for clause in found.clauses])


def explained(tags: Tags, theme: str, text: str) -> Explained:
    """Return the words for and against a theme."""
    why = tags.why.get(theme)
    return Explained(
        theme=theme,
        answer=tags.answers[theme],
        probability=_rounded(tags.probabilities.get(theme)),
        threshold=_rounded(why.threshold) if why else None,
        speaks_for=_words(text, why.speaks_for if why else ()),
        against=_words(text, why.against if why else ()),
    )


def _clause(item: TaggedClause, citation: str) -> Clause:
    text, tags = item.clause.text, item.tags
    shown = [_answer(tags, key, text) for key in (*tags.themes, *tags.review)]
    scored = bool(tags.probabilities)
    return Clause(citation=citation, section=item.clause.section.value, text=text, themes=shown, not_scored=not scored)


def _found(clause: FoundClause) -> FoundOne:
    answers = [
        ThemeAnswer(
            theme=one.theme,
            answer=one.answer,
            probability=_rounded(one.probability),
            words=_cut(clause.text, joined(clause.text, one.evidence)),
        )
        for one in clause.answers
    ]
    return FoundOne(
        citation=clause.citation,
        section=clause.section,
        text=clause.text,
        themes=answers,
        title=clause.title,
        organ=clause.organ,
        year=clause.year,
        language=clause.language,
        address=clause.address,
    )


def _answer(tags: Tags, key: str, text: str) -> ThemeAnswer:
    words = _cut(text, joined(text, tags.evidence.get(key, ())))
    probability = _rounded(tags.probabilities.get(key))
    return ThemeAnswer(theme=key, answer=tags.answers[key], probability=probability, words=words)


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return list(dict.fromkeys(text[start:end] for start, end in spans))


def _words(text: str, spans: Sequence[Span]) -> list[Word]:
    return [Word(word=word, weight=round(weight, 2)) for word, weight in strongest(text, spans)]


def _rounded(probability: float | None) -> float | None:
    return None if probability is None else round(probability, _DIGITS)
