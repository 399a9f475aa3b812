"""Articles of conventions, rules and principles, by whose numbers their paragraphs are cited.

What English calls the rules of a body are articles in French, Spanish, Arabic and Chinese: paths make no difference.
"""

import re

from clausetag.data.documents.numerals import latin_digits, roman_value
from clausetag.data.documents.printed_labels import label_of

_ARTICLE = re.compile(
    r"(?:(?P<principle>Principle|Principe|Principio|Принцип|المبدأ)|"
    r"Article|Rule|Règle|Artículo|Regla|Статья|Правило|المادة|مادة|القاعدة)"
    r"\s+(?P<number>\d{1,3}|[IVXLC]{1,7}|premier|1er|primero|(?:ال)?أولى?|الأول)"
    r"(?:\s(?P<bis>bis|ter|quater|quinquies))?(?![\w/])(?P<rest>.*)"
    r"|第\s?(?P<chinese>\d{1,3}|[一二三四五六七八九十]{1,5})\s?条(?P<behind>.*)"
    r"|(?:(?P<of_principle>原则)|规则)\s?(?P<plain>\d{1,3}|[一二三四五六七八九十]{1,5})(?!\w)(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(r"premier|1er|primero|(?:ال)?أولى?|الأول", re.IGNORECASE)
_NAMES = ("art", "principle")


def article_label(heading: str) -> str:
    """Return how paths name the article that a heading opens: "art3" of "Article 3"; empty if it opens none."""
    match = _ARTICLE.fullmatch(latin_digits(heading))
    if match is None:
        return ""
    chinese = match["chinese"] or match["plain"]
    value = _chinese_value(chinese) if chinese else _value(match["number"])
    name = _NAMES[bool(match["principle"] or match["of_principle"])]
    return f"{name}{value}{(match['bis'] or '').lower()}" if value else ""


def is_article(label: str) -> bool:
    """Whether a label is one that `article_label` gives."""
    return label.startswith(_NAMES)


def _value(number: str) -> str:
    if _FIRST.fullmatch(number):
        return "1"
    return number if number.isdigit() else str(roman_value(number) or "")


def _chinese_value(number: str) -> str:
    label = label_of(number, top=True)
    return label.text if label else ""
