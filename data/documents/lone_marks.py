"""Notes whose number or star stands in a line of its own above them, or is a sign of its own: "¹ Resolution 5"."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from clausetag.data.documents.draft import Paragraph
from clausetag.data.documents.footnotes import begins_like_note
from clausetag.data.documents.plain_markers import is_cited

_LONE = re.compile(r"\d{1,3}|\*{1,3}|[†‡]")
_RAISED = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*(?=\S)")
_LONGEST = 400  # characters of a note


def with_marks(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, each note with its mark in front as plain text has it."""
    found: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        above = found[-1].text.strip() if found else ""
        if _LONE.fullmatch(above) and _is_note_of(above, text, [*paragraphs[: place - 1], *paragraphs[place + 1 :]]):
            found[-1] = replace(paragraph, text=f"{above} {text}", raised=())
        elif match := _RAISED.match(text):
            number = unicodedata.normalize("NFKC", match[1])
            found.append(replace(paragraph, text=f"{number} {text[match.end() :]}", raised=()))
        else:
            found.append(paragraph)
    return found


def _is_note_of(mark: str, text: str, others: Sequence[Paragraph]) -> bool:
    """Whether a text below a mark is its note: another paragraph has the mark."""
    if len(text) > _LONGEST:
        return False
    if mark.isdigit():
        return text.endswith(".") and begins_like_note(text) and is_cited(mark, others)
    return text[:1].isupper() and text.endswith(".") and any(mark in other.text.strip()[1:] for other in others)
