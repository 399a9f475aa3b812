"""Opening words of a language from the phrases of its data file."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import islice

from clausetag.data.documents.openings import Opening
from clausetag.data.documents.punctuation import COMMAS, ends_with
from clausetag.data.documents.resolution import Section

_WORD = re.compile(r"\S+")
_MARKS = "".join(COMMAS) + ":;："
_FILLERS = re.compile("[\u0640\u064b-\u0652\u200e\u200f]")  # Arabic: the stroke that fills lines, vowel signs
_LONGEST = 12  # words, or Chinese signs
_BEHIND_LEAD = 5  # words, the lead one of them
_HEADING = 60
_STOP = re.compile(r"[，；：。,;:.][”’）)\d\s]*$")
_SHORT = 4  # a first word shorter than this opens any sentence


class Phrases:
    """Finds the longest phrase that a paragraph opens with; failing that, its first word if that opens phrases.

    Args:
        preambular: Phrases of preambular paragraphs.
        operative: Phrases of operative paragraphs. Where one is in both, the end of the paragraph decides.
        leads: Words that may stand before the first word, up to four others with them ("with deep regret noting").
        spaced: Whether words are parted by spaces.
    """

    def __init__(
        self, preambular: Iterable[str], operative: Iterable[str], *, leads: Iterable[str], spaced: bool
    ) -> None:
        self._spaced = spaced
        self._leads = frozenset(map(_plain, leads))
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
        if not self._spaced and len(text) < _HEADING and "，" not in text and not _STOP.search(text):
            return None  # a heading: in Chinese it begins with the same signs
        end, key = self._longest(text)
        sections: Collection[Section] = self._known.get(key, ())
        if not sections:
            end, sections = self._by_word(text)
            if not sections:
                return None
        either = len(sections) > 1
        preambular = ends_with(text, ",") if either else Section.PREAMBULAR in sections
        shown = text[:end].rstrip(f" {_MARKS}")
        return Opening(shown, Section.PREAMBULAR if preambular else Section.OPERATIVE, either=either)

    def _by_word(self, text: str) -> tuple[int, Collection[Section]]:
        """Return where the word ends that opens phrases, the first or one behind a lead, and their sections."""
        for place, word in enumerate(islice(_WORD.finditer(text), _BEHIND_LEAD)):
            key = _plain(word[0])
            if len(self._first.get(key, ())) == 1:
                return word.end(), self._first[key]
            if (place == 0 and key not in self._leads) or word[0][-1] in _MARKS:
                break
        return 0, ()

    def _longest(self, text: str) -> tuple[int, str]:
        """Return where the longest phrase ends and the phrase; 0 and an empty one if there is none."""
        found = (0, "")
        if not self._spaced:
            return next(
                ((n, text[:n]) for n in range(min(_LONGEST, len(text)), 0, -1) if text[:n] in self._known), found
            )
        key = ""
        for word in islice(_WORD.finditer(text), _LONGEST):
            key = f"{key} {_plain(word[0])}".lstrip()
            if key in self._known:
                found = (word.end(), key)
            if word[0][-1] in _MARKS:
                break
        return found


@lru_cache(maxsize=16_384)  # words of all documents, which are few
def _plain(text: str) -> str:
    return _FILLERS.sub("", text).casefold().replace("'", "’").strip(_MARKS)
