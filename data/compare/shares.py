"""What was split and what was merged: a clause left over that took its words from one already paired."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from clausetag.data.compare.words import Words

_FEWEST = 4  # telling words that must have gone over
_OF_SHORTER = 0.6  # of the words given away, or of those of the clause left over, whichever are fewer
_OF_TAKER = 0.4  # of the words of the clause left over: a name alone makes no part
_MANY = 8  # so many words are a part of whatever took them


def givers(
    whole: Sequence[Words], parts: Sequence[Words], paired: Mapping[int, int], allowed: NDArray[np.bool_]
) -> dict[int, int]:
    """Say where the words of clauses left over come from: from a paired clause whose partner lacks them.

    Args:
        whole: The telling words of the text whose clauses may have been split.
        parts: The telling words of the text whose clauses may be parts of them.
        paired: By its place in `whole`, the place in `parts` that a clause is paired with.
        allowed: Of what (its place in `whole` the row) a clause (its place in `parts` the column) may be a part.

    Returns:
        For those in `parts` that are paired with nothing and are parts, the place in `whole` of what they belong to.
    """
    whole, parts = [_unnumbered(words) for words in whole], [_unnumbered(words) for words in parts]
    given = {at: _without(whole[at], parts[partner]) for at, partner in paired.items()}
    given = {at: words for at, words in given.items() if len(words) >= _FEWEST}
    found = {}
    for part in set(range(len(parts))).difference(paired.values()):
        shares = {at: _share(words, parts[part]) for at, words in given.items() if allowed[at, part]}
        best = max(shares, key=lambda at: (shares[at], -abs(at - part), -at), default=None)
        if best is not None and shares[best] >= _OF_SHORTER:
            found[part] = best
    return found


def _unnumbered(words: Words) -> Words:
    """Leave out numbers: years and symbols of resolutions stand in many clauses that have nothing else in common."""
    return tuple(word for word in words if not word[:1].isdigit())


def _without(words: Words, others: Words) -> Words:
    """Return the words that are not among those the two share in order."""
    edits = LCSseq.opcodes(words, others)
    return tuple(word for edit in edits if edit.tag != "equal" for word in words[edit.src_start : edit.src_end])


def _share(given: Words, taker: Words) -> float:
    """Return which part of the fewer words are shared, 0 where the shared ones are next to nothing of the taker."""
    shared = LCSseq.similarity(given, taker)
    enough = shared >= min(_MANY, max(_FEWEST, _OF_TAKER * len(taker)))
    return shared / min(len(given), len(taker)) if enough else 0.0
