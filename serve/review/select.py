"""From all clauses of the sources to those worth reading, in bounded memory."""

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clausetag.data.labelling.choose import choose, unsureness
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.likely import Likely
from clausetag.data.labelling.overlap import Floats
from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.review.item import Item

_HELD = 3_000  # clauses of a theme that are weighed against each other


@dataclass(frozen=True, slots=True)
class Selection:
    """The clauses that were chosen, and how many there were to choose from."""

    items: tuple[Item, ...]
    themes: tuple[Theme, ...]  # to ask about
    clauses: int  # different ones
    answered: int  # of them, those that readers had answered for every theme
    reasons: Counter[str]  # "for review", "unsure", "likely"


def select_items(items: Iterable[Item], themes: Sequence[Theme], labels: Sequence[Label], most: int) -> Selection:
    """Return up to `most` clauses, the most worth a person's time first; see `clausetag.data.labelling.choose`.

    A clause that occurs twice counts once, and one that was answered for every theme is not asked again. A theme that
    the model does not know goes by the words of its definition.
    """
    keys = tuple(theme.key for theme in themes)
    answered = {(label.clause, label.theme) for label in labels}
    held = _Held(keys, [Likely(theme).score for theme in themes], answered)
    done = 0
    for item in items:
        name = int(item.clause[:16], 16)  # much smaller than the text that it is written as
        if name in held.seen or not any(map(str.isalpha, item.text)):
            continue
        held.seen.add(name)
        if all((item.clause, key) in answered for key in keys):
            done += 1
        else:
            held.add(item)
    found, chances = held.best()
    review = np.array([held.asks(item) for item in found], dtype=bool).reshape(chances.shape)
    full = {clause for clause, _ in answered}.difference(item.clause for item in found)
    known = list({label.clause: label.text for label in labels if label.clause in full}.values())
    texts = [item.text for item in found]
    choices = list(choose(texts, chances, review, most, expected=held.expected, labelled=known))
    chosen = tuple(replace(found[c.place], chosen_for=f"{themes[c.theme].name}: {c.reason}") for c in choices)
    return Selection(chosen, tuple(themes), len(held.seen), done, Counter(choice.reason for choice in choices))


class _Held:
    """The clauses that may be chosen: of each theme those asked for review, the unsure and the likely."""

    def __init__(
        self, keys: Sequence[str], likely: Sequence[Callable[[str], float]], answered: Collection[tuple[str, str]]
    ) -> None:
        self.seen: set[int] = set()
        self.expected = np.zeros(len(keys))  # true clauses of each theme, as far as a model knows
        self._keys = keys
        self._likely = likely
        self._answered = answered
        self._heaps: list[list[tuple[float, int]]] = [[] for _ in range(2 * len(keys))]
        self._items: dict[int, tuple[Item, tuple[float, ...], int]] = {}  # by number; in how many heaps it is
        self._number = 0

    def add(self, item: Item) -> None:
        """Hold a clause if it is among the best of any theme."""
        chances = tuple(self._chance(item, place) for place in range(len(self._keys)))
        guessed = (item.guesses.get(key) for key in self._keys)
        self.expected += [guess.probability or 0.0 if guess else 0.0 for guess in guessed]
        self._number -= 1  # of equals, the first is kept
        self._items[self._number] = item, chances, 0
        unsureness_of = unsureness(np.array(chances)).tolist()
        for place, (asks, unsure, chance) in enumerate(zip(self.asks(item), unsureness_of, chances, strict=True)):
            self._push(self._heaps[2 * place], asks + unsure)
            self._push(self._heaps[2 * place + 1], asks + chance)
        if not self._items[self._number][2]:
            del self._items[self._number]

    def asks(self, item: Item) -> list[bool]:
        """Return of which themes the model asks a person who has not answered yet."""
        guesses = ((key, item.guesses.get(key)) for key in self._keys)
        return [
            guess is not None and guess.answer is Answer.REVIEW and (item.clause, key) not in self._answered
            for key, guess in guesses
        ]

    def _push(self, heap: list[tuple[float, int]], value: float) -> None:
        entry = (value, self._number)
        self._count(self._number, 1)
        if len(heap) < _HELD:
            heapq.heappush(heap, entry)
        else:
            self._count(heapq.heappushpop(heap, entry)[1], -1)

    def _count(self, number: int, more: int) -> None:
        item, chances, times = self._items[number]
        if times + more or number == self._number:
            self._items[number] = item, chances, times + more
        else:
            del self._items[number]

    def _chance(self, item: Item, place: int) -> float:
        """Return the probability of a theme, 0 where nothing is to be learned because it was answered."""
        guess = item.guesses.get(key := self._keys[place])
        if (item.clause, key) in self._answered:
            return 0.0
        if guess is None:
            return self._likely[place](item.text)
        return guess.probability or 0.0

    def best(self) -> tuple[list[Item], Floats]:
        """Return what is held, in the order of the sources, and the chances, of shape (n_items, n_themes)."""
        kept = [self._items[number] for number in sorted(self._items, reverse=True)]
        chances = np.array([chances for _, chances, _ in kept], dtype=np.float64)
        return [item for item, _, _ in kept], chances.reshape(len(kept), len(self._keys))
