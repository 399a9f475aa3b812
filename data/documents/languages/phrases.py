"""Opening words of a language from the phrases of its data file."""

import re
from collections.abc import Iterable
from itertools import islice

from clausetag.data.documents.openings import Opening
from clausetag.data.documents.punctuation import COMMAS, ends_with
from clausetag.data.documents.resolution import Section

_WORD = re.compile(r"\S+")
_MARKS = "".join(COMMAS) + ":;："
_FILLERS = re.compile("[\u0640\u064b-\u0652\u200e\u200f]")  # Arabic: the stroke that fills lines, vowel signs
_LONGEST = 12  # words, or Chinese signs
_SHORT = 4  # a first word shorter than this opens any sentence


class Phrases:
    """Finds the longest phrase that a paragraph opens with; failing that, its first word if that opens phrases.

    Args:
        preambular: Phrases of preambular paragraphs.
        operative: Phrases of operative paragraphs. Where one is in both, the end of the paragraph decides.
        spaced: Whether words are parted by spaces.
    """

    def __init__(self, preambular: Iterable[str], operative: Iterable[str], *, spaced: bool) -> None:
        self._spaced = spaced
        self._known: dict[str, set[Section]] = {}
        self._first: dict[str, set[Section]] = {}
        for section, phrases in ((Section.PREAMBULAR, preambular), (Section.OPERATIVE, operative)):
            for phrase in map(_plain, phrases):
                self._known.setdefault(phrase, set()).add(section)
                first = phrase.split()[0]
                if spaced and len(first) >= _SHORT:
                    self._first.setdefault(first, set()).add(section)

    def find(self, text: str) -> Opening | None:
        """Find the opening of a paragraph without its number; None if it has none."""
        end, key = self._longest(text)
        sections = self._known.get(key)
        if sections is None:
            word = _WORD.match(text)
            sections = self._first.get(_plain(word[0])) if word else None
            if word is None or sections is None or len(sections) > 1:
                return None
            end = word.end()
        preambular = Section.PREAMBULAR in sections and (len(sections) == 1 or ends_with(text, ","))
        shown = text[:end].rstrip(f" {_MARKS}")
        return Opening(shown, Section.PREAMBULAR if preambular else Section.OPERATIVE)

    def _longest(self, text: str) -> tuple[int, str]:
        """Return where the longest phrase ends and the phrase; 0 and an empty one if there is none."""
        found = (0, "")
        if not self._spaced:
            return next(((n, text[:n]) for n in range(min(_LONGEST, len(text)), 0, -1) if text[:n] in self._known), found)
        key = ""
        for word in islice(_WORD.finditer(text), _LONGEST):
            key = f"{key} {_plain(word[0])}".lstrip()
            if key in self._known:
                found = (word.end(), key)
            if word[0][-1] in _MARKS:
                break
        return found


def _plain(text: str) -> str:
    return _FILLERS.sub("", text).casefold().replace("'", "’").strip(_MARKS)
