"""Words that pdftotext tears where a PDF sets their letters apart, or puts together where a line cuts them.

"framew ork", "drug -resistant"; "SecretaryGeneral" for "Secretary-" at the end of a line and "General" below.
"""

import re
from collections import Counter
from collections.abc import Sequence

from clausetag.data.documents.punctuation import width_of
from clausetag.data.documents.readers.cut_lines import usual_width

_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_TORN = re.compile(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+)(?![^\W_]))")
_HYPHEN = re.compile(r"([^\W\d_]+)( - ?)(?=([^\W\d_]+))")
_MARK = re.compile(r"(?<=[^\W\d_]) (?=’s\b|”|-\s*$)")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_JOINED = re.compile(r"(?<![^\W_])[^\W_]{5,}(?![^\W_])")
_LONG = 1.15  # of the usual width
_PUT_TOGETHER = re.compile(  # "SecretaryGeneral", "UNWomen", "10year", "twentyfifth", "20162021"
    r"[a-z]{3}(?=[A-Z][a-z]{3})|[A-Z]{2}(?=[A-Z][a-z]{3})|^\d{1,3}(?=[a-z]{3})|"
    r"^(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?=[a-z]{3})|^(?:19|20)\d\d(?=(?:19|20)\d\d$)"
)
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


def hyphens_mended(lines: Sequence[str]) -> Sequence[str]:
    """Give words within long lines their hyphens back, which pdftotext takes for those of words that a line cuts.

    It puts the two lines together. A word has a hyphen that the document spells so elsewhere, and never without; so has
    one with a capital letter in its midst or a number in front, and two years.
    """
    longest = _LONG * usual_width(lines)
    long = {number for number, line in enumerate(lines) if width_of(line) > longest}
    if not long:
        return lines
    spelt = {word.lower().replace("-", ""): word for line in lines for word in _HYPHENATED.findall(line)}
    others = {word for number, line in enumerate(lines) if number not in long for word in _JOINED.findall(line.lower())}

    def mended(match: re.Match[str]) -> str:
        word = match[0]
        known = spelt.get(word.lower())
        if known is None or word.lower() in others:
            return _PUT_TOGETHER.sub(r"\g<0>-", word)
        letters = iter(word)
        return "".join("-" if sign == "-" else next(letters) for sign in known)

    return [_JOINED.sub(mended, line) if number in long else line for number, line in enumerate(lines)]
