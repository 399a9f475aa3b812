"""Found clauses on a terminal: citation, themes and year, the text below, and where the official document stands."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from clausetag.data.palette import colour_of
from clausetag.models.decision import Answer
from clausetag.serve.find.tables import FoundClause
from clausetag.serve.outputs.table import clean, percent


def show(clauses: Sequence[FoundClause], themes: Sequence[str], console: Console) -> None:
    """Print clauses; `themes` are all that the tables have, in the order of their colours."""
    colours = {key: colour_of(place).middle for place, key in enumerate(themes)}
    for clause in clauses:
        console.print(_head(clause, colours))
        console.print(Padding(_text(clause, colours), (0, 0, 0, 2)))
        if clause.address:
            console.print(clean(f"  {clause.address}", "dim"), soft_wrap=True)


def _head(clause: FoundClause, colours: dict[str, str]) -> Text:
    line = clean(clause.citation, "bold")
    for answer in clause.answers:
        unsure = " ?" if answer.answer is Answer.REVIEW else ""
        line.append(f"  {answer.theme}", colours[answer.theme]).append(f" {percent(answer.probability)}{unsure}", "dim")
    about = [str(clause.year or ""), clause.organ or "", clause.language or ""]
    return line.append("  ").append(clean(", ".join(filter(None, about)), "dim"))


def _text(clause: FoundClause, colours: dict[str, str]) -> Text:
    text = clean(clause.text)
    for answer in clause.answers:
        for start, end in answer.evidence:
            text.stylize(f"underline {colours[answer.theme]}", start, end)
    return text
