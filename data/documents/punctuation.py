"""White space, marks at the end of paragraphs, and how many words there are, in every script."""

import re
import unicodedata

_FOLDED = str.maketrans("，、،；؛：。．", ",,,;;:..")
COMMAS = ",，،"
_HAN = re.compile("[\u4e00-\u9fff]")
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")


def fold(text: str) -> str:
    """Fold white space, compose letters; marks of direction or of no width, soft hyphens and the like go."""
    return " ".join((text if text.isascii() else _INVISIBLE.sub("", composed(text))).split())


def composed(text: str) -> str:
    """Return a text whose letters are one sign with their accents (NFC), as the tables of words have them."""
    return unicodedata.normalize("NFC", text)


def last_mark(text: str) -> str:
    """Return the last character of a text; for a comma, stop or colon of another script the Latin one."""
    return text[-1:].translate(_FOLDED)


def ends_with(text: str, marks: str) -> bool:
    """Whether a text ends with one of some Latin marks, in whatever script."""
    return text != "" and last_mark(text) in marks


def word_count(text: str) -> int:
    """Return how many words a text has; of Chinese, which parts them by no space, how many signs."""
    signs = 0 if text.isascii() else len(_HAN.findall(text))
    return max(len(text.split()), signs)


def is_sign(char: str) -> bool:
    """Whether a character is a Chinese sign or mark, which is as wide as high and needs no space beside it."""
    return "\u3000" <= char <= "\u9fff" or "\uf900" <= char <= "\uffef"


def width_of(text: str) -> int:
    """Return how wide a text is in Latin characters; those of Chinese count twice."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
