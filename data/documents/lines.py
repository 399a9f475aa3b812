"""Which lines of a document are no clause: page furniture, headings, closing lines, votes."""

import re

from clausetag.data.documents.dates import MONTH

_NOISE = re.compile(
    r"\[DU\d\].*|<<ODS.*|\[?<?!?--.*|[\W\d_]*|\*?\d{7}[EFSCAR]?\*?\W*|\d{2}-\d{5}\b.{0,40}|"
    r"\*\d{7}\*\s*(?:Please recycle.*)?|Please recycle\W*|.{0,40}\b\d{1,3}/\d{1,3}\s+\d{2}-\d{5}|"
    r"(?:GE|V|LC)\.\d{2}-\d{5}.{0,60}|Page \d+(?: of \d+)?|"
    r"/(?:\.\.\.|…)|(?:English|United Nations|Nations Unies|GENERAL|Distr\.?:?.{0,20}|Original:.{0,30}|Limited)|"
    r"United Nations\s?A/.{0,30}General Assembly.*|(?:A|S|E)/(?:HRC/)?RES/[\w/() -]+|Page [ivxl]+|<!--.*|image:.*",
    re.DOTALL,
)
_ANNEX = re.compile(
    r"(?:ANNEX|Annex|APPENDIX|Appendix)(?:ES|es)?\b\s*([IVX]+\b|\d+\b|[A-Z]\b)?\s*[.:–—-]?\s*(.*)", re.DOTALL
)
_CLOSING = re.compile(
    r"(?:\W*[\dA-Z(]{1,7}(?:st|nd|rd|th|\)|[a-z])*\s*(?:\w+ )?(?:plenary )?meeting\b.{0,40}|"
    rf"\d{{1,2}}\s+{MONTH}\s+\d{{4}}\W*|"
    r"\W*Adopted (?:unanimously|without|by|at the|as a whole)\b.{0,240}|"
    r"\[?Resolution (?:\d\S* )?(?:was )?adopted\b.{0,200}|"
    r"\W*(?:In favou?r|Against|Abstaining|Abstentions?|Absent|Voting)\s*:.*|\[The voting was as follows.*|"
    r"\[?See (?:chap|A/|E/).{0,40})",
    re.DOTALL | re.IGNORECASE,
)
_VOTE = re.compile(
    r"\W*(?:In favou?r|Against|Abstaining|Abstentions?|Absent|\[?Adopted by a recorded vote).*", re.DOTALL
)
_LABELLED_HEADING = re.compile(r"([IVX]{1,6}|[A-Z])(?:\.?|\.\s+\S.*|\s+[A-Z][^a-z]*)", re.DOTALL)
_PART = re.compile(r"(?:Part|PART|Section|SECTION|Chapter|CHAPTER)\s+([IVX]+|\d+|[A-Z])\b.{0,120}", re.DOTALL)
_NOTE_TEXT = re.compile(
    r"(?:[\dIl]{1,3}[/.]?\s)?(?:See (?:also )?(?:A|E|S|ST|DP|CCPR|FCCC|UNEP|CEDAW|CRC|TD|HSP)/.{0,160}|"
    r"See (?:General Assembly |Economic and Social Council |Security Council |Human Rights Council )?"
    r"(?:resolutions?|decisions?|Official Records|chap\.|sect\.|para\.|also|United Nations|Report|annex|"
    r"www|https?).{0,250}|"
    r"(?:General Assembly |Security Council |Council |Human Rights Council )?"
    r"(?:[Rr]esolutions?|[Dd]ecisions?) \d[\w/ ()-]{0,40}"
    r"(?:, (?:annex(?:es)?|appendix|part|sect\.|para\.)[\w ,.()-]{0,40})?\.|"
    r"Ibid\b.{0,250}|Idem\b.{0,250}|(?:United Nations|League of Nations), (?:Treaty Series|Recueil).{0,200}|"
    r"(?:Report of|Official Records of) the .{5,200}(?:New York|Geneva|Sales No|Supplement No|chap\. |sect\. ).{0,200}|"
    r"(?:A|E|S|ST|DP|CCPR|FCCC|UNEP|TD)/[\w./-]+(?:,? (?:and|annex|para|sect|chap)\b.{0,60})?\.?|"
    r"Available (?:at|from|on|in) .{0,200})",
    re.DOTALL,
)
_ENDS = (";", ",", ".", ":", ";”", '."', ".”", ":”", ";)", ".)", "; and", "; or", ", and")


_MARKED_END = re.compile(r"[,;.:]\s?\d{1,3}$")  # with a footnote marker whose note is not here
_LINKING = frozenset(
    [
        "of",
        "the",
        "to",
        "and",
        "in",
        "for",
        "a",
        "an",
        "with",
        "by",
        "on",
        "that",
        "or",
        "its",
        "as",
        "at",
        "from",
        "which",
        "their",
        "other",
        "all",
        "between",
    ]
)


def is_noise(text: str) -> bool:
    """Whether a line is page furniture: a page number, a job number, a rule, a bare symbol."""
    return len(text) < 400 and _NOISE.fullmatch(text) is not None


def annex_heading(text: str) -> bool:
    """Whether a line begins an annex: "Annex", "Annex II", "ANNEX: Plan of action"."""
    match = _ANNEX.fullmatch(text) if text[:1] in "Aa" and len(text) < 160 else None
    return match is not None and not text.endswith((";", ",", ".")) and (not match[2] or match[2][:1].isupper())


def is_closing(text: str) -> bool:
    """Whether a line closes a resolution: meeting, date, "Adopted without a vote", the vote."""
    return (len(text) < 300 and _CLOSING.fullmatch(text) is not None) or _VOTE.fullmatch(text) is not None


def ends_like_clause(text: str) -> bool:
    """Whether a paragraph ends as clauses do, with a comma, semicolon, colon or full stop."""
    return text.endswith(_ENDS) or _MARKED_END.search(text) is not None


def breaks_off(text: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence: "the coordination of"."""
    return text.rsplit(" ", 1)[-1].lower() in _LINKING


def is_note_text(text: str) -> bool:
    """Whether a paragraph is a footnote that lost its number: "See A/67/299.", "Resolution 217 A (III).", "Ibid."."""
    return len(text) < 400 and text[-1:] not in ";," and _NOTE_TEXT.fullmatch(text) is not None


def heading_label(text: str) -> str:
    """The label of a heading such as "A", "III" or "Part II"; empty if it has none."""
    match = _PART.fullmatch(text) or _LABELLED_HEADING.fullmatch(text)
    return match[1] if match else ""
