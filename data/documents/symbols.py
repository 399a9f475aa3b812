"""The symbol of a resolution, "A/RES/67/172": found in the lines around its clauses, or made of its number."""

import re
from collections.abc import Iterator, Sequence

_FURTHER = r"(?:/(?:Add|Rev|Corr)\.\d+)?"
_SYMBOL = re.compile(
    r"\b(?:A/HRC/(?:RES|DEC)|[AES]/(?:RES|DEC|PRST)|E/ESCAP/RES|ESCAP/RES|E/ECE/RES|[AES](?:/[A-Z.\d-]+){0,3}/(?:RES|DEC))"
    r"/[SES-]*\d+(?:[\d-]|/(?=\d))*(?: ?\([\dIVXLS-]+\))?(?:/[A-Z](?:-[A-Z])?\b| [A-Z](?:-[A-Z])?(?=[\s,;.)*\]]*$))?"
    rf"{_FURTHER}"
)
_DOCUMENT = re.compile(  # of a draft, report, letter, note: alone on its line
    r"(?:A|E|S|ST|TD|CAT|CCPR|CEDAW|CERD|CRC|CRPD|CMW|CED|DP|UNEP|HRI|CTOC|CAC)(?:/[A-Z][A-Za-z.]{0,11}\.?\d{0,3}){0,4}"
    r"(?:/(?:[A-Z]{1,4}[.-]?)?\d[\d.-]*[A-Z]?){1,3}(?:/(?:Add|Rev|Corr|L|[A-Z]{3})(?:[./]\d+)*)*"
    r"(?:/[DR]/\d{1,4}/\d{4}(?:/Rev\.\d)?)?\**"  # of views on a communication: "CCPR/C/125/D/2348/2014"
)
_LETTERHEAD = re.compile(
    r"(?:United Nations|Nations Unies|Naciones Unidas|Организация Объединенных Наций|联合国|الأمم المتحدة)\s+"
)
_OLD_SYMBOL = re.compile(r"\b(A/RES|S/RES|E/RES)/?(\d{1,4}) ?\(([\dIVXLSE-]+)\)")
_SECURITY_COUNCIL_NUMBER = re.compile(
    r"(?:Resolution|Résolution|Resolución|Резолюция|القرار|第)\s*(\d{1,4})\s?[(（](\d{4})[)）]", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d/")
_PREFIX = {
    "General Assembly": "A/RES",
    "Human Rights Council": "A/HRC/RES",
    "Security Council": "S/RES",
    "Economic and Social Council": "E/RES",
}


def has_symbol(line: str) -> bool:
    """Whether the symbol of a resolution stands in a line, or that of another document is all of it."""
    return _SYMBOL.search(line) is not None or _DOCUMENT.fullmatch(line) is not None


def symbol_of(lines: Sequence[str], number: str | None, organ: str | None, *, decision: bool) -> str | None:
    """The symbol in `lines` that ends in the resolution's number, one made of number and organ, or the first.

    `decision`: whether it is one, and no resolution.
    """
    found = [symbol for line in lines for symbol in _symbols(line)]
    wanted = _with_plain_digits(number.replace(" ", "")) if number else None
    if wanted:
        for symbol in found:
            if re.fullmatch(rf".*/{re.escape(wanted)}(?:[A-Z](?:-[A-Z])?)?{_FURTHER}", symbol.replace(" ", "")):
                return symbol
        if organ == "General Assembly" and _YEAR.match(wanted):  # the Council's own, though it is spoken of
            organ = "Economic and Social Council"
        if organ in _PREFIX:
            prefix = _PREFIX[organ]
            decided = (decision and "(" not in wanted) or any(
                line.startswith(f"Decision adopted by the {organ}") for line in lines
            )
            return f"{prefix.replace('RES', 'DEC') if decided else prefix}/{wanted}"
    bare = (_LETTERHEAD.sub("", line, count=1) for line in lines if line[-1:] != ".")
    own = next((line.rstrip("*") for line in bare if _DOCUMENT.fullmatch(line)), None)
    if found and (own is None or found[0] in lines):
        return found[0]
    if own is None and organ == "Security Council":
        numbered = next(filter(None, map(_SECURITY_COUNCIL_NUMBER.search, lines)), None)
        return f"S/RES/{numbered[1]} ({numbered[2]})" if numbered else None
    return own


def _with_plain_digits(text: str) -> str:
    """A text with digits as symbols have them, whatever script it has its own in."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _symbols(line: str) -> Iterator[str]:
    for match in _SYMBOL.finditer(line):
        yield match[0].rstrip("-/")
    for match in _OLD_SYMBOL.finditer(line):
        yield f"{match[1]}/{match[2]}({match[3]})"
