"""Reading JSON Lines so that a broken line names its file and number."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from clausetag.data.errors import LabelError

_HALF = re.compile(r"[\ud800-\udfff]")


def read_jsonl(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each line of `path` as (its place, for messages, and its object); blank lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise LabelError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise LabelError(f"{path}: not UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise LabelError(
                f"{where}: not JSON ({getattr(error, 'msg', 'too long a number, or nested too deep')})"
            ) from error
        if not isinstance(entry, dict):
            raise LabelError(f"{where}: must be an object in braces")
        yield where, entry


def text_field(entry: Mapping[str, Any], field: str, where: str) -> str:
    """Return a text field that must not be empty."""
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise LabelError(f"{where}: field {field!r} must be a text that is not empty")
    check_whole(value, field, where)
    return value


def check_whole(text: str, field: str, where: str) -> None:
    """Raise LabelError if a text holds half a character, which no file and no hash of it can."""
    if _HALF.search(text):
        raise LabelError(f"{where}: field {field!r} holds half a character (a lone surrogate); write it anew")


def index_field(entry: Mapping[str, Any], field: str, where: str) -> int:
    """Return a whole number field, zero or more."""
    value = entry.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise LabelError(f"{where}: field {field!r} must be a whole number, 0 or more")
    return value


def themes_field(entry: Mapping[str, Any], known: Collection[str], where: str) -> tuple[str, ...]:
    """Return the theme keys of a line, in the order of `known`."""
    value = entry.get("themes")
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise LabelError(f"{where}: field 'themes' must be a list of theme keys")
    return ordered_themes(value, known, where)


def ordered_themes(keys: Collection[str], known: Collection[str], where: str) -> tuple[str, ...]:
    """Check theme keys against the known ones and put them in their order."""
    if unknown := sorted(set(keys) - set(known)):
        raise LabelError(f"{where}: unknown theme {unknown[0]!r}; the themes are {', '.join(known)}")
    return tuple(key for key in known if key in keys)
