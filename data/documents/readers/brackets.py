"""Brackets and quotation marks of lines that run from right to left, which PDFium may give the wrong way round.

Beside numbers and Latin letters nothing says whether they are given as they stand: what is around them and what they
pair with tells. Beside Arabic letters they mostly are.
"""

import re

from clausetag.data.documents.readers.runs import kind_of

_BRACKET = re.compile("[()]")
_QUOTE = re.compile("[“”]")
_OTHER = {"“": "”", "”": "“"}
_RIGHT = re.compile("[\u0590-\u08ff]")
_OPENING, _CLOSING = frozenset("[«“‘/-"), frozenset(".,:;،؛؟»”’]/")
_SURE, _UNSURE = 3.0, 0.1  # what it costs to turn a bracket, among Arabic letters and beside others
_UNPAIRED = 1.0
_DEEPEST = 4


def brackets_mended(text: str, *, from_right: bool = False) -> str:
    """Turn brackets that stand the wrong way round beside numbers and Latin letters: "(A/1(", ")2(".

    Of all ways in which they may stand that one is taken which costs least: what opens has a space before it, what
    closes a space or a sign behind it, and each has another one.

    Args:
        text: A line, or more; one without letters that run from right to left stays as it is.
        from_right: Whether it runs from right to left although no letter in it does.
    """
    if not from_right and _RIGHT.search(text) is None:
        return text
    text = _quotes_mended(text)
    places = [match.start() for match in _BRACKET.finditer(text)]
    if all(_is_sure(text, at) for at in places):
        return text
    costs = {0: 0.0}  # of the best way so far, by how many brackets are open
    steps: list[dict[int, tuple[str, int]]] = []  # by bracket and depth behind it: which it is, and the depth before
    for at in places:
        opening, closing = _cost(text, at, "("), _cost(text, at, ")")
        further: dict[int, float] = {}
        step: dict[int, tuple[str, int]] = {}
        for depth, paid in costs.items():
            unpaired = 0.0 if depth else _UNPAIRED
            for sign, deeper, cost in (("(", depth + 1, opening), (")", max(0, depth - 1), closing + unpaired)):
                if deeper <= _DEEPEST and paid + cost < further.get(deeper, 1e9):
                    further[deeper] = paid + cost
                    step[deeper] = sign, depth
        costs = further
        steps.append(step)
    depth = min(costs, key=lambda depth: costs[depth] + _UNPAIRED * depth)
    found = list(text)
    for at, step in zip(reversed(places), reversed(steps), strict=True):
        found[at], depth = step[depth]
    return "".join(found)


def _cost(text: str, at: int, sign: str) -> float:
    """What it costs to take the bracket at a place for one that opens or closes."""
    cost = 0.0 if text[at] == sign else _SURE if _is_sure(text, at) else _UNSURE
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    begins, ends = not before or before.isspace(), not behind or behind.isspace()
    if not behind and before.isspace():
        ends = sign == ")"  # the line cuts it off what stands in it: "resolution 1651 ("
    if sign == "(":
        cost += 0.0 if begins or before in _OPENING else 0.3 if before in "()" else 1.5 if before.isdigit() else 1.0
        return cost + (2.0 if ends or behind in _CLOSING else 0.0)
    cost += 2.0 if begins else 0.0
    return cost + (0.0 if ends or behind in _CLOSING else 0.3 if behind in "()" else 1.0 if before.isdigit() else 1.5)


def _is_sure(text: str, at: int) -> bool:
    """Whether no number and no letter that runs from left to right stands beside a bracket."""
    behind = text[at + 1 : at + 3]
    return not _holds_other(text[max(0, at - 2) : at]) and not _holds_other(behind if behind[:1] == " " else behind[:1])


def _holds_other(text: str) -> bool:
    return any(kind_of(sign) in "LN" for sign in text)


def _quotes_mended(text: str) -> str:
    """Turn one of two marks of a quotation that stand the same way: the one beside numbers or Latin letters."""
    places = [match.start() for match in _QUOTE.finditer(text)]
    found = list(text)
    for first, last in zip(places[::2], places[1::2], strict=False):
        if text[first] == text[last]:
            wrong = first if _holds_other(text[max(0, first - 3) : first]) else last
            found[wrong] = _OTHER[text[wrong]]
    return "".join(found)
