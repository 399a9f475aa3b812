"""A label: what one reader answered when asked whether one theme applies to one clause."""

from dataclasses import dataclass
from typing import Literal, get_args

from clausetag.data.dataset.annotations import text_hash

Answer = Literal["yes", "no", "unsure"]
ANSWERS: tuple[Answer, ...] = get_args(Answer)


@dataclass(frozen=True, slots=True)
class Label:
    """One answer. A theme that a clause has no label for was not asked, which is not "no"."""

    text: str  # of the clause
    theme: str
    answer: Answer
    annotator: str = ""
    when: str = ""  # day, "2026-11-26", where it is known
    source: str = ""  # the file or tool it came from
    document: str = ""  # symbol or name of the document; clauses of one document stay together in splits
    path: str = ""  # of the clause in its document
    section: str = ""
    language: str = ""  # "" where nobody said
    year: int | None = None  # of the document
    decides: bool = False  # an adjudicator's: it goes before what others answered

    @property
    def clause(self) -> str:
        """Name of the clause: a hash of its text, white space folded."""
        return text_hash(" ".join(self.text.split()))
