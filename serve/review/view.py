"""What the page at /review shows a reader: one clause, its questions, how far they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from clausetag.data.labelling.label import Answer
from clausetag.data.themes import Theme
from clausetag.serve.outputs.marks import Mark, marks_of
from clausetag.serve.outputs.spans import Piece, joined, pieces
from clausetag.serve.review.item import Item
from clausetag.serve.review.queue import Queue


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a theme applies to the clause."""

    theme: Theme
    mark: Mark
    answer: Answer | None
    current: bool  # whether keys answer it


@dataclass(frozen=True, slots=True)
class View:
    """One clause as a reader sees it."""

    reader: str
    place: int  # of the clause, from 1
    item: Item
    pieces: tuple[Piece, ...]
    questions: tuple[Question, ...]
    clauses: int
    read: int  # clauses with every question answered
    answered: int  # questions, of the whole queue

    @property
    def finished(self) -> bool:
        """Whether nothing is left to answer."""
        return self.read == self.clauses


def view_of(queue: Queue, reader: str, wanted: int | None = None) -> View:
    """Return the clause at place `wanted`, from 1, else the first with a question that the reader did not answer."""
    said = queue.answers(reader)
    open_places = [place for place, item in enumerate(queue.items) if _open(queue, item, said)]
    if wanted is not None and 1 <= wanted <= len(queue.items):
        place = wanted - 1
    else:
        place = open_places[0] if open_places else len(queue.items) - 1
    item = queue.items[place]
    answers: list[Answer | None] = [said.get((item.clause, theme.key)) for theme in queue.themes]
    current = answers.index(None) if None in answers else -1
    marks = marks_of(queue.themes)
    spans = {
        number: joined(item.text, item.guesses[theme.key].evidence)
        for number, theme in enumerate(queue.themes)
        if theme.key in item.guesses
    }
    questions = tuple(
        Question(theme, mark, answer, number == current)
        for number, (theme, mark, answer) in enumerate(zip(queue.themes, marks, answers, strict=True))
    )
    asked = {(one.clause, theme.key) for one in queue.items for theme in queue.themes}
    read = len(queue.items) - len(open_places)
    answered = len(asked & said.keys())
    return View(reader, place + 1, item, pieces(item.text, spans), questions, len(queue.items), read, answered)


def place_after(queue: Queue, reader: str, place: int) -> int | None:
    """Return the clause to show once one is answered: itself while a question is open, else the next with one."""
    said = queue.answers(reader)
    order = [*range(place - 1, len(queue.items)), *range(place - 1)]
    return next((number + 1 for number in order if _open(queue, queue.items[number], said)), None)


def _open(queue: Queue, item: Item, said: Mapping[tuple[str, str], Answer]) -> bool:
    return any((item.clause, theme.key) not in said for theme in queue.themes)
