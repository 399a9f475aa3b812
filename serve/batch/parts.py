"""Items put together into parts: what one worker does at a time, and what becomes one file of each table.

Which items stand together depends on their order and size alone, so every number of workers writes the same files.
Parts grow: the first are small, so that few documents, too, are work for more than one worker.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausetag.serve.batch.items import Item

FULL = 96  # documents, or what weighs as much; bounds memory
FIRST = 8  # of them in the first part, twice as many in the second, and so on


@dataclass(frozen=True, slots=True)
class Part:
    """Items that follow each other; `stamp` changes when a name or content among them does."""

    number: int
    items: tuple[Item, ...]

    @property
    def stamp(self) -> str:
        """Hash of the items' names and stamps."""
        digest = hashlib.sha256()
        for item in self.items:
            digest.update(f"{item.name}\0{item.stamp}\0".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()


def parts_of(items: Iterable[Item]) -> Iterator[Part]:
    """Put items together in their order, holding no more than one part."""
    number, held, weight = 0, list[Item](), 0.0
    for item in items:
        held.append(item)
        weight += item.weight
        if weight >= min(FULL, FIRST * (number + 1)):
            yield Part(number, tuple(held))
            number, held, weight = number + 1, [], 0.0
    if held:
        yield Part(number, tuple(held))
