"""Markers in plain text, where a marker is only a number that touches the word before it.

"Human Rights,2 which", "of 10 May 200613": the notes' own numbering decides. Notes are cited first in ascending order,
and only numbers of notes that exist can be markers.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from clausetag.data.documents.dates import MONTH
from clausetag.data.documents.draft import Paragraph

TOUCHING = re.compile(r"(?<=[^\s(/\d\-‐‑‒–—−+#$£€=<>])(?:\d{1,3}|\*{1,3}|[†‡])(?![\w/%°])(?![.,:]\d)(?![-‐‑–]\w)")
_GLUED = re.compile(r"(?<![\d.,])\d{4,7}(?![\w/%])(?![.,]\d)")
_SPACED = re.compile(r"(?<=[,;.”\"’)] )\d{1,3}(?=[,;.:)]|\s+[a-z]|$)")
_SLASHED = re.compile(r"\s?(?<![\w/])\d{1,3}/(?=[\s,;.:)]|$)")
_APART = re.compile(
    r"(?:(?<=[,;.:”\"’)] )\d{1,3}(?=[,;:)]|\s|$)|(?<=\w )\d{1,3}(?=[,;:)]|\s+[a-z(]|\s*$|\.(?:\s|$)))"
    rf"(?!\s+(?:{MONTH}|per\s+cent|million|billion|years?|months?|days?|hours?|countries|States)\b)"
)
_REFERENCE = re.compile(
    r"\b(?:[Aa]rticles?|[Pp]aragraphs?|[Aa]nnex(?:es)?|[Cc]hapters?|[Pp]arts?|[Ss]ections?|[Ii]tems?|[Gg]oals?|[Aa]genda|"
    r"[Nn]o\.?|[Rr]esolutions?|[Dd]ecisions?|[Tt]argets?|[Pp]hase|[Ss]chedule|[Rr]ules?|[Rr]egulations?|[Ww]orld War|"
    r"least|than|by|of|the|and|to|with|for|from|in|on|over|about|some|all|next|last|past|first|under|between|at)\s$"
)
_PART_NUMBER = re.compile(r"[(“\"]?[IVXL]+\.")  # paragraph IV.7
_YEARLY = re.compile(r"\w\(\d{4}\)$")  # F/Rec(2022)16
_BRACKETED = re.compile(r"\s?\[(\d{1,3})\]")
_ABBREVIATION = re.compile(
    r"\b(?:[Nn]os?|[Vv]ols?|[Pp]{1,2}|[Pp]aras?|[Aa]rts?|[Cc]hap|[Ss]ect|[Aa]dd|[Cc]orr|[Rr]ev|L|[Dd]oc)\.$"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker, or what may be one: the span of a paragraph it takes, the note it cites, and how likely it is one."""

    paragraph: int  # its place among the paragraphs
    start: int
    end: int
    number: str
    weight: float


