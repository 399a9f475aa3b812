"""Markers that touch a number: "2030" with note 1 comes out as "20301", "resolution 77/47" with note 2 as "77/472".

Only the notes' own numbering can say where most of these are cut, so that such a cut weighs little: it holds only where
a note between two others has no better marker.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_RUN = re.compile(  # Chinese signs touch a number, unless they count or name something
    r"(?<![^\W\u4e00-\u9fff])(?<![第、和至])(?<!\d[.,])\d{2,7}(?![^\W\u4e00-\u9fff]|[/%°])(?![.,]\d)(?!\s\d{3}(?!\d))"
    r"(?![年月日个名项条段号次届至国世多周点天岁])"
)
_BEFORE_SIGN = re.compile("[\u4e00-\u9fff]")
_MOST = 350  # resolutions of a session: behind its number a higher one carries a marker
_MOST_DOCUMENTS = 1200  # of a session: A/70/1003
_SESSION = re.compile(r"(?<![\w/])\d{2}/$")
_ENDS = re.compile(r"[,;:.)»”،؛，；。]|$")
_DAY = re.compile(r"\s(?:de\s)?[^\W\d][\w/]+\s(?:de\s)?\d{4}")  # behind it the month and the year
_SYMBOL = re.compile(r"[^\W\d_]\S*/$")  # A/S-19/
_GOES_ON = re.compile(r",?\s(?:(?:of|du|de|от)\s\d|(?:\w{1,3}\s)?\d+/\d)")  # a marker follows the date, or the list
_SURE = 1.0
_DOUBTFUL = 0.2
_SHORT = 0.1  # a run of two digits within a sentence: "item 71 of"


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a marker may end a run of digits, the note it would cite, and how likely it does."""

    start: int
    end: int
    number: str
    weight: float

    @property
    def sure(self) -> bool:
        """Whether the run is hardly a number as it stands."""
        return self.weight >= _SURE


def find_cuts(text: str, known: Collection[str]) -> Iterator[Cut]:
    """Yield the places where a marker of a known note may stand at the end of a run of digits."""
    for run in _RUN.finditer(text, 1):
        if _is_whole(text, run):
            continue
        for size in range(1, min(3, len(run[0]) - 1) + 1):
            number, rest = run[0][-size:], run[0][:-size]
            if number in known and not number.startswith("0"):
                weight = _weight(text, run, rest) if run[0] not in known else _DOUBTFUL  # "14" and 8, where 148 is one
                yield Cut(run.end() - size, run.end(), number, weight)


def _weight(text: str, run: re.Match[str], rest: str) -> float:
    """How likely a run of digits is a number, its `rest`, with a marker behind it."""
    before = text[max(0, run.start() - 20) : run.start()]
    if _BEFORE_SIGN.match(text, run.end()):
        return _DOUBTFUL
    behind_slash = before.endswith("/")
    if behind_slash and len(run[0]) < 4 and _GOES_ON.match(text, run.end()):
        return _DOUBTFUL
    if behind_slash and int(run[0]) < _MOST_DOCUMENTS and _SYMBOL.search(before):
        return _DOUBTFUL
    if rest == "21" and text.endswith("Agenda ", 0, run.start()):
        return 3.0
    if len(rest) == 4 and rest[:2] in {"18", "19", "20"} and not behind_slash:
        return 3.0
    if behind_slash and len(rest) <= 3 and len(run[0]) >= 4 and not _is_year(run[0]):
        return 1.0
    if behind_slash and _SESSION.search(before):
        return 0.9 if int(run[0]) > _MOST >= int(rest) else 0.4
    if _ENDS.match(text, run.end()):
        return 0.5
    return 0.3 if len(run[0]) > 2 else _SHORT


def _is_year(run: str) -> bool:
    return len(run) == 4 and run[:2] in {"19", "20"}


def _is_whole(text: str, run: re.Match[str]) -> bool:
    """Whether a run is rather a number as it stands: a day, a late year."""
    if len(run[0]) == 2 and _DAY.match(text, run.end()):
        return True
    return len(run[0]) == 4 and "1945" <= run[0] <= "2050" and text[run.start() - 1] not in "/-‐‑–"
