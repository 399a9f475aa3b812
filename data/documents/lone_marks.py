"""Notes whose number or star stands in a line of its own above them, or is a sign of its own: "¹ Resolution 5"."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.footnotes import begins_like_note
from clausetag.data.documents.marker_candidates import candidates
from clausetag.data.documents.weak_markers import before_letters

_LONE = re.compile(r"\d{1,3}|\*{1,3}|[†‡]")
_RAISED = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)")
_LONGEST = 400  # characters of a note


def with_marks(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, each note with its mark in front as plain text has it."""
    texts = [paragraph.text.strip() for paragraph in paragraphs]
    lone = {text for text in texts if _LONE.fullmatch(text)}
    citing = _citing(paragraphs, lone) if lone else {}
    found: list[Paragraph] = []
    for place, (paragraph, text) in enumerate(zip(paragraphs, texts, strict=True)):
        above = found[-1].text.strip() if found else ""
        if above in lone and _is_note(above, text) and any(own not in (place, place - 1) for own in citing[above]):
            found[-1] = replace(paragraph, text=f"{above} {text}", raised=())
        elif match := _RAISED.match(text):
            number = unicodedata.normalize("NFKC", match[1])
            found.append(replace(paragraph, text=f"{number} {text[match.end() :]}", raised=()))
        else:
            found.append(paragraph)
    return found


def _citing(paragraphs: Sequence[Paragraph], marks: set[str]) -> Mapping[str, set[int]]:
    """The places of the paragraphs that carry what may be a mark, by mark."""
    numbers = {mark for mark in marks if mark.isdigit()}
    signs = marks - numbers
    found: defaultdict[str, set[int]] = defaultdict(set)
    for place, paragraph in enumerate(paragraphs):
        for candidate in candidates(0, paragraph.text, numbers) if numbers else ():
            found[candidate.number].add(place)
        for mark in signs:
            if mark in paragraph.text.strip()[1:]:
                found[mark].add(place)
    for candidate in before_letters(paragraphs, numbers):
        found[candidate.number].add(candidate.paragraph)
    return found


def _is_note(mark: str, text: str) -> bool:
    """Whether a text below a mark reads like its note."""
    if len(text) > _LONGEST or not text.endswith("."):
        return False
    return begins_like_note(text) if mark.isdigit() else text[:1].isupper()
