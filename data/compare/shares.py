"""What was split and what was merged: a clause left over that took its words from one already paired."""

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from clausetag.data.compare.words import Words

_FEWEST = 4  # telling words that must have gone over
_OF_SHORTER = 0.6  # of the words given away, or of those of the clause left over, whichever are fewer
_OF_TAKER = 0.4  # of the words of the clause left over: a date or a name alone makes no part


def givers(
    whole: Sequence[Words], parts: Sequence[Words], paired: Mapping[int, int], left: Sequence[int]
) -> dict[int, int]:
    """Say where the words of clauses left over come from: from a paired clause whose partner lacks them.

    Args:
        whole: The telling words of the text whose clauses may have been split.
        parts: The telling words of the text whose clauses may be parts of them.
        paired: By its place in `whole`, the place in `parts` that a clause is paired with.
        left: Places in `parts` that are paired with nothing.

    Returns:
        For those of `left` that are parts, the place in `whole` of what they are a part of.
    """
    given = {at: _without(whole[at], parts[partner]) for at, partner in paired.items()}
    given = {at: words for at, words in given.items() if len(words) >= _FEWEST}
    found = {}
    for part in left:
        shares = {at: _share(words, parts[part]) for at, words in given.items()}
        best = max(shares, key=lambda at: (shares[at], -abs(at - part), -at), default=None)
        if best is not None and shares[best] >= _OF_SHORTER:
            found[part] = best
    return found


def _without(words: Words, others: Words) -> Words:
    """Return the words that are not among those the two share in order."""
    edits = LCSseq.opcodes(words, others)
    return tuple(word for edit in edits if edit.tag != "equal" for word in words[edit.src_start : edit.src_end])


def _share(given: Words, taker: Words) -> float:
    """Return which part of the fewer words are shared, 0 where the shared ones are next to nothing of the taker."""
    shared = LCSseq.similarity(given, taker)
    return shared / min(len(given), len(taker)) if shared >= max(_FEWEST, _OF_TAKER * len(taker)) else 0.0
