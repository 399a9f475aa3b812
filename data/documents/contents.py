"""The lines of a table of contents."""

import re
from collections.abc import Sequence

from clausetag.data.documents.draft import Paragraph

_LEADERS = re.compile(r"(?:\.\s?){6,}|…{3,}|(?<!_)_{6,}\s*\d+$")
CONTENTS = re.compile(r"(?:Table of )?[Cc]ontents|CONTENTS")
_COLUMN = re.compile(r"(?:Paragraphs?|Page|Pages|Chapter|Section|Annexe?s?)(?:\s+(?:Paragraphs?|Page|Pages))*")
_ROW = re.compile(r".{2,200}\s\d{1,4}(?:\s?[-–]\s?\d{1,4})?(?:\s+\d{1,4})?|\d{1,4}(?:\s?[-–]\s?\d{1,4})?", re.DOTALL)


def has_leaders(text: str) -> bool:
    """Whether dots lead through a line to a number, as in a row of a table of contents."""
    return (". ." in text or "..." in text or "……" in text or "____" in text) and _LEADERS.search(text) is not None


def split_contents(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs that are no part of a table of contents, and the texts of those that are.

    A row of one has dots up to the number of its page; below the heading "Contents" its end in a number is enough.
    """
    kept: list[Paragraph] = []
    left: list[str] = []
    within = False
    for place, paragraph in enumerate(paragraphs):
        text = " ".join(paragraph.text.split())
        row = has_leaders(text) and len(text) < 400
        if CONTENTS.fullmatch(text):
            within = True
        elif within and not row:
            following = paragraphs[place + 1].text if place + 1 < len(paragraphs) else ""
            within = (
                _COLUMN.fullmatch(text) is not None
                or _ROW.fullmatch(text) is not None
                or (len(text) < 200 and has_leaders(following))
            )
        if within or row:
            left.append(text)
        else:
            kept.append(paragraph)
    return kept, left
