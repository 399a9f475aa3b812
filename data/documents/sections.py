"""Say of a list of loose paragraphs which is preambular, which operative, which neither.

Opening words alone mislead: subparagraphs open with anything, page breaks cut sentences in two, declarations in an
annex have preambles of their own. So the paragraphs are read as a sequence. Each paragraph is first given a kind (how
it opens and how it ends; numbers and letters in front do not count), then the most likely course through the parts of
a document is found (Viterbi): head, preamble, operative part, close, annex, and back to a head where one document
holds several resolutions. All scores are in `section_scores`.

From a heading "Annex" on, paragraphs are `Section.ANNEX`, that heading and those within included; page furniture
and footnotes are `Section.NEITHER` wherever they stand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from clausetag.data.documents.forms import ENGLISH
from clausetag.data.documents.kind import Kind
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.look import Look, look
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.section_scores import (
    AFTER_STOP,
    ALONE,
    ANY_END,
    BREAKS_OFF,
    ENDS,
    ENDS_AS_IT_COMES,
    HANGING,
    KINDS,
    LEANS,
    NEVER,
    OPENS,
    PARTS,
    SECTIONS,
    SERIAL,
    START,
    STEPS,
    Lean,
)

_SCORES = {
    (kind, end, lean): tuple(
        map(sum, zip(by_kind, ANY_END if kind in ENDS_AS_IT_COMES else by_end, by_lean, strict=True))
    )
    for kind, by_kind in KINDS.items()
    for end, by_end in ENDS.items()
    for lean, by_lean in LEANS.items()
}
_ROUTES = tuple(
    tuple((PARTS.index(before), steps[after]) for before, steps in STEPS.items() if after in steps) for after in PARTS
)
_UNTOLD = frozenset({Kind.TEXT, Kind.GARBLED, Kind.LOWER, Kind.SHOULD, Kind.HEADING})
_LONGEST_ORGAN = 45  # characters
_UNDER = {None: Lean.NOTHING, Section.PREAMBULAR: Lean.UNDER_PREAMBULAR, Section.OPERATIVE: Lean.UNDER_OPERATIVE}
_AFTER = {None: Lean.NOTHING, Section.PREAMBULAR: Lean.AFTER_PREAMBULAR, Section.OPERATIVE: Lean.AFTER_OPERATIVE}


def sections_of(paragraphs: Sequence[str]) -> list[Section]:
    """Say for each of a list of loose paragraphs, in order, which section it stands in.

    Args:
        paragraphs: One text a paragraph, as the document orders them, with or without numbers, letters and
            headings. Notes, page headers and other furniture may stand between them.

    Returns:
        One section a paragraph: preambular, operative, annex, or neither (titles, "The General Assembly,", headings,
        meeting lines, votes, footnotes).
    """
    forms = forms_of(language_of(paragraphs))
    return sections_of_looks([look(paragraph, forms) for paragraph in paragraphs])


def sections_of_looks(looks: Sequence[Look]) -> list[Section]:
    """Say what `sections_of` says, of paragraphs that have been looked at."""
    sections = [Section.NEITHER] * len(looks)
    places = [place for place, seen in enumerate(looks) if seen.kind is not Kind.FURNITURE]
    weighed = list(_with_organs([looks[place] for place in places]))
    scores = [
        _SCORES[Kind.LOWER if lean is Lean.GOING_ON else seen.kind, seen.end, lean]
        for seen, lean in zip(weighed, _leans(weighed), strict=True)
    ]
    for place, part in zip(places, _best_course(scores), strict=True):
        sections[place] = SECTIONS[part]
    return sections


def _with_organs(looks: Sequence[Look]) -> Iterator[Look]:
    """Yield the looks; a short line below a resolution's title that cannot be read is the name of the organ."""
    yield from looks[:1]
    for before, seen in pairwise(looks):
        unread = seen.kind in _UNTOLD and seen.forms is ENGLISH and seen.end in (",", ".", ":")
        is_organ = before.kind is Kind.NUMBER and unread and len(seen.text) <= _LONGEST_ORGAN
        yield replace(seen, kind=Kind.ORGAN) if is_organ else seen


