"""The walk through the body of a document, line by line: which lines are clauses, and which clause each hangs on."""

from collections.abc import Sequence
from dataclasses import dataclass

from clausetag.data.documents.body import Line
from clausetag.data.documents.found import Found
from clausetag.data.documents.held_drafts import held_drafts
from clausetag.data.documents.paths import Entry, assign_paths
from clausetag.data.documents.presidential import StatementWalk
from clausetag.data.documents.reports import ReportWalk
from clausetag.data.documents.steps import Walk


@dataclass(frozen=True, slots=True)
class Walked:
    """The paragraphs of a body, in order, each with its path and the text of the one that it hangs on; and the walks.

    The first walk is that of the document, the others those of drafts that it holds.
    """

    paragraphs: Sequence[tuple[str, Entry, str]]
    walks: Sequence[Found]


def walk_resolution(body: Sequence[Line], heading: str) -> Walked:
    """Walk through the body of a resolution, or of several; the first stands under a heading with this label."""
    steps = Walk(heading)
    walk(body, steps)
    return Walked(_named(steps), [steps])


def walk_statement(body: Sequence[Line]) -> Walked:
    """Walk through the body of a presidential statement."""
    steps = StatementWalk()
    walk(body, steps)
    return Walked(_named(steps), [steps])


def walk_report(body: Sequence[Line]) -> Walked:
    """Walk through the body of a report; paths in drafts of resolutions that it holds begin with the draft's label."""
    report, walks, parts, pieces, at = ReportWalk(), list[Found](), list[list[tuple[str, Entry, str]]](), [0], 0
    for draft in held_drafts(body):
        walk(body[at : draft.start], report)
        pieces.append(len(report.entries))
        steps = Walk()
        walk(body[draft.start : draft.stop], steps)
        walks.append(steps)
        parts.append([(f"{draft.label}.{path}", entry, above) for path, entry, above in _named(steps)])
        at = draft.stop
    walk(body[at:], report)
    own = _named(report)
    paragraphs = [one for i, part in enumerate(parts) for one in (*own[pieces[i] : pieces[i + 1]], *part)]
    return Walked([*paragraphs, *own[pieces[-1] :]], [report, *walks])


def _named(steps: Found) -> list[tuple[str, Entry, str]]:
    entries = steps.entries
    paths = assign_paths(entries, steps.place.part_labels, steps.place.block_labels)
    above = ("" if entry.parent is None else entries[entry.parent].text for entry in entries)
    return list(zip(paths, entries, above, strict=True))


def walk(body: Sequence[Line], steps: Walk) -> None:
    """Take the steps through the lines of a body; what they find lies in `steps` then."""
    ahead = _letters_ahead(body)
    last_number = max((i for i, line in enumerate(body) if line.label and line.label.kind == "number"), default=-1)
    for index, line in enumerate(body):
        steps.take(line, ahead[index], numbers_follow=index < last_number)


def _letters_ahead(body: Sequence[Line]) -> list[list[str]]:
    """The texts of up to three letters that stand in front of the lines after each line, nearest first."""
    ahead: list[list[str]] = [[] for _ in body]
    for index in range(len(body) - 2, -1, -1):
        following = body[index + 1].label
        if following is None:
            ahead[index] = ahead[index + 1]
        elif following.kind == "letter":
            ahead[index] = [following.text, *ahead[index + 1][:2]]
    return ahead
