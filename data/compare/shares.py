"""What was split and what was merged: a clause left over that took its words from one already paired."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from clausetag.data.compare.similarity import shared_words
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
    sources = [at for at, words in given.items() if len(words) >= _FEWEST]
    partners = set(paired.values())
    left = [at for at in range(len(parts)) if parts[at] and at not in partners]
    if not sources or not left:
        return {}
    shares = _shares([given[at] for at in sources], [parts[at] for at in left]) * allowed[np.ix_(sources, left)]
    found = {}
    for column, part in enumerate(left):
        best = max(range(len(sources)), key=lambda row: (shares[row, column], -abs(sources[row] - part), -sources[row]))
        if shares[best, column] >= _OF_SHORTER:
            found[part] = sources[best]
    return found


def _unnumbered(words: Words) -> Words:
    """Leave out numbers: years and symbols of resolutions stand in many clauses that have nothing else in common."""
    return tuple(word for word in words if not word[:1].isdigit())


def _without(words: Words, others: Words) -> Words:
    """Return the words that are not among those the two share in order."""
    edits = LCSseq.opcodes(words, others)
    return tuple(word for edit in edits if edit.tag != "equal" for word in words[edit.src_start : edit.src_end])


def _shares(given: Sequence[Words], takers: Sequence[Words]) -> NDArray[np.float64]:
    """Return which part of the fewer words are shared, 0 where the shared ones are next to nothing of the taker."""
    shared, sizes_given, sizes_takers = shared_words(given, takers)
    enough = shared >= np.minimum(_MANY, np.maximum(_FEWEST, _OF_TAKER * sizes_takers))
    return np.where(enough, shared / np.minimum(sizes_given, sizes_takers), 0.0)
