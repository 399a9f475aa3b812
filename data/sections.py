"""Say of a list of loose paragraphs which is preambular, which operative, which neither.

Opening words alone mislead: subparagraphs open with anything, page breaks cut sentences in two, declarations in an
annex have preambles of their own. So the paragraphs are read as a sequence. Each paragraph is first given a kind (how
it opens and how it ends; numbers and letters in front do not count), then the most likely course through the parts of
a document is found (Viterbi): head, preamble, operative part, close, annex, and back to a head where one document
holds several resolutions. All scores are in the tables below, as logarithms: 0 is usual, -7 all but never.

From a heading "Annex" on, paragraphs are `Section.ANNEX`, that heading and those within included; page furniture
and footnotes are `Section.NEITHER` wherever they stand.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto

from clausetag.data.openings import opening_after, unnumbered
from clausetag.data.resolution import Section


class Kind(Enum):
    """What a paragraph looks like on its own."""

    FURNITURE = auto()  # page furniture and footnotes: left out of the sequence
    ORGAN = auto()  # "The General Assembly,"
    HEAD = auto()  # "Resolution adopted by ...", "Agenda item 5"
    CLOSING = auto()  # "76th plenary meeting", votes
    ANNEX = auto()  # "Annex II"
    PREAMBULAR = auto()  # "Recalling ..."
    PREAMBULAR_LIST = auto()  # "Recalling ...;"
    PREAMBULAR_TITLE = auto()  # "Strengthening ..."
    PREAMBULAR_LOWER = auto()  # "recalling ...", "considering that ..."
    OPERATIVE = auto()  # "Decides ..."
    OPERATIVE_BARE = auto()  # "Ensure ...", "Request ..."
    TO = auto()  # "To ensure ..."
    THAT = auto()  # "That ministries ..."
    SHOULD = auto()  # "Teachers should ..."
    LOWER = auto()  # "and the implementation of ..."
    HEADING = auto()  # a few words without a full stop
    TEXT = auto()  # any other sentence


# The parts of a document that a paragraph can stand in: head, preamble, line within the preamble that is no
# clause, operative part, line within it that is no clause, close, annex.
_PARTS = ("head", "preamble", "preamble line", "operative", "operative line", "close", "annex")
_SECTION = (
    Section.NEITHER,
    Section.PREAMBULAR,
    Section.NEITHER,
    Section.OPERATIVE,
    Section.NEITHER,
    Section.NEITHER,
    Section.ANNEX,
)

# How well a kind of paragraph fits each part, in the order of _PARTS.
_KIND_SCORES = {
    Kind.ORGAN: (0.0, -8.0, -2.5, -8.0, -4.0, -3.0, -5.0),
    Kind.HEAD: (0.0, -8.0, -2.0, -8.0, -3.0, -2.0, -3.0),
    Kind.CLOSING: (-6.0, -9.0, -2.0, -9.0, -2.0, 0.0, -3.0),
    Kind.ANNEX: (-8.0, -8.0, -6.0, -7.0, -6.0, -4.0, 0.0),
    Kind.PREAMBULAR: (-6.0, 0.0, -7.0, -3.0, -7.0, -7.0, -2.5),
    Kind.PREAMBULAR_LIST: (-7.0, -1.5, -8.0, -1.8, -7.0, -7.0, -2.0),
    Kind.PREAMBULAR_TITLE: (-2.0, -1.0, -3.0, -3.0, -2.5, -3.0, -1.0),
    Kind.PREAMBULAR_LOWER: (-5.0, -0.3, -5.0, -1.0, -5.0, -6.0, -1.0),
    Kind.OPERATIVE: (-7.0, -5.0, -7.0, 0.0, -6.0, -6.0, -2.5),
    Kind.OPERATIVE_BARE: (-4.0, -5.0, -4.0, -0.5, -4.0, -5.0, -1.0),
    Kind.TO: (-5.0, -3.0, -5.0, -0.3, -5.0, -5.0, -1.0),
    Kind.THAT: (-5.0, -2.5, -5.0, -0.7, -5.0, -5.0, -1.5),
    Kind.SHOULD: (-4.0, -3.0, -4.0, -0.5, -4.0, -4.0, -0.7),
    Kind.LOWER: (-4.0, -0.7, -3.0, -0.7, -3.0, -3.0, -0.7),
    Kind.HEADING: (-0.5, -3.5, -1.5, -2.5, -0.7, -1.0, -0.3),
    Kind.TEXT: (-2.0, -2.5, -3.0, -1.2, -3.0, -2.5, -0.5),
}
# How well the last character of a paragraph fits each part.
_END_SCORES = {
    ",": (-1.0, 0.0, -3.0, -2.0, -3.0, -3.0, -1.0),
    ";": (-6.0, -1.5, -5.0, 0.0, -5.0, -5.0, -1.0),
    ":": (-2.0, -1.5, -1.5, -0.5, -1.5, -2.0, -0.7),
    ".": (-2.0, -2.0, -1.5, -0.5, -1.5, -1.0, -0.3),
    "": (0.0, -1.0, 0.0, -1.0, 0.0, 0.0, -0.2),
}
# From which part to which, and how usual that is.
_TRANSITIONS = {
    "head": {"head": -0.3, "preamble": -0.7, "operative": -3.0, "close": -9.0, "annex": -7.0},
    "preamble": {"preamble": 0.0, "preamble line": -0.7, "operative": -0.7, "head": -6.0, "close": -6.0, "annex": -8.0},
    "preamble line": {"preamble": 0.0, "preamble line": -0.5, "operative": -0.5, "head": -3.0},
    "operative": {
        "operative": 0.0, "operative line": -0.5, "close": -1.0, "annex": -2.0, "head": -3.0, "preamble": -4.0,
    },
    "operative line": {
        "operative": -0.3, "operative line": -0.5, "close": -1.0, "annex": -4.0, "head": -2.0, "preamble": -2.5,
    },
    "close": {"close": -0.3, "head": -1.0, "annex": -1.0, "operative": -3.0, "preamble": -3.5},
    "annex": {"annex": 0.0, "head": -5.0, "close": -4.0, "operative": -8.0, "preamble": -9.0},
}  # fmt: skip
_START = {"head": 0.0, "preamble": -1.0, "operative": -2.0, "operative line": -3.0, "close": -7.0, "annex": -6.0}
# Added to parts after an opening that ended in a colon, for paragraphs that hang on it.
_HANGING = {
    Section.PREAMBULAR: (0.0, 2.5, 0.0, -1.0, 0.0, 0.0, 0.0),
    Section.OPERATIVE: (-1.0, -1.0, 0.0, 1.0, 0.0, 0.0, 0.0),
}

_ORGANS = (
    r"(?:assembl\w+|assemhlee|council|conference|commission|committee|congress|board|states parties|state parties)"
)
_FURNITURE = re.compile(
    r"""<!--|[_\W\d]*$|Distr\.|Distribution\s*:|\d\d-\d{4,5}\b|\.\.\.$|Please\s+recycle|Page\s+\d+$|\[?Original\s*:|English\s+Original
    |\*?\s?[AES]/(?:[A-Z0-9][\w.()/*-]*)(?:\s+and\s+(?:Corr|Add)[.\w]*)?[.,]?$
    |(?:\*{1,3}\s*)?(?:\d{1,3}\s*/?\s+)?(?:
        See\s+(?:also\s+)?(?:resolutions?|General\s+Assembly|Official|[AES]/|United\s+Nations|the\s+report|footnote|note|S/|E/|A/|decision|chap|sect|http|www)
        |Ibid\b|Op\.\s?cit|Resolutions?\s+(?:\d+/\d+|\d+\s?[A-Z]?(?:-[A-Z])?\s?\()[^a-z]{0,40}(?:,?\s+annex(?:es)?(?:\s+[IVX]+)?)?[^a-z]{0,6}$
        |(?:General\s+Assembly|Economic\s+and\s+Social\s+Council|Security\s+Council)\s+resolutions?\s+\S+(?:\s?\S?\s?\([^)]*\))?(?:,\s+annex.{0,12})?\.$
        |Official\s+(?:Records|Documents)\b|United\s+Nations,\s+(?:Treaty|Official|Recueil|Legislative|document)|Treaty\s+Series|International\s+Legal\s+Materials
        |Supplement\s+No|Report\s+of\s+the\s+.{5,200}(?:Sales\s+No|United\s+Nations\s+publication)|.{0,200}\(United\s+Nations\s+publication
        |League\s+of\s+Nations,\s+Treaty|Available\s+(?:at|from)\b|https?:|www\.|For\s+the\s+(?:vote|text),\s+see|[AES]/[A-Z0-9][\w.()/*-]*(?:,|\s+and|\s+to)\s.{0,120}$
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_ORGAN = re.compile(
    rf"(?:the\s+)?(?:[\w'’-]+\s+){{0,6}}?{_ORGANS}(?:\s+(?:of|for|on|to)\s.{{3,160}})?\s*[,:;.]?$|the\s.{{0,60}}{_ORGANS}\b.{{0,250}},$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"""resolutions?\s+(?:adopted|\d)|resolution\s+[A-Z]{0,2}$|adopted\s+(?:by|at)\s+the|agenda\s+items?|draft\s+resolution
    |\[?\s*(?:on|adopted\s+on)\s+the\s+(?:report|recommendation|proposal)\s.{0,160}\]?$|\[\s*without\s+reference|\[\s*on\s|\d{1,4}/\d{1,3}\s?[A-Z]?[.,]?(?:\s|$)
    |\d{1,4}\s?[A-Z]?\s?\((?:[IVXL]+|[SE]+-[IVX]+)\)\s?\.?|(?:\w+-)?\w+(?:th|st|nd|rd)?\s+(?:special\s+|emergency\s+special\s+)?session$|general\s+assembly$
    |united\s+nations$|security\s+council$|human\s+rights\s+council$|economic\s+and\s+social\s+council$|item\s+\d+""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_CLOSING = re.compile(
    r"""\[?\s*(?:\d+\s?(?:st|nd|rd|th|e|th)?\s+(?:\(?\w+\)?\s+)?(?:plenary\s+)?(?:meeting|session\s+meeting)\b|adopted\s+(?:without|by\s+(?:a\s+)?(?:recorded\s+)?vote|unanimously|by\s+\d|by\s+consensus|on)
    |in\s+favou?r\s*:|against\s*:|abstain(?:ing|ed)?\s*:|abstentions?\s*:|the\s+(?:voting|result\s+of)\s|done\s+(?:at|in)\s|\*\s*\*|\d{1,2}\s+\w+\s+(?:19|20)\d\d\.?$
    |plenary\s+meeting|voting\s+record|[A-Z]\w+,\s[A-Z]\w+,\s[A-Z].{0,30},\s[A-Z])""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_ANNEX = re.compile(
    r"(?:annex(?:es)?|appendix|appendices|council|enclosure)(?:\s+(?:[IVXL]+l*|\d{1,2}|[A-Z]))?\s?[.:]?$"
    r"|annex(?:\s+(?:[IVXL]+|\d{1,2}|[A-Z]))?\s*[-–—:.]\s.{0,150}[^,;.:]$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"\b(?:should|shall|must|ought\s+to|is\s+(?:desirable|important|necessary|essential))\b", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")


def sections_of(paragraphs: Sequence[str]) -> list[Section]:
    """Say for each of a list of loose paragraphs, in order, which section it stands in.

    Args:
        paragraphs: One text a paragraph, as the document orders them, with or without numbers, letters and
            headings. Notes, page headers and other furniture may stand between them.

    Returns:
        One section a paragraph: preambular, operative, annex, or neither (titles, "The General Assembly,", headings,
        meeting lines, votes, footnotes).
    """
    sections = [Section.NEITHER] * len(paragraphs)
    places: list[int] = []
    scores: list[tuple[float, ...]] = []
    hanging: Section | None = None
    for place, paragraph in enumerate(paragraphs):
        kind, end = look(paragraph)
        if kind is Kind.FURNITURE:
            continue
        score = tuple(map(float.__add__, _KIND_SCORES[kind], _END_SCORES[end]))
        if kind in _HANGS and hanging is not None:
            score = tuple(map(float.__add__, score, _HANGING[hanging]))
        elif kind is Kind.PREAMBULAR:
            hanging = Section.PREAMBULAR if end == ":" else None
        elif kind is Kind.OPERATIVE:
            hanging = Section.OPERATIVE if end == ":" else None
        elif kind not in _HANGS:
            hanging = None
        places.append(place)
        scores.append(score)
    for place, part in zip(places, _best_course(scores), strict=True):
        sections[place] = _SECTION[part]
    return sections


_HANGS = frozenset(
    {
        Kind.PREAMBULAR_LIST, Kind.PREAMBULAR_LOWER, Kind.PREAMBULAR_TITLE, Kind.OPERATIVE_BARE, Kind.TO, Kind.THAT,
        Kind.SHOULD, Kind.LOWER, Kind.TEXT,
    }
)  # fmt: skip


def look(paragraph: str) -> tuple[Kind, str]:
    """The kind of a paragraph, read on its own, and its last mark: one of , ; : . or nothing."""
    text = _SPACE.sub(" ", paragraph.replace("\\_", "_")).strip()
    if not text or _FURNITURE.match(text):
        return Kind.FURNITURE, ""
    body = unnumbered(text)
    if not body or _FURNITURE.match(body):
        return Kind.FURNITURE, ""
    end = _end(body)
    if len(body) < 400:
        kind = _line(body)
        if kind is not None:
            return kind, end
    return _prose(body, end), end


def _end(body: str) -> str:
    """The mark a paragraph ends with, looking past note numbers, quotation marks and a closing "and"."""
    tail = body[-12:].rstrip(" \"'”’»)]*0123456789/_")
    if tail.endswith((" and", " or", " et")):
        tail = tail[:-4].rstrip()
    last = tail[-1:]
    return last if last in {",", ";", ":", "."} else ""


def _line(body: str) -> Kind | None:
    """Kinds that a short line can be recognized by: heads, organs, closes, annexes."""
    if _ANNEX.match(body):
        return Kind.ANNEX
    if _CLOSING.match(body):
        return Kind.CLOSING
    if _HEAD.match(body):
        return Kind.HEAD
    if _ORGAN.match(body) and opening_after(body) is None:
        return Kind.ORGAN
    return None


def _prose(body: str, end: str) -> Kind:
    opening = opening_after(body)
    lower = body[0].islower()
    if opening is not None:
        if opening.section is Section.PREAMBULAR:
            if lower:
                return Kind.PREAMBULAR_LOWER
            if opening.title and end != ",":
                return Kind.PREAMBULAR_TITLE
            return Kind.PREAMBULAR_LIST if end == ";" else Kind.PREAMBULAR
        if opening.bare:
            return Kind.OPERATIVE_BARE
        if not lower:
            return Kind.OPERATIVE
    first = body[:5].lower()
    if first.startswith("to "):
        return Kind.TO
    if first.startswith("that "):
        return Kind.THAT
    if lower:
        return Kind.LOWER
    if not end and len(body) < 160 and body.count(" ") < 22:
        return Kind.HEADING
    return Kind.SHOULD if _SHOULD.search(body, 0, 250) else Kind.TEXT


_ROUTES = tuple(
    tuple((_PARTS.index(before), steps[after]) for before, steps in _TRANSITIONS.items() if after in steps)
    for after in _PARTS
)


def _best_course(scores: Sequence[tuple[float, ...]]) -> list[int]:
    """The most likely part for each paragraph (Viterbi)."""
    if not scores:
        return []
    here = [_START.get(part, -9.0) + score for part, score in zip(_PARTS, scores[0], strict=True)]
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
