"""A document that was read beside its own mark-up: what is the same, and what differs first."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from clausetag.data.documents.resolution import Clause, Resolution

PARTS = ("paths", "texts", "sections", "openings", "notes", "symbol", "title", "date")

# What a printed page does not show is not compared: the space before a comma that the mark-up may keep where the mark
# of a note stood ("goals ,"), spaces beside a Chinese sign, that behind a stroke, which kind of hyphen it is; nor the
# vowel signs of Arabic, which a PDF loses where it has no letter for their glyphs, and whether lam and alef are written
# as one sign. Where the mark-up has a bracket the wrong way round ("(A/70/53("), which way brackets of that text stand.
_SPACE = re.compile(r"\s+(?=[,;:.)\u060c\u061b\u3000-\u9fff\uff00-\uffef])|(?<=[/\u3000-\u9fff\uff00-\uffef])\s+")
_BRACKETS = re.compile(r"^[()]\s?[()]\s*")  # those of the number of a note, without it
_ONE_SIGN = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_HYPHEN = re.compile("[\u2010\u2011]")
_VOWELS = re.compile("[\u064b-\u0652]")
_BRACKET = re.compile("[()]")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one reading of a document compares with its mark-up.

    Attributes:
        shares: By part (`PARTS`) the share that is the same: of the mark-up's clauses for paths, texts, sections and
            openings; 0 or 1 for notes and the fields. A part that the mark-up does not give is left out.
        exact: Whether paths and texts are the same, clause by clause.
        first: The first difference of clauses in words, else that of the other parts; empty where there is none.
    """

    shares: Mapping[str, float]
    exact: bool
    first: str

    @property
    def wrong(self) -> float:
        """The share of clauses whose path or text is not found: by this the worst documents are told."""
        return 1 - min(self.shares["paths"], self.shares["texts"])

    @classmethod
    def unread(cls, reason: str) -> "Comparison":
        """Return the comparison of a document that could not be read at all."""
        return cls(dict.fromkeys(PARTS, 0.0), exact=False, first=reason)


def compare(read: Resolution, own: Resolution) -> Comparison:
    """Compare what was `read` with the mark-up's `own` clauses, notes and fields."""
    astray = {_either_way(text) for text in map(_fold, _texts_of(own)) if not _is_paired(text)}
    read, own = _folded(read, astray), _folded(own, astray)
    exact = [(c.path, c.text) for c in read.clauses] == [(c.path, c.text) for c in own.clauses]
    found = {clause.path: clause for clause in read.clauses}
    pairs = [(clause, found.get(clause.path)) for clause in own.clauses]
    texts = {clause.text for clause in read.clauses}
    named = [(mine, theirs) for mine, theirs in pairs if mine.opening]
    shares = {
        "paths": _share(theirs is not None for _, theirs in pairs),
        "texts": _share(clause.text in texts for clause in own.clauses),
        "sections": _share(theirs is not None and theirs.section == mine.section for mine, theirs in pairs),
        "notes": float(_notes(read) == _notes(own)),
    }
    if named:
        shares["openings"] = _share(t is not None and t.opening == mine.opening for mine, t in named)
    fields = {
        "symbol": (read.symbol, own.symbol),
        "title": (read.title, own.title),
        "date": (read.adopted, own.adopted),
    }
    shares |= {name: float(theirs == mine) for name, (theirs, mine) in fields.items() if mine is not None}
    first = "" if exact else _first_clause(read, own)
    if not first:
        first = next((f"{n}: {t!s} instead of {m!s}" for n, (t, m) in fields.items() if shares.get(n) == 0), "")
    return Comparison(shares, exact, first or ("notes differ" if not shares["notes"] else ""))


def _texts_of(resolution: Resolution) -> Iterator[str]:
    yield resolution.title or ""
    yield from (clause.text for clause in resolution.clauses)
    yield from (_BRACKETS.sub("", note.text) for note in resolution.footnotes)


def _folded(resolution: Resolution, astray: Collection[str]) -> Resolution:
    """Fold all texts; those of `astray`, which have a bracket the wrong way round, whichever way brackets stand."""

    def folded(text: str) -> str:
        plain = _fold(text)
        either = _either_way(plain)
        return either if either in astray else plain

    clauses = (replace(c, text=folded(c.text), opening=_fold(c.opening)) for c in resolution.clauses)
    title = folded(resolution.title) if resolution.title else None
    notes = (replace(note, text=folded(_BRACKETS.sub("", note.text))) for note in resolution.footnotes)
    return replace(resolution, clauses=tuple(clauses), title=title, footnotes=tuple(notes))


def _fold(text: str) -> str:
    text = _ONE_SIGN.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _VOWELS.sub("", _HYPHEN.sub("-", unicodedata.normalize("NFC", text)))
    return _SPACE.sub("", text)


def _either_way(text: str) -> str:
    return text.replace(")", "(")


def _is_paired(text: str) -> bool:
    """Whether each bracket has another one, the right way round."""
    depth = 0
    for sign in _BRACKET.findall(text):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return not depth


def _share(same: Iterable[bool]) -> float:
    answers = list(same)
    return sum(answers) / len(answers)


def _notes(resolution: Resolution) -> list[tuple[str, str, tuple[str, ...]]]:
    """The notes without the marks of those that stand outside the clauses, which only the mark-up can place."""
    return [(note.number, note.text, note.cited_by) for note in resolution.footnotes if note.cited_by]


def _first_clause(read: Resolution, own: Resolution) -> str:
    """The first clause that is not the same."""
    for theirs, mine in zip_longest(read.clauses, own.clauses):
        if mine is None:
            return f"{theirs.path} is too much: {_cut(theirs.text, 0)}"
        if theirs is None:
            return f"{mine.path} is missing: {_cut(mine.text, 0)}"
        if theirs.path != mine.path:
            return f"{_shown(theirs)} instead of {_shown(mine)}"
        if theirs.text != mine.text:
            at = next(
                (i for i, (a, b) in enumerate(zip(theirs.text, mine.text, strict=False)) if a != b),
                min(len(theirs.text), len(mine.text)),
            )
            return f"{mine.path}: {_cut(theirs.text, at)} instead of {_cut(mine.text, at)}"
    return ""


def _shown(clause: Clause) -> str:
    return f"{clause.path} {_cut(clause.text, 0)}"


def _cut(text: str, at: int) -> str:
    """A few words around the place of a difference."""
    start = max(0, at - 15)
    return f'"{"…" if start else ""}{text[start : at + 30]}{"…" if len(text) > at + 30 else ""}"'
