"""What is asked of the tables, and what of it a document's facts decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from clausetag.data.documents.resolution import Section
from clausetag.data.errors import UsageError

LONGEST_TEXT = 500  # characters to look for


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question; what is left out is not asked.

    Attributes:
        themes: Clauses that speak of one of these, or may (a person should decide).
        first: Documents of this year and later.
        last: Documents of this year and earlier.
        organ: Documents of organs with this in their name, in capitals or not.
        section: Clauses of this part.
        language: Documents in this language, ISO 639-1.
        text: Clauses with these words in this order, in capitals or not.
    """

    themes: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    organ: str = ""
    section: Section | None = None
    language: str = ""
    text: str = ""

    def check(self) -> None:
        """Refuse a question that nothing can answer; UsageError says what is wrong with it."""
        if self.first is not None and self.last is not None and self.first > self.last:
            raise UsageError(f"from {self.first} to {self.last}: the first year comes after the last")
        if len(self.text) > LONGEST_TEXT:
            raise UsageError(f"a text of {len(self.text):,} characters to look for; give at most {LONGEST_TEXT}")

    @property
    def words(self) -> str:
        """The text to look for, white space as single spaces."""
        return " ".join(self.text.split())

    def unknown(self, document: Mapping[str, Any]) -> list[str]:
        """Return what is asked of a document but the document does not say: "year", "organ", "language"."""
        asked = {
            "year": self.first is not None or self.last is not None,
            "organ": bool(self.organ),
            "language": bool(self.language),
        }
        return [name for name, wanted in asked.items() if wanted and not document[name]]

    def takes(self, document: Mapping[str, Any]) -> bool:
        """Whether a document, which says what is asked of it, is one of those asked for."""
        year, organ = document["year"], document["organ"]
        return (
            (self.first is None or year >= self.first)
            and (self.last is None or year <= self.last)
            and (not self.organ or self.organ.casefold() in organ.casefold())
            and (not self.language or document["language"] == self.language)
        )
