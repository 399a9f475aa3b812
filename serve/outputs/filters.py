"""What a reader asks to see of a document: themes, what is to be decided, the operative part, words of the text."""

from dataclasses import dataclass
from urllib.parse import urlencode

from clausetag.data.documents.resolution import Section
from clausetag.data.words import counted
from clausetag.models.decision import Answer
from clausetag.serve.outputs.layout import Layout, Node

LONGEST_TEXT = 500  # characters to look for


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked; of several themes one is enough, and all that is asked must hold."""

    themes: tuple[str, ...] = ()  # keys
    undecided: bool = False  # clauses that a person should decide about: about one of the themes, where some are named
    operative: bool = False
    rest: bool = False  # on a phone: those without a theme, too
    text: str = ""

    @property
    def query(self) -> str:
        """What asks for the same in an address: "theme=children&text=prison"; "" if nothing is asked."""
        ticked = [(name, "1") for name in ("undecided", "operative", "rest") if getattr(self, name)]
        words = [("text", self.text)] if self.text else []
        return urlencode([*(("theme", key) for key in self.themes), *ticked, *words])

    def show(self, node: Node) -> bool:
        """Whether a clause is one of those asked for."""
        if (self.operative and node.clause.section is not Section.OPERATIVE) or (self.text and not node.hit):
            return False
        wanted = {Answer.REVIEW} if self.undecided else {Answer.APPLIES, Answer.REVIEW}
        if self.themes:
            return any(v.mark.key in self.themes and v.answer in wanted for v in node.verdicts)
        return not self.undecided or bool(node.tags.review)

    def count(self, layout: Layout) -> str:
        """How many clauses are shown, in words: "12 of 77 clauses"; "" where all are."""
        if not (self.themes or self.undecided or self.operative or self.text):
            return ""
        return f"{sum(map(self.show, layout.nodes)):,} of {counted(len(layout.nodes), layout.unit)}"
