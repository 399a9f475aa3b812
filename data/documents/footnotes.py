"""Footnotes: tell notes from paragraphs, and take their markers out of the text without harming numbers.

A marker that the format shows raised is taken at its word. In plain text a marker is only a number that touches the
word before it ("Human Rights,2 which", "of 10 May 200613"), so the notes' own numbering decides: notes are cited
first in ascending order, and only numbers of notes that exist can be markers. Without notes, nothing is removed.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from clausetag.data.documents.dates import MONTH
from clausetag.data.documents.draft import Note, Paragraph

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NOTE = re.compile(
    rf"(\d{{1,3}}|\*{{1,3}}|[†‡])(/?)\s+(?=[A-Z“\"«(\[]|\d+(?:st|nd|rd|th)\b)(?!{MONTH}\b)(\S.*)", re.DOTALL
)
_NOTE_LIKE = re.compile(
    r"(?:See|Ibid|Idem|Resolution|Decision|United Nations|Official|Document|General Assembly|Supplement|Report|Treaty|"
    r"Available|International|League|World|Previously|Adopted|Security|The text|For the|In accordance|As |Same|"
    r"Formerly|FAO|ILO|UNESCO|UNEP|WHO|[A-Z]{1,6}/|[A-Z][\w’' ]+, )"
)
_TOUCHING = re.compile(r"(?<=[^\s(/\d\-–—+#$£€=<>])(?:\d{1,3}|\*{1,3}|[†‡])(?![\w/%°])(?![.,:]\d)(?![-–]\w)")
_GLUED = re.compile(r"(?<![\d.,])\d{4,7}(?![\w/%])(?![.,]\d)")
_SPACED = re.compile(r"(?<=[,;.”\"’)] )\d{1,3}(?=[,;.:)]|\s+[a-z]|$)")
_SLASHED = re.compile(r"\s?(?<![\w/])\d{1,3}/(?=[\s,;.:)]|$)")
_ABBREVIATION = re.compile(
    r"\b(?:[Nn]os?|[Vv]ols?|[Pp]{1,2}|[Pp]aras?|[Aa]rts?|[Cc]hap|[Ss]ect|[Aa]dd|[Cc]orr|[Rr]ev|L|[Dd]oc)\.$"
)
_UNITS = frozenset({"m", "km", "cm", "mm", "dm", "nm", "sq", "co"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    paragraph: int
    start: int
    end: int
    number: str
    weight: float


def split_notes(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Note]]:
    """Tell the notes that stand among `paragraphs` from the paragraphs themselves."""
    found: dict[int, tuple[str, str]] = {}
    last = 0
    first_cited: bool | None = None
    stars = [i for i, p in enumerate(paragraphs) if p.text[:1] in "*†‡" and _NOTE.match(p.text)]
    for index, paragraph in enumerate(paragraphs):
        if not paragraph.text[:1].isdigit():
            continue
        match = _NOTE.match(paragraph.text)
        if match is None:
            continue
        number = int(match[1])
        fits = last < number <= last + 3 if last else number == 1 or bool(_NOTE_LIKE.match(match[3]))
        if not fits:
            continue
        if not (last or match[2] or _NOTE_LIKE.match(match[3])):
            if first_cited is None:
                first_cited = _cited(paragraphs, match[1])
            fits = first_cited
        if fits:
            found[index] = (match[1], match[3])
            last = number
    if 0 < len(stars) <= 2:
        for index in stars:
            match = _NOTE.match(paragraphs[index].text)
            if match and any(match[1] in p.text[1:] for i, p in enumerate(paragraphs) if i != index):
                found[index] = (match[1], match[3])
    body: list[Paragraph] = []
    notes: list[Note] = []
    for index, paragraph in enumerate(paragraphs):
        if index in found:
            notes.append(Note(*found[index]))
        elif notes and (index - 1) in found and paragraph.text[:1].islower() and not _ends(notes[-1].text):
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text} {paragraph.text}")
        else:
            body.append(paragraph)
    return body, notes


def _cited(paragraphs: Sequence[Paragraph], number: str) -> bool:
    """Whether any paragraph carries something that could be a marker with this number."""
    return any(m[0] == number for p in paragraphs for m in _TOUCHING.finditer(p.text, 1))


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ")", "”", '"'))


def strip_markers(paragraphs: Sequence[Paragraph], notes: Collection[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Take the markers of `notes` (their numbers) out of the paragraphs: clean text and numbers cited, each once."""
    known = set(notes)
    cuts: dict[int, list[tuple[int, int, str]]] = {}
    raised = [(i, span) for i, p in enumerate(paragraphs) for span in _raised_spans(p)]
    for index, (start, end) in raised:
        cuts.setdefault(index, []).extend(_raised_cuts(paragraphs[index].text, start, end, known))
    if not known:
        hits = []
    elif any(number in known for found in cuts.values() for _, _, number in found):
        hits = _left_on_the_line(paragraphs, known)
    else:
        hits = _by_numbering(paragraphs, known)
    for hit in hits:
        cuts.setdefault(hit.paragraph, []).append((hit.start, hit.end, hit.number))
    return [_cut(p.text, cuts[i]) if i in cuts else (fold(p.text), ()) for i, p in enumerate(paragraphs)]


