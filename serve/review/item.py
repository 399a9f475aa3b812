"""A clause that a person may be asked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausetag.data.citation import official_address
from clausetag.data.dataset.annotations import text_hash
from clausetag.models.decision import Answer

Spans = tuple[tuple[int, int], ...]  # (start, end) characters of a text


@dataclass(frozen=True, slots=True)
class Guess:
    """What a model says of one theme; words that speak for it are shown where it applies or is for review."""

    answer: Answer
    probability: float | None = None
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A clause, where it stands, and what a model says of it, by theme. What is not known is empty."""

    text: str
    guesses: Mapping[str, Guess] = field(default_factory=dict)
    document: str = ""  # symbol or name
    path: str = ""
    section: str = ""
    language: str = ""
    year: int | None = None
    before: str = ""  # the clause before it
    after: str = ""
    model: str = ""  # version
    chosen_for: str = ""  # "Detention: for review"

    @property
    def clause(self) -> str:
        """Name of the clause, as `Label.clause`."""
        return text_hash(" ".join(self.text.split()))

    @property
    def link(self) -> str:
        """Where the official document is found; "" if none is known."""
        return official_address(self.document, self.language)
