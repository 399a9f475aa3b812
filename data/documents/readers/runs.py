"""Runs of Latin letters and numbers in a line that is read in a mirror, since its script runs from right to left."""

import unicodedata
from collections.abc import Sequence
from functools import cache

_MIRRORED = str.maketrans("()[]{}«»<>‹›“”‘’", ")(][}{»«><›‹”“’‘")
_JOINS_DIGITS = frozenset("/.,:")
_LAST = frozenset("./")  # of a part of a symbol or address
_BRACKETS = frozenset("()[]")
_PAIRS = {"(": "()", ")": "()", "[": "[]", "]": "[]"}


@cache
def kind_of(sign: str) -> str:
    """L and R: letters by their direction; N: digits; "-": the rest."""
    kind = unicodedata.bidirectional(sign[0])
    return {"L": "L", "R": "R", "AL": "R", "EN": "N", "AN": "N"}.get(kind, "R" if sign == "،" else "-")


def in_order(signs: Sequence[str]) -> list[tuple[str, int]]:
    """Turn the runs of Latin letters and numbers back, which stand the wrong way round in a mirrored line.

    Returns:
        The signs as they are read, each with its place in the mirrored line.
    """
    kinds = [kind_of(sign) for sign in signs]
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(signs):
        if kinds[at] not in "LN":
            found.append((signs[at].translate(_MIRRORED), at))
            at += 1
            continue
        end = _run_end(signs, kinds, at)
        if at and (_is_open(signs, at, end, signs[at - 1]) or _is_cut(signs, kinds, at, end)):
            found.pop()  # "(Part I)": the bracket belongs to the run
            at -= 1
        found += [(signs[place], place) for place in range(end - 1, at - 1, -1)]
        at = end
    return found


def _is_open(signs: Sequence[str], start: int, end: int, sign: str) -> bool:
    """Whether a run has a bracket without another one, and a sign beside it is one: which way round tells nothing."""
    pair = _PAIRS.get(sign, "")
    return sum(signs[place] in pair for place in range(start, end)) % 2 == 1 if pair else False


def _is_cut(signs: Sequence[str], kinds: Sequence[str], start: int, end: int) -> bool:
    """Whether the sign before a run of Latin letters is its last one: the line cuts it behind "Other Series,"."""
    sign = signs[start - 1]
    if "L" not in kinds[start:end]:
        return False
    return sign == "," or (end == len(signs) and sign in _LAST and start > 1 and signs[start - 2].isspace())


def _run_end(signs: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Where the run of letters and numbers ends that begins at `start`: neutral signs stand within, not at its end."""
    end = _word_end(signs, kinds, start)
    latin = "L" in kinds[start:end]
    for at in range(end, len(signs)):
        if kinds[at] == "R":
            break
        if kinds[at] in "LN":
            joined = at == end or (at == end + 1 and signs[end] in _JOINS_DIGITS)
            if not (joined or latin or (kinds[at] == "L" and _may_join(signs, start, end, at))):
                break
            latin = latin or kinds[at] == "L"
            end = at + 1
    return end


def _word_end(signs: Sequence[str], kinds: Sequence[str], start: int) -> int:
    """Where the part of a run ends that surely belongs together: a word with a number and Latin letters in it.

    Brackets within it must be pairs, or one of a pair stands before it: "Rec(2022)16". Two numbers with a hyphen
    or a comma between them belong to the Latin letters behind them: "Nos. 970-973", "vol. 75, 970".
    """
    if kinds[start] == "L":
        return start + 1
    end = start + 1
    while end < len(signs) and kinds[end] != "R" and not signs[end].isspace():
        end += 1
    while kinds[end - 1] == "-":
        end -= 1
    word = signs[start:end]
    if "L" in kinds[start:end]:
        odd = sum(sign in _BRACKETS for sign in word) % 2 == 1
        outer = start > 0 and signs[start - 1] in _BRACKETS and (end == len(signs) or signs[end] not in _BRACKETS)
        return end if outer or not odd else start + 1
    if _BRACKETS.intersection(word):
        return start + 1
    several = "-" in word
    while kinds[end + 2 : end + 3] == ["N"] and (signs[end], signs[end + 1]) == (" ", ","):
        several, end = True, end + 3
        while kinds[end : end + 1] == ["N"]:
            end += 1
    behind = next((kinds[at] for at in range(end, min(end + 4, len(signs))) if kinds[at] != "-"), "")
    return end if behind == "L" and several else start + 1


def _may_join(signs: Sequence[str], start: int, end: int, at: int) -> bool:
    """Whether a number belongs to the Latin letters at `at`: brackets between say no, unless it stands in them."""
    in_brackets = start > 0 and signs[start - 1] in "()" and signs[end] in "()"
    return in_brackets or not _BRACKETS.intersection(signs[end:at])
