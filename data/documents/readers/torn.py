"""Words that pdftotext tears where a PDF sets their letters apart, or puts together where a line cuts them.

"framew ork", "drug -resistant"; "SecretaryGeneral" for "Secretary-" at the end of a line and "General" below.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from clausetag.data.documents import languages
from clausetag.data.documents.punctuation import width_of
from clausetag.data.documents.readers.cut_lines import usual_width

_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:-[^\W\d_]+)+")
_TORN = re.compile(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+)(?![^\W_]))")
_HYPHEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)( - ?)(?=([^\W\d_]+))")
_MARK = re.compile(r"(?<=[^\W\d_]) (?=’s\b|”|-\s*$)")
_PARTS = re.compile(r"(?<![^\W_])[^\W_]+(?:-[^\W_]+)*(?![^\W_])")
_SHORTEST = 5  # letters of a word that may have lost its hyphen
_NEAREST, _FARTHEST, _TWICE = 0.75, 1.1, 1.9  # of the usual width: where lines end; from where three are put together
_PUT_TOGETHER = re.compile(  # "SecretaryGeneral", "UNWomen", "10year", "twentyfifth", "20162021", "post2025"
    r"[a-z]{2}(?=[A-Z][a-z]{2})|[A-Z]{2}(?=[A-Z][a-z]{3})|^\d{1,3}(?=[a-z]{3})|"
    r"^(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?=[a-z]{3})|^(?:19|20)\d\d(?=(?:19|20)\d\d$)|"
    r"^[^\W\d_]{3,}(?=(?:19|20)\d\d$)"
)
_SUSPENDED = re.compile(r"([^\W\d_]{3,})(and|or|et|ou)")  # "mediumand long-term"
_ENDS_IN_HYPHEN = re.compile(r"[^\W\d_]-\s*$")
_BY_CHANCE = 1  # such lines, in some of a hundred texts
_BESIDE = re.compile(r" [^\W\d_]+-[^\W\d_]")
_FEW = 3  # places that a document has by chance: "sobre todo"
_A_LINE = 0.01  # likewise, for each of its lines
_COMMON = 3  # how often a short word stands in a document if it is one


def torn_mended(lines: Sequence[str]) -> Sequence[str]:
    """Put torn words together, as the document spells them elsewhere, where it tears many.

    A part of a torn word stands nowhere else. A document that tears words has spaces before hyphens and marks, too.
    """
    counts = Counter(word for line in lines for word in _WORD.findall(line.lower()))
    compounds = {word for line in lines for word in _COMPOUND.findall(line.lower())}

    def is_torn(left: str, right: str) -> bool:
        return counts[left + right] > 0 and any(
            counts[part] == 1 and (len(other) > 2 or counts[other] <= _COMMON)
            for part, other in ((left, right), (right, left))
        )

    def mended(match: re.Match[str]) -> str:
        return match[1] if is_torn(match[1].lower(), match[2].lower()) else match[0]

    def hyphenated(match: re.Match[str]) -> str:
        known = f"{match[1]}-{match[3]}".lower() in compounds
        return f"{match[1]}-" if known or match[2] == " -" else match[0]

    found = sum(is_torn(*match.groups()) for line in lines for match in _TORN.finditer(line.lower()))
    if found < _FEW + _A_LINE * len(lines):
        return lines
    return [_MARK.sub("", _HYPHEN.sub(hyphenated, _TORN.sub(mended, line))) for line in lines]


def hyphens_mended(lines: Sequence[str], language: str) -> Sequence[str]:
    """Give words within long lines their hyphens back, which pdftotext takes for those of words that a line cuts.

    It puts the two lines together, so that the word lies where lines end. It has a hyphen if the document or the table
    of the language's compounds spells it so, and the document never without; or if it has a capital letter in its midst
    or a number in front, or is two years. Where lines end in hyphens, none was taken.
    """
    if sum(1 for line in lines if _ENDS_IN_HYPHEN.search(line)) > _BY_CHANCE:
        return lines
    edge = usual_width(lines)
    long = {number for number, line in enumerate(lines) if width_of(line) > edge}
    if not long:
        return lines
    words = [[match[0] for match in _PARTS.finditer(line)] for line in lines]
    common = _compounds(language)
    spelt = {_solid(word): word for line in words for word in line if "-" in word}
    others = {word.lower() for number, line in enumerate(words) if number not in long for word in line}
    first = {word.partition("-")[0].lower() for word in (*spelt.values(), *common.values())}

    def mended(match: re.Match[str]) -> str:
        word, width = match[0], width_of(match.string)
        if match.end() < _NEAREST * edge or (_FARTHEST * edge < match.start() and width < _TWICE * edge):
            return word
        known = common.get(_solid(word)) or (spelt.get(_solid(word)) if word.lower() not in others else None)
        if known and len(known) > _SHORTEST:
            letters = iter(word.replace("-", ""))
            return "".join("-" if sign == "-" else next(letters) for sign in known)
        half = _SUSPENDED.fullmatch(word)
        beside = _BESIDE.match(match.string, match.end()) is not None
        if half and beside and half[1].lower() in first and word.lower() not in others:
            return f"{half[1]}- {half[2]}"
        return _PUT_TOGETHER.sub(r"\g<0>-", word)

    return [_PARTS.sub(mended, line) if number in long else line for number, line in enumerate(lines)]


def _solid(word: str) -> str:
    return word.lower().replace("-", "")


@cache
def _compounds(language: str) -> Mapping[str, str]:
    """Return the compounds of a language by what they are without hyphens."""
    table = tomllib.loads(Path(languages.__file__).with_name("compounds.toml").read_text("utf-8"))
    return {_solid(word): word for word in table.get(language, "").split()}
