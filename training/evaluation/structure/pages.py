"""Printed documents as text that is cut at a margin, whole or page by page, as programs print it from PDF."""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping

from clausetag.data.documents.punctuation import width_of
from clausetag.training.evaluation.structure.printed import Mark, Printed, PrintedDocument

WIDTH = 86  # characters of a line
_WORD = re.compile(r"[!-~]+|.")  # of Chinese
_LINES = 48  # of a page
_RULE = "_" * 18


def write_wrapped(document: PrintedDocument) -> bytes:
    """Write plain text in UTF-8 cut at a margin, no empty lines between paragraphs, the notes at the end."""
    lines = [shown for line in document.lines for shown in wrap(_text(line), document.language)]
    if document.notes:
        lines += [
            "",
            _RULE,
            *(row for mark, text in document.notes for row in wrap(f"{mark} {text}", document.language)),
        ]
    return ("\n".join(lines) + "\n").encode()


def write_pages(document: PrintedDocument) -> bytes:
    """Write pages: lines cut at a margin, a rule and the notes below those that cite them, the symbol on top."""
    symbol = next((text for text in map(_text, document.lines) if text.startswith(("A/", "S/", "E/"))), "")
    rows: list[str] = []
    page = 1
    cited: list[int] = []
    seen: set[int] = set()
    for line in document.lines:
        cited += [piece.note for piece in line.pieces if isinstance(piece, Mark) and piece.note not in seen]
        seen.update(cited)
        rows += wrap(_text(line, " {}"), document.language)
        if len(rows) >= _LINES * page:
            rows += [*_foot(document, cited), "", str(page), f"\f{symbol}", ""]
            page, cited = page + 1, []
    rows += _foot(document, cited)
    return ("\n".join(rows) + "\n").encode()


def _foot(document: PrintedDocument, cited: list[int]) -> Iterator[str]:
    if cited:
        yield from ("", _RULE)
    for note in cited:
        mark, text = document.notes[note]
        yield from wrap(f"{mark} {text}", document.language)


def _text(line: Printed, mark: str = "{}") -> str:
    shown = "".join(mark.format(piece.shown) if isinstance(piece, Mark) else piece for piece in line.pieces)
    return " ".join(f"{line.number} {shown}".split())


def wrap(text: str, language: str) -> list[str]:
    """Cut a text into lines that take every word they have room for; Chinese between any two signs."""
    if language != "zh":
        return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
    rows = [""]
    for word in _WORD.findall(text):
        if width_of(rows[-1] + word) > WIDTH:
            rows.append("")
        rows[-1] += word if rows[-1] else word.lstrip()
    return rows


CUT_WRITERS: Mapping[str, Callable[[PrintedDocument], bytes]] = {"wrapped": write_wrapped, "pages": write_pages}
