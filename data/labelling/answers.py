"""What a cell says: yes, no, unsure or nothing; or which themes it lists."""

import re
from collections.abc import Mapping

from clausetag.data.labelling.label import Answer
from clausetag.data.labelling.table import Value

_WORDS: Mapping[str, Answer] = {
    **dict.fromkeys(("1", "1.0", "yes", "y", "x", "true", "✓", "✔", "☑"), "yes"),
    **dict.fromkeys(("0", "0.0", "no", "n", "false", "☐"), "no"),
    **dict.fromkeys(("?", "unsure"), "unsure"),
    # As people write in the other languages of the United Nations, and as spreadsheets of theirs do.
    **dict.fromkeys(("oui", "vrai", "sí", "si", "verdadero", "да", "истина", "نعم", "是"), "yes"),
    **dict.fromkeys(("non", "faux", "falso", "нет", "ложь", "لا", "否"), "no"),
}
WORDS = "1, yes or x, 0 or no, ? or unsure"  # for people
_NONE = {"none", "no theme", "-", "–", "—", "[]"}  # a list that says that no theme applies
_CHOICES = '{"choices":'  # before a list, in CSV that Label Studio exports
_DIVIDERS = re.compile("[;；\n]")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


class NoAnswerError(ValueError):
    """A cell that says neither yes nor no."""


def answer_of(value: Value) -> Answer | None:
    """Return what a cell answers, None if it is empty; NoAnswerError if it says anything else."""
    if isinstance(value, tuple):
        if len(value) > 1:
            raise NoAnswerError("; ".join(value))
        value = value[0] if value else None
    word = "" if value is None else str(value).strip().casefold()
    if not word:
        return None
    if word not in _WORDS:
        raise NoAnswerError(str(value))
    return _WORDS[word]


def names_in(value: Value) -> tuple[str, ...] | None:
    """Return the names that a cell lists, divided by semicolons; None if it is empty, () if it says "none"."""
    if value is None or isinstance(value, tuple):
        return value
    text = str(value).strip()
    if text.startswith(_CHOICES):
        text = text.removeprefix(_CHOICES).removesuffix("}").strip()
    if text.casefold() in _NONE:
        return ()
    if text.startswith("[") and text.endswith("]"):  # a list as Python and JSON write it
        parts = ["".join(found) for found in _QUOTED.findall(text)]
    else:
        parts = _DIVIDERS.split(text)
    names = [folded for part in parts if (folded := " ".join(part.split()))]
    return tuple(name for name in names if name.casefold() not in _NONE) if names else None
