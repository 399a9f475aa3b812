"""A comparison as JSON.

`texts` names what was compared. `comparisons` holds, for each text and the one before, how many rows there are of each
kind and `rows` themselves: `kind`, `moved`, the clauses on both sides, `marks` and the themes gained, lost, kept and
undecided. A mark is a run of words: what became of them, the old words, the new words; all old words join to the old
texts (themselves joined by a space), all new ones to the new.
`threads` says of clauses that hang together where they stand in each text, by path.
"""

from typing import Any

from clausetag.data.compare import Kind
from clausetag.serve.compare.comparison import ComparedRow, Comparison, Series
from clausetag.serve.tags import TaggedClause, TaggedResolution

Record = dict[str, Any]


def series_record(series: Series) -> Record:
    """Return what JSON holds of a series."""
    texts = series.texts
    return {
        "texts": [_text(name, text) for name, text in zip(series.names, texts, strict=True)],
        "comparisons": [
            {"old": series.names[number], "new": series.names[number + 1]} | _comparison(step)
            for number, step in enumerate(series.steps)
        ],
        "threads": [
            [[text.clauses[at].clause.path for at in places] for text, places in zip(texts, thread.places, strict=True)]
            for thread in series.threads
        ],
        "model_version": texts[-1].model_version,
    }


def _text(name: str, text: TaggedResolution) -> Record:
    document = text.resolution
    return {
        "name": name,
        "source": document.source,
        "symbol": document.symbol,
        "title": document.title,
        "language": document.language,
        "adopted": document.adopted.isoformat() if document.adopted else None,
        "clauses": len(text.clauses),
    }


def _comparison(step: Comparison) -> Record:
    counts = {kind.value: step.counts[kind] for kind in Kind}
    return {"counts": counts, "moved": step.moved, "rows": [_row(row) for row in step.rows]}


def _row(row: ComparedRow) -> Record:
    return {
        "kind": row.kind.value,
        "moved": row.moved,
        "old": [_clause(item) for item in row.old],
        "new": [_clause(item) for item in row.new],
        "marks": [[mark.change.value, mark.old, mark.new] for mark in row.marks],
        "themes": {
            "gained": list(row.themes.gained),
            "lost": list(row.themes.lost),
            "kept": list(row.themes.kept),
            "undecided": list(row.themes.undecided),
        },
    }


def _clause(item: TaggedClause) -> Record:
    clause, tags = item.clause, item.tags
    return {
        "path": clause.path,
        "eid": clause.eid,
        "section": clause.section.value,
        "text": clause.text,
        "themes": list(tags.themes),
        "review": list(tags.review),
    }
