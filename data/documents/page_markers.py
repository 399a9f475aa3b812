"""Marks of notes on a page of text: set apart as programs take raised marks off it, "the Declaration 1 and"."""

import re
from functools import cache

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.glued_markers import find_cuts
from clausetag.data.documents.marker_candidates import candidates
from clausetag.data.documents.marker_chain import Marker, best_chain, filled, place_of
from clausetag.data.documents.weak_markers import BEFORE_CHINESE, REFERENCE, REFERENCE_OTHERS, before_letters

_APART = (
    r"(?:(?<=[,;.:”\"’)،؛，；»》] )\d{{1,3}}(?=[,;:)،؛，；]|\s|$)|"
    r"(?<=\w )\d{{1,3}}(?=\s?[,;:)،؛，；]|\s+(?:[(–—]|[^\W\dA-ZА-Я])|\s*$|[.。](?:\s|$)))"
    r"(?![.,]\d)(?!\s\d{{3}}(?!\d))(?!\s*(?:(?:de\s+)?(?:{months})|per\s+cent|pour\s+cent|por\s+ciento|процент\w*|million|billion|years?|months?|days?|hours?|countries|States|[年月日])(?:\b|(?<=[年月日])))"
)
_LIKELY, _WEAKEST = 1.0, 0.9
_DOUBTFUL = 0.3  # the weight of "resolution 38", which is a mark only where the page has no other for its note


def find_on_page(text: str, known: set[str], forms: Forms) -> list[tuple[int, int]]:
    """Return the spans of the marks of `known` notes in the text of the page that they stand on, each mark once.

    Text that was taken off a page sets marks apart, "the Declaration, 1 which" or "the Declaration 1 and".
    """
    found = _candidates(text, known, forms)
    bracketed = [c for c in found if text[c.end - 1] in "()"]
    if 2 * len(best_chain(bracketed, known)) > sum(map(str.isdigit, known)):  # then digits without brackets are none
        return sorted((c.start, c.end) for c in best_chain(bracketed, known))
    chain = filled(best_chain(found, known), _weak(text, known), known)
    stars = [c for c in found if not c.number.isdigit()]
    return sorted((c.start, c.end) for c in [*chain, *stars])


def is_cited_on_page(text: str, number: str, forms: Forms) -> bool:
    """Whether the text of a page carries what is likely a mark with this number."""
    return any(c.weight >= _LIKELY for c in _candidates(text, {number}, forms))


def _candidates(text: str, known: set[str], forms: Forms) -> list[Marker]:
    """Return what may be a mark of a `known` note in the text of a page, in order."""
    found = candidates(0, text, known)
    reference = REFERENCE if forms is ENGLISH else REFERENCE_OTHERS
    months = forms.date.month if forms.language != "zh" else "(?!)"  # there they are numbers
    apart = [*_apart(months).finditer(text), *(BEFORE_CHINESE.finditer(text) if forms.language == "zh" else ())]
    for m in apart:
        if m[0] in known:
            weight = 2.0 if text[m.start() - 2] in ',;.:”"’)،؛，；»》' else 1.2
            if reference.search(text[max(0, m.start() - 24) : m.start()]):
                weight = _DOUBTFUL
            found.append(Marker(0, m.start(), m.end(), m[0], weight))
    return sorted(found, key=lambda c: c.start)


def _weak(text: str, known: set[str]) -> list[Marker]:
    """Return the marks that hold only where a note of the page has no better one, in order: "77/374", "tercero20y"."""
    cuts = [Marker(0, c.start, c.end, c.number, c.weight) for c in find_cuts(text, known) if not c.sure]
    likely = [c for c in cuts if c.weight >= _WEAKEST]
    return sorted([*likely, *before_letters([Paragraph(text)], known)], key=place_of)


@cache
def _apart(months: str) -> re.Pattern[str]:
    return re.compile(_APART.format(months=months))
