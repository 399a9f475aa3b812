"""Articles of conventions, statutes and declarations, by whose numbers their paragraphs are cited."""

import re

from clausetag.data.documents.akn.labels import label_of
from clausetag.data.documents.numerals import latin_digits, roman_value

_ARTICLE = re.compile(
    r"(?:Article|Artículo|Статья|المادة|مادة)\s+(?P<number>\d{1,3}|[IVXLC]{1,7}|premier|1er|primero|(?:ال)?أولى?)"
    r"(?:\s(?P<bis>bis|ter|quater|quinquies))?(?![\w/])(?P<rest>.*)"
    r"|第\s?(?P<chinese>\d{1,3}|[一二三四五六七八九十]{1,5})\s?条(?P<behind>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(r"premier|1er|primero|(?:ال)?أولى?", re.IGNORECASE)
_ART = "art"


def article_label(heading: str) -> str:
    """Return how paths name the article that a heading opens: "art3" of "Article 3"; empty if it opens none."""
    match = _ARTICLE.fullmatch(latin_digits(heading))
    if match is None:
        return ""
    number = match["number"] or match["chinese"]
    if _FIRST.fullmatch(number):
        value = "1"
    elif match["chinese"]:
        label = label_of(number, top=True)
        value = label.text if label else ""
    else:
        value = number if number.isdigit() else str(roman_value(number) or "")
    return f"{_ART}{value}{(match['bis'] or '').lower()}" if value else ""


def is_article(label: str) -> bool:
    """Whether a label is one that `article_label` gives."""
    return label.startswith(_ART)