def fold(text: str) -> str:
    """Fold white space, and drop the space that a lost marker leaves before a comma."""
    return " ".join(text.split())


def _cut(text: str, cuts: list[tuple[int, int, str]]) -> tuple[str, tuple[str, ...]]:
    cuts.sort()
    pieces: list[str] = []
    at = 0
    for start, end, _ in cuts:
        pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    clean = fold("\x00".join(pieces))
    clean = re.sub(r"\s?(?:\x00[,\s]?)*\x00(?=[,;.:)])", "", clean)
    clean = re.sub(r"\x00(?=[A-Za-z(“\"])", " ", clean)
    return fold(clean.replace("\x00", "")), tuple(dict.fromkeys(number for _, _, number in cuts if number))


def _raised_spans(paragraph: Paragraph) -> list[tuple[int, int]]:
    spans = list(paragraph.raised)
    if not spans and not paragraph.text.isascii():
        spans = [m.span() for m in _SUPERSCRIPT_RUN.finditer(paragraph.text)]
    return spans


def _raised_cuts(text: str, start: int, end: int, known: set[str]) -> list[tuple[int, int, str]]:
    """What to cut of one raised span: known notes always, unknown numbers unless they are an exponent or ordinal."""
    shown = text[start:end].translate(_SUPERSCRIPTS).strip()
    if shown in known:
        return [(start, end, shown)]
    numbers: list[str] = re.findall(r"\d+|\*+|[†‡]", shown)
    rest = re.sub(r"\d+|\*+|[†‡]|[\s,;.\[\]()/–-]", "", shown)
    if rest or not numbers:
        return []
    before = re.search(r"(\w+)\s?$", text[:start])
    if all(n in known for n in numbers):
        return [(start, end, n) for n in numbers]
    if before and (before[1].lower() in _UNITS or (before[1].isdigit() and len(before[1]) < 3)):
        return []
    return [(start, end, n if n in known else "") for n in numbers]


def _left_on_the_line(paragraphs: Sequence[Paragraph], known: set[str]) -> list[_Candidate]:
    """Plain markers that touch a word in a document whose other markers are raised: slips of the typist."""
    hits = []
    for index, paragraph in enumerate(paragraphs):
        covered = {i for start, end in paragraph.raised for i in range(start, end)}
        for m in _TOUCHING.finditer(paragraph.text, 1):
            if m[0] in known and m.start() not in covered and _touching_weight(paragraph.text, m.start()) >= 3:
                hits.append(_Candidate(index, m.start(), m.end(), m[0], 3.0))
    return hits


def _by_numbering(paragraphs: Sequence[Paragraph], known: set[str]) -> list[_Candidate]:
    """Find markers in plain text: the best chain of first citations in ascending order, then the repetitions."""
    candidates = [c for i, p in enumerate(paragraphs) for c in _candidates(i, p.text, known)]
    chain = _best_chain(candidates, known)
    if len(chain) * 2 < len([n for n in known if n.isdigit()]):
        spaced = [
            _Candidate(i, m.start(), m.end(), m[0], 1.0)
            for i, p in enumerate(paragraphs)
            for m in _SPACED.finditer(p.text)
            if m[0] in known
        ]
        merged = sorted([*candidates, *spaced], key=lambda c: (c.paragraph, c.start))
        other = _best_chain(merged, known)
        if len(other) > len(chain):
            candidates, chain = merged, other
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


