"""Examples to learn from and to measure on, made of labels: each clause text once, with the themes it was asked for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.nearcopies import clusters
from clausetag.data.documents.language import detect_language
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.settle import Question, questions_of
from clausetag.data.words import counted

SOURCE = "labels"  # of the examples


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the questions: those answered, and those that count as not asked."""

    answered: int
    unsure: int
    disagreements: int  # undecided
    other_themes: int  # questions about themes that were not wanted

    def __str__(self) -> str:
        left = [
            (self.unsure, "unsure", "unsure"),
            (self.disagreements, "disagreement that nobody decided", "disagreements that nobody decided"),
            (self.other_themes, "about other themes", "about other themes"),
        ]
        found = ", ".join(counted(number, *what) for number, *what in left if number)
        return f"answers: {self.answered:,}" + (f"; left out as not asked: {found}" if found else "")


def examples_of(labels: Iterable[Label], themes: Collection[str]) -> list[Example]:
    """Return one example for each clause text that has a decided answer about one of `themes`.

    `Example.asked` holds the themes with a decided answer, `themes` those answered yes, both in the order given; what
    readers were unsure of or disagree about undecided was not asked (`settled` counts it). Near-copies share a
    `cluster`; a clause of which no document is known is a document by itself.

    Raises:
        UsageError: The library that finds near-copies is not installed.
    """
    known = tuple(themes)
    by_clause: dict[str, list[Question]] = {}
    for question in questions_of(labels):
        if question.theme in known and question.outcome in ("yes", "no"):
            by_clause.setdefault(question.clause, []).append(question)
    texts = [_labels(questions)[0].text for questions in by_clause.values()]
    places = clusters(texts)
    ids = [f"l-{clause[:16]}" for clause in by_clause]
    return [
        _example(id_, questions, known, cluster=ids[place])
        for id_, questions, place in zip(ids, by_clause.values(), places, strict=True)
    ]


def settled(labels: Iterable[Label], themes: Collection[str]) -> Settled:
    """Count what `examples_of` takes from the labels and what it leaves out."""
    questions = questions_of(labels)
    outcomes = [question.outcome for question in questions if question.theme in set(themes)]
    unsure, disagreements = outcomes.count("unsure"), outcomes.count("disagreement")
    return Settled(
        len(outcomes) - unsure - disagreements, unsure, disagreements, other_themes=len(questions) - len(outcomes)
    )


def _labels(questions: Sequence[Question]) -> list[Label]:
    """Return every label of a clause; the first gives the clause its text."""
    return [label for question in questions for label in question.all_labels]


def _example(id_: str, questions: Sequence[Question], themes: Sequence[str], cluster: str) -> Example:
    labels = _labels(questions)
    outcomes = {question.theme: question.outcome for question in questions}
    text = labels[0].text
    return Example(
        id=id_,
        text=text,
        themes=tuple(theme for theme in themes if outcomes.get(theme) == "yes"),
        section=_first(label.section for label in labels),
        source=SOURCE,
        document=_first(label.document for label in labels) or id_,
        year=next((label.year for label in labels if label.year is not None), None),
        organ=None,
        cluster=cluster,
        language=_first(label.language for label in labels) or detect_language(text) or "en",
        asked=tuple(theme for theme in themes if theme in outcomes),
    )


def _first(values: Iterable[str]) -> str:
    return next(filter(None, values), "")
