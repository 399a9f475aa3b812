"""Any text at all: a resolution or report as what it is, and what is neither as its paragraphs, nothing made up."""

import os

from clausetag.data.documents.languages.recognise import language_of
from clausetag.data.documents.languages.table import forms_of
from clausetag.data.documents.placed_rows import placed_rows
from clausetag.data.documents.punctuation import ends_with
from clausetag.data.documents.read import content_of, read_file_bytes
from clausetag.data.documents.resolution import Clause, LeftOut, Resolution, Rest, Section
from clausetag.data.words import counted


def read_any_bytes(content: bytes, name: str) -> Resolution:
    """Read the bytes of a document; what is no resolution and no report gives its paragraphs as they stand.

    Those are `p1`, `p2`, ... of `Section.NEITHER`, without title or organ, and none of them is `numbered`.

    Raises:
        DocumentError: It cannot be read.
    """
    resolution = read_file_bytes(content, name)
    return resolution if is_recognised(resolution) else _paragraphs(content, name, resolution)


def read_any(path: str | os.PathLike[str]) -> Resolution:
    """Read a file as `read_any_bytes` does; DocumentError if it cannot be read."""
    return read_any_bytes(*content_of(path))


def unrecognised(resolution: Resolution) -> str:
    """Return "notes.txt, 3 paragraphs, no resolution recognised"; of a resolution or report nothing."""
    if is_recognised(resolution):
        return ""
    count = counted(len(resolution.clauses), "paragraph")
    return f"{resolution.source or 'Text'}, {count}, no resolution recognised"


def is_recognised(resolution: Resolution) -> bool:
    """Whether a document is a resolution or report, or a part of one.

    It names the organ that speaks, or has the symbol of a resolution and a clause that opens like one, or opens half
    of its paragraphs so; or it is a report, or in the United Nations' mark-up.
    """
    clauses = [clause for clause in resolution.clauses if not clause.chapeau]
    if any(clause.eid for clause in resolution.clauses):
        return True
    if all(clause.section is Section.NEITHER for clause in clauses):
        return any(clause.numbered for clause in clauses)
    opened = sum(bool(clause.opening) for clause in clauses)
    named = opened > 0 and resolution.symbol is not None
    return named or 2 * opened >= len(clauses) or opening_line(resolution) != ""


def opening_line(resolution: Resolution) -> str:
    """Return the line that names who speaks, "The General Assembly,", as the document has it; empty if it has none."""
    forms = forms_of(resolution.language)
    head = (line.text.strip() for line in resolution.left_out if line.kind is Rest.HEADER)
    lines = [text for text in head if forms.organ(text) and forms.speaks(text)]
    ended = [text for text in lines if ends_with(text, ",:")]
    return next(iter(ended or ([] if forms.article else lines)), "")


def _paragraphs(content: bytes, name: str, resolution: Resolution) -> Resolution:
    from clausetag.data.documents.readers import read_draft

    draft = read_draft(content, name)
    texts = [" ".join(paragraph.text.split()) for paragraph in draft.paragraphs]
    texts = [text for text in texts if text]
    clauses = tuple(Clause(f"p{n}", Section.NEITHER, text, numbered=False) for n, text in enumerate(texts, 1))
    return Resolution(
        clauses,
        draft.footnotes or (),
        source=resolution.source,
        language=language_of(texts),
        left_out=(
            *placed_rows(draft.rows, draft.paragraphs, clauses),
            *(LeftOut(Rest.FURNITURE, " ".join(text.split())) for text in draft.furniture),
        ),
        remarks=draft.remarks,
    )
