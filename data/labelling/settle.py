"""What several readers' labels come to: one answer for each clause and theme, or none.

A reader's latest answer holds. An adjudicator's goes before all others; without one, those who said yes or no must
agree, whatever others were unsure of.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from clausetag.data.labelling.label import Label

Outcome = Literal["yes", "no", "unsure", "disagreement"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Question:
    """One theme asked of one clause, and the labels that hold: the latest of each reader, those that decide apart."""

    clause: str  # as `Label.clause`
    theme: str
    labels: tuple[Label, ...]
    decision: Label | None = None

    @property
    def all_labels(self) -> tuple[Label, ...]:
        """Every label that holds, a decision last."""
        return self.labels if self.decision is None else (*self.labels, self.decision)

    @property
    def outcome(self) -> Outcome:
        """What the labels come to."""
        if self.decision is not None:
            return self.decision.answer
        if self.differs:
            return "disagreement"
        decided: list[Outcome] = [label.answer for label in self.labels if label.answer != "unsure"]
        return decided[0] if decided else "unsure"

    @property
    def document(self) -> str:
        """Name of the clause's document, or of the clause where none is known."""
        return next((label.document for label in self.all_labels if label.document), self.clause)

    @property
    def differs(self) -> bool:
        """Whether one reader said yes and another no, decided or not."""
        return {"yes", "no"} <= {label.answer for label in self.labels}


def holds_after(label: Label, before: Label) -> bool:
    """Whether an answer goes before one that its reader gave to the same question earlier in the files."""
    return not label.when or label.when >= before.when


def questions_of(labels: Iterable[Label]) -> list[Question]:
    """Return every question that the labels answer, in the order in which they were first asked."""
    held: dict[tuple[str, str], dict[tuple[str, bool], Label]] = {}
    for label in labels:
        of = held.setdefault((label.clause, label.theme), {})
        before = of.get((label.annotator, label.decides))
        if before is None or holds_after(label, before):
            of[label.annotator, label.decides] = label
    return [_question(clause, theme, list(of.values())) for (clause, theme), of in held.items()]


def _question(clause: str, theme: str, labels: Sequence[Label]) -> Question:
    decisions = sorted((label for label in labels if label.decides), key=lambda label: label.when)
    readers = tuple(label for label in labels if not label.decides)
    return Question(clause, theme, readers, decisions[-1] if decisions else None)
