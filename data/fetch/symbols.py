"""Document symbols of the United Nations: their one spelling here, and the file names made of them."""

import re

MAX_LENGTH = 80
# Components divided by "/", each beginning with a letter or digit; a part letter may follow: "A/RES/48/75 A".
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9.,()\[\]-]*[A-Za-z0-9)\]])?"
_SYMBOL = re.compile(rf"[A-Z]{{1,12}}(?:/{_PART})+(?: [A-Z](?:-[A-Z])?)?")


def clean_symbol(text: str) -> str | None:
    """Give a symbol in the spelling used here ("S/RES/1612(2005)", "A/RES/48/75 A"), or None if it is no symbol."""
    symbol = re.sub(r"\s*([/(])\s*", r"\1", " ".join(text.split()))
    if "/RES/" in symbol.upper():
        symbol = symbol.upper()
    if len(symbol) > MAX_LENGTH or ".." in symbol or not _SYMBOL.fullmatch(symbol):
        return None
    return symbol


def file_stem(symbol: str) -> str:
    """Name a file after a clean symbol: "A_RES_67_172". No two symbols share a name, and no name leaves its folder."""
    return symbol.replace("/", "_").replace(" ", "__")
