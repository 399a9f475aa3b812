"""Opening words of resolutions: what a paragraph begins with, and which section that speaks for.

English drafting marks the two halves of a resolution by grammar. A preambular paragraph opens with a participle or an
adjective ("Recalling", "Deeply concerned", "Having considered"), an operative one with a finite verb ("Decides",
"Calls upon"). The tables in `opening_words` hold the words once; adverbs in front ("Also", "Strongly") and tails behind
("further", "with appreciation") combine freely with them. Texts translated by machine add bare verbs ("Decide",
"Request"), verbs with their subject ("The Council decides") and words left in French; all of them are known here too.
"""

import re
from dataclasses import dataclass

from clausetag.data.documents.opening_words import (
    ADJECTIVES,
    ADVERBS,
    BARE,
    FRENCH_OPERATIVE,
    FRENCH_PREAMBULAR,
    HEADING_PARTICIPLES,
    NOT_ADVERBS,
    NOUN_BEFORE,
    NOUN_VERBS,
    OPERATIVE_PHRASES,
    PREAMBULAR_PHRASES,
    VERBS,
    WEAK,
)
from clausetag.data.documents.resolution import Section

_SUBJECT = re.compile(
    r"(?:the\s+)?(?:(?:general\s+)?assembl(?:y|ee)|(?:\w+\s+){0,4}?council|"
    r"(?:\w+\s+){0,3}?(?:conference|congress|commission|committee|board|forum|meeting)|"
    r"member states|heads of state and government|states parties|states members)"
    r"(?:\s+of\s+the\s+(?:parties|states))?,?\s+(?=\w)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:\(\s?(?:[A-Za-z]{1,2}|[ivxIVX]{1,6}|\d{1,3})\s?\)[.;]?"
    r"|(?:[Pp]ara(?:graph|\.)\s+)?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVX]{1,6}|[A-Za-z])\s?(?:\.\)|[.)])[-–—]?"
    r"|[(\[]?(?:PP|OP)\s?\d{1,3}(?:\s?(?:bis|ter|quater|quinquies|sexies|alt))?\s?[)\]]?[.:–—-]*"
    r"|[•●▪◦·∙‣⁃–—\-*§])(?=\s|[A-Z“\"'*_]|$)\s*)+"
)
_OPENERS = "\"'“”«‘’`*_ ,.:;·\t\u00a0"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’/][^\W\d_]+)*")
_GAP = re.compile(r"[\s,*_]*")
_SPACE = re.compile(r"\s+")

_FEELING = (
    r"(?:appreciation|satisfaction|concern|regret|interest|approval|alarm|gratitude|dismay|pleasure|indignation|"
    r"pride|anxiety|sorrow|grief|distress|thanks|disappointment|encouragement|hope|sadness|horror|shock|sympathy|respect|"
    r"recognition|outrage|conviction|solidarity|support|confidence|condolences|reservations?|commitment|disapproval|"
    r"abhorrence|repugnance|belief|wish|desire|intention|determination|view|opinion|will(?:ingness)?|readiness|tribute)"
)
_TAIL = re.compile(
    r"(?:,?\s+(?:also|further(?:more)?|again|once\s+(?:more|again)|likewise|moreover|with\s+(?:\w+\s+(?:and\s+\w+\s+)?){0,2}?"
    + _FEELING
    + r"(?:\s+and\s+(?:\w+\s+)?"
    + _FEELING
    + r")?|in\s+particular)(?![\w-]))+",
    re.IGNORECASE,
)
_COMPLETION = {
    head: re.compile(
        r"\s+(?:(?:also|further|again|once\s+more|once\s+again|likewise)\s+)?(?:" + rest + r")(?!\w)", re.IGNORECASE
    )
    for heads, rest in {
        "taking takes take": r"due\s+note|full\s+note|note|into\s+(?:account|consideration)|cogni[sz]ance|the\s+view",
        "bearing bears bear keeping keeps": r"(?:fully\s+)?in\s+mind|witness",
        "calling calls call": r"upon|for|on",
        "looking looks look": r"forward\s+to",
        "drawing draws draw": r"(?:the\s+)?(?:\w+\s+)?attention",
        "paying pays pay": r"(?:\w+\s+)?(?:tribute|homage)",
        "having": r"(?:also\s+|further\s+|now\s+|\w+ly\s+)*"
        r"(?:in\s+mind|regard\s+(?:also\s+|further\s+)?to|\w+ed(?:\s+(?:into\s+account|note))?|heard|"
        r"taken(?:\s+(?:due\s+)?(?:note|into\s+(?:account|consideration)|cogni[sz]ance))?|been|had|met|seen|borne\s+in\s+"
        r"mind|given|held|learnt|made|become|set|found)",
        "acting acts act": r"under|upon|in\s+accordance\s+with|pursuant\s+to|on",
        "appealing appeals appeal": r"to",
        "referring refers refer": r"to",
        "insisting insists insist": r"upon|on|that",
        "expressing expresses express voicing voices extending extends renewing renews reiterating reiterates": (
            r"(?:(?:its|their|his|our|the|a|an|with)\s+)?(?:[\w-]+\s+(?:and\s+)?){0,3}?" + _FEELING
        ),
        "guided": r"by",
        "being": r"\w+",
        "remains": r"(?:actively\s+)?seized",
        "regarding": r"as",
        "giving gives": r"(?:\w+\s+)?(?:consideration|effect)",
    }.items()
    for head in heads.split()
}


