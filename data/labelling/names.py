"""Which theme a column or an entry of a list means: by key, by name, or as its reader was told."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

from clausetag.data.errors import UsageError
from clausetag.data.themes import Theme, nearest

_NEARLY = 0.8  # likeness from which a name is taken for a slip of the pen
_APART = re.compile(r"[,|/+&]")


def folded(name: str) -> str:
    """Return a name as names are compared: "Rights of the Child" and "rights_of_the_child" are one."""
    return " ".join(re.sub(r"[\W_]+", " ", name).casefold().split())


class ThemeNames:
    """The names of a project's themes, and what else was mapped to them; "" is what to pass over."""

    def __init__(self, themes: Sequence[Theme], mapped: Mapping[str, str]) -> None:
        self.keys = tuple(theme.key for theme in themes)
        self._mapped = {folded(name): key for name, key in mapped.items()}
        self._known = {folded(name): theme.key for theme in themes for name in (theme.name, theme.key)}
        self._slips: dict[str, str | None] = {}

    def theme(self, name: str) -> str | None:
        """Return the key of the theme that a name means; None for any other."""
        name = folded(name)
        return (self._mapped[name] or None) if name in self._mapped else self._known.get(name)

    def is_mapped(self, name: str) -> bool:
        """Whether it was said what a name means."""
        return folded(name) in self._mapped

    def slip(self, name: str) -> str | None:
        """Return what may have been meant by a name that is no theme: one nearly so called, or several in one."""
        if name not in self._slips:
            self._slips[name] = self._slip(name)
        return self._slips[name]

    def _slip(self, name: str) -> str | None:
        if self.is_mapped(name) or self.theme(name):
            return None
        parts = [part for part in _APART.split(name) if part.strip()]
        if len(parts) > 1 and all(map(self.theme, parts)):
            return "several themes in one; divide them by ;"
        alike = difflib.get_close_matches(folded(name), self._known, n=1, cutoff=_NEARLY)
        if not alike:
            return None
        meant = self._known[alike[0]]
        return (
            f'did you mean {meant!r}? Mend it, or say what it means: clausetag labels import --map "{name}=THEME" '
            "(nothing after = passes it over)"
        )


def read_mapping(given: Iterable[str], themes: Sequence[Theme]) -> dict[str, str]:
    """Read what `--map` was given: "name in the file=theme"; UsageError for what is no such pair or no theme."""
    keys = [theme.key for theme in themes]
    mapped = {}
    for pair in given:
        name, equals, key = (part.strip() for part in pair.rpartition("="))
        if not equals or not name:
            raise UsageError(f'--map {pair!r}: give it as --map "name in the file=theme"')
        if key and key not in keys:
            hint = nearest(key, keys) or f"; the themes are {', '.join(keys)}"
            raise UsageError(f"--map {pair!r}: no theme {key!r} in this project{hint}")
        mapped[name] = key
    return mapped
