"""What is said of a family, the same on the terminal and on the page."""

from collections.abc import Sequence

from clausetag.data.words import counted
from clausetag.serve.similar.draft import DraftClause
from clausetag.serve.similar.search import Family

COUNTS = "Per cent: of the words of both clauses, those that stand in both, in one order."
_ORGANS = 3


def percent(family: Family) -> str:
    """Return how much the nearest is alike: "93%"; 100% only where all words are the same."""
    return f"{int(100 * family.likeness)}%"


def since(family: Family) -> str:
    """Say since when, how often and by whom: "1999 to 2023, 12 clauses in 11 documents: Human Rights Council 8"."""
    years = sorted({one.year for one in (family.first, family.last) if one is not None and one.year})
    many = f"{counted(family.clauses, 'clause')} in {counted(family.documents, 'document')}"
    organs = ", ".join(f"{name} {count:,}" for name, count in family.organs[:_ORGANS])
    said = f"{' to '.join(map(str, years))}, {many}" if years else many
    return f"{said}: {organs}" if organs else said


def passed_over(symbol: str) -> str:
    """Say that a draft is not compared with itself."""
    return f"Passed over: {symbol}, which the draft says it is."


def headline(found: Sequence[DraftClause]) -> str:
    """Say how many clauses of a draft are new and how many were said before."""
    same = sum(bool(one.families) and one.families[0].likeness == 1 for one in found)
    new = sum(not one.families for one in found)
    like = len(found) - same - new
    return (
        f"{counted(len(found), 'clause')}: {same:,} said before in the same words, {like:,} in like words, {new:,} new"
    )