def _leans(looks: Sequence[Look]) -> Iterator[Lean]:
    """Say of each paragraph what it leans on."""
    above: Section | None = None  # the section of an opening that ended in a colon, while paragraphs hang on it
    opened: Section | None = None  # the section that the last opening spoke for
    spelled_out = numbers_tell = in_series = False
    before = ""  # how the paragraph before ended
    broke_off = committed = closed = False
    commitments = [place for place, seen in enumerate(looks) if seen.kind is Kind.COMMITMENT]
    last_commitment = commitments[-1] if commitments else -1
    for place, seen in enumerate(looks):
        kind, end = seen.kind, seen.end
        hangs = kind in HANGING or (kind is Kind.PREAMBULAR and before == ":" and above is Section.OPERATIVE)
        listed = above is Section.OPERATIVE
        if not hangs:
            above = OPENS.get(kind) if end == ":" else None
        if broke_off and kind in HANGING and seen.goes_on:
            yield Lean.GOING_ON
        elif hangs and above is not None:
            yield _UNDER[above]
        elif numbers_tell and seen.is_numbered and kind in HANGING:
            yield Lean.NUMBERED
        elif kind in (Kind.THAT, Kind.RUN_ON):
            yield _AFTER[opened]
        elif kind in (Kind.REASON, Kind.TEXT) and committed:
            yield Lean.COMMITTED
        elif kind is Kind.REASON and place < last_commitment:
            yield Lean.NOT_YET
        elif in_series and before == ";" and end in (";", ",") and kind in SERIAL:
            yield Lean.IN_SERIES
        elif before == "." and kind in AFTER_STOP:
            yield Lean.AFTER_STOP
        elif closed and kind is Kind.ANNEX:
            yield Lean.AFTER_CLOSE
        elif spelled_out and kind is Kind.HEADING:
            yield Lean.SPELLED_OUT
        else:
            yield Lean.NOTHING
        if kind is Kind.INTRODUCTION:
            opened, in_series = Section.PREAMBULAR, end == ";"
        if kind in OPENS:
            opened = OPENS[kind]
            in_series = opened is Section.PREAMBULAR and end == ";" and not listed
            numbers_tell = numbers_tell or (opened is Section.PREAMBULAR and not seen.is_numbered)
        elif kind in (Kind.ORGAN, Kind.NUMBER):
            opened, in_series = None, False
        if kind is Kind.COMMITMENT:
            committed = True
        elif kind in (Kind.ORGAN, Kind.NUMBER, Kind.INTRODUCTION):
            committed = False
        broke_off = end == "" and kind in BREAKS_OFF
        spelled_out = spelled_out or seen.spells_out
        closed = kind is Kind.CLOSING
        before = end


def _best_course(scores: Sequence[tuple[float, ...]]) -> list[int]:
    """The most likely part for each paragraph (Viterbi)."""
    if not scores:
        return []
    here = [START.get(part, NEVER) + score for part, score in zip(PARTS, scores[0], strict=True)]
    back: list[list[int]] = []
    for score in scores[1:]:
        there: list[float] = []
        came: list[int] = []
        for part, routes in enumerate(_ROUTES):
            best, origin = -1e18, 0
            for before, step in routes:
                value = here[before] + step
                if value > best:
                    best, origin = value, before
            there.append(best + score[part])
            came.append(origin)
        here = there
        back.append(came)
    if len(scores) == 1:
        here = [score + ALONE.get(part, 0.0) for part, score in zip(PARTS, here, strict=True)]
    part = max(range(len(here)), key=here.__getitem__)
    course = [part]
    for came in reversed(back):
        part = came[part]
        course.append(part)
    return course[::-1]
