"""Whose resolution a number is: by its form and date, the organs named around it, the organ of the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from clausetag.data.references.numbers import Number, fits_assembly, fits_rights_council
from clausetag.data.references.reference import ReferenceKind

ASSEMBLY, COUNCIL, RIGHTS, ECONOMIC, ENVIRONMENT, COMMISSION, OTHER = "ga", "sc", "hrc", "esc", "unea", "chr", "other"
_OWN = (("A/HRC/", RIGHTS), ("A/", ASSEMBLY), ("S/", COUNCIL), ("E/", ECONOMIC), ("UNEP/", ENVIRONMENT))
_PREFIXES = {ASSEMBLY: "A", COUNCIL: "S", RIGHTS: "A/HRC", ECONOMIC: "E", COMMISSION: "E/CN.4"}
_FIRST_YEAR = 1946


@dataclass(frozen=True, slots=True)
class Mention:
    """An organ where a text names it."""

    start: int
    end: int
    organ: str


def own_organ(symbol: str | None) -> str | None:
    """Return the organ whose text bears a symbol, None if it is not known."""
    return next((organ for start, organ in _OWN if (symbol or "").startswith(start)), None)


def organ_of(number: Number, near: Sequence[Mention], own: str | None, kind: ReferenceKind, *, its: bool) -> str | None:
    """Return the organ of a number, None if it is not known.

    Args:
        number: The number.
        near: The organs named around it, the nearest first.
        own: The organ whose text it stands in.
        kind: Resolution or decision.
        its: Whether the text says "its resolution".
    """
    possible = _possible(number, kind) or _possible(replace(number, year=None), kind)
    is_own = own in possible and (its or number.year is not None)
    if not possible or (near and near[0].organ == OTHER and not is_own and possible != (COUNCIL,)):
        return None
    named = next((mention.organ for mention in near if mention.organ in possible), None)
    if named is not None:
        return named
    if own in possible:
        return own
    return possible[0] if kind is ReferenceKind.RESOLUTION or possible[0] == ASSEMBLY else None


def symbol_of(number: Number, organ: str, kind: ReferenceKind) -> str:
    """Return the symbol of an organ's resolution or decision, "" if it has none."""
    if organ == ENVIRONMENT:
        return f"UNEP/EA.{number.session}/Res.{number.number}" if kind is ReferenceKind.RESOLUTION else ""
    series = f"{_PREFIXES[organ]}/{'RES' if kind is ReferenceKind.RESOLUTION else 'DEC'}"
    letters = f" {number.letters}" if number.letters else ""
    if organ == COUNCIL:
        return f"{series}/{number.number} ({number.session})"
    if number.old:
        return f"{series}/{number.number}{letters}({number.session})"
    return f"{series}/{number.session}/{number.number}{letters}"


def _possible(number: Number, kind: ReferenceKind) -> tuple[str, ...]:
    """Return the organs that may have such a number, the likeliest first."""
    if number.old and number.is_yearly:
        return (COUNCIL,) if kind is ReferenceKind.RESOLUTION and int(number.session) >= _FIRST_YEAR else ()
    if number.old:
        return (ASSEMBLY, ECONOMIC) if fits_assembly(number) else (ECONOMIC,)
    if number.is_yearly:
        return (ECONOMIC, COMMISSION) if int(number.session) >= _FIRST_YEAR else ()
    found = [ASSEMBLY] if fits_assembly(number) else []
    found += [RIGHTS] if fits_rights_council(number) else []
    if number.session.isdecimal() and int(number.session) <= 9 and kind is ReferenceKind.RESOLUTION:
        found.append(ENVIRONMENT)
    return tuple(found)


def mentions(text: str, organs: Mapping[str, re.Pattern[str]]) -> list[Mention]:
    """Return the organs that a text names, in its order."""
    found = [
        Mention(match.start(), match.end(), organ)
        for organ, pattern in organs.items()
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda mention: mention.start)