def find_markers(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """The markers of `known` notes: the best chain of first citations in ascending order, then the repetitions."""
    candidates = [c for i, p in enumerate(paragraphs) for c in _candidates(i, p.text, known)]
    chain = _best_chain(candidates, known)
    if len(chain) * 2 < len([n for n in known if n.isdigit()]):
        spaced = [
            Marker(i, m.start(), m.end(), m[0], 1.0)
            for i, p in enumerate(paragraphs)
            for m in _SPACED.finditer(p.text)
            if m[0] in known
        ]
        merged = sorted([*candidates, *spaced], key=lambda c: (c.paragraph, c.start))
        other = _best_chain(merged, known)
        if len(other) > len(chain):
            candidates, chain = merged, other
    first = {c.number: (c.paragraph, c.start) for c in chain}
    taken = {(c.paragraph, c.start) for c in chain}
    taken |= {(c.paragraph, c.end) for c in chain}
    hits = list(chain)
    for c in candidates:
        if (c.paragraph, c.start) in taken or (c.paragraph, c.end) in taken or c.weight < 2:
            continue
        cited = first.get(c.number)
        if not c.number.isdigit() or (cited is not None and cited < (c.paragraph, c.start)):
            hits.append(c)
            taken |= {(c.paragraph, c.start), (c.paragraph, c.end)}
    return hits


def find_on_page(text: str, known: set[str]) -> list[tuple[int, int]]:
    """The spans of the marks of `known` notes in the text of the page that they stand on, each mark once.

    Text that was taken off a page sets marks apart, "the Declaration, 1 which" or "the Declaration 1 and".
    """
    found = _candidates(0, text, known)
    for m in _APART.finditer(text):
        if m[0] in known:
            weight = 2.0 if text[m.start() - 2] in ',;.:”"’)' else 1.2
            if weight > 2 or not _REFERENCE.search(text[max(0, m.start() - 24) : m.start()]):
                found.append(Marker(0, m.start(), m.end(), m[0], weight))
    chain = _best_chain(sorted(found, key=lambda c: c.start), known)
    stars = [c for c in found if not c.number.isdigit()]
    return sorted((c.start, c.end) for c in [*chain, *stars])


def is_cited(number: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether any paragraph carries something that could be a marker with this number."""
    return any(m[0] == number for p in paragraphs for m in TOUCHING.finditer(p.text, 1))


def _candidates(index: int, text: str, known: set[str]) -> list[Marker]:
    found: list[Marker] = []
    for m in TOUCHING.finditer(text, 1):
        if m[0] in known:
            weight = touching_weight(text, m.start())
            if weight:
                found.append(Marker(index, m.start(), m.end(), m[0], weight))
    for m in _GLUED.finditer(text):
        found.extend(_glued(index, text, m, known))
    for m in _SLASHED.finditer(text):
        number = m[0].strip(" /")
        if number in known:
            found.append(Marker(index, m.start(), m.end(), number, 3.0))
    for m in _BRACKETED.finditer(text, 1) if "[" in text else ():
        if m[1] in known:
            found.append(Marker(index, m.start(), m.end(), m[1], 3.0))
    found.sort(key=lambda c: c.start)
    return found


def touching_weight(text: str, start: int) -> float:
    """How likely a number that touches what stands before it is a marker."""
    head = text[max(0, start - 40) : start]
    token = head.rsplit(None, 1)[-1] if head.split() else ""
    if text[start] in "*†‡" or re.fullmatch(r"[^\W_][,;]\d{1,3}", text[start - 2 :].rstrip()):
        return 3.0  # also where a clause would end with the comma or semicolon that stands before the number
    if _ABBREVIATION.search(head) or (token[-1:] == "." and "/" in token) or _PART_NUMBER.fullmatch(token):
        return 0.0
    if _YEARLY.search(token):
        return 0.6
    if token[-1:].isalpha():
        word = re.search(r"[^\W\d_]+$", token)
        length = len(word[0]) if word else 0
        if "/" in token and token.isupper():
            return 0.0
        if word and word[0].isupper() and (length <= 3 or any(ch.isdigit() for ch in token)):
            return 0.6
        return 0.6 if length <= 1 else 2.5 if token.isupper() else 3.0
    if token[-1:] in ",.:" and len(token) > 1 and token[-2].isdigit() and token[-1] != ",":
        return 1.5
    if token[-1:] == "," and re.search(r"(?:^|[^\d/])\d{1,3},$", token):
        return 0.4  # 12,3 or a thousands separator
    return 3.0


def _glued(index: int, text: str, m: re.Match[str], known: set[str]) -> list[Marker]:
    """Split a run of digits into a number and the marker that touches it, where the number is then a likely one."""
    run = m[0]
    found = []
    for size in range(1, min(3, len(run) - 1) + 1):
        number, rest = run[-size:], run[:-size]
        if number not in known:
            continue
        start = m.end() - size
        if len(rest) == 4 and rest[:2] in {"18", "19", "20"} and not text[: m.start()].endswith("/"):
            found.append(Marker(index, start, m.end(), number, 3.0))
        elif len(rest) <= 3 and len(run) >= 4 and text[: m.start()].endswith("/") and not _is_year(run):
            found.append(Marker(index, start, m.end(), number, 1.0))
    return found


def _is_year(run: str) -> bool:
    return len(run) == 4 and run[:2] in {"19", "20"}


def _best_chain(candidates: Sequence[Marker], known: Collection[str]) -> list[Marker]:
    """The heaviest chain of candidates whose note numbers strictly ascend; the earliest one among equals."""
    order = sorted(int(n) for n in known if n.isdigit())
    rank = {str(n): i for i, n in enumerate(order)}
    ends = [(0.0, -1)] * len(order)  # weight of the best chain that ends in a note, and its link
    tree = [(0.0, -1)] * (len(order) + 1)  # the best of `ends` up to a place (a Fenwick tree of maxima)
    links: list[tuple[Marker, int]] = []
    for c in candidates:
        place = rank.get(c.number)
        if place is None:
            continue
        weight, link = 0.0, -1
        at = place
        while at > 0:
            if tree[at][0] > weight:
                weight, link = tree[at]
            at -= at & -at
        # a chain that skips no note is worth a little more
        bonus = 0.5 if place == 0 or (link >= 0 and rank[links[link][0].number] == place - 1) else 0.0
        total = weight + c.weight + bonus
        if total > ends[place][0]:
            links.append((c, link))
            ends[place] = (total, len(links) - 1)
            at = place + 1
            while at < len(tree):
                if total > tree[at][0]:
                    tree[at] = ends[place]
                at += at & -at
    _, at = max(ends, key=lambda end: end[0], default=(0.0, -1))
    chain: list[Marker] = []
    while at >= 0:
        candidate, at = links[at]
        chain.append(candidate)
    return chain[::-1]