@dataclass(frozen=True, slots=True)
class Opening:
    """An opening verb or phrase as the paragraph writes it.

    `section` is the one the word speaks for on its own; `bare` is set for infinitives and imperatives ("Ensure",
    "Request"), `weak` for words that begin headings and other sentences as well ("Strengthening", "In view of"),
    `either` where the language has one form for both sections, as Chinese has: the end of the paragraph decided.
    """

    text: str
    section: Section
    bare: bool = False
    weak: bool = False
    either: bool = False


def _bare(finite: str) -> str:
    """The bare form of a finite verb: decides, decide; expresses, express; denies, deny."""
    if finite.endswith("ies"):
        return finite[:-3] + "y"
    if finite.endswith(("sses", "shes")):
        return finite[:-2]
    return finite[:-1]


def _heads() -> dict[str, tuple[Section, bool]]:
    pre, op = Section.PREAMBULAR, Section.OPERATIVE
    heads: dict[str, tuple[Section, bool]] = {}
    for pair in re.split(r"[|\n]", VERBS.strip()):
        participle, finite = pair.split()
        heads |= {_bare(finite): (op, True), finite: (op, False), participle: (pre, False)}
    heads |= dict.fromkeys(BARE.split(), (op, True))
    heads |= dict.fromkeys(f"looking stating {ADJECTIVES} {FRENCH_PREAMBULAR}".split(), (pre, False))
    heads |= {word: (op, False) for word in FRENCH_OPERATIVE.split() if word not in heads}
    return heads


_HEADS = _heads()
_PHRASES: dict[str, list[tuple[str, Section]]] = {}
for _phrase, _section in sorted(
    [(p, Section.PREAMBULAR) for p in PREAMBULAR_PHRASES] + [(p, Section.OPERATIVE) for p in OPERATIVE_PHRASES],
    key=lambda item: -len(item[0]),
):
    _PHRASES.setdefault(_phrase.split()[0], []).append((_phrase, _section))


def unnumbered(text: str) -> str:
    """The paragraph without number, letter, bullet or quotation mark in front."""
    text = text.strip()
    while text:
        match = _LABEL.match(text)
        rest = text[match.end() :] if match else text
        rest = rest.lstrip(_OPENERS)
        if rest == text:
            return text
        text = rest
    return text


def find_opening(text: str) -> Opening | None:
    """Find the opening word or phrase of a paragraph and the section it speaks for; None if it has none."""
    return opening_after(unnumbered(text))


def opening_after(text: str) -> Opening | None:
    """`find_opening` for a text that `unnumbered` has been through."""
    first = _WORD.match(text)
    if first is None:
        return None
    found = _opening_at(text, first)
    if found is None and first[0][0] in "TtMHhSsWwGCPE":
        if first[0] in {"We", "we"}:
            subject_end = first.end() + 1
        else:
            subject = _SUBJECT.match(text)
            if subject is None:
                return None
            subject_end = subject.end()
        verb = _WORD.match(text, subject_end)
        found = _opening_at(text, verb) if verb else None
        if found is not None and found.section is not Section.OPERATIVE:
            return None
    return found


def _opening_at(text: str, word: re.Match[str]) -> Opening | None:
    start = word.start()
    for _ in range(6):
        low = word[0].lower()
        for phrase, section in _PHRASES.get(low, ()):
            end = word.start() + len(phrase)
            if text[word.start() : end].lower() == phrase and not text[end : end + 1].isalnum():
                return _extended(text, start, end, low, section, bare=False)
        head = _HEADS.get(low)
        if head is not None:
            section, bare = head
            if low in NOUN_VERBS:
                after = _WORD.match(text, _GAP.match(text, word.end()).end())  # type: ignore[union-attr]
                following = after[0].lower() if after else "."
                if following in NOUN_BEFORE and low not in _COMPLETION:
                    return None
            return _extended(text, start, word.end(), low, section, bare=bare)
        if not (low in ADVERBS or (low.endswith("ly") and low not in NOT_ADVERBS)):
            return None
        following_word = _WORD.match(text, _GAP.match(text, word.end()).end())  # type: ignore[union-attr]
        if following_word is None:
            return None
        word = following_word
    return None


def _extended(text: str, start: int, end: int, head: str, section: Section, *, bare: bool) -> Opening | None:
    """Add the completion of the head ("upon", "note", "its concern") and its tail ("also", "with appreciation")."""
    completion = _COMPLETION.get(head)
    if completion is not None:
        match = completion.match(text, end)
        if match:
            end = match.end()
        elif head in {"having", "being", "look", "looks"}:
            return None
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end()
    weak = head in HEADING_PARTICIPLES or head in WEAK or (bare and head in NOUN_VERBS)
    return Opening(_SPACE.sub(" ", text[start:end]).strip(" ,*_"), section, bare, weak)


def opening_of(text: str) -> str:
    """The opening verb or phrase of a paragraph as it writes it: "Recalling also", "Strongly condemns"; "" if none."""
    found = find_opening(text)
    return found.text if found else ""
