"""Where a walk through a body stands: its place in the document, and the paragraph that is open."""

from dataclasses import dataclass, field

from clausetag.data.documents.articles import is_article
from clausetag.data.documents.numbering import Label, Nesting
from clausetag.data.documents.titles import Titles


@dataclass(slots=True)
class Place:
    """Which resolution of the document, which annex and which block of it the walk is in."""

    part: int = 0
    annex: int = 0
    block: int = 0
    part_labels: dict[int, str] = field(default_factory=dict)
    block_labels: dict[int, str] = field(default_factory=dict)
    heading: str = ""  # label of the heading last seen
    fresh: bool = True  # nothing but headings since the block began
    numbered: bool = False  # a paragraph of the block has a number
    untitled: bool = False  # the heading last seen is a label alone: "II", "Annex"
    titles: Titles = field(default_factory=Titles)

    def open_part(self, *, new: bool) -> None:
        """Stand at a line "The General Assembly,": that of the same resolution, or of a `new` one."""
        if new:
            self.part += 1
            self.annex = 0
            self.titles.clear()
            self.open_block()
        if self.heading:
            self.part_labels[self.part] = self.heading
            if self.fresh:  # the heading is the part's, not that of a block within it
                self.block_labels.pop(self.block, None)
        self.heading = ""

    def open_annex(self, text: str) -> None:
        """Stand at the heading of the next annex."""
        self.annex += 1
        self.open_block()
        self.titles.clear()
        self.titles.take(text, fresh=False)
        self.untitled = len(text.split()) < 3

    def open_heading(self, text: str, label: str) -> None:
        """Stand at a heading and its label ("II"), if it has one."""
        self.titles.take(text, fresh=self.fresh)
        self.untitled = label != "" and len(text.split()) < 3
        self.open_block(label)

    def open_block(self, label: str = "") -> None:
        """Stand at a heading, or where numbers begin again; further headings belong to the same block."""
        if not self.fresh:
            self.block += 1
            self.fresh, self.numbered = True, False
        if is_article(label):  # within the part whose heading stands above it
            self.block_labels[self.block] = label
        elif label:
            self.block_labels.setdefault(self.block, label)
            self.heading = label


@dataclass(slots=True)
class OpenParagraph:
    """The paragraph that subparagraphs hang on, by its index among the entries (`top`), and what hangs on it."""

    number: int = 0  # of the last paragraph that has one
    top: int | None = None
    nesting: Nesting = field(default_factory=Nesting)
    below: dict[tuple[str, ...], int] = field(default_factory=dict)  # labels below the top -> index of the last entry
    capital: bool = False  # the first label below it is a capital letter
    former: tuple[int, Nesting] | None = None  # top and nesting before an unnumbered paragraph came between

    def begin_again(self) -> None:
        """Stand where no paragraph is open and no number has been seen."""
        self.number, self.top = 0, None

    def open_top(self, index: int) -> None:
        """Open the entry at `index`."""
        self.top, self.nesting, self.below, self.capital = index, Nesting(), {}, False

    def listed(self, label: str) -> bool:
        """Whether an entry with this label hangs on it, at whatever depth."""
        return any(labels[-1:] == (label,) for labels in self.below)

    def parent(self, labels: tuple[str, ...]) -> int | None:
        """Index of the entry that one with these labels below the top hangs on."""
        shorter = (labels[:size] for size in range(len(labels) - 1, 0, -1))
        return next((self.below[key] for key in shorter if key in self.below), self.top)

    def resume(self, label: Label) -> None:
        """Go back to the list that an unnumbered paragraph interrupted, if this label follows in it."""
        if self.former is not None and label.kind == "letter" and not self.nesting.open:
            top, nesting = self.former
            if nesting.follows(label.text):
                self.top, self.nesting = top, nesting
        self.former = None
