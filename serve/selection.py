"""Which clauses of a tagged document are shown."""

from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.errors import UsageError
from clausetag.models.decision import Answer
from clausetag.serve.tags import TaggedResolution, Tags


def check_themes(wanted: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a theme that the model does not have."""
    for key in wanted:
        if key not in known:
            raise UsageError(f"no theme {key!r} in this model; its themes are {', '.join(known)}")


def select(
    tagged: TaggedResolution, themes: Sequence[str] = (), min_probability: float | None = None
) -> TaggedResolution:
    """Return the document with the clauses that speak of one of `themes` (of any theme, if none is named).

    A clause is kept if one of the themes applies or is for a person to decide, or, with `min_probability`, if the
    probability of one of them is at least that, whatever the answer. With neither, every clause is kept; with either,
    clauses that were not scored are not.
    """
    if not themes and min_probability is None:
        return tagged
    kept = tuple(
        item for item in tagged.clauses if _speaks(item.tags, themes or tuple(item.tags.answers), min_probability)
    )
    return replace(tagged, clauses=kept)


def _speaks(tags: Tags, themes: Sequence[str], min_probability: float | None) -> bool:
    if min_probability is not None:
        return any(tags.probabilities.get(key, -1.0) >= min_probability for key in themes)
    return any(tags.answers[key] in (Answer.APPLIES, Answer.REVIEW) for key in themes)
