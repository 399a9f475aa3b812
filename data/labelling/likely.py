"""Clauses that may speak of a theme which no model knows yet: they share words with its name and definition."""

from clausetag.data.documents.common_words import LANGUAGE_OF
from clausetag.data.labelling.overlap import words_of
from clausetag.data.themes import Theme

_STEM = 5  # letters: "prisons" and "prisoner" are one
_NAME = 3.0  # how much more the name's words count
_SHORT = 3  # a word of fewer letters says nothing
_SPREAD = 2.0  # matches from which on more of them add less


class Likely:
    """The words of a theme's name, definition and cases."""

    def __init__(self, theme: Theme) -> None:
        self._weight = dict.fromkeys(_stems(" ".join((theme.definition, *theme.applies))), 1.0)
        self._weight |= dict.fromkeys(_stems(theme.name), _NAME)

    def score(self, text: str) -> float:
        """Return 0 for a text without any of the words, up to nearly 1 for one with many."""
        found = sum(self._weight.get(stem, 0.0) for stem in _stems(text))
        return found / (found + _SPREAD)


def _stems(text: str) -> set[str]:
    words = (word for word in words_of(text) if len(word) >= _SHORT and word not in LANGUAGE_OF)
    return {word[:_STEM] for word in words}
