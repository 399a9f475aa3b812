"""Where each clause of a comparison stands in a document with tracked changes.

Who accepts all changes is left with the new text in its order, who rejects them with the old text in its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from clausetag.data.compare import Change, Kind
from clausetag.data.compare.marks import cut
from clausetag.serve.compare.comparison import ComparedRow, Comparison, Marks
from clausetag.serve.outputs.clause_names import number_of
from clausetag.serve.tags import TaggedClause


class Track(Enum):
    """What is tracked of a whole paragraph: nothing, that it came, that it went; the same of a clause that moved."""

    STAYS = ""
    COMES = "ins"
    GOES = "del"
    MOVES_HERE = "moveTo"
    MOVES_AWAY = "moveFrom"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A paragraph: its row, the clause it shows, its numbers before and after, its words, what is tracked of it."""

    row: ComparedRow
    item: TaggedClause
    old_number: str
    new_number: str
    marks: Marks
    track: Track
    broken: Track = Track.STAYS  # of the break behind it: that it COMES where a clause was split, GOES where merged
    spaced: bool = False  # whether the text without the break has a space there


def tracked_paragraphs(step: Comparison) -> Iterator[Tracked]:
    """Yield the paragraphs in reading order."""
    staying = _staying(step.rows)
    held = {(row.places.old, row.places.new) for row in staying}
    rest = [row for row in step.rows if (row.places.old, row.places.new) not in held]
    gone = sorted(((at, row) for row in rest for at in row.places.old), key=lambda pair: pair[0])
    come = sorted(((at, row) for row in rest for at in row.places.new), key=lambda pair: pair[0])
    for row in staying:
        while gone and gone[0][0] < row.places.old[0]:
            yield _gone(*gone.pop(0), step)
        while come and come[0][0] < row.places.new[0]:
            yield _come(*come.pop(0), step)
        yield from _stays(row)
    for pair in gone:
        yield _gone(*pair, step)
    for pair in come:
        yield _come(*pair, step)


def _staying(rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """Return the rows that stand in one order in both texts, their clauses side by side."""
    found: list[ComparedRow] = []
    for row in rows:
        old, new = row.places.old, row.places.new
        in_place = bool(old and new) and not row.moved and _side_by_side(old) and _side_by_side(new)
        if in_place and all(old[0] > other.places.old[-1] and new[0] > other.places.new[-1] for other in found[-1:]):
            found.append(row)
    return found


def _side_by_side(places: Sequence[int]) -> bool:
    return places[-1] - places[0] == len(places) - 1


def _stays(row: ComparedRow) -> Iterator[Tracked]:
    merged = row.kind is Kind.MERGED
    items, (whole,) = (row.old, row.new) if merged else (row.new, row.old)
    side, track = (Change.REMOVED, Track.GOES) if merged else (Change.ADDED, Track.COMES)
    parts = cut(row.marks, side, [item.clause.text for item in items], others=True)
    text = ""
    for at, (item, marks) in enumerate(zip(items, parts, strict=True)):
        text += "".join(mark.new if merged else mark.old for mark in marks)
        last = at == len(items) - 1
        spaced = not last and whole.clause.text.startswith(f"{text} ") and not _opens_with_space(parts[at + 1], merged)
        old, new = (_number(side, at) for side in (row.old, row.new))
        yield Tracked(row, item, old, new, marks, Track.STAYS, Track.STAYS if last else track, spaced)
        text += " " * spaced


def _opens_with_space(marks: Marks, merged: bool) -> bool:
    return "".join(mark.new if merged else mark.old for mark in marks).startswith(" ")


def _gone(at: int, row: ComparedRow, step: Comparison) -> Tracked:
    item = step.old.clauses[at]
    moved = _moves(row)
    marks = row.old_marks[0] if moved else row.old_marks[row.places.old.index(at)]
    return Tracked(row, item, number_of(item.clause.path), "", marks, Track.MOVES_AWAY if moved else Track.GOES)


def _come(at: int, row: ComparedRow, step: Comparison) -> Tracked:
    item = step.new.clauses[at]
    moved = _moves(row)
    marks = row.new_marks[0] if moved else row.new_marks[row.places.new.index(at)]
    return Tracked(row, item, "", number_of(item.clause.path), marks, Track.MOVES_HERE if moved else Track.COMES)


def _moves(row: ComparedRow) -> bool:
    return len(row.old) == len(row.new) == 1


def _number(items: Sequence[TaggedClause], at: int) -> str:
    return number_of(items[at].clause.path) if at < len(items) else ""
