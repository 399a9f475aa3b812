"""The walk through the body of a document, line by line: which lines are clauses, and which clause each hangs on."""

from collections.abc import Sequence

from clausetag.data.documents.body import Line
from clausetag.data.documents.steps import Walk


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
