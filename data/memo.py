"""What was computed of each word met so far (memoization), bounded, and shared by threads."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
_LONGEST = 40  # characters of what is remembered; what is longer hardly comes again


class Memo(dict[str, Value]):
    """Computes the value of a word at the first look-up; one look-up of a dict is all that any other takes.

    A thread may empty it while others look words up: they compute again what is gone.
    """

    def __init__(self, compute: Callable[[str], Value], most: int = 200_000) -> None:
        """Remember some `most` words, then begin anew."""
        super().__init__()
        self._compute, self._most = compute, most

    def __missing__(self, word: str) -> Value:
        value = self._compute(word)
        if len(word) <= _LONGEST:
            if len(self) > self._most:
                self.clear()
            self[word] = value
        return value
