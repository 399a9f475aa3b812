"""Which of the possible markers are: notes are cited first in ascending order."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_END = (sys.maxsize, 0)


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker, or what may be one: the span of a paragraph it takes, the note it cites, and how likely it is one."""

    paragraph: int  # its place among the paragraphs
    start: int
    end: int
    number: str
    weight: float


def best_chain(candidates: Sequence[Marker], known: Collection[str]) -> list[Marker]:
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


def filled(chain: Sequence[Marker], weak: Sequence[Marker], known: Collection[str]) -> list[Marker]:
    """The chain, and between each two of its markers the best chain of `weak` ones of the notes that it lacks there.

    `weak` markers are given in order.
    """
    found = list(chain)
    ends = [*((place_of(c), int(c.number)) for c in chain), (_END, sys.maxsize)]
    start, last = (-1, 0), 0
    for end, number in ends:
        lacking = {n for n in known if n.isdigit() and last < int(n) < number}
        if lacking:
            between = [c for c in weak if c.number in lacking and start < place_of(c) < end]
            found += best_chain(between, lacking)
        start, last = end, number
    return sorted(found, key=place_of)


def place_of(marker: Marker) -> tuple[int, int]:
    """Return where a marker stands: its paragraph, and its place in it."""
    return marker.paragraph, marker.start
