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
from enum import StrEnum, auto

from clausetag.data.openings import opening_after, unnumbered
from clausetag.data.resolution import Section


class Kind(StrEnum):
    """What a paragraph looks like on its own."""

    FURNITURE = auto()  # page furniture and footnotes: left out of the sequence
    ORGAN = auto()  # "The General Assembly,"
    NUMBER = auto()  # "34/167. Torture ...", "1228 (XII). ..."
    PARTIES = auto()  # "The States Parties to the present Convention,", "We, the Ministers,"
    HEAD = auto()  # "Resolution adopted by ...", "Agenda item 5"
    CLOSING = auto()  # "76th plenary meeting", votes
    ANNEX = auto()  # "Annex II"
    PREAMBULAR = auto()  # "Recalling ..."
    PREAMBULAR_LIST = auto()  # "Recalling ...;"
    PREAMBULAR_WEAK = auto()  # "Strengthening ...", "In view of ..."
    PREAMBULAR_LOWER = auto()  # "recalling ...", "considering that ..."
    OPERATIVE = auto()  # "Decides ..."
    OPERATIVE_BARE = auto()  # "Ensure ...", "Request ..."
    TO = auto()  # "To ensure ..."
    THAT = auto()  # "That ministries ..."
    SHOULD = auto()  # "Teachers should ..."
    LOWER = auto()  # "and the implementation of ..."
    RECORD = auto()  # "At its 2974th meeting, the Council ..."
    GARBLED = auto()  # the first word cannot be read: "Rappc/{111t its resolution"
    HEADING = auto()  # a few words without a full stop
    TEXT = auto()  # any other sentence


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

