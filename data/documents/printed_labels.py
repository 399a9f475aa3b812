"""Numbers as six languages print them in front of paragraphs: which paragraph's own number, which letter of a list."""

import re
import unicodedata

from clausetag.data.documents.numbering import Label, is_letter_label, split_label
from clausetag.data.documents.numerals import as_roman, roman_value

_NUMBER = re.compile(r"(\d{1,4}(?:\.\d{1,3}){0,4})\s?[.):،\-–—]*")
_CHINESE_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})\s?[、.．]?")
_BRACKETED = re.compile(r"[()（‘’'\"“]?\s?(\w{1,8}|[^\W\d_] [^\W\d_])\s?[.)(）’‘'\"”\-–—]*")
_BULLET = re.compile(r"[•●▪◦⸰·∙‣⁃–—*\-−o]")
_BIS = re.compile(r"(\d{1,3})\s?(bis|ter|quater|quinquies)\.?", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?P<item>[(（)]\s?(?:\d{1,3}|[^\W\d]\w{0,3}|(?P<twice>[أ-ي]) (?P=twice))\s?[)）(]|"
    r"[‘’']\d{1,2}[‘’']|[^\W_]{1,4}[)）])\s*"
    r"|(?P<plain>\d{1,3}\s?[-–—](?=\s+[“‘’«(]?[^\W\d])|[أ-ي]\s?[-–—](?=\s)|[一二三四五六七八九十]{1,3}、)\s*"
    r"|(?P<bullet>[•●▪◦⸰∙‣⁃])\s*"
)
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"  # the order in which Arabic documents count
_ABJAD_NAMES = ("ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء")
_ARABIC_ORDINALS = ("أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا")
_CHINESE = "一二三四五六七八九十"
_CYRILLIC = str.maketrans("асеіхорАВСЕІХ", "aceixopABCEIX")  # letters that look Latin
_TATWEEL = "\u0640"
_HARAKAT = re.compile("[\u064b-\u0652]")  # vowel signs, which ordinals carry or not


def label_of(printed: str, *, top: bool) -> Label | None:
    """Return what a printed number means: of a paragraph at the `top`, or of a point below one; None if nothing.

    Letters of Arabic lists come out as the Latin letters that the other languages print, Chinese numerals as digits.
    """
    printed = _plain(printed)
    if not printed:
        return None
    if match := _BIS.fullmatch(printed):  # paragraphs "3 bis" are named so by their place
        return None if top else Label("letter", match[1] + match[2].lower())
    if match := _NUMBER.fullmatch(printed):
        return Label("number" if top or "." in match[1] else "letter", match[1])
    if top and (match := _CHINESE_NUMBER.fullmatch(printed)):
        return Label("number", str(_chinese(match[1])))
    if _BULLET.fullmatch(printed):
        return Label("bullet", "")
    match = _BRACKETED.fullmatch(printed)
    return _letter(match[1]) if match else None


def split_printed(text: str, *, top: bool) -> tuple[Label | None, str]:
    """Take a number off the front of a text as `split_any` does, where that number can stand in the text of a unit."""
    label, rest = split_any(text)
    if label is None or not rest or (label.kind == "number" and not top):
        return None, text
    return label, rest


def split_any(text: str) -> tuple[Label | None, str]:
    """Take a number off the front of a text as `numbering.split_label` does, in the other languages' forms too."""
    label, rest = split_label(text)
    whole = text
    if label is None and text[:1] and unicodedata.normalize("NFKC", text[0]) != text[0]:  # "㈠" is one sign
        text = unicodedata.normalize("NFKC", text[0]) + text[1:]
    if label is None and (match := _IN_TEXT.match(text)):
        label, rest = label_of(match[0], top=match["plain"] is not None), text[match.end() :]
        if label is not None and label.kind == "number" and not match["plain"]:
            label = Label("letter", label.text)
    return label, rest if label is not None else whole


def part_label(shown: str) -> str:
    """Return the label of a part's heading as English prints it, "II" or "B"; empty if it is none."""
    shown = _HARAKAT.sub("", _plain(shown)).rstrip(" .،、-–—:")
    if shown in _ARABIC_ORDINALS:
        return as_roman(_ARABIC_ORDINALS.index(shown) + 1).upper()
    if shown in _ABJAD_NAMES:
        return chr(ord("A") + _ABJAD_NAMES.index(shown))
    if match := re.fullmatch(r"[一二三四五六七八九十]{1,3}", shown):
        return as_roman(_chinese(match[0])).upper()
    shown = shown.translate(_CYRILLIC)
    if shown.isascii() and shown.isupper() and (len(shown) == 1 or roman_value(shown)):
        return shown
    return ""


def _plain(printed: str) -> str:
    """Fold compatibility forms ("㈠" is "(一)"), digits of other scripts and the Arabic stroke that fills lines."""
    folded = unicodedata.normalize("NFKC", printed).replace(_TATWEEL, "").strip()
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in folded)


def _letter(text: str) -> Label | None:
    text = text.replace(" ", "").replace("ا", "أ")
    if len(set(text)) == 1 and text[0] in _ABJAD and len(text) <= 2:
        place = _ABJAD.index(text[0]) + 26 * (len(text) - 1)
        return Label("letter", chr(ord("a") + place % 26) * (place // 26 + 1))
    if all(sign in _CHINESE for sign in text):
        return Label("letter", str(_chinese(text)))
    low = text.lower().translate(_CYRILLIC)
    if low.isascii() and (low.isdigit() or (low.isalpha() and is_letter_label(low))):
        return Label("letter", low)
    return None


def _chinese(text: str) -> int:
    """Value of a Chinese numeral below a hundred: 十二 is 12, 二十 is 20."""
    tens, ten, units = text.partition("十")
    value = _CHINESE.find(units[:1]) + 1 if units else 0
    if not ten:
        return _CHINESE.index(text[0]) + 1
    return 10 * (_CHINESE.index(tens[0]) + 1 if tens else 1) + value
