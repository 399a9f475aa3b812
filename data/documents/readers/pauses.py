"""Commas at the end of full lines above an opening phrase: does the preamble go on there, or its sentence?

Nothing on the page tells where no capital letter does. A little is told by the opening, the words beside the comma,
how the paragraph opens, how long it is so far and to its next sure end, and by how often the document does either
where its lines show it. What each of these weighs was learned from the mark-up of the United Nations, by logistic
regression, and stands in a table; above 0 the preamble goes on.
"""

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from clausetag.data.documents import languages
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.openings import Opening
from clausetag.data.documents.punctuation import ends_with, width_of

LENGTHS = (60, 120, 180, 250, 350, 500, 800)  # in Latin characters
COMMA = re.compile(r"[,،，]\s*")
_FILLERS = re.compile("[\u0640\u064b-\u0652]")
_OPENS, _CLOSES = re.compile("[“«《]"), re.compile("[”»》]")


@cache
def weights_of(language: str) -> Mapping[str, float]:
    """Return what each thing seen weighs in a language; empty where its capital letters tell."""
    table = Path(languages.__file__).with_name("pauses.toml").read_text("utf-8")
    found: Mapping[str, float] = tomllib.loads(table).get(language, {})
    return found


def weigh(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    """Return what all that is seen weighs together: above 0 a paragraph ends."""
    return sum(weights.get(name, 0.0) * value for name, value in seen.items()) + weights.get("", 0.0)


class Pauses:
    """Says of commas at the end of full lines of a document whether a paragraph of its preamble ends there."""

    def __init__(self, forms: Forms, lines: Sequence[str], ends: Sequence[bool]) -> None:
        """Take the lines of a document without marks of notes, and of each whether a paragraph surely ends with it."""
        self._forms = forms
        self._lines = lines
        self._ends = ends

    def end(self, first: str, so_far: int, place: int) -> bool:
        """Whether a paragraph that begins with a line, and is so wide so far, ends above the line at a place."""
        return weigh(weights_of(self._forms.language), self.seen(first, so_far, place)) > 0

    def seen(self, first: str, so_far: int, place: int) -> Mapping[str, float]:
        """Return what is seen beside that comma and in the whole preamble, by its name in the table of weights."""
        beside = features(self._forms, first, self._lines[place - 1], so_far, self._lines[place], self._rest(place))
        return {**beside, **self._shown}

    def _rest(self, place: int) -> int:
        """How wide the lines are from one to the next sure end of a paragraph, as far as it matters."""
        wide = 0
        for at in range(place, len(self._lines)):
            wide += width_of(self._lines[at])
            if self._ends[at] or wide > LENGTHS[-1]:
                break
        return wide

    @cached_property
    def _shown(self) -> Mapping[str, float]:
        """What the preamble shows: how many openings begin a paragraph below a comma, how many stand within a line."""
        begun = inside = 0
        for place, line in enumerate(self._lines):
            label, _ = self._forms.split_label(line)
            if label is not None and label.kind == "number":
                break
            if place and self._ends[place - 1] and ends_with(self._lines[place - 1], ","):
                begun += self._opens(line)
            inside += sum(self._opens(line[match.end() :]) for match in COMMA.finditer(line))
        return {"shown": math.log((begun + 1) / (inside + 1)), "never": float(not inside)}

    def _opens(self, text: str) -> bool:
        return text != "" and _opening(self._forms, text) is not None


def _opening(forms: Forms, text: str) -> Opening | None:
    return forms.find_opening(f"{text}，")  # a line without a stop is no heading here


def features(forms: Forms, first: str, before: str, so_far: int, line: str, rest: int) -> dict[str, float]:
    """Return what is seen beside a comma, by its name in the table of weights.

    Args:
        forms: Those of the document's language.
        first: The first line of the paragraph.
        before: Its last line, which ends with the comma.
        so_far: How wide its lines are.
        line: The line in question, which has an opening phrase.
        rest: How wide the lines are from there to the next sure end of a paragraph.
    """
    opening, block = _opening(forms, line), _opening(forms, first)
    name, opened = (_FILLERS.sub("", found.text) if found else "" for found in (opening, block))
    parts = list if forms.language == "zh" else str.split
    head, opened_head = parts(name)[:2], parts(opened)[:2]
    above = parts(_FILLERS.sub("", before.rstrip().rstrip(",،，")))
    below = parts(_FILLERS.sub("", line).partition(name)[2].lstrip())
    seen = {
        f"opening {name}": 1.0,
        f"head {''.join(head)}": 1.0,
        f"above {above[-1] if above else ''}": 1.0,
        f"below {below[0] if below else ''}": 1.0,
        f"below {' '.join(below[:2])}.": 1.0,
        f"first {opened}": 1.0,
        "same": float(name == opened),
        "same head": float(head == opened_head),
        "within": float(opening is not None and forms.is_within(opening)),
    }
    for length in LENGTHS:
        seen[f"long {length}"] = float(so_far > length)
        seen[f"rest {length}"] = float(rest > length)
    return seen


def in_quotation(text: str, forms: Forms) -> int:
    """Return how many more quotations a text opens than it closes."""
    more = len(_OPENS.findall(text)) - len(_CLOSES.findall(text))
    return -more if forms.language == "ar" else more  # Arabic has them the other way round