_ORGANS = r"(?:assembl\w+|assemhlee|council|conference|commission|committee|congress|board|meeting)"
_FURNITURE = re.compile(
    r"""<!--|(?:[Dd]istr(?:ibution)?|DISTR)\b.{0,3}[.:]|\d\d-\d{4,5}\b|\.\.\.$|Please\s+recycle|(?:Page|page)\s+\d+$
    |\[?(?:English\s+|French\s+)?Original\s?:|ORIGINAL\s?:|Supplement\s+No
    |(?:\*{1,3}\s*)?(?:\d{1,3}\s?/?\s+)?(?:
        \(?[AES]/[A-Z0-9][\w.()/*-]*(?:[.,;]?(?:\sand)?$|[,;]\s|\s+and\s|\s+to\s|\s\().{0,150}$
        |SC/\d+\b|See\s.{0,160}\.$|.{0,60}\bSupplement\s+No\..{0,60}$|[Ss]ee\s+(?:also\s+)?(?:[Rr]esolution|General\s+Assembly|Official|United\s+Nations|the\s+report|footnote|note
            |[AES]/|decision|chap|sect|para|http|www).{0,300}$
        |I\s?bid\b|Op\.\s?cit|(?:Official\s+(?:Records|Documents)|International\s+Legal\s+Materials|Available\s+(?:at|from))\b
        |[Rr]esolutions?\s+\d+(?:/\d+|\s?[A-Z]?(?:-[A-Z])?\s?\([^a-z]{1,12}\))[^a-z]{0,30}(?:and\s+[^a-z]{1,20})?
            (?:,?\s+annex(?:es)?(?:\s+[IVX]+(?:\sand\s[IVX]+)?)?)?[^a-z]{0,6}$
        |(?:General\s+Assembly|Economic\s+and\s+Social\s+Council|Security\s+Council)\s+resolutions?\s+\d[^a-z]{1,20}
            (?:,\s+annex.{0,12})?\.$
        |(?:United\s+Nations|League\s+of\s+Nations),\s+(?:Treaty|Official|Recueil|Legislative|document)|Treaty\s+Series
        |https?:|www\.|For\s+the\s+(?:vote|text),\s+see)
    """,
    re.VERBOSE,
)  # fmt: skip
_TABLE_ROW = re.compile(r"[^,;]{3,90}\s\d{1,3}(?:[ ,.]\d{3})+$")
_ORGAN = re.compile(
    rf"(?:(?:the|l\s?a)\s+(?:[\w'’-]+\s+){{0,6}}?{_ORGANS}\w?(?:\s+(?:of|for|on)\s[^;]{{3,160}})?(?:\s+shall(?:\s+generate)?)?\s*[,:.]?$"
    rf"|(?:the|l\s?a)\s+\w*assem\w*(?:\s+\w+){{0,2}}\s*[,:.]?$"
    rf"|(?-i:(?:[A-Z][\w'’-]*\s+(?:(?:and|of|on)\s+)?){{0,5}}){_ORGANS}(?:\s+(?:of|for|on)\s[^;]{{3,100}})?,?$"
    rf"|the\s.{{0,60}}{_ORGANS}\b[^;:]{{0,250}},$)",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"""resolutions?\s+(?:adopted|\d)|resolution\s+[A-Z]{0,2}$|adopted\s+(?:by|at)\s+the|agenda\s+items?|draft\s+resolution
    |\[?\s*(?:on|adopted\s+on)\s+the\s+(?:report|recommendation|proposal)\s.{0,160}\]?$|\[\s*without\s+reference|\[\s*on\s|(?:\w+-)?\w+(?:th|st|nd|rd)?\s+(?:special\s+|emergency\s+special\s+)?session$|general\s+assembly$
    |united\s+nations$|security\s+council$|human\s+rights\s+council$|economic\s+and\s+social\s+council$|item\s+\d+""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_NUMBER = re.compile(
    r"(?:(?:[SE]+-)?\d{1,4}/\d{1,3}\s?[A-Z]?(?:[.,]|\s+(?=[A-Z])|$)"
    r"|\d{1,4}\s?[A-Z]?\s?\((?:[IVXLl]{1,8}|[SE]+-[IVX]+|19\d\d|20\d\d)\)\s?\."
    r"|(?:Resolution|RESOLUTION)\s+\d+(?:/\d+|\s?\(\d{4}\))(?:\s+of\s+\d+\s\w+\s\d{4})?$)"
)
_PARTIES = re.compile(
    r"(?:the\s+(?:high\s+contracting\s+parties|(?:states?|member\s+states|governments)\b.{0,30})\b.{0,200}|we,.{0,300}),$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"""\[?\s*(?:\d+\s?(?:st|nd|rd|th|e|th)?\s+(?:\(?\w+\)?\s+)?(?:plenary\s+)?(?:meeting|session\s+meeting)\b|adopted\s+(?:without|by\s+(?:a\s+)?(?:recorded\s+)?vote|unanimously|by\s+\d|by\s+consensus|on)
    |in\s+favou?r\s*:|against\s*:|abstain(?:ing|ed)?\s*:|abstentions?\s*:|the\s+(?:voting|result\s+of)\s|done\s+(?:at|in)\s|\*\s*\*|\d{1,2}\s+\w+\s+(?:19|20)\d\d\.?$
    |.{0,25}\b(?:plen\w*|pl\.?\s?e?\.?)\s*,?\s+(?:meeting|session)\b.{0,60}$|adopted\s+.{0,40}\bvotes?\b
    |voting\s+record|(?-i:(?:[A-Z][^\W\d› -]+(?:[› -][^\W\d]+)*,\s){3,}[A-Z]))""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip
_ANNEX = re.compile(
    r"(?:annex(?:es)?|appendix|appendices|council|the\s+president|enclosure)(?:\s+(?:[IVXL]+l*|\d{1,2}|[A-Z]))?\s?[.:]?$"
    r"|annex(?:\s+(?:[IVXL]+|\d{1,2}|[A-Z]))?\s*[-–—:.]\s.{0,150}[^,;.:]$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"\b(?:should|shall|must|ought\s+to|is\s+(?:desirable|important|necessary|essential))\b", re.IGNORECASE
)
_GARBLED = re.compile(r"(?=\S{5})[^\W\d]\S*[^\w\s,.'’-]\S*\s|(?=\S{5})[^\W\d]+\d\S*[^\W\d]\S*\s")
_RECORD = re.compile(r"at\s+(?:its|the\s+same|the)\s.{0,60}(?:meetings?|session)\b", re.IGNORECASE)


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
    fresh = False  # whether the paragraph before ended in a colon
    for place, paragraph in enumerate(paragraphs):
        kind, end = look(paragraph)
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


def look(paragraph: str) -> tuple[Kind, str]:
    """The kind of a paragraph, read on its own, and its last mark: one of , ; : . or nothing."""
    text = " ".join(paragraph.replace("\\_", "_").split())
    body = unnumbered(text)
    if _is_furniture(body) or (body != text and _is_furniture(text)):
        return Kind.FURNITURE, ""
    end = _end(body)
    if len(body) < 400:
        kind = _line(body)
        if kind is not None:
            return kind, end
    return _prose(body, end), end


def _is_furniture(text: str) -> bool:
    """Page furniture, footnotes, rows of tables."""
    if len(text) < 3 and not text.isupper():
        return True
    if not any(map(str.isalpha, text)) or _FURNITURE.match(text):
        return True
    if "United Nations publication" in text and len(text) < 400:
        return True
    if ". . . ." in text[:160] or "....." in text[:160]:
        return True
    return len(text) < 160 and text[-1].isdigit() and _TABLE_ROW.match(text) is not None


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
    if body[-1] not in ",;" and _NUMBER.match(body):
        return Kind.NUMBER
    if _HEAD.match(body):
        return Kind.HEAD
    if not body[0].islower() and _ORGAN.match(body) and opening_after(body) is None:
        return Kind.ORGAN
    return Kind.PARTIES if _PARTIES.match(body) else None


def _prose(body: str, end: str) -> Kind:
    opening = opening_after(body)
    lower = body[0].islower()
    if opening is not None:
        if opening.section is Section.PREAMBULAR:
            if lower:
                return Kind.PREAMBULAR_LOWER
            if opening.weak:
                return Kind.PREAMBULAR_WEAK
            return Kind.PREAMBULAR_LIST if end == ";" else Kind.PREAMBULAR
        if not lower:
            return Kind.OPERATIVE_BARE if opening.bare else Kind.OPERATIVE
    first = body[:5].lower()
    if first.startswith("to "):
        return Kind.TO
    if first.startswith("that "):
        return Kind.THAT
    if lower:
        return Kind.LOWER
    if first.startswith("at ") and _RECORD.match(body):
        return Kind.RECORD
    if not end and len(body) < 160 and body.count(" ") < 22:
        return Kind.HEADING
    if _GARBLED.match(body):
        return Kind.GARBLED
    return Kind.SHOULD if _SHOULD.search(body, 0, 250) else Kind.TEXT


_ROUTES = tuple(
    tuple((_PARTS.index(before), steps[after]) for before, steps in _TRANSITIONS.items() if after in steps)
    for after in _PARTS
)


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
