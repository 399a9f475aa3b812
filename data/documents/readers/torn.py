"""Words that pdftotext tears where a PDF sets their letters apart: "framew ork", "drug -resistant"."""

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_TORN = re.compile(r"(?<![^\W_])([^\W\d_]+) (?=([^\W\d_]+)(?![^\W_]))")
_HYPHEN = re.compile(r"([^\W\d_]+)( - ?)(?=([^\W\d_]+))")
_MARK = re.compile(r"(?<=[^\W\d_]) (?=’s\b|”|-\s*$)")
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
