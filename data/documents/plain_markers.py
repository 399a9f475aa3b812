"""Markers in plain text, where a marker is only a number that touches the word before it.

"Human Rights,2 which", "of 10 May 200613": the notes' own numbering decides. Notes are cited first in ascending order,
and only numbers of notes that exist can be markers.
"""

import re
from collections.abc import Sequence
from functools import cache

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.forms import ENGLISH, Forms
from clausetag.data.documents.glued_markers import find_cuts
from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.marker_chain import Marker, best_chain, filled, place_of

TOUCHING = re.compile(
    r"(?<=[^\s([/\d\-‐‑‒–—−+#$£€=<>“«„《])(?:\d{1,3}|\*{1,3}|[†‡])(?![\w/%°])(?![.,:(]\d)(?![-‐‑–]\w)(?!\s\d{3}(?!\d))"
)
_SPACED = re.compile(r"(?<=[,;.”\"’)º»》] )\d{1,3}(?![.,]\d|,\s\d)(?=[,;.:)，；。]|\s+[^\W\dA-Z_]|$)")
_SLASHED = re.compile(r"\s?(?<![\w/])\d{1,3}/(?=[\s,;.:)]|$)")
_APART = (
    r"(?:(?<=[,;.:”\"’)،؛，；»》] )\d{{1,3}}(?=[,;:)،؛，；]|\s|$)|"
    r"(?<=\w )\d{{1,3}}(?=\s?[,;:)،؛，；]|\s+(?:\(|[^\W\dA-ZА-Я])|\s*$|[.。](?:\s|$)))"
    r"(?!\s\d{{3}}(?!\d))(?!\s*(?:(?:de\s+)?(?:{months})|per\s+cent|pour\s+cent|por\s+ciento|процент\w*|million|billion|years?|months?|days?|hours?|countries|States|[年月日])(?:\b|(?<=[年月日])))"
)
# Short words and what is numbered: "du 2 avril", "статья 4"; Chinese and Arabic have theirs in `_REFERENCE_OTHERS`.
_REFERENCE_OTHERS = re.compile(
    r"(?:(?:^|\s)(?:les?|du|de|des|aux?|et|ou|à|en|el|los|las|del|al?|[yoe]|от|до|по|на|из|за|[свиок]|[\u0621-\u064a]{1,3})|(?i:\b(?:articles?|artículos?|стать\w+|paragraphes?|párrafos?|пункт\w*|annexes?|anexos?|"
    r"приложени\w+|chapitres?|capítulos?|глав\w+|parties?|partes?|част\w+|résolutions?|resoluci\w+|резолюци\w+|décisions?|"
    r"decisi\w+|решени\w+|objectifs?|objetivos?|цел\w+|points?|temas?|entre|между|الماد[ةت]\w*|الفقر[ةت]\w*|القرار\w*|البند|الهدف|المرفق)))\s$|"
    r"(?:第|目标|附件|项目|附录)\s?$",
)
_REFERENCE = re.compile(
    r"\b(?:[Aa]rticles?|[Pp]aragraphs?|[Aa]nnex(?:es)?|[Cc]hapters?|[Pp]arts?|[Ss]ections?|[Ii]tems?|[Gg]oals?|[Aa]genda|"
    r"[Nn]o\.?|[Rr]esolutions?|[Dd]ecisions?|[Tt]argets?|[Pp]hase|[Ss]chedule|[Rr]ules?|[Rr]egulations?|[Ww]orld War|"
    r"least|than|by|of|the|and|to|with|for|from|in|on|over|about|some|all|next|last|past|(?<!-)first|under|between|at)\s$"
)
_BEHIND_SPACE = re.compile(r"(?<=[^\W\d_] )\d{1,3}(?=[,;.:)](?:\s|$))")  # "the Programme of Action 4, which"
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
_FEW = 0.2  # of the notes
_BEFORE_WORD = re.compile(r"\s[^\W\d]")
_WITHIN_SENTENCE = re.compile(
    r"\d{1,3}(?:\s?[,;:)]|\s[“«]|\s[^\W\dA-ZА-Я])"
)  # behind a full stop: "target 16.4 to", "DEC.3,"
_WORDS = re.compile(r"(?:[A-Z]{3,}/)+[A-Z]{3,}")  # HIV/AIDS, and no symbol
_PART_NUMBER = re.compile(r"[(“\"]?[IVXL]+\.")  # paragraph IV.7
_YEARLY = re.compile(r"\w\(\d{4}\)$|\bRec\w+\s\(\d{4}\)$")  # F/Rec(2022)16, Recommendation (2019)1
_BRACKETED = re.compile(r"\s?\[(\d{1,3})\]")
# Arabic sets a mark in brackets, at times turned round: "الفساد(1)،"; behind a space it is rather a reference.
_ARABIC = re.compile(r"\(\s?(\d{1,3})\s?\)|[()]\s?(?P<turned>\d{1,3})\s?[()]")
_TOUCHED = re.compile(r"\S|[)”“»،] ")
_ARABIC_LETTER = re.compile("[\u0620-\u064a]")
_BEFORE_SIGN = re.compile(
    r"(?<=[^\W\d]|[，；》”、])\d{1,3}(?=[\u4e00-\u9fff])(?![年月日个名项条段号次届至国世多周点天岁])"
)
_BEFORE_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef)” \d] )\d{1,3}"
    r"(?=\s?[\u3000-\u303f\u4e00-\u9fff“(]|\s(?:\d{4}年|\d{1,2}月)|$)(?!\s?[年月日号多])"
)
_CHINESE_REFERENCE = re.compile(
    r"第(?![一二三四五六七八九十、和至]+$)[\d、和至().一二三四五六七八九十]*$|(?:目标|附件|项目|附录|表|图|类|小组|圆桌会议|方案)[\d、和至]*$"
)
_DOUBTFUL = 0.3  # the weight of "resolution 38", which is a mark only where the page has no other for its note
_ABBREVIATION = re.compile(
    r"\b(?:[Nn]os?|[Vv]ols?|[Pp]{1,2}|[Pp]aras?|[Aa]rts?|[Cc]hap|[Ss]ect|[Aa]dd|[Cc]orr|[Rr]ev|L|[Dd]oc)\.$"
)


