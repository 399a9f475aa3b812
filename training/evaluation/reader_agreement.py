"""How far readers agree on the themes of clauses: Cohen's kappa (1960) and Krippendorff's alpha (2004, nominal).

Only yes and no count: who was unsure gave no answer, and an adjudicator's decision is not one reader's among others.
Kappa is that of each two readers, averaged by the clauses that both answered; alpha is over all readers at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from clausetag.data.extras import needs
from clausetag.data.labelling.settle import Question
from clausetag.training.evaluation.metrics import Estimate, bootstrap, estimate, kappa

_ROUNDS = 1000
_NO_ANSWER = -1


@dataclass(frozen=True, slots=True)
class ReaderAgreement:
    """Agreement on one theme, on the clauses that two or more readers answered; intervals are 95%."""

    theme: str
    clauses: int
    documents: int
    differ: int
    kappa: Estimate
    alpha: Estimate


def measure_readers(questions: Sequence[Question], themes: Sequence[str]) -> list[ReaderAgreement]:
    """Measure agreement on each theme that two readers answered for the same clause; bootstrap over documents.

    A clause of which no document is known is resampled by itself.

    Raises:
        UsageError: The library that computes alpha is not installed.
    """
    return [
        _of_theme(theme, read) for theme in themes if (read := [q for q in questions if q.theme == theme and _twice(q)])
    ]


def format_readers_agreement(figures: Sequence[ReaderAgreement]) -> str:
    """Return the figures as a plain text table."""
    head = f"{'read twice or more':<24}{'clauses':>9}{'documents':>11}{'differ':>8}"
    lines = [f"{head}  {'Cohen kappa':<24}Krippendorff alpha"]
    for f in figures:
        shown = [_shown(value, f.documents) for value in (f.kappa, f.alpha)]
        lines.append(f"{f.theme:<24}{f.clauses:>9,}{f.documents:>11,}{f.differ:>8,}  {shown[0]:<24}{shown[1]}")
    return "\n".join(lines)


def _shown(value: Estimate, documents: int) -> str:
    return str(value) if documents > 1 else f"{value.value:.3f} (one document)"  # nothing to resample


def _twice(question: Question) -> bool:
    return sum(label.answer != "unsure" for label in question.labels) > 1


def _of_theme(theme: str, questions: Sequence[Question]) -> ReaderAgreement:
    answers, documents = _matrix(questions), [question.document for question in questions]

    def figures(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        return np.array([_kappa(answers[rows]), _alpha(answers[rows])])

    whole, resampled = figures(np.arange(len(questions))), bootstrap(documents, figures, rounds=_ROUNDS)
    return ReaderAgreement(
        theme,
        len(questions),
        len(set(documents)),
        sum(question.differs for question in questions),
        *(estimate(float(whole[k]), resampled[:, k]) for k in range(2)),
    )


def _matrix(questions: Sequence[Question]) -> NDArray[np.int8]:
    """Return, of shape (n_questions, n_readers), 1 for yes, 0 for no, -1 for no answer."""
    readers = sorted({label.annotator for question in questions for label in question.labels})
    answers = np.full((len(questions), len(readers)), _NO_ANSWER, dtype=np.int8)
    for row, question in enumerate(questions):
        for label in question.labels:
            if label.answer != "unsure":
                answers[row, readers.index(label.annotator)] = label.answer == "yes"
    return answers


def _kappa(answers: NDArray[np.int8]) -> float:
    pairs = []
    for one, other in combinations(answers.T, 2):
        both = (one != _NO_ANSWER) & (other != _NO_ANSWER)
        if both.any():
            pairs.append((kappa(one[both], other[both]), int(both.sum())))
    return float(np.average([value for value, _ in pairs], weights=[clauses for _, clauses in pairs]))


def _alpha(answers: NDArray[np.int8]) -> float:
    with needs("train"):
        import krippendorff

    counts = np.stack([(answers == 0).sum(axis=1), (answers == 1).sum(axis=1)], axis=1)
    if not counts.min(axis=1).any():
        return 1.0  # nobody differs; as for kappa, though alpha is not defined where all say the same everywhere
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
