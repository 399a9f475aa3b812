"""Numbers as six languages print them in front of paragraphs: which paragraph's own number, which letter of a list."""

import re

from clausetag.data.documents.numbering import Label, is_letter_label

_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3}){0,4})\s?[.):\-–—]*")
_BRACKETED = re.compile(r"[(（‘’'\"“]?\s?(\w{1,6}|[^\W\d_]{1,8})\s?[.)）’‘'\"”\-–]*")
_BULLET = re.compile(r"[•●▪◦·∙‣⁃–—*\-−o]")
_BIS = re.compile(r"(\d{1,3})\s?(bis|ter|quater|quinquies)\.?", re.IGNORECASE)
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"  # the order in which Arabic documents count
_CHINESE = "一二三四五六七八九十"
_CYRILLIC = str.maketrans("асеіх", "aceix")  # letters that look Latin


def label_of(printed: str, *, top: bool) -> Label | None:
    """Return what a printed number means: of a paragraph at the `top`, or of a point below one; None if nothing.

    Letters of Arabic lists come out as the Latin letters that the other languages print, Chinese numerals as digits.
    """
    printed = printed.strip()
    if not printed:
        return None
    if match := _BIS.fullmatch(printed):
        return Label("number" if top else "letter", match[1] + match[2].lower())
    if match := _NUMBER.fullmatch(printed):
        return Label("number" if top or "." in match[1] else "letter", match[1])
    if _BULLET.fullmatch(printed):
        return Label("bullet", "")
    match = _BRACKETED.fullmatch(printed)
    return _letter(match[1]) if match else None


def _letter(text: str) -> Label | None:
    if len(text) == 1 and text in "ا" + _ABJAD:
        return Label("letter", chr(ord("a") + _ABJAD.index("أ" if text == "ا" else text) % 26))
    if all(sign in _CHINESE for sign in text):
        return Label("letter", str(_chinese(text)))
    low = text.lower().translate(_CYRILLIC)
    if low.isascii() and (low.isdigit() or (low.isalpha() and is_letter_label(low))):
        return Label("letter", low)
    return None


def _chinese(text: str) -> int:
    tens, ten, units = text.partition("十")
    if not ten:
        return _CHINESE.index(text[0]) + 1
    return 10 * (_CHINESE.index(tens) + 1 if tens else 1) + (_CHINESE.index(units[0]) + 1 if units else 0)
