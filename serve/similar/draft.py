"""Each clause of a draft, and the families of clauses like it."""

from dataclasses import dataclass

from clausetag.data.documents.resolution import Clause, Resolution, Section
from clausetag.serve.similar.search import Family, Index


@dataclass(frozen=True, slots=True)
class DraftClause:
    """A clause and what is like it, the most alike first; nothing if it is new."""

    clause: Clause
    families: tuple[Family, ...]


def similar_to(draft: Resolution, index: Index) -> tuple[DraftClause, ...]:
    """Return the clauses of a draft in order, each with its families; its own document is passed over."""
    return tuple(DraftClause(clause, index.families(clause.text, but=draft.symbol)) for clause in draft.clauses)


def as_draft(text: str) -> Resolution:
    """Return a text as a draft of one clause."""
    return Resolution((Clause("op1", Section.NEITHER, " ".join(text.split()), numbered=False),))
