"""What kind of paragraph a paragraph is, read on its own: how it opens, how it ends, page furniture, headings.

Numbers and letters in front do not count. `sections` makes a sequence of these kinds.
"""

import re
from enum import StrEnum, auto

from clausetag.data.documents.openings import opening_after, unnumbered
from clausetag.data.documents.resolution import Section


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


def look(paragraph: str) -> tuple[Kind, str]:
    """The kind of a paragraph, read on its own, and its last mark: one of , ; : . or nothing."""
    text = " ".join(paragraph.replace("\\_", "_").split())
    body = unnumbered(text)
    if _is_furniture(body) or _FURNITURE.match(text):
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
