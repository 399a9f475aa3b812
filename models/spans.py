"""From each word's contribution to the few spans a reader should see."""

from collections.abc import Collection, Iterable, Sequence

from clausetag.models.classifier import Evidence, Span, WordLogOdds
from clausetag.models.tokens import token_places

_SHARE_OF_STRONGEST = 0.2  # words weaker than this share of the strongest word are left out
_MOST_WORDS = 12


def strongest_spans(text: str, contributions: Sequence[tuple[int, int, float]]) -> tuple[Span, ...]:
    """Return the words that contribute most, neighbours joined, in reading order; empty if nothing speaks for it.

    `contributions` are (start, end, log-odds) of the words of `text` in reading order.
    """
    kept = strongest([weight for _, _, weight in contributions])
    return joined(text, [contributions[i] for i in kept])


def strongest(weights: Sequence[float]) -> list[int]:
    """Return which of the words of a text, whose log-odds these are, speak most for it, in reading order."""
    highest = max(weights, default=0.0)
    if highest <= 0:
        return []
    least = _SHARE_OF_STRONGEST * highest
    kept = [i for i, weight in enumerate(weights) if weight >= least and weight > 0]
    if len(kept) > _MOST_WORDS:
        kept = sorted(sorted(kept, key=lambda i: -weights[i])[:_MOST_WORDS])
    return kept


def joined(text: str, contributions: Iterable[tuple[int, int, float]]) -> tuple[Span, ...]:
    """Return words (start, end, log-odds) in reading order as spans, neighbours as one."""
    spans: list[Span] = []
    for start, end, weight in contributions:
        if spans and text[spans[-1].end : start].strip(" -'’") == "":
            spans[-1] = Span(spans[-1].start, end, spans[-1].weight + weight)
        else:
            spans.append(Span(start, end, weight))
    return tuple(spans)


def evidence_of(text: str, weights: WordLogOdds, themes: Sequence[str], asked: Collection[str]) -> Evidence:
    """Return the words that speak for the themes asked for; `weights` has a row a word and a column for each theme."""
    columns = [weights[:, themes.index(key)].tolist() for key in asked]
    kept = [strongest(own) for own in columns]
    wanted = sorted(set().union(*kept))
    place_of = dict(zip(wanted, token_places(text, wanted), strict=True))
    return {
        key: joined(text, [(*place_of[i], own[i]) for i in its])
        for key, own, its in zip(asked, columns, kept, strict=True)
    }
