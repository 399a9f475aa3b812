"""Symbols printed in full: "A/72/123", "S/RES/1325 (2000)", "NPT/CONF.2000/28 (Parts I and II)"."""

import re
from collections.abc import Iterator

from clausetag.data.references.reference import Reference, ReferenceKind

_PART = (
    r"(?:\s?\((?:Parts?|Sect\.|Vol\.|Introduction|[IVXLS-]{1,20}|\d{4}|\d{1,3}|Suppl?\.?)(?:[\s.]{0,2}[\dIVX]+[A-HJ-UWYZ]?)?"
    r"(?:(?:\s?[-–,]\s?|\sand\s)[\dIVX]+[A-HJ-UWYZ]?){0,20}\))"
)
_SYMBOL = re.compile(
    rf"(?<![0-9A-Za-z/.])(?!HIV/|COVID|[IVXLC]+/)[A-Z][A-Z]{{0,8}}(?:\.\d{{1,3}})?{_PART}?(?:\s?/\s?[A-Z][A-Za-z]{{0,8}}(?:-[A-Z]{{2,6}})?(?:[.‑-]?[\dIVX]{{1,4}})?{_PART}?){{0,5}}"
    rf"(?:\s?/\s?(?:[A-Z]{{1,4}}[.‑-]?)?\d[\d.]{{0,6}}[A-Z]?{_PART}?(?:/\s?[A-Z][A-Za-z]{{0,8}}\.?\d{{0,4}}{_PART}?){{0,3}}){{1,5}}"
    r"(?:(?<=R\.\d)[-–]\d{1,3}|(?<=R\.\d\d)[-–]\d{1,3})?"  # of summary records: "A/C.6/56/SR.11-13"
)
_SPACES = re.compile(r"\s*([/(])\s*")


def printed_symbols(text: str) -> Iterator[Reference]:
    """Yield the symbols that stand in a text; two joined by a hyphen ("A/72/1-S/2017/2") are two."""
    for match in _SYMBOL.finditer(text):
        shown = match[0].rstrip(".,-/ ")
        symbol = clean(shown)
        yield Reference(_kind(symbol), shown, symbol, match.start(), match.start() + len(shown))


def clean(printed: str) -> str:
    """Return a printed symbol in one spelling: no spaces but that before brackets."""
    symbol = " ".join(printed.replace("‑", "-").split())
    symbol = _SPACES.sub(lambda m: m[1], symbol)
    if symbol.startswith(("A/RES/", "E/RES/")):
        return symbol
    return re.sub(r"(?<=\w)\((?=\D|\d{4}\))", " (", symbol)


def _kind(symbol: str) -> ReferenceKind:
    upper = symbol.upper()
    if "/RES/" in upper or "/RES." in upper:
        return ReferenceKind.RESOLUTION
    return ReferenceKind.DECISION if "/DEC/" in upper or "/DEC." in upper else ReferenceKind.DOCUMENT
