"""The themes that clauses are tagged with, read from `themes.toml` or from a file of one's own."""

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clausetag.data.errors import LabelError

THEMES_FILE = Path(__file__).with_name("themes.toml")
MORE_THEMES_FILE = Path(__file__).with_name("themes_more.toml")  # of the bundle `more`
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FIELDS = {"key", "name", "definition", "applies", "excludes", "concepts"}


@dataclass(frozen=True, slots=True)
class Concept:
    """The same idea in another vocabulary: its `id` in `scheme` (unbis, uhri, sdg) and what it is called there."""

    scheme: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: what it means, what counts and what does not, and matching concepts elsewhere."""

    key: str
    name: str
    definition: str
    applies: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()


def load_themes(path: Path | None = None) -> tuple[Theme, ...]:
    """Read the themes, in the file's order, from `path` or from the file that comes with clausetag.

    Raises:
        LabelError: The file is missing, is not TOML, or a field of a theme is wrong.
    """
    path = path or THEMES_FILE
    return _shipped(path) if path in (THEMES_FILE, MORE_THEMES_FILE) else _read(path)


def _read(path: Path) -> tuple[Theme, ...]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise LabelError(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LabelError(f"{path}: not a TOML file ({error}); texts stand between quotation marks") from error
    entries = _entries(table, path)
    themes = tuple(_theme(entry, f"{path}: theme {number}") for number, entry in enumerate(entries, start=1))
    keys = [theme.key for theme in themes]
    for key in keys:
        if keys.count(key) > 1:
            raise LabelError(f"{path}: the theme key {key!r} is given more than once")
    return themes


_shipped = cache(_read)


def core_keys() -> tuple[str, ...]:
    """Return the keys of the themes that come with clausetag, which its labels answer for unless they say otherwise."""
    return tuple(theme.key for theme in load_themes())


def nearest(word: str, known: Collection[str]) -> str:
    """Return ", did you mean 'children'?" for a word that is nearly one of `known`, else nothing."""
    alike = difflib.get_close_matches(word.casefold(), known, n=1)
    return f"; did you mean {alike[0]!r}?" if alike else ""


def _entries(table: Mapping[str, object], path: Path) -> list[object]:
    """Return what stands under [[theme]]; LabelError if there is none, or anything else beside it."""
    entries = table.get("theme")
    for name, value in table.items():
        if isinstance(value, Mapping) or (isinstance(value, list) and name != "theme"):
            heading = _heading(name, value)
            raise LabelError(f"{path}: {heading} is not read; begin each theme with [[theme]] and give it a key")
        if name != "theme":
            raise LabelError(f"{path}: {name!r} stands outside of a theme; put it below the [[theme]] it belongs to")
    if not isinstance(entries, list) or not entries:
        raise LabelError(f"{path}: has no [[theme]] tables")
    return entries


def _heading(name: str, value: Mapping[str, object] | list[object]) -> str:
    """Return a table's heading as its writer most likely wrote it."""
    if isinstance(value, list):
        return f"[[{name}]]"
    first = next(iter(value), "")
    return f"[{name}.{first}]" if isinstance(value.get(first), Mapping) else f"[{name}]"


def _theme(entry: object, where: str) -> Theme:
    if not isinstance(entry, Mapping):
        raise LabelError(f"{where}: not a table")
    if unknown := sorted(set(entry) - _FIELDS):
        known = f"known are {', '.join(sorted(_FIELDS))}"
        raise LabelError(f"{where}: unknown field {unknown[0]!r}{nearest(unknown[0], _FIELDS) or f'; {known}'}")
    key = _text(entry, "key", where)
    if not _KEY.fullmatch(key):
        raise LabelError(f"{where}: field 'key' is {key!r}; use lower-case letters, digits and '_', a letter first")
    where = f"{where} ({key})"
    return Theme(
        key=key,
        name=_text(entry, "name", where),
        definition=_text(entry, "definition", where),
        applies=_texts(entry, "applies", where),
        excludes=_texts(entry, "excludes", where),
        concepts=_concepts(entry.get("concepts", []), where),
    )


def _text(entry: Mapping[str, object], field: str, where: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise LabelError(f"{where}: field {field!r} must be a text that is not empty")
    return value


def _texts(entry: Mapping[str, object], field: str, where: str) -> tuple[str, ...]:
    values = entry.get(field, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise LabelError(f"{where}: field {field!r} must be a list of texts")
    return tuple(values)


def _concepts(values: object, where: str) -> tuple[Concept, ...]:
    if not isinstance(values, list) or not all(isinstance(value, Mapping) for value in values):
        raise LabelError(f"{where}: field 'concepts' must be a list of tables with scheme, id and name")
    return tuple(
        Concept(*(_text(value, field, f"{where}: concept {number}") for field in ("scheme", "id", "name")))
        for number, value in enumerate(values, start=1)
    )
