"""Threads through a series: a clause of one text with those it was made of and those it became."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausetag.data.compare.alignment import Row

_Place = tuple[int, int]  # number of the text, place of the clause in it


@dataclass(frozen=True, slots=True)
class Thread:
    """The places, in each text of a series, of clauses that hang together; where there is none, an empty tuple."""

    places: tuple[tuple[int, ...], ...]

    @property
    def since(self) -> int:
        """Number of the first text that it stands in, from 0."""
        return next(number for number, found in enumerate(self.places) if found)

    @property
    def until(self) -> int:
        """Number of the last text that it stands in."""
        return max(number for number, found in enumerate(self.places) if found)


def threads_of(sizes: Sequence[int], steps: Sequence[Sequence[Row]]) -> tuple[Thread, ...]:
    """Return the threads in the order in which they begin; every clause of every text stands in one.

    Args:
        sizes: How many clauses each text has.
        steps: The rows of each text with the next.
    """
    first = {place: place for number, size in enumerate(sizes) for place in ((number, at) for at in range(size))}
    for number, rows in enumerate(steps):
        for row in rows:
            places = [*((number, at) for at in row.old), *((number + 1, at) for at in row.new)]
            for place in places[1:]:
                _join(first, places[0], place)
    groups: dict[_Place, list[_Place]] = {}
    for place in first:
        groups.setdefault(_root(first, place), []).append(place)
    return tuple(Thread(tuple(_in_texts(group, len(sizes)))) for group in groups.values())


def _in_texts(group: Sequence[_Place], count: int) -> Iterator[tuple[int, ...]]:
    for number in range(count):
        yield tuple(at for text, at in group if text == number)


def _root(first: dict[_Place, _Place], place: _Place) -> _Place:
    while first[place] != place:
        first[place] = first[first[place]]
        place = first[place]
    return place


def _join(first: dict[_Place, _Place], one: _Place, other: _Place) -> None:
    roots = sorted((_root(first, one), _root(first, other)))
    first[roots[1]] = roots[0]
