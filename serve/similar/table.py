"""What is like a draft, for a terminal: each clause, the nearest with its words marked, and since when by whom."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from clausetag.data.compare import Change, mark_words
from clausetag.data.documents.resolution import Resolution
from clausetag.serve.outputs.table import clean
from clausetag.serve.similar.draft import DraftClause
from clausetag.serve.similar.search import Family
from clausetag.serve.similar.words import COUNTS, headline, passed_over, percent, since

_SIGNS = {Change.REMOVED: ("[-", "-]", "red"), Change.ADDED: ("{+", "+}", "green"), Change.KEPT: ("", "", "")}


def render_similar(draft: Resolution, found: Sequence[DraftClause]) -> RenderableType:
    """Return each clause of a draft with its families."""
    parts: list[RenderableType] = [Text(headline(found), "bold"), Text(COUNTS, "dim")]
    if draft.symbol:
        parts.append(clean(passed_over(draft.symbol), "dim"))
    parts.append(Text())
    for one in found:
        parts.append(clean(f"{one.clause.path}  ", "bold").append(clean(one.clause.text)))
        if not one.families:
            parts.append(Padding(Text("new: nothing like it", "green"), (0, 0, 0, 2)))
        parts += [Padding(_family(one, family), (0, 0, 0, 2)) for family in one.families]
        parts.append(Text())
    return Group(*parts)


def _family(one: DraftClause, family: Family) -> Text:
    said = clean(f"{percent(family)} {family.nearest.name}", "cyan").append(clean(f"  {since(family)}", "dim"))
    if family.first is not None and family.last is not None and family.documents > 1:
        said.append(clean(f" (first {family.first.name}, last {family.last.name})", "dim"))
    if family.likeness < 1:
        said.append("\n")
        for mark in mark_words(family.text, one.clause.text):
            before, behind, style = _SIGNS[mark.change]
            said.append(clean(f"{before}{mark.text}{behind}", style))
    return said
