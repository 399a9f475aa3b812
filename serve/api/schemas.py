"""What requests and answers look like."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from clausetag.models.decision import Answer
from clausetag.serve.api.examples import MODEL_VERSION, REFERENCE, TAGS, TEXT
from clausetag.serve.api.settings import MAX_CHARACTERS, MAX_TEXTS

_MOST_FIELDS = 10


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class TagRequest(BaseModel):
    """Clause texts to tag."""

    model_config = _example({"texts": [TEXT]})
    texts: list[Annotated[str, Field(max_length=MAX_CHARACTERS)]] = Field(
        min_length=1, max_length=MAX_TEXTS, description="One clause each; each is tagged by itself."
    )
    explain: StrictBool = Field(default=False, description="Say for every theme what speaks for and against it.")

    @model_validator(mode="before")
    @classmethod
    def _few_fields(cls, data: Any) -> Any:  # noqa: ANN401 (whatever the JSON holds)
        if isinstance(data, dict) and len(data) > _MOST_FIELDS:  # an error for each would be built
            raise ValueError("there are many fields besides texts")
        return data


class Words(BaseModel):
    """Words of a text and how much they speak for a theme."""

    start: int = Field(description="In characters (code points) of the text.")
    end: int = Field(description="Excluded.")
    weight: float = Field(description="Log-odds: 0.7 doubles the odds of the theme, -0.7 halves them.")


class Why(BaseModel):
    """Why a theme applies, or does not; all but the threshold in log-odds."""

    threshold: float = Field(description="The probability from which the theme applies, in the language of the text.")
    margin: float = Field(description="How far the text is above the threshold; negative below it.")
    base: float = Field(description="What a text starts from, before any of its words.")
    speaks_for: list[Words] = Field(description="The words that raise it most, in reading order.")
    against: list[Words] = Field(description="Those that lower it most.")


class Verdict(BaseModel):
    """The answer for one theme."""

    answer: Answer = Field(description="review: for a person to decide; not_scored: the text could not be read.")
    probability: float | None = Field(ge=0, le=1, description="Calibrated; null if not scored.")
    evidence: list[tuple[int, int]] = Field(
        description="Words that speak for the theme: start and end (excluded) in characters (code points) of the text."
    )
    why: Why | None = Field(default=None, description="Only where `explain` was asked for and the text was scored.")


class TextTags(BaseModel):
    """The tags of one text."""

    themes: list[str] = Field(description="Keys of the themes that apply.")
    review: list[str] = Field(description="Keys of the themes that a person should decide.")
    verdicts: dict[str, Verdict] = Field(description="The answer for every theme, by its key.")


class TagResponse(BaseModel):
    """Tags of the texts, in their order, and the version of the model that gave them."""

    model_config = _example({"model_version": MODEL_VERSION, "results": [TAGS]})
    model_version: str
    results: list[TextTags]


class Reference(BaseModel):
    """What a clause, or a note that it cites, refers to."""

    kind: str = Field(description="resolution, decision, document, paragraph or treaty.")
    text: str
    symbol: str | None = Field(description="Of what is referred to; null where it cannot be told.")
    start: int = Field(description="In characters of the clause, or of the note.")
    end: int = Field(description="Excluded.")
    note: str = Field(description='Number of the note that it stands in; "" for the clause itself.')


class ClauseTags(TextTags):
    """A clause and its tags."""

    path: str = Field(description="The clause within its document: pp12, op4(a), annex.op1.")
    citation: str = Field(description="How people cite it: A/RES/67/172, para. 4 (a).")
    eid: str = Field(description='Name in the United Nations\' mark-up (AKN4UN eId); "" if none.')
    section: str
    headings: list[str] = Field(description="Headings that it stands under, the widest first; [] if none.")
    opening: str = Field(description='Opening verb or phrase; "" if there is none.')
    text: str
    chapeau: str = Field(description='Text of the paragraph it hangs on; "" if none.')
    footnotes: list[str] = Field(description="Numbers of the notes it cites.")
    references: list[Reference] = Field(description="What it and the notes that it cites refer to.")


class Note(BaseModel):
    """A footnote and the clauses that cite it."""

    number: str
    text: str
    cited_by: list[str]


class DocumentSubject(BaseModel):
    """What a document is about in a vocabulary."""

    scheme: str = Field(description="unbis, sdg or eurovoc.")
    id: str = Field(description='Number there; "" if the document gives none.')
    name: str


class DocumentResponse(BaseModel):
    """A resolution and its clauses with tags. Fields that the document does not give are null."""

    model_config = _example(
        {
            "model_version": MODEL_VERSION,
            **dict.fromkeys(("session", "agenda_item", "meeting", "report")),
            "symbol": "A/RES/67/172",
            "title": "Protection of migrants",
            "organ": "General Assembly",
            "adopted": "2012-12-20",
            "year": 2012,
            "source": "A_RES_67_172.xml",
            "language": "en",
            "address": "https://docs.un.org/en/A/RES/67/172",
            "subjects": [{"scheme": "unbis", "id": "1001603", "name": "DETAINED PERSONS"}],
            "clauses": [
                {"path": "op4", "eid": "para_4", "section": "operative", "opening": "Calls upon", "text": TEXT}
                | {"citation": "A/RES/67/172, para. 4", "headings": [], "chapeau": "", "footnotes": ["1"]}
                | {"references": [REFERENCE], **TAGS}
            ],
            "footnotes": [{"number": "1", "text": "Resolution 217 A (III).", "cited_by": ["op4"]}],
            "remarks": ["page 3 is a picture; run text recognition on it"],
        }
    )
    source: str | None
    symbol: str | None
    title: str | None
    organ: str | None = Field(description="As the document says it, else as its symbol does.")
    session: int | None
    agenda_item: str | None
    meeting: str | None
    report: str | None
    adopted: date | None
    year: int | None = Field(description="Of adoption, else that in which the session of the symbol began.")
    language: str | None = Field(description="ISO 639-1; null where it cannot be told.")
    address: str | None = Field(description="Where the official document stands, by symbol and language.")
    subjects: list[DocumentSubject] = Field(description="In AKN XML; [] elsewhere.")
    model_version: str
    clauses: list[ClauseTags]
    footnotes: list[Note]
    remarks: list[str] = Field(description="What could not be read; where mark-up and text differ.")


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
            "version": MODEL_VERSION,
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
