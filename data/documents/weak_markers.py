"""Marks that stand a space apart or touch the word behind them: they hold where a note has no better one."""

import re
from collections.abc import Sequence

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.glued_markers import find_cuts
from clausetag.data.documents.marker_chain import Marker, place_of
from clausetag.data.documents.touching import ABBREVIATION

_SPACED = re.compile(r"(?<=[,;.”\"’)º»》] )\d{1,3}(?![.,]\d|,\s\d)(?=[,;.:)，；。]|\s+[^\W\dA-Z_]|$)")
# Short words and what is numbered: "du 2 avril", "статья 4"; also in Chinese and Arabic.
REFERENCE_OTHERS = re.compile(
    r"(?:(?:^|\s)(?:les?|du|de|des|aux?|et|ou|à|en|el|los|las|del|al?|[yoe]|от|до|по|на|из|за|[свиок]|[\u0621-\u064a]{1,3})|(?i:\b(?:articles?|artículos?|стать\w+|paragraphes?|párrafos?|пункт\w*|annexes?|anexos?|"
    r"приложени\w+|chapitres?|capítulos?|глав\w+|parties?|partes?|част\w+|résolutions?|resoluci\w+|резолюци\w+|décisions?|"
    r"decisi\w+|решени\w+|objectifs?|objetivos?|цел\w+|points?|temas?|entre|между|الماد[ةت]\w*|الفقر[ةت]\w*|القرار\w*|البند|الهدف|المرفق)))\s$|"
    r"(?:第|目标|附件|项目|附录)\s?$",
)
REFERENCE = re.compile(
    r"\b(?:[Aa]rticles?|[Pp]aragraphs?|[Aa]nnex(?:es)?|[Cc]hapters?|[Pp]arts?|[Ss]ections?|[Ii]tems?|[Gg]oals?|[Aa]genda|"
    r"[Nn]o\.?|[Rr]esolutions?|[Dd]ecisions?|[Tt]argets?|[Pp]hase|[Ss]chedule|[Rr]ules?|[Rr]egulations?|[Ww]orld War|"
    r"least|than|by|of|the|and|to|with|for|from|in|on|over|about|some|all|next|last|past|(?<!-)first|under|between|at)\s$"
)
_BEHIND_SPACE = re.compile(r"(?<=[^\W\d_] )\d{1,3}(?=[,;.)](?:\s|$))")  # "the Programme of Action 4, which"
_SET_APART = re.compile(  # "the Programme of Action 4 , which": as programs take a raised mark off a page
    r"(?:[^\W\d_]{2}|[”\"’)]) (?P<mark>\d{1,3})(?= [,;](?! ?\d))"
)
_BESIDE_SET_APART = re.compile(  # "the Declaration 4 and", where other marks are set apart so
    r"(?:\b[A-Z][\w’-]+|\b(?:19|20)\d\d|[”\"’)]) (?P<mark>\d{1,3})(?= (?:\(|[a-z]))"
    r"(?! (?:per cent|years?|months?|days?|hours?|million|countries|members)\b)"
)
_BEFORE_LETTERS = re.compile(  # "1994, 1in", "t6he", "Action4and"
    r"(?<=\s[a-z])\d{1,3}(?=[a-z]{2})|"
    r"(?:(?<=[^\d\s(/.-])|(?<=[,;”\d] ))\d{1,3}(?=[a-z])(?!\d*(?:st|nd|rd|th|er|re|e|o|a)\b)|"
    r"(?<=[^\W\d_]{2} )\d{1,3}(?=[a-z]{2})(?!\d*(?:st|nd|rd|th|er|re|[ckm]?m|kg|am|pm|bis|ter|quater)\b)"
)
_BEFORE_WORD = re.compile(r"\s[^\W\d]")
BEFORE_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef)” \d] )\d{1,3}"
    r"(?=\s?[\u3000-\u303f\u4e00-\u9fff“(]|\s(?:\d{4}年|\d{1,2}月)|$)(?!\s?[年月日号多])"
)


def spaced_marks(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """Return the marks behind a sign and a space, "the Convention, 1", and in Chinese before one."""
    return [
        Marker(i, m.start(), m.end(), m[0], 1.0)
        for i, p in enumerate(paragraphs)
        for m in (*_SPACED.finditer(p.text), *(() if p.text.isascii() else BEFORE_CHINESE.finditer(p.text)))
        if m[0] in known and not ABBREVIATION.search(p.text[max(0, m.start() - 8) : m.start()].rstrip())
    ]


def set_apart_marks(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """Return the marks that stand a space apart on both sides, in a text that has some before a comma: "Action 4 ,"."""
    found = _set_apart(paragraphs, _SET_APART, known)
    return [*found, *_set_apart(paragraphs, _BESIDE_SET_APART, known)] if found else []


def _set_apart(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str], known: set[str]) -> list[Marker]:
    """The markers that a pattern finds, where no reference stands: "paragraph 4 and"."""
    return [
        Marker(i, *m.span("mark"), m["mark"], 2.0)
        for i, p in enumerate(paragraphs)
        for m in pattern.finditer(p.text)
        if m["mark"] in known and not REFERENCE.search(p.text[max(0, m.start("mark") - 24) : m.start("mark")])
    ]


def weak_marks(
    paragraphs: Sequence[Paragraph], spaced: Sequence[Marker], known: set[str], *, english: bool
) -> list[Marker]:
    """Return the marks that hold only where a note between two others has no better one, in order."""
    cuts = [
        Marker(i, c.start, c.end, c.number, c.weight)
        for i, p in enumerate(paragraphs)
        for c in find_cuts(p.text, known)
        if not c.sure and not (english and _BEFORE_WORD.match(p.text, c.end) is None)
    ]
    reference = REFERENCE if english else REFERENCE_OTHERS
    apart = [
        Marker(i, m.start(), m.end(), m[0], 0.8)
        for i, p in enumerate(paragraphs)
        for m in _BEHIND_SPACE.finditer(p.text)
        if m[0] in known and not reference.search(p.text[max(0, m.start() - 24) : m.start()])
    ]
    apart += [c for c in spaced if not reference.search(paragraphs[c.paragraph].text[max(0, c.start - 24) : c.start])]
    return sorted({*cuts, *apart, *before_letters(paragraphs, known)}, key=place_of)


def before_letters(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """Return the marks that touch the word behind them, "the basis 1no", or stand within one."""
    return [
        Marker(i, m.start(), m.end(), m[0], 0.6)
        for i, p in enumerate(paragraphs)
        for m in _BEFORE_LETTERS.finditer(p.text)
        if m[0] in known
    ]
