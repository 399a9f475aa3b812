"""Line breaks within a paragraph: where they part paragraphs, and where a line merely goes on."""

import re
from collections.abc import Iterator

from clausetag.data.documents.draft import Paragraph


def pieces_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Split a paragraph at its line breaks where they part paragraphs, and strip it without losing the raised spans."""
    at = 0
    for place, piece in enumerate(_split(paragraph.text)):
        start, end = at, at + len(piece)
        at = end
        lead = start + len(piece) - len(piece.lstrip())
        text = piece.strip()
        if text:
            spans = tuple((a - lead, min(b - lead, len(text))) for a, b in paragraph.raised if lead <= a < end)
            yield Paragraph(text, spans, paragraph.heading, paragraph.apart and place == 0)


def _split(text: str) -> list[str]:
    if "\n" not in text:
        return [text]
    pieces = re.split(r"(?<=\n)", text)
    joined = [pieces[0]]
    for piece in pieces[1:]:
        before = joined[-1].strip()
        if before and not before.endswith((";", ".", ":", ",")) and piece.strip()[:1].islower():
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
