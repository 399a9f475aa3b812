"""The cascade: the n-gram classifier answers first; only clauses it is unsure of go to the encoder.

A clause is unsure when the first classifier's log-odds of any theme lie inside that theme's band. Then both answers are
mixed linearly in log-odds, a weight each and theme (stacking; Wolpert, 1992). Outside the band the first one's
log-odds are rescaled alone. Band and weights are learned on held-out clauses (`clausetag.training.learners.cascade`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.models.classifier import Evidence, Judged, Probabilities, WordLogOdds
from clausetag.models.encoder import EncoderClassifier
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.spans import evidence_of


@dataclass(frozen=True, slots=True)
class Gate:
    """What was learned of how the two classifiers work together; one row a theme.

    Attributes:
        band: Shape (n_themes, 2): the first classifier's log-odds from which and up to which it is unsure.
        alone: Shape (n_themes, 2): slope and intercept of its log-odds where it is sure.
        mixed: Shape (n_themes, 3): weight of the first, of the second, and intercept where it is unsure.
    """

    band: NDArray[np.float64]
    alone: NDArray[np.float64]
    mixed: NDArray[np.float64]

    def unsure(self, first: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say for each clause whether it goes to the second classifier, from log-odds (n_clauses, n_themes)."""
        inside = (first >= self.band[:, 0]) & (first <= self.band[:, 1])
        return np.asarray(inside.any(axis=1))


@dataclass(frozen=True, eq=False)
class CascadeClassifier:
    """See the module's docstring."""

    kind: ClassVar[str] = "cascade"
    first: NgramClassifier
    second: EncoderClassifier
    gate: Gate

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the order of the columns."""
        return self.first.themes

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        return self.judge(texts).log_odds

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return log-odds, and evidence for those who ask for it: each classifier reads its texts once for both.

        The words that speak for a theme are those of both where the encoder was asked too, mixed as their answers are.
        """
        first = self.first.judge(texts)
        alone, mixed = self.gate.alone, self.gate.mixed
        result = first.log_odds * alone[:, 0] + alone[:, 1]
        rows = np.flatnonzero(self.gate.unsure(first.log_odds))
        second = self.second.judge([texts[i] for i in rows.tolist()]) if len(rows) else None
        if second is not None:
            result[rows] = first.log_odds[rows] * mixed[:, 0] + second.log_odds * mixed[:, 1] + mixed[:, 2]
        its = {row: place for place, row in enumerate(rows.tolist())}

        def words(rows: Sequence[int]) -> list[WordLogOdds]:
            found = dict(zip(rows, first.words(rows), strict=True))
            unsure = [row for row in rows if row in its]
            by_second = second.words([its[row] for row in unsure]) if second is not None else []
            both = dict(zip(unsure, by_second, strict=True))
            return [
                own * mixed[:, 0] + both[row] * mixed[:, 1] if row in both else own * alone[:, 0]
                for row, own in found.items()
            ]

        def evidence(rows: Sequence[int], asked: Sequence[Collection[str]]) -> list[Evidence]:
            keys = dict(zip(rows, asked, strict=True))
            sure, unsure = [row for row in rows if row not in its], [row for row in rows if row in its]
            found = dict(zip(sure, first.evidence(sure, [keys[row] for row in sure]), strict=True))
            for row, weights in zip(unsure, words(unsure), strict=True):
                found[row] = evidence_of(texts[row], weights, self.themes, keys[row])
            return [found[row] for row in rows]

        return Judged(result, evidence, words)

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return probabilities of shape (n_clauses, n_themes)."""
        return self.judge(texts).probabilities

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return the words that speak for the themes asked of each text: to both where the encoder was asked too."""
        return self.judge(texts).evidence(range(len(texts)), asked)

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds to its log-odds: through both classifiers where both were asked."""
        return self.judge(texts).words(range(len(texts)))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return both classifiers' arrays, prefixed, and the gate's."""
        return {
            **{f"first.{name}": array for name, array in self.first.to_arrays().items()},
            **{f"second.{name}": array for name, array in self.second.to_arrays().items()},
            "gate.band": self.gate.band,
            "gate.alone": self.gate.alone,
            "gate.mixed": self.gate.mixed,
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild a cascade from `to_arrays`."""
        parts = {
            part: {name.removeprefix(f"{part}."): a for name, a in arrays.items() if name.startswith(f"{part}.")}
            for part in ("first", "second", "gate")
        }
        return cls(
            NgramClassifier.from_arrays(themes, parts["first"]),
            EncoderClassifier.from_arrays(themes, parts["second"]),
            Gate(**{name: array.astype(np.float64) for name, array in parts["gate"].items()}),
        )