def _candidates(index: int, text: str, known: set[str]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for m in _TOUCHING.finditer(text, 1):
        if m[0] in known:
            weight = _touching_weight(text, m.start())
            if weight:
                found.append(_Candidate(index, m.start(), m.end(), m[0], weight))
    for m in _GLUED.finditer(text):
        found.extend(_glued(index, text, m, known))
    for m in _SLASHED.finditer(text):
        number = m[0].strip(" /")
        if number in known:
            found.append(_Candidate(index, m.start(), m.end(), number, 3.0))
    found.sort(key=lambda c: c.start)
    return found


def _touching_weight(text: str, start: int) -> float:
    """How likely a number that touches what stands before it is a marker."""
    head = text[max(0, start - 40) : start]
    token = head.rsplit(None, 1)[-1] if head.split() else ""
    if text[start] in "*†‡" or re.fullmatch(r"[^\W_][,;]\d{1,3}", text[start - 2 :].rstrip()):
        return 3.0  # also where a clause would end with the comma or semicolon that stands before the number
    if _ABBREVIATION.search(head) or (token[-1:] == "." and "/" in token):
        return 0.0
    if token[-1:].isalpha():
        word = re.search(r"[^\W\d_]+$", token)
        length = len(word[0]) if word else 0
        if "/" in token and token.isupper():
            return 0.0
        if word and word[0].isupper() and (length <= 3 or any(ch.isdigit() for ch in token)):
            return 0.6
        return 0.6 if length <= 1 else 2.5 if token.isupper() else 3.0
    if token[-1:] in ",.:" and len(token) > 1 and token[-2].isdigit() and token[-1] != ",":
        return 1.5
    if token[-1:] == "," and re.search(r"(?:^|[^\d/])\d{1,3},$", token):
        return 0.4  # 12,3 or a thousands separator
    return 3.0


def _glued(index: int, text: str, m: re.Match[str], known: set[str]) -> list[_Candidate]:
    """Split a run of digits into a number and the marker that touches it, where the number is then a likely one."""
    run = m[0]
    found = []
    for size in range(1, min(3, len(run) - 1) + 1):
        number, rest = run[-size:], run[:-size]
        if number not in known:
            continue
        start = m.end() - size
        if len(rest) == 4 and rest[:2] in {"18", "19", "20"} and not text[: m.start()].endswith("/"):
            found.append(_Candidate(index, start, m.end(), number, 3.0))
        elif len(rest) <= 3 and len(run) >= 4 and text[: m.start()].endswith("/") and not _is_year(run):
            found.append(_Candidate(index, start, m.end(), number, 1.0))
    return found


def _is_year(run: str) -> bool:
    return len(run) == 4 and run[:2] in {"19", "20"}


def _best_chain(candidates: Sequence[_Candidate], known: Collection[str]) -> list[_Candidate]:
    """The heaviest chain of candidates whose note numbers strictly ascend; the earliest one among equals."""
    order = sorted(int(n) for n in known if n.isdigit())
    rank = {str(n): i for i, n in enumerate(order)}
    ends = [(0.0, -1)] * len(order)  # weight of the best chain that ends in a note, and its link
    tree = [(0.0, -1)] * (len(order) + 1)  # the best of `ends` up to a place (a Fenwick tree of maxima)
    links: list[tuple[_Candidate, int]] = []
    for c in candidates:
        place = rank.get(c.number)
        if place is None:
            continue
        weight, link = 0.0, -1
        at = place
        while at > 0:
            if tree[at][0] > weight:
                weight, link = tree[at]
            at -= at & -at
        # a chain that skips no note is worth a little more
        bonus = 0.5 if place == 0 or (link >= 0 and rank[links[link][0].number] == place - 1) else 0.0
        total = weight + c.weight + bonus
        if total > ends[place][0]:
            links.append((c, link))
            ends[place] = (total, len(links) - 1)
            at = place + 1
            while at < len(tree):
                if total > tree[at][0]:
                    tree[at] = ends[place]
                at += at & -at
    _, at = max(ends, key=lambda end: end[0], default=(0.0, -1))
    chain: list[_Candidate] = []
    while at >= 0:
        candidate, at = links[at]
        chain.append(candidate)
    return chain[::-1]
