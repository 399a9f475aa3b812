"""Say of a list of loose paragraphs which is preambular, which operative, which neither.

Opening words alone mislead: subparagraphs open with anything, page breaks cut sentences in two, declarations in an
annex have preambles of their own. So the paragraphs are read as a sequence. Each paragraph is first given a kind (how
it opens and how it ends; numbers and letters in front do not count), then the most likely course through the parts of
a document is found (Viterbi): head, preamble, operative part, close, annex, and back to a head where one document
holds several resolutions. All scores are in the tables below, as logarithms: 0 is usual, -7 all but never.

From a heading "Annex" on, paragraphs are `Section.ANNEX`, that heading and those within included; page furniture
and footnotes are `Section.NEITHER` wherever they stand.
"""

from collections.abc import Sequence

from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.look import Kind, Look, look
from clausetag.data.documents.resolution import Section

# The parts of a document that a paragraph can stand in: head, preamble, line within the preamble that is no
# clause, operative part, line within it that is no clause, close, annex.
_PARTS = ("head", "preamble", "preamble line", "operative", "operative line", "close", "annex heading", "annex")
_SECTION = (
    Section.NEITHER,
    Section.PREAMBULAR,
    Section.NEITHER,
    Section.OPERATIVE,
    Section.NEITHER,
    Section.NEITHER,
    Section.ANNEX,
    Section.ANNEX,
)

# How well a kind of paragraph fits each part, in the order of _PARTS.
_KIND_SCORES = {
    Kind.ORGAN: (0.0, -8.0, -2.5, -8.0, -4.0, -3.0, -1e9, -14.0),
    Kind.NUMBER: (0.0, -8.0, -2.5, -8.0, -4.0, -3.0, -1e9, -14.0),
    Kind.PARTIES: (-1.0, -6.0, -2.5, -6.0, -4.0, -3.0, -1e9, 0.0),
    Kind.HEAD: (0.0, -8.0, -2.0, -8.0, -3.0, -2.0, -1e9, -3.0),
    Kind.CLOSING: (-6.0, -9.0, -2.0, -9.0, -2.0, 0.0, -1e9, -3.0),
    Kind.ANNEX: (-8.0, -8.0, -6.0, -7.0, -6.0, -4.0, 0.0, 0.0),
    Kind.PREAMBULAR: (-6.0, 0.0, -7.0, -3.0, -7.0, -7.0, -1e9, -0.2),
    Kind.PREAMBULAR_LIST: (-7.0, -1.5, -8.0, -1.8, -7.0, -7.0, -1e9, -0.5),
    Kind.PREAMBULAR_WEAK: (-2.0, -0.8, -3.0, -2.0, -2.5, -3.0, -1e9, -0.4),
    Kind.PREAMBULAR_LOWER: (-5.0, -0.3, -5.0, -1.0, -5.0, -6.0, -1e9, -0.5),
    Kind.OPERATIVE: (-7.0, -5.0, -7.0, 0.0, -6.0, -6.0, -1e9, -0.2),
    Kind.OPERATIVE_BARE: (-4.0, -5.0, -4.0, -0.5, -4.0, -5.0, -1e9, -0.3),
    Kind.TO: (-5.0, -3.0, -5.0, -0.3, -5.0, -5.0, -1e9, -0.3),
    Kind.THAT: (-5.0, -2.5, -5.0, -0.7, -5.0, -5.0, -1e9, -0.5),
    Kind.SHOULD: (-4.0, -3.0, -4.0, -0.5, -4.0, -4.0, -1e9, -0.4),
    Kind.LOWER: (-4.0, -0.7, -3.0, -0.7, -3.0, -3.0, -1e9, -0.5),
    Kind.RECORD: (-0.5, -4.0, -1.5, -3.0, -2.0, 0.0, -1e9, -1.0),
    Kind.GARBLED: (-3.0, -0.7, -3.0, -0.7, -3.0, -3.0, -1e9, -0.7),
    Kind.HEADING: (-0.5, -3.5, -1.5, -2.5, -0.7, -1.0, -14.0, -0.6),
    Kind.TEXT: (-2.0, -2.5, -3.0, -1.2, -3.0, -2.0, -1e9, -0.9),
}
# How well the last character of a paragraph fits each part.
_END_SCORES = {
    ",": (-1.0, 0.0, -3.0, -2.0, -3.0, -3.0, 0.0, -0.3),
    ";": (-6.0, -1.5, -5.0, 0.0, -5.0, -5.0, 0.0, -0.2),
    ":": (-2.0, -1.5, -1.5, -0.5, -1.5, -1.0, 0.0, -0.3),
    ".": (-2.0, -2.0, -1.5, -0.5, -1.5, -0.5, 0.0, -0.4),
    "": (0.0, -1.0, 0.0, -1.0, 0.0, 0.0, 0.0, -0.2),
}
# From which part to which, and how usual that is.
_TRANSITIONS = {
    "head": {"head": -0.3, "preamble": -0.7, "operative": -3.0, "close": -9.0, "annex heading": -7.0},
    "preamble": {"preamble": 0.0, "preamble line": -0.7, "operative": -0.7, "head": -6.0, "close": -6.0},
    "preamble line": {"preamble": 0.0, "preamble line": -0.5, "operative": -0.5, "head": -3.0},
    "operative": {
        "operative": 0.0, "operative line": -0.5, "close": -1.0, "head": -3.0, "preamble": -4.0, "annex heading": -2.0,
    },
    "operative line": {
        "operative": -0.3, "operative line": -0.5, "close": -1.0, "head": -2.0, "preamble": -2.5, "annex heading": -2.0,
    },
    "close": {"close": -0.3, "head": -1.0, "operative": -3.0, "preamble": -3.5, "annex heading": -0.5},
    "annex heading": {"annex heading": -2.0, "annex": 0.0},
    "annex": {"annex": 0.0, "annex heading": -0.1, "head": -12.0, "close": -11.0},
}  # fmt: skip
_START = {
    "head": 0.0,
    "preamble": -1.0,
    "operative": -2.0,
    "operative line": -3.0,
    "close": -7.0,
    "annex heading": -6.0,
}
# Added to parts after an opening that ended in a colon, for paragraphs that hang on it.
_HANGING = {
    None: (0.0,) * 8,
    Section.PREAMBULAR: (0.0, 2.5, 0.0, -1.0, 0.0, 0.0, 0.0, 0.0),
    Section.OPERATIVE: (-1.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0),
}
_HANGS = frozenset(
    {
        Kind.PREAMBULAR_LIST, Kind.PREAMBULAR_LOWER, Kind.PREAMBULAR_WEAK, Kind.OPERATIVE_BARE, Kind.TO, Kind.THAT,
        Kind.SHOULD, Kind.LOWER, Kind.TEXT,
    }
)  # fmt: skip


