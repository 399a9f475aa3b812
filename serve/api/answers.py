"""What the API answers, built as `clausetag.serve.api.schemas` describes it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from clausetag.data.citation import citations_of, official_address
from clausetag.models.classifier import Span
from clausetag.models.explanation import Explanation
from clausetag.serve.tags import TaggedResolution, Tags


def text_tags(tags: Tags) -> dict[str, Any]:
    """Return tags as `TextTags` describes them."""
    chances, words = tags.probabilities, tags.evidence
    return {
        "themes": tags.themes,
        "review": tags.review,
        "verdicts": {
            key: {"answer": answer.value, "probability": chances.get(key), "evidence": words.get(key, ())}
            | ({"why": _why(tags.why[key])} if key in tags.why else {})
            for key, answer in tags.answers.items()
        },
    }


def _why(why: Explanation) -> dict[str, Any]:
    """Return what `Why` describes."""
    return {
        "threshold": why.threshold,
        "margin": round(why.margin, 3),
        "base": round(why.base, 3),
        "speaks_for": _words(why.speaks_for),
        "against": _words(why.against),
    }


def _words(spans: Sequence[Span]) -> list[dict[str, float]]:
    return [{"start": span.start, "end": span.end, "weight": round(span.weight, 3)} for span in spans]


def tag_response(tags: Sequence[Tags], model: str) -> dict[str, Any]:
    """Return what `TagResponse` describes."""
    return {"model": model, "results": [text_tags(one) for one in tags]}


def document_response(tagged: TaggedResolution) -> dict[str, Any]:
    """Return what `DocumentResponse` describes."""
    resolution = tagged.resolution
    citations = citations_of(resolution)
    names = ("symbol", "title", "organ", "session", "agenda_item", "meeting", "report", "source", "language")
    fields = ("path", "eid", "headings", "opening", "text", "chapeau", "footnotes")
    return {
        "model": tagged.model_version,
        **{name: getattr(resolution, name) for name in names},
        "address": official_address(resolution.symbol, resolution.language) or None,
        "adopted": resolution.adopted.isoformat() if resolution.adopted else None,
        "subjects": [asdict(subject) for subject in resolution.subjects],
        "clauses": [
            {
                **{name: getattr(item.clause, name) for name in fields},
                "citation": citations[item.clause.path],
                "section": item.clause.section.value,
                **text_tags(item.tags),
            }
            for item in tagged.clauses
        ],
        "footnotes": [{"number": n.number, "text": n.text, "cited_by": n.cited_by} for n in resolution.footnotes],
    }
