"""Numbers that are not written in digits from 0 to 9: roman numerals, Arabic-Indic digits, ordinals in words."""

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_LETTERS = {letter: value for value, letter in _ROMAN if len(letter) == 1}
_ROMAN_FORM = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ORDINAL_UNITS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

_ARABIC_INDIC = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def latin_digits(text: str) -> str:
    """Return a text, as long as it was, with 0 to 9 for Arabic-Indic digits."""
    return text if text.isascii() else text.translate(_ARABIC_INDIC)


def roman_value(text: str) -> int:
    """The value of a roman number in either case; 0 if it is none."""
    low = text.lower()
    if not low or not _ROMAN_FORM.fullmatch(low):
        return 0
    total = 0
    for here, following in zip(low, [*low[1:], ""], strict=True):
        value = _ROMAN_LETTERS[here]
        total += -value if following and _ROMAN_LETTERS[following] > value else value
    return total


def as_roman(value: int) -> str:
    """Write a number in small roman numerals."""
    text = ""
    for size, letters in _ROMAN:
        while value >= size and len(text) < 30:
            text += letters
            value -= size
    return text


def letter_value(text: str) -> int:
    """Place of a letter label in its list: a is 1, z is 26, aa is 27, bb is 28; 0 if it is none."""
    low = text.lower()
    if not low.isalpha() or len(set(low)) != 1 or len(low) > 3:
        return 0
    return ord(low[0]) - 96 + 26 * (len(low) - 1)


def as_letter(value: int) -> str:
    """Write a number as Word counts letters: a to z, then aa, bb."""
    return chr(97 + (value - 1) % 26) * (1 + (value - 1) // 26) if 0 < value <= 26 * 20 else ""


def ordinal_value(words: str) -> int | None:
    """The value of an ordinal such as "Sixty-seventh" or "12th"; None if it is none."""
    low = words.lower().strip()
    digits = re.fullmatch(r"(\d+)\s?(?:st|nd|rd|th)", low)
    if digits:
        return int(digits[1])
    parts = re.split(r"[-\s]+", low)
    if len(parts) == 2 and parts[0] in _TENS and parts[1] in _ORDINAL_UNITS:
        return _TENS[parts[0]] + _ORDINAL_UNITS[parts[1]]
    return _ORDINAL_UNITS.get(parts[-1])