_OPENS = {Kind.PREAMBULAR: Section.PREAMBULAR, Kind.OPERATIVE: Section.OPERATIVE}
_SCORES = {
    (kind, end, hanging): tuple(map(sum, zip(by_kind, by_end, _HANGING[hanging], strict=True)))
    for kind, by_kind in _KIND_SCORES.items()
    for end, by_end in _END_SCORES.items()
    for hanging in _HANGING
}
_ROUTES = tuple(
    tuple((_PARTS.index(before), steps[after]) for before, steps in _TRANSITIONS.items() if after in steps)
    for after in _PARTS
)


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
    places: list[int] = []
    scores: list[tuple[float, ...]] = []
    hanging: Section | None = None
    fresh = False  # whether the paragraph before ended in a colon
    for place, seen in enumerate(looks):
        kind, end = seen.kind, seen.end
        if kind is Kind.FURNITURE:
            continue
        hangs = kind in _HANGS or (kind is Kind.PREAMBULAR and fresh and hanging is Section.OPERATIVE)
        if not hangs:
            hanging = _OPENS.get(kind) if end == ":" else None
        fresh = end == ":"
        places.append(place)
        scores.append(_SCORES[kind, end, hanging if hangs else None])
    for place, part in zip(places, _best_course(scores), strict=True):
        sections[place] = _SECTION[part]
    return sections


def _best_course(scores: Sequence[tuple[float, ...]]) -> list[int]:
    """The most likely part for each paragraph (Viterbi)."""
    if not scores:
        return []
    here = [_START.get(part, -1e9) + score for part, score in zip(_PARTS, scores[0], strict=True)]
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
    part = max(range(len(here)), key=here.__getitem__)
    course = [part]
    for came in reversed(back):
        part = came[part]
        course.append(part)
    return course[::-1]
