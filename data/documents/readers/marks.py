"""Footnote marks that readers meet in the text itself."""

import re
from dataclasses import replace

from clausetag.data.documents.draft import Paragraph

NOTE_NUMBER = re.compile(r"[\[(\s]*(\d{1,3}|\*{1,3}|[†‡])[\])\s./]*")


def plain_note(paragraph: Paragraph) -> Paragraph:
    """Write a note that begins with a raised number, "¹Resolution", as plain text does: "1 Resolution"."""
    if paragraph.raised and paragraph.raised[0][0] == 0:
        end = paragraph.raised[0][1]
        match = NOTE_NUMBER.fullmatch(paragraph.text[:end])
        if match and paragraph.text[end:].strip():
            return replace(paragraph, text=f"{match[1]} {paragraph.text[end:].strip()}", raised=())
    return paragraph
