"""What an encoder says of clauses that nobody read, for n-grams to learn beside the labels.

The encoder is asked where n-grams that learned from the labels alone are not quite sure, and answers as a reader would:
yes, no, or nothing where it is unsure itself (pseudo-labels; Lee, 2013).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.models.classifier import Asked, Labels
from clausetag.models.encoder import EncoderClassifier
from clausetag.models.ngrams import NgramClassifier
from clausetag.training.learners.progress import Progress, on_stderr

_SURE = 0.001  # or less, and 1 less that or more: what the n-grams know already
_UNSURE = 0.3  # up to 1 less that: the encoder's answer is none
_AT_ONCE = 500  # clauses


@dataclass(frozen=True, slots=True, eq=False)
class Taught:
    """Clauses that nobody read, with the encoder's labels of shape (n_clauses, n_themes), and where it gives any."""

    examples: Sequence[Example]
    labels: Labels
    asked: Asked

    def beside(self, learned_from: tuple[list[str], Labels, Asked]) -> tuple[list[str], Labels, Asked]:
        """Return labelled texts, their labels and what was asked, with these behind them."""
        texts, labels, asked = learned_from
        return (
            texts + [example.text for example in self.examples],
            np.vstack([labels, self.labels]),
            np.vstack([asked, self.asked]),
        )

    def only(self, examples: Sequence[Example]) -> "Taught":
        """Return those that are among `examples`."""
        ids = {example.id for example in examples}
        rows = [i for i, example in enumerate(self.examples) if example.id in ids]
        return Taught([self.examples[i] for i in rows], self.labels[rows], self.asked[rows])


def teach(
    pupil: NgramClassifier,
    teacher: EncoderClassifier,
    unread: Sequence[Example],
    weights: NDArray[np.float64],
    progress: Progress = on_stderr,
) -> Taught:
    """Ask the teacher about the clauses of which the pupil is not quite sure.

    `weights` are those of true clauses, by theme, while the teacher learned (`positive_weights`).
    """
    edge = np.log(1 / _SURE - 1)
    odds = pupil.log_odds([example.text for example in unread])
    asked_of = [unread[i] for i in np.flatnonzero((np.abs(odds) < edge).any(axis=1)).tolist()]
    answers = np.zeros((len(asked_of), len(weights)))
    for at in range(0, len(asked_of), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        answers[some] = teacher.log_odds([example.text for example in asked_of[some]]) - np.log(weights)
        progress(f"asked the encoder about {min(at + _AT_ONCE, len(asked_of)):,} of {len(asked_of):,} unread clauses")
    asked = np.abs(answers) > np.log(1 / _UNSURE - 1)
    return Taught(asked_of, ((answers > 0) & asked).astype(np.int8), asked)
