"""What a text, and a resolution, refers to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clausetag.data.documents.numerals import latin_digits
from clausetag.data.documents.resolution import Resolution
from clausetag.data.references.numbers import Number, find_numbers, is_season
from clausetag.data.references.organs import COUNCIL, ECONOMIC, Mention, mentions, organ_of, own_organ, symbol_of
from clausetag.data.references.paragraphs import paragraphs
from clausetag.data.references.printed import printed_symbols
from clausetag.data.references.reference import CitedReference, Reference, ReferenceKind
from clausetag.data.references.terms import Terms, terms_of
from clausetag.data.references.treaties import treaties

_ENDS = re.compile(r"[;；](?!\s?\d{1,4}\s?/\s?\d)|。|[a-zа-я]\.\s+[A-ZА-Я][a-zа-я]")  # of sentences
_DIGIT = re.compile(r"\d")
_AROUND = 120  # characters between an organ and the number, or its "resolution", that it may be the organ of

_ANNEXED, _ANNEXED_TO = 40, 30  # characters; the last session that the General Assembly did not number so

_Word = tuple[int, int, ReferenceKind]


def find_references(text: str, language: str | None = None, symbol: str | None = None) -> tuple[Reference, ...]:
    """Return what a text refers to, in its order; nothing stands twice.

    Args:
        text: A clause or a note.
        language: Its language, ISO 639-1; read as English where it is None or none of the six.
        symbol: Symbol of the document it stands in: whose organ "its resolution 70/1" is, what "above" means.
    """
    plain = latin_digits(text)
    named = treaties(plain, language)
    if not _DIGIT.search(plain):
        return tuple(named)
    terms = terms_of(language)
    full = [*printed_symbols(plain)]
    numbered = [one for one in _numbered(plain, terms, own_organ(symbol), full) if not _inside(one, full)]
    documents = sorted((*full, *numbered), key=lambda one: one.start)
    parts = paragraphs(plain, language, symbol or "", documents)
    found = sorted((*documents, *named, *parts), key=lambda one: (one.start, one.end))
    return tuple(replace(one, text=text[one.start : one.end]) for one in found)


def references_of(resolution: Resolution) -> tuple[CitedReference, ...]:
    """Return the references of all clauses of a resolution, those in the notes that a clause cites behind its own."""
    found: list[CitedReference] = []
    noted: dict[str, list[CitedReference]] = {}
    for note in resolution.footnotes:
        for one in find_references(note.text, resolution.language, resolution.symbol) if note.cited_by else ():
            for path in note.cited_by:
                noted.setdefault(path, []).append(CitedReference(path, one, note.number))
    for clause in resolution.clauses:
        own = find_references(clause.text, resolution.language, resolution.symbol)
        found += [CitedReference(clause.path, one) for one in own]
        found += noted.get(clause.path, ())
    return tuple(found)


def _inside(one: Reference, others: Sequence[Reference]) -> bool:
    """Whether one of `others`, which stand in order and apart, shares a character with a reference."""
    at = bisect_left(others, one.end, key=lambda other: other.start)
    return at > 0 and others[at - 1].end > one.start


def _numbered(text: str, terms: Terms, own: str | None, full: Sequence[Reference]) -> Iterator[Reference]:
    """Yield resolutions and decisions that go by their number."""
    numbers = find_numbers(text, dated_before=terms.follows)
    if not numbers:
        return
    words = sorted((m.start(), m.end(), kind) for kind, pattern in terms.kinds.items() for m in pattern.finditer(text))
    ends = [match.start() for match in _ENDS.finditer(text)]
    organs = mentions(text, terms.organs)
    for number in numbers:
        word = _word(number, words, ends, behind=terms.follows) or _wordless(number, own)
        if word is None:
            continue
        near = _near(number, word, organs)
        if is_season(number) and not any(one.organ == ECONOMIC for one in near):
            continue
        organ = None
        if not _annexed(number, full):
            organ = organ_of(number, near, own, word[2], its=_is_its(text, number, word, terms))
        symbol = symbol_of(number, organ, word[2]) if organ else ""
        yield Reference(word[2], text[number.start : number.end], symbol, number.start, number.end)


def _word(number: Number, words: Sequence[_Word], ends: Sequence[int], *, behind: bool) -> _Word | None:
    """Return the "resolution" or "decision" that a number belongs to: the last before it, or the next behind it."""
    if behind:
        at = bisect_left(words, number.end, key=lambda word: word[0])
        found = words[at] if at < len(words) else None
        between = (number.end, found[0]) if found else (0, 0)
    else:
        at = bisect_right(words, number.start, key=lambda word: word[1])
        found = words[at - 1] if at else None
        between = (found[1], number.start) if found else (0, 0)
    divided = bisect_left(ends, between[0]) < bisect_left(ends, between[1])
    return None if divided else found


def _wordless(number: Number, own: str | None) -> _Word | None:
    """Take a number as the Security Council prints its own for one of its resolutions: "its call in 2462 (2019)"."""
    alone = own == COUNCIL and number.old and number.is_yearly and len(number.number) > 2
    return (number.start, number.start, ReferenceKind.RESOLUTION) if alone else None


def _annexed(number: Number, full: Sequence[Reference]) -> bool:
    """Whether a number stands right behind a document, as in "A/69/25, annex, resolution 1/1": a body's own."""
    early = number.session.isdecimal() and int(number.session) <= _ANNEXED_TO
    at = bisect_left(full, number.start, key=lambda one: one.start)
    return early and at > 0 and 0 < number.start - full[at - 1].end < _ANNEXED


def _is_its(text: str, number: Number, word: _Word, terms: Terms) -> bool:
    if terms.language == "ar":
        return terms.its.search(text, word[0], word[1]) is not None
    end = number.start if terms.follows else word[0]
    return terms.its.search(text[max(0, end - _AROUND) : end]) is not None


def _near(number: Number, word: _Word, organs: Sequence[Mention]) -> list[Mention]:
    """Return the organs named around a number or its word, the nearest first."""
    places = ((word[0], word[1]), (number.start, number.end))
    reach: set[Mention] = set()
    for start, end in places:
        first, last = (
            bisect_left(organs, place, key=lambda one: one.start) for place in (start - 2 * _AROUND, end + _AROUND)
        )
        reach.update(organs[first:last])

    def distance(mention: Mention) -> int:
        return min(max(start - mention.end, mention.start - end, 0) for start, end in places)

    return sorted((one for one in reach if distance(one) < _AROUND), key=lambda one: (distance(one), one.start))
