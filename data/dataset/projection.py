"""Whether a clause of one language's text is the same clause as one of another's, so that a label holds for both.

The mark-up names units alike in all languages (`eId`), but for some files. A label is taken over only where the clause
of that name stands at the same path (so it is of the same kind and number), where both texts name the same resolutions
and years, and where the lengths fit. What fails a check is left out and counted by the check.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from clausetag.data.documents.numerals import latin_digits
from clausetag.data.documents.resolution import Clause, Resolution

# How many characters a clause may have for each of the English one; short ones may stray further.
_RATIOS = {"fr": (0.75, 1.75), "es": (0.75, 1.7), "ru": (0.7, 1.7), "ar": (0.5, 1.3), "zh": (0.16, 0.6)}
_SLACK = 25  # characters
_YEAR = re.compile(r"(?<![\d/.,])(?:1[89]|20)\d\d(?![\d/])")
_SYMBOL = re.compile(r"(?<![\d/A-Za-z])\d{1,3}/\d{1,4}(?![\d/])")


@dataclass(frozen=True, slots=True)
class Places:
    """The clauses of a resolution by name in the mark-up and by path."""

    by_eid: Mapping[str, tuple[Clause, ...]]  # several resolutions in one file repeat names
    by_path: Mapping[str, Clause]
    count: int


def places_of(resolution: Resolution) -> Places:
    """Return where a resolution's clauses stand."""
    by_eid: dict[str, tuple[Clause, ...]] = {}
    for clause in resolution.clauses:
        if clause.eid:
            by_eid[clause.eid] = (*by_eid.get(clause.eid, ()), clause)
    return Places(by_eid, {clause.path: clause for clause in resolution.clauses}, len(resolution.clauses))


def counterpart(clause: Clause, english: Places, other: Places, language: str) -> Clause | str:
    """Return the same clause in another language, or the name of the check that none passes.

    Where no unit of the other text has the clause's name, the one at its path is taken if both texts have as many
    clauses.

    Args:
        clause: An English clause.
        english: The English text's places.
        other: Those of the other text.
        language: Of the other text, one of the official languages other than English.
    """
    named = other.by_eid.get(clause.eid, ())
    found = next((one for one in named if one.path == clause.path), None)
    if not named and english.count == other.count:
        found = other.by_path.get(clause.path)
    if found is None:
        return "another number" if named else "no unit of that name"
    if found.section is not clause.section:
        return "another section"
    if figures(clause.text) != figures(found.text):
        return "other resolutions or years named"
    low, high = _RATIOS[language]
    length = len(clause.text)
    if not low * length - _SLACK <= len(found.text) <= high * length + _SLACK:
        return "another length"
    return found


def figures(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the years and the numbers of resolutions ("66/111") that a text names, as sets."""
    plain = latin_digits(text)
    return frozenset(_YEAR.findall(plain)), frozenset(_SYMBOL.findall(plain))
