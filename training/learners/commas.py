"""Commas of official preambles that an opening phrase follows, and whether a paragraph ends there, by the mark-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from clausetag.data.documents.akn.meta import read_meta
from clausetag.data.documents.akn.text import text_of
from clausetag.data.documents.akn.units import units_of
from clausetag.data.documents.forms import Forms
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.punctuation import width_of
from clausetag.data.documents.readers.filled import had_room
from clausetag.data.documents.readers.pauses import COMMA, Pauses, in_quotation
from clausetag.data.documents.xml import parse_xml
from clausetag.training.evaluation.structure.pages import WIDTH, wrap

if TYPE_CHECKING:
    from lxml.etree import _Element as Node


LANGUAGES = ("ar", "ru", "zh")  # in which no capital letter begins a preambular paragraph


@dataclass(frozen=True, slots=True)
class Comma:
    """A comma above an opening phrase: what is seen beside it, by name, and whether a paragraph ends with it."""

    document: str
    language: str
    seen: Mapping[str, float]
    ends: bool


def commas_of(content: bytes, name: str) -> Iterator[Comma]:
    """Yield the commas of a document in AKN XML, none if its capital letters tell.

    Each is seen as if it stood at the end of a full line: the preamble is cut at the margin of `evaluate-structure`,
    and the paragraph with the comma is cut there once more, so that the opening phrase begins a line. A place where
    the reader would not ask, since something else tells, is left out.

    Raises:
        XmlError: The bytes are no XML that is taken.
    """
    root = parse_xml(content)
    language = read_meta(root).language
    if language is None or language not in LANGUAGES:
        return
    forms = _remembering(forms_of(language))
    for preamble in root.iterfind(".//{*}statement/{*}preamble"):
        for seen, ends in _seen(_paragraphs(preamble), forms):
            yield Comma(name, language, seen, ends)


def _remembering(forms: Forms) -> Forms:
    """Forms that look at a text once: nearly the same lines are seen for each comma of a document."""
    return replace(
        forms,
        opening=cache(forms.opening),
        unnumbered=cache(forms.unnumbered),
        split_label=cache(forms.split_label),
    )


def _paragraphs(preamble: Node) -> list[str]:
    """The paragraphs as they are printed, that which names the organ first."""
    formulas = [text_of(paragraph) for paragraph in preamble.iterfind("{*}formula/{*}p")]
    units = [f"{unit.number} {unit.text}".strip() for unit in units_of([preamble])]
    return [text for text in (*formulas, *units) if text]


def _seen(paragraphs: Sequence[str], forms: Forms) -> Iterator[tuple[Mapping[str, float], bool]]:
    cut = [wrap(paragraph, forms.language) for paragraph in paragraphs]
    for at, paragraph in enumerate(paragraphs):
        lines_above = [line for lines in cut[:at] for line in lines]
        lines_below = [line for lines in cut[at + 1 :] for line in lines]
        for match in COMMA.finditer(paragraph):
            before, behind = paragraph[: match.end()].rstrip(), paragraph[match.end() :]
            begun = wrap(behind[: 2 * WIDTH], forms.language) if behind else lines_below
            if not begun or not _is_asked(before, begun[0], forms):
                continue
            own, rest = wrap(before, forms.language), wrap(behind, forms.language) if behind else []
            lines, place = [*lines_above, *own, *rest, *lines_below], len(lines_above) + len(own)
            sure = [had_room(line, following, WIDTH) for line, following in pairwise(lines)]
            sure[place - 1] = False  # the line is full
            pauses = Pauses(forms, lines, [*sure, True])
            yield pauses.seen(own[0], sum(map(width_of, own)), place), not behind


def _is_asked(before: str, line: str, forms: Forms) -> bool:
    """Whether an opening begins a line, and nothing else tells if a paragraph does: capitals, numbers, quotations."""
    if line[:1].isupper() or forms.split_label(line)[0] is not None or forms.find_opening(f"{line}，") is None:
        return False
    return forms.organ(before) is None and in_quotation(before[1:], forms) <= 0