def find_markers(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """The markers of `known` notes: the best chain of first citations in ascending order, then the repetitions."""
    candidates = [c for i, p in enumerate(paragraphs) for c in _candidates(i, p.text, known)]
    spaced = [
        Marker(i, m.start(), m.end(), m[0], 1.0)
        for i, p in enumerate(paragraphs)
        for m in (*_SPACED.finditer(p.text), *(() if p.text.isascii() else _BEFORE_CHINESE.finditer(p.text)))
        if m[0] in known and not _ABBREVIATION.search(p.text[max(0, m.start() - 8) : m.start()].rstrip())
    ]
    set_apart = _set_apart(paragraphs, _SET_APART, known)
    if set_apart and language_of(p.text for p in paragraphs) == "en":  # French parts all numbers from a semicolon
        others = _set_apart(paragraphs, _BESIDE_SET_APART, known)
        candidates = sorted([*candidates, *set_apart, *others, *spaced], key=place_of)
    numbers = sum(map(str.isdigit, known))
    bracketed = [c for c in candidates if paragraphs[c.paragraph].text[c.end - 1] in "()]"]
    if len(chain := best_chain(bracketed, known)) * 2 > numbers:
        candidates = bracketed  # then digits without brackets are none
    else:
        chain = best_chain(candidates, known)
    if len(chain) * 2 < numbers:
        merged = sorted([*candidates, *spaced], key=lambda c: (c.paragraph, c.start))
        other = best_chain(merged, known)
        if len(other) > len(chain):
            candidates, chain = merged, other
    if len(chain) < numbers and candidates is not bracketed:
        english = language_of(p.text for p in paragraphs) == "en"
        # in English markers stand behind the comma: hardly any touches a number, where most are found
        told = not english or (len(chain) > 1 and numbers - len(chain) <= max(1, _FEW * numbers))
        weak = _weak(paragraphs, spaced, known, english=english) if told else _before_letters(paragraphs, known)
        chain = filled(chain, weak, known)
    first = {c.number: (c.paragraph, c.start) for c in chain}
    taken = {(c.paragraph, c.start) for c in chain}
    taken |= {(c.paragraph, c.end) for c in chain}
    hits = list(chain)
    for c in candidates:
        if (c.paragraph, c.start) in taken or (c.paragraph, c.end) in taken or c.weight < 2:
            continue
        cited = first.get(c.number)
        if not c.number.isdigit() or (cited is not None and cited < (c.paragraph, c.start)):
            hits.append(c)
            taken |= {(c.paragraph, c.start), (c.paragraph, c.end)}
    return hits


def _set_apart(paragraphs: Sequence[Paragraph], pattern: re.Pattern[str], known: set[str]) -> list[Marker]:
    """The markers that a pattern finds, where no reference stands: "paragraph 4 and"."""
    return [
        Marker(i, *m.span("mark"), m["mark"], 2.0)
        for i, p in enumerate(paragraphs)
        for m in pattern.finditer(p.text)
        if m["mark"] in known and not _REFERENCE.search(p.text[max(0, m.start("mark") - 24) : m.start("mark")])
    ]


def _weak(paragraphs: Sequence[Paragraph], spaced: Sequence[Marker], known: set[str], *, english: bool) -> list[Marker]:
    """Markers that hold only where a note between two others has no better one, in order."""
    cuts = [
        Marker(i, c.start, c.end, c.number, c.weight)
        for i, p in enumerate(paragraphs)
        for c in find_cuts(p.text, known)
        if not c.sure and not (english and _BEFORE_WORD.match(p.text, c.end) is None)
    ]
    reference = _REFERENCE if english else _REFERENCE_OTHERS
    apart = [
        Marker(i, m.start(), m.end(), m[0], 0.8)
        for i, p in enumerate(paragraphs)
        for m in _BEHIND_SPACE.finditer(p.text)
        if m[0] in known and not reference.search(p.text[max(0, m.start() - 24) : m.start()])
    ]
    apart += [c for c in spaced if not reference.search(paragraphs[c.paragraph].text[max(0, c.start - 24) : c.start])]
    return sorted({*cuts, *apart, *_before_letters(paragraphs, known)}, key=place_of)


def _before_letters(paragraphs: Sequence[Paragraph], known: set[str]) -> list[Marker]:
    """Marks that touch the word behind them, "the basis 1no later", or stand within one: hardly anything else does."""
    return [
        Marker(i, m.start(), m.end(), m[0], 0.6)
        for i, p in enumerate(paragraphs)
        for m in _BEFORE_LETTERS.finditer(p.text)
        if m[0] in known
    ]


@cache
def _apart(months: str) -> re.Pattern[str]:
    return re.compile(_APART.format(months=months))


def find_on_page(text: str, known: set[str], forms: Forms) -> list[tuple[int, int]]:
    """The spans of the marks of `known` notes in the text of the page that they stand on, each mark once.

    Text that was taken off a page sets marks apart, "the Declaration, 1 which" or "the Declaration 1 and".
    """
    found = _candidates(0, text, known)
    bracketed = [c for c in found if text[c.end - 1] in "()"]
    if 2 * len(best_chain(bracketed, known)) > sum(map(str.isdigit, known)):  # then digits without brackets are none
        return sorted((c.start, c.end) for c in best_chain(bracketed, known))
    reference = _REFERENCE if forms is ENGLISH else _REFERENCE_OTHERS
    months = forms.date.month if forms.language != "zh" else "(?!)"  # there they are numbers
    apart = [*_apart(months).finditer(text), *(_BEFORE_CHINESE.finditer(text) if forms.language == "zh" else ())]
    for m in apart:
        if m[0] in known:
            weight = 2.0 if text[m.start() - 2] in ',;.:”"’)،؛，；»》' else 1.2
            if reference.search(text[max(0, m.start() - 24) : m.start()]):
                weight = _DOUBTFUL
            found.append(Marker(0, m.start(), m.end(), m[0], weight))
    chain = best_chain(sorted(found, key=lambda c: c.start), known)
    stars = [c for c in found if not c.number.isdigit()]
    return sorted((c.start, c.end) for c in [*chain, *stars])


def is_cited(number: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether any paragraph carries something that could be a marker with this number."""
    return any(_candidates(0, p.text, {number}) for p in paragraphs) or bool(_before_letters(paragraphs, {number}))


def _candidates(index: int, text: str, known: set[str]) -> list[Marker]:
    found: list[Marker] = []
    for m in TOUCHING.finditer(text, 1):
        if m[0] in known:
            weight = touching_weight(text, m.start())
            if weight:
                found.append(Marker(index, m.start(), m.end(), m[0], weight))
    found.extend(Marker(index, c.start, c.end, c.number, c.weight) for c in find_cuts(text, known) if c.sure)
    for m in _SLASHED.finditer(text):
        number = m[0].strip(" /")
        if number in known:
            found.append(Marker(index, m.start(), m.end(), number, 3.0))
    for m in _BRACKETED.finditer(text, 1) if "[" in text else ():
        if m[1] in known:
            found.append(Marker(index, m.start(), m.end(), m[1], 3.0))
    for m in () if text.isascii() else _ARABIC.finditer(text, 1):
        number = m[1] or m["turned"]
        if number in known and _ARABIC_LETTER.search(text):
            touches = _TOUCHED.fullmatch(text[m.start() - 1]) or _TOUCHED.fullmatch(text[m.start() - 2 : m.start()])
            found.append(Marker(index, m.start(), m.end(), number, 3.0 if touches else 0.5))
    for m in () if text.isascii() else _BEFORE_SIGN.finditer(text, 1):
        if m[0] in known and not _CHINESE_REFERENCE.search(text[max(0, m.start() - 40) : m.start()]):
            found.append(Marker(index, m.start(), m.end(), m[0], 1.5 if text[m.start() - 1] in "，；》”" else 0.4))
    found.sort(key=lambda c: c.start)
    return found


def touching_weight(text: str, start: int) -> float:
    """How likely a number that touches what stands before it is a marker."""
    head = text[max(0, start - 40) : start]
    token = head.rsplit(None, 1)[-1] if head.split() else ""
    if text[start] in "*†‡" or re.fullmatch(r"[^\W_][,;]\d{1,3}", text[start - 2 :].rstrip()):
        return 3.0  # also where a clause would end with the comma or semicolon that stands before the number
    if _ABBREVIATION.search(head) or (token[-1:] == "." and "/" in token) or _PART_NUMBER.fullmatch(token):
        return 0.0
    if match := _CHINESE_REFERENCE.search(head):
        return 0.0 if match[0][0] == "第" else 0.4
    if _YEARLY.search(head):
        return 0.6 if token[0] != "(" else 0.0
    if token[-1:].isalpha():
        word = re.search(r"[^\W\d_]+$", token)
        length = len(word[0]) if word else 0
        if "/" in token and token.isascii() and token.isupper():
            return 2.5 if _WORDS.fullmatch(token) else 0.0
        if word and word[0].isupper() and (length <= 3 or any(ch.isdigit() for ch in token)):
            return 0.6
        return 0.6 if length <= 1 else 2.5 if token.isupper() else 3.0
    if token[-1:] == "." and _WITHIN_SENTENCE.match(text, start):
        return 0.0
    if token[-1:] in ",.:" and len(token) > 1 and token[-2].isdigit() and token[-1] != ",":
        return 1.5
    if token[-1:] == "," and re.search(r"(?:^|[^\d/])\d{1,3},$", token):
        return 0.4  # 12,3 or a thousands separator
    return 3.0
