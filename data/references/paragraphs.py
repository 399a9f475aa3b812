"""References to paragraphs: "paragraph 3 above", "paragraphs 5 to 7 of its resolution 70/1"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from clausetag.data.references.reference import Reference, ReferenceKind
from clausetag.data.references.terms import Terms, terms_of

_LABEL = r"\d{1,3}(?:\s?(?:bis|ter))?(?!\d|\s?/\s?\d)(?:\s?\(\s?(?:[a-zа-я]{1,4}|[ء-ي]|\d{1,2})\s?\)|\s[a-zа-я]\))*"
_REACH = 70  # characters between a paragraph and the resolution that it stands in
_ENDS = re.compile(r"[;；。]|\.\s")


def paragraphs(text: str, language: str | None, own: str, others: Sequence[Reference]) -> Iterator[Reference]:
    """Yield references to paragraphs; each with the symbol of the text it stands in, if that is told.

    Args:
        text: The text.
        language: Its language.
        own: Symbol of the text itself, "" if it has none.
        others: The resolutions and documents that it names, in its order.
    """
    terms = terms_of(language)
    pattern, own_words = _patterns(terms.language)
    for match in pattern.finditer(text):
        symbol = _symbol(text, match, terms, own, own_words, others)
        yield Reference(ReferenceKind.PARAGRAPH, match[0].strip(), symbol, match.start(), match.start() + len(match[0]))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    terms = terms_of(language)
    more = rf"(?:\s?(?:{terms.joining})\s?{_LABEL})*"
    if terms.follows:
        numbers = rf"第{_LABEL}(?:(?:\s?(?:{terms.joining}))\s?第?{_LABEL}){{0,40}}"
        return re.compile(rf"{numbers}(?:\s?\([a-z]{{1,3}}\))?(?:分)?{terms.paragraph}"), re.compile(terms.own)
    words = rf"(?<!\w){terms.paragraph}\s?{_LABEL}{more}"
    return re.compile(words, re.IGNORECASE), re.compile(rf"\s?(?:\([^()]{{1,40}}\)\s?)?(?:{terms.own})", re.IGNORECASE)


def _symbol(
    text: str,
    match: re.Match[str],
    terms: Terms,
    own: str,
    own_words: re.Pattern[str],
    others: Sequence[Reference],
) -> str:
    """Return the symbol of what the paragraph stands in: this text, or the document named beside it."""
    if terms.follows:
        before = text[max(0, match.start() - _REACH) : match.start()]
        if re.search(rf"(?:{terms.own})\s?$", before):
            return own
        at = bisect_right(others, match.start(), key=lambda one: one.end)
        last = others[at - 1] if at else None
        near = last is not None and match.start() - last.end <= 12 and not _ENDS.search(text, last.end, match.start())
        return last.symbol if near and last is not None else ""
    if own_words.match(text, match.end()):
        return own
    at = bisect_left(others, match.end(), key=lambda one: one.start)
    following = others[at] if at < len(others) else None
    if following is None or following.start - match.end() > _REACH:
        return ""
    return "" if _ENDS.search(text, match.end(), following.start) else following.symbol
