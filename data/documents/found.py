"""What a walk through a body has found so far: paragraphs that become clauses, and the lines that are none."""

from clausetag.data.documents.body import Line
from clausetag.data.documents.paths import Entry
from clausetag.data.documents.position import OpenParagraph, Place
from clausetag.data.documents.resolution import LeftOut, Rest, Section


class Found:
    """Keeps what the lines of a document are, and where among them the walk stands."""

    def __init__(self, heading: str = "") -> None:
        self.entries: list[Entry] = []
        self.left: list[LeftOut] = []  # lines that are no clause, in order
        self.before: list[str] = []  # those of them up to "The General Assembly,"
        self.after: list[str] = []  # and those behind it
        self.place = Place(heading=heading)
        self._open = OpenParagraph()
        self._operative = False
        self._closed = False
        self._named = False  # the organ's line has been seen

    def _set_aside(self, text: str, kind: Rest) -> None:
        """Keep a line that is no clause, also for the header's fields."""
        self.left.append(LeftOut(kind, text))
        (self.after if self._named else self.before).append(text)

    def _add(self, text: str, cites: tuple[str, ...], number: str | None = None) -> None:
        """Add a paragraph that hangs on none."""
        self._append(Entry(self._section(), *self._where(), number, (), text, list(cites), printed=number is not None))
        self._open.open_top(len(self.entries) - 1)

    def _add_below(
        self, top: int, text: str, cites: tuple[str, ...], labels: tuple[str, ...], *, printed: bool = True
    ) -> None:
        """Add a subparagraph of the paragraph at `top`; bullets are counted, but print no number."""
        above, parent = self.entries[top], self._open.parent(labels)
        place = (above.section, *self._where(), above.number, labels)
        self._append(Entry(*place, text, list(cites), parent, top, printed=printed))
        self._open.below[labels] = len(self.entries) - 1

    def _section(self) -> Section:
        return Section.OPERATIVE if self._operative else Section.PREAMBULAR

    def _where(self) -> tuple[int, int, int]:
        return self.place.part, self.place.annex, self.place.block

    def _append(self, entry: Entry) -> None:
        entry.headings = self.place.titles.path
        self.entries.append(entry)
        self.place.fresh, self.place.heading, self._closed = False, "", False

    def _go_on(self, line: Line) -> None:
        """Go on with the paragraph before."""
        last = self.entries[-1]
        last.text = f"{last.text} {line.text}"
        last.cites.extend(line.cites)
