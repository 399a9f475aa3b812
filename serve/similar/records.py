"""What is like a draft, as JSON.

`clauses` holds each clause of the draft: `path`, `section`, `text` and `families`, the most alike first, none if it is
new. A family of near-copies has `likeness` (of the draft's clause and the nearest text: of the words of both, the share
that stands in both, in one order, 0 to 1), `text` (the nearest text), `nearest`, `first` and `last` (clauses, by year;
null where no year is known), how many `clauses` in how many `documents`, and `organs` (name, documents).
"""

from dataclasses import asdict
from typing import Any

from clausetag.data.documents.resolution import Resolution
from clausetag.serve.similar.draft import DraftClause


def similar_record(draft: Resolution, found: tuple[DraftClause, ...]) -> dict[str, Any]:
    """Return what JSON holds of a draft."""
    return {
        "source": draft.source,
        "symbol": draft.symbol,
        "title": draft.title,
        "clauses": [
            {
                "path": one.clause.path,
                "section": one.clause.section.value,
                "text": one.clause.text,
                "families": [asdict(family) for family in one.families],
            }
            for one in found
        ],
    }
