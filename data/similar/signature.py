"""From a text to what tells its near-copies: its words as one string, and the bands of its MinHash signature.

Two texts whose pairs of neighbouring words overlap by half (Jaccard) share a band with a probability of 0.986, by 0.6
with 0.9996, by 0.1 with 0.03: `BANDS` bands of `_ROWS` minima each.
"""

import unicodedata
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from clausetag.data.compare.words import words_of

Numbers = NDArray[np.uint32]

BANDS = 32
_ROWS = 3
_LONGEST = 2_000  # words of a text that are looked at
_SEED = 20261126
_CHARACTERS = 0x10F7FF - 0x100  # of Unicode without surrogates, that words are written as


def coded(text: str) -> str:
    """Return the words of a text, a character each: near-copies have most characters in common, in one order.

    Different words have different characters, but for one pair in a million.
    """
    words = words_of(unicodedata.normalize("NFC", text))[:_LONGEST]
    return "".join(map(_character, words))


def bands(code: str) -> Numbers:
    """Return a number for each band of a coded text."""
    words = np.frombuffer(code.encode("utf-32-le"), np.uint32).astype(np.uint64)
    pairs = words * np.uint64(0x9E3779B97F4A7C15)
    if len(words) > 1:
        pairs = (pairs[:-1] ^ (words[1:] * np.uint64(0xC2B2AE3D27D4EB4F))) * np.uint64(0xFF51AFD7ED558CCD)
    factors, offsets = _permutations()
    minima = ((pairs[:, None] * factors + offsets) >> np.uint64(32)).min(axis=0).reshape(BANDS, _ROWS)
    mixed = np.zeros(BANDS, np.uint64)
    for column in minima.T:
        mixed = (mixed ^ column) * np.uint64(0x9FB21C651E98DF25)
    return np.asarray(mixed >> np.uint64(32), np.uint32)


def _character(word: str) -> str:
    number = crc32(word.encode("utf-8", "replace")) % _CHARACTERS + 0x100
    return chr(number if number < 0xD800 else number + 0x800)


@cache
def _permutations() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    chance = np.random.default_rng(_SEED)
    factors, offsets = (chance.integers(1, 2**63, BANDS * _ROWS, np.uint64) for _ in range(2))
    return factors | np.uint64(1), offsets
