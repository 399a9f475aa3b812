"""From each word's contribution to the few spans a reader should see."""

from collections.abc import Sequence

from clausetag.models.classifier import Span

_SHARE_OF_STRONGEST = 0.2  # words weaker than this share of the strongest word are left out
_MOST_WORDS = 12


def strongest_spans(text: str, contributions: Sequence[tuple[int, int, float]]) -> tuple[Span, ...]:
    """Return the words that contribute most, neighbours joined, in reading order; empty if nothing speaks for it.

    `contributions` are (start, end, log-odds) of the words of `text` in reading order.
    """
    ranked = sorted((c for c in contributions if c[2] > 0), key=lambda c: -c[2])[:_MOST_WORDS]
    kept = sorted(c for c in ranked if c[2] >= _SHARE_OF_STRONGEST * ranked[0][2])
    spans: list[Span] = []
    for start, end, weight in kept:
        if spans and text[spans[-1].end : start].strip(" -'’") == "":
            spans[-1] = Span(spans[-1].start, end, spans[-1].weight + weight)
        else:
            spans.append(Span(start, end, weight))
    return tuple(spans)
