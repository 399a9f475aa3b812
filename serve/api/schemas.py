"""What requests and answers look like."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from clausetag.models.decision import Answer
from clausetag.serve.api.settings import MAX_CHARACTERS, MAX_TEXTS
from clausetag.serve.tags import TaggedResolution, Tags

_MOST_FIELDS = 10
_TEXT = "Calls upon all States to put an end to the arbitrary detention of migrant children;"


def _spans(word: str) -> list[list[int]]:
    return [[_TEXT.index(word), _TEXT.index(word) + len(word)]]


_VERDICTS: dict[str, Any] = {
    "detention": {"answer": "applies", "probability": 0.993, "evidence": _spans("arbitrary detention")},
    "children": {"answer": "applies", "probability": 0.998, "evidence": _spans("children")},
    "trafficking": {"answer": "does_not_apply", "probability": 0.004, "evidence": []},
    "labour_rights": {"answer": "review", "probability": 0.214, "evidence": _spans("migrant")},
}
_TAGS: dict[str, Any] = {"themes": ["detention", "children"], "review": ["labour_rights"], "verdicts": _VERDICTS}
_MODEL = "1f0c9d3a77be"


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class TagRequest(BaseModel):
    """Clause texts to tag."""

    model_config = _example({"texts": [_TEXT]})
    texts: list[Annotated[str, Field(max_length=MAX_CHARACTERS)]] = Field(
        min_length=1, max_length=MAX_TEXTS, description="One clause each; each is tagged by itself."
    )

    @model_validator(mode="before")
    @classmethod
    def _few_fields(cls, data: Any) -> Any:  # noqa: ANN401 (whatever the JSON holds)
        if isinstance(data, dict) and len(data) > _MOST_FIELDS:  # an error for each would be built
            raise ValueError("there are many fields besides texts")
        return data


class Verdict(BaseModel):
    """The answer for one theme."""

    answer: Answer = Field(description="review: for a person to decide; not_scored: the text could not be read.")
    probability: float | None = Field(ge=0, le=1, description="Calibrated; null if not scored.")
    evidence: list[tuple[int, int]] = Field(
        description="Words that speak for the theme: start and end (excluded) in characters (code points) of the text."
    )


class TextTags(BaseModel):
    """The tags of one text."""

    themes: list[str] = Field(description="Keys of the themes that apply.")
    review: list[str] = Field(description="Keys of the themes that a person should decide.")
    verdicts: dict[str, Verdict] = Field(description="The answer for every theme, by its key.")


class TagResponse(BaseModel):
    """Tags of the texts, in their order, and the version of the model that gave them."""

    model_config = _example({"model": _MODEL, "results": [_TAGS]})
    model: str
    results: list[TextTags]


class ClauseTags(TextTags):
    """A clause and its tags."""

    path: str = Field(description="The clause within its document: pp12, op4(a), annex.op1.")
    section: str
    opening: str = Field(description='Opening verb or phrase; "" if there is none.')
    text: str
    chapeau: str = Field(description='Text of the paragraph it hangs on; "" if none.')
    footnotes: list[str] = Field(description="Numbers of the notes it cites.")


class Note(BaseModel):
    """A footnote and the clauses that cite it."""

    number: str
    text: str
    cited_by: list[str]


class DocumentResponse(BaseModel):
    """A resolution and its clauses with tags. Fields that the document does not give are null."""

    model_config = _example(
        {
            "model": _MODEL,
            **dict.fromkeys(("session", "agenda_item", "meeting", "report")),
            "symbol": "A/RES/67/172",
            "title": "Protection of migrants",
            "organ": "General Assembly",
            "adopted": "2012-12-20",
            "source": "A_RES_67_172.docx",
            "clauses": [
                {"path": "op4", "section": "operative", "opening": "Calls upon", "text": _TEXT, "chapeau": ""}
                | {"footnotes": ["1"], **_TAGS}
            ],
            "footnotes": [{"number": "1", "text": "Resolution 217 A (III).", "cited_by": ["op4"]}],
        }
    )
    model: str
    symbol: str | None
    title: str | None
    organ: str | None
    session: int | None
    agenda_item: str | None
    adopted: date | None
    meeting: str | None
    report: str | None
    source: str | None
    clauses: list[ClauseTags]
    footnotes: list[Note]


class ConceptInfo(BaseModel):
    """The same idea in another vocabulary."""

    scheme: str
    id: str
    name: str


class ThemeInfo(BaseModel):
    """What a theme means."""

    key: str
    name: str
    definition: str
    applies: list[str]
    excludes: list[str]
    concepts: list[ConceptInfo]


class ThemesResponse(BaseModel):
    """The themes of the model in use, in its order."""

    model_config = _example(
        {
            "themes": [
                {
                    "key": "detention",
                    "name": "Detention",
                    "definition": "Arrest, custody, imprisonment or any other loss of liberty, whoever imposes it.",
                    "applies": ["secret or incommunicado detention; immigration detention"],
                    "excludes": ["detention as a figure of speech; seizure of goods"],
                    "concepts": [{"scheme": "unbis", "id": "1001603", "name": "DETAINED PERSONS"}],
                }
            ]
        }
    )
    themes: list[ThemeInfo]


class ModelResponse(BaseModel):
    """What the model in use says of itself."""

    model_config = _example(
        {
            "version": _MODEL,
            "themes": ["detention", "children", "trafficking", "labour_rights"],
            "dataset": {"fingerprint": "ac9983e36967", "clauses": {"train": 9350}},
            "metrics": {"out of fold": {"clauses": 7533, "macro_f1": [0.905, 0.894, 0.915]}},
            "versions": {"clausetag": "0.1.0", "numpy": "2.4.6"},
            "config": {"word_scale": 0.3},
        }
    )
    version: str
    themes: list[str]
    dataset: dict[str, Any] = Field(description="Fingerprint and counts of the data it learned from.")
    metrics: dict[str, Any]
    versions: dict[str, str] = Field(description="Of the libraries that trained it.")
    config: dict[str, Any]


class State(BaseModel):
    """Whether the service lives or is ready."""

    status: str


def verdicts(tags: Tags) -> dict[str, Any]:
    """Return tags as `TextTags` describes them."""
    chances, words = tags.probabilities, tags.evidence
    return {
        "themes": tags.themes,
        "review": tags.review,
        "verdicts": {
            key: {"answer": answer.value, "probability": chances.get(key), "evidence": words.get(key, ())}
            for key, answer in tags.answers.items()
        },
    }


def tag_response(tags: Sequence[Tags], model: str) -> dict[str, Any]:
    """Return what `TagResponse` describes."""
    return {"model": model, "results": [verdicts(t) for t in tags]}


def document_response(tagged: TaggedResolution) -> dict[str, Any]:
    """Return what `DocumentResponse` describes."""
    found = tagged.resolution
    names = ("symbol", "title", "organ", "session", "agenda_item", "meeting", "report", "source")
    fields = ("path", "opening", "text", "chapeau", "footnotes")
    return {
        "model": tagged.model_version,
        **{name: getattr(found, name) for name in names},
        "adopted": found.adopted.isoformat() if found.adopted else None,
        "clauses": [
            {
                **{name: getattr(item.clause, name) for name in fields},
                "section": item.clause.section.value,
                **verdicts(item.tags),
            }
            for item in tagged.clauses
        ],
        "footnotes": [{"number": n.number, "text": n.text, "cited_by": n.cited_by} for n in found.footnotes],
    }
