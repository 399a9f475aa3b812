"""The notes of a resolution as footnotes of Word's own, which python-docx does not write."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from clausetag.data.documents.resolution import Clause, Footnote
from clausetag.serve.outputs.word_xml import element, words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_BEFORE_NOTES = 1  # ids 0 and 1 are those of the lines between text and notes


class WordNotes:
    """Footnotes that are cited one after the other, and written to a document when all have been.

    Word counts them; one whose mark is another than its count ("*", or a number out of order) carries its own.
    """

    def __init__(self, notes: Sequence[Footnote]) -> None:
        self._notes = notes
        self._written: list[int] = []  # places of the notes that Word has counted or that carry marks
        self._own: set[int] = set()  # of those that carry marks
        self._citing: dict[str, list[int]] = {}
        for place, note in enumerate(notes):
            for path in note.cited_by:
                self._citing.setdefault(path, []).append(place)

    def cite(self, paragraph: "Paragraph", clause: Clause) -> None:
        """Cite the notes of a clause at the end of its paragraph, in the clause's own order."""
        order = {mark: place for place, mark in enumerate(clause.footnotes)}
        places = self._citing.get(clause.path, ())
        self._cite(paragraph, sorted(places, key=lambda place: order.get(self._notes[place].number, len(order))))

    def cite_others(self, paragraph: "Paragraph") -> None:
        """Cite the notes that no clause does, such as those of a title."""
        self._cite(paragraph, [place for place, note in enumerate(self._notes) if not note.cited_by])

    def _cite(self, paragraph: "Paragraph", places: Sequence[int]) -> None:
        for number, place in enumerate(places):
            if number:
                paragraph._p.append(_raised(words(" ")))  # else two marks would be one
            paragraph._p.append(self._reference(place))

    def _reference(self, place: int) -> Any:  # noqa: ANN401
        mark = self._notes[place].number
        if place in self._written:  # Word's own cross-reference would be out of date until it is asked to count
            return _raised(words(mark))
        self._written.append(place)
        count = len(self._written)
        number = str(place + _BEFORE_NOTES + 1)
        if mark == str(count) == str(count - len(self._own)):
            return _raised(element("footnoteReference", id=number))
        self._own.add(place)
        return _raised(element("footnoteReference", customMarkFollows="1", id=number), words(mark))

    def add_to(self, document: "Document") -> None:
        """Write the notes that were cited, if any, into the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml.xmlchemy import serialize_for_reading

        if not self._written:
            return
        root = element("footnotes", _line("separator", 0), _line("continuationSeparator", 1))
        root.extend(self._note(place) for place in self._written)
        content = serialize_for_reading(root).encode()
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _note(self, place: int) -> Any:  # noqa: ANN401
        note = self._notes[place]
        mark = words(note.number) if place in self._own else element("footnoteRef")
        properties = element("pPr", element("pStyle", val="FootnoteText"))
        body = element("p", properties, _raised(mark), element("r", words(f" {note.text}")))
        return element("footnote", body, id=str(place + _BEFORE_NOTES + 1))


def _raised(*children: Any) -> Any:  # noqa: ANN401
    return element("r", element("rPr", element("rStyle", val="FootnoteReference")), *children)


def _line(kind: str, number: int) -> Any:  # noqa: ANN401
    spacing = element("pPr", element("spacing", after="0", line="240", lineRule="auto"))
    return element("footnote", element("p", spacing, element("r", element(kind))), type=kind, id=str(number))
