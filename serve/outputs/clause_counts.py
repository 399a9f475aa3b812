"""How many clauses of each document speak of which theme, by section: the second sheet of the workbook of clauses."""

from collections import Counter
from collections.abc import Sequence

from clausetag.data.themes import Theme
from clausetag.models.decision import Answer
from clausetag.serve.outputs.answer import Record
from clausetag.serve.outputs.growing_sheet import GrowingSheet, SheetColumn

SECTIONS = {"preambular": "preambular", "operative": "operative", "annex": "annex", "neither": "other"}
_ALL = "all"

Tallies = dict[str, Counter[str]]  # by section


def counted_columns(themes: Sequence[Theme]) -> list[SheetColumn]:
    """Return the columns of counts for a model with these themes."""
    applies = [SheetColumn(theme.name, 14, theme=place) for place, theme in enumerate(themes)]
    asked = [SheetColumn(f"{theme.name}, for a person to decide", 14) for theme in themes]
    heads = (("Document", 30), ("Section", 12), ("Clauses", 9), ("With a theme", 9))
    return [*(SheetColumn(*head) for head in heads), *applies, *asked, SheetColumn("Not scored", 9)]


def count(tallies: Tallies, record: Record, themes: Sequence[Theme]) -> None:
    """Count a clause in its section and in all of them."""
    answers = [record["verdicts"][theme.key]["answer"] for theme in themes]
    for section in (SECTIONS[record["section"]], _ALL):
        tally = tallies.setdefault(section, Counter())
        tally["clauses"] += 1
        tally["with a theme"] += bool(record["themes"])
        tally["not scored"] += bool(answers) and all(answer == Answer.NOT_SCORED for answer in answers)
        for theme, answer in zip(themes, answers, strict=True):
            tally[f"{answer} {theme.key}"] += 1


def add_counts(sheet: GrowingSheet, name: str, tallies: Tallies, themes: Sequence[Theme]) -> None:
    """Add a row for each section of a document that has clauses, and one for all of them."""
    for section in (*SECTIONS.values(), _ALL):
        if tally := tallies.get(section):
            counted = [tally[f"{answer} {t.key}"] for answer in (Answer.APPLIES, Answer.REVIEW) for t in themes]
            sheet.add([name, section, tally["clauses"], tally["with a theme"], *counted, tally["not scored"]])
