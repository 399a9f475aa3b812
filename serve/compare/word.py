"""A comparison as a Word document with tracked changes: accept all for the new text, reject all for the old one."""

import io
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from clausetag.data.compare import Change, Kind
from clausetag.data.extras import needs
from clausetag.data.themes import Theme
from clausetag.serve.compare.comparison import Series
from clausetag.serve.compare.figures import counts_in_words
from clausetag.serve.compare.tracked import Track, Tracked, tracked_paragraphs
from clausetag.serve.outputs.clause_names import heading_of
from clausetag.serve.outputs.word_xml import clean, element, words

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

_AUTHOR = "clausetag"
_REMOVED, _ADDED = "del", "ins"


def word_comparison(series: Series, themes: Sequence[Theme]) -> bytes:
    """Return the first comparison of a series as .docx; UsageError if python-docx is not installed.

    What moved, was split or merged, and which themes were gained and lost, is said in comments.
    """
    with needs("serve"):
        import docx
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

    step, (old, new) = series.steps[0], series.names[:2]
    document = docx.Document()
    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.name = "Times New Roman"
    normal.font.size = Pt(11)
    for text, bold in ((step.new.resolution.title, True), (f"{old} → {new}", False), (counts_in_words(step), False)):
        if text:
            paragraph = document.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(clean(text)).bold = bold
    writer = _Writer(document, {theme.key: theme.name for theme in themes}, step.new.resolution.language == "ar")
    heading = ""
    for tracked in tracked_paragraphs(step):
        if (here := heading_of(tracked.item.clause.path)) != heading and here:
            document.add_heading(clean(here), level=2)
        heading = here
        writer.add(tracked)
    document.core_properties.title = clean(f"{old} → {new}")[:255]
    document.core_properties.author = f"clausetag, model {step.new.model_version}"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writer:
    """Adds paragraphs to a document; every tracked change has a number of its own."""

    def __init__(self, document: Any, names: dict[str, str], right_to_left: bool) -> None:  # noqa: ANN401 (docx's types are private)
        self.document = document
        self.names = names
        self.right_to_left = right_to_left
        self.numbers = count(1)
        self.moves: dict[int, str] = {}

    def add(self, tracked: Tracked) -> None:
        """Add one paragraph with its changes and its comment."""
        from docx.shared import Cm, Pt

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(1.0 * min(tracked.item.clause.path.count("("), 3))
        paragraph.paragraph_format.space_after = Pt(6)
        properties = paragraph._p.get_or_add_pPr()
        if self.right_to_left:
            properties.insert_element_before(element("bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
        whole = tracked.track if tracked.track is not Track.STAYS else tracked.broken
        if whole is not Track.STAYS:  # of the paragraph's own mark: accepted or rejected, the line goes with its words
            properties.append(element("rPr", self._change(whole.value)))
        parts = [*self._numbers(tracked), *self._words(tracked)]
        if tracked.track in (Track.MOVES_HERE, Track.MOVES_AWAY):
            parts = self._range(tracked, parts)
        if said := self._said(tracked):
            parts = self._commented(said, parts)
        for part in parts:
            paragraph._p.append(part)

    def _numbers(self, tracked: Tracked) -> list[Any]:
        if tracked.old_number == tracked.new_number:
            return [self._run(f"{tracked.new_number}\u2002")] if tracked.new_number else []
        pairs = ((tracked.old_number, _REMOVED), (tracked.new_number, _ADDED))
        return [self._tracked(f"{number}\u2002", change) for number, change in pairs if number]

    def _words(self, tracked: Tracked) -> list[Any]:
        parts = []
        of_whole = {Track.MOVES_HERE: "moveTo", Track.MOVES_AWAY: "moveFrom", Track.COMES: _ADDED, Track.GOES: _REMOVED}
        for mark in tracked.marks:
            change = of_whole.get(tracked.track, "")
            if mark.change is not Change.KEPT:
                change = _REMOVED if mark.change is Change.REMOVED else _ADDED
            parts.append(self._tracked(mark.text, change) if change else self._run(mark.text))
        if tracked.spaced:  # it joins the two halves where the break is not
            parts.append(self._tracked(" ", _REMOVED if tracked.broken is Track.COMES else _ADDED))
        return parts

    def _range(self, tracked: Tracked, parts: list[Any]) -> list[Any]:
        kind = tracked.track.value
        name = self.moves.setdefault(id(tracked.row), f"move{len(self.moves) + 1}")
        number = str(next(self.numbers))
        start = element(f"{kind}RangeStart", id=number, author=_AUTHOR, name=name)
        return [start, *parts, element(f"{kind}RangeEnd", id=number)]

    def _commented(self, said: str, parts: list[Any]) -> list[Any]:
        number = str(self.document.comments.add_comment(clean(said), author=_AUTHOR, initials="ct").comment_id)
        start, end = (element(f"commentRange{side}", id=number) for side in ("Start", "End"))
        return [start, *parts, end, element("r", element("commentReference", id=number))]

    def _said(self, tracked: Tracked) -> str:
        """What a comment says of a row, once: at the first of its new clauses, or where it was dropped."""
        row = tracked.row
        if tracked.item is not (row.new or row.old)[0] and not (row.kind is Kind.MERGED and tracked.item is row.old[0]):
            return ""
        lines = []
        if row.moved or row.kind in (Kind.SPLIT, Kind.MERGED):
            old, new = (" and ".join(item.clause.path for item in side) for side in (row.old, row.new))
            lines.append(f"{row.name}: {old} → {new}")
        for said, keys in (
            ("gained", row.themes.gained),
            ("lost", row.themes.lost),
            ("for a person to decide", row.themes.undecided),
        ):
            lines += [f"{self.names.get(key, key)}: {said}" for key in keys]
        return "\n".join(lines)

    def _tracked(self, text: str, change: str) -> Any:  # noqa: ANN401
        return self._change(change, self._run(text, removed=change == _REMOVED))

    def _run(self, text: str, *, removed: bool = False) -> Any:  # noqa: ANN401
        properties = [element("rPr", element("rtl"))] if self.right_to_left else []
        return element("r", *properties, words(text, "delText" if removed else "t"))

    def _change(self, name: str, *children: Any) -> Any:  # noqa: ANN401
        return element(name, *children, id=str(next(self.numbers)), author=_AUTHOR)
