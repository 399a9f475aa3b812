"""Average precision and calibration error of many resamples of clauses: what has to be sorted is sorted once.

A resample is told by how often each clause was drawn, shape (n_clauses,). With 1 everywhere the figures are those of
`metrics.average_precision` and `metrics.expected_calibration_error`.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from clausetag.training.evaluation.metrics import BINS, Array, Flags


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """One theme's labels and probabilities, the most probable clause first."""

    order: NDArray[np.int64]
    label: Array
    probability: Array
    last: NDArray[np.int64]  # the last place of each distinct probability

    @classmethod
    def of(cls, label: Flags, probability: Array) -> Self:
        """Rank clauses by their probabilities; both have shape (n_clauses,)."""
        order = np.argsort(-probability, kind="stable")
        ranked = probability[order]
        last = np.flatnonzero(np.append(np.diff(ranked), 1.0)[: len(ranked)])
        return cls(order, label[order].astype(np.float64), ranked, last)

    def average_precision(self, drawn: Array) -> float:
        """Return the average precision of a resample; 0 when nothing is true."""
        weight = drawn[self.order]
        found, hits = np.cumsum(weight)[self.last], np.cumsum(weight * self.label)[self.last]
        if not len(hits) or not hits[-1]:
            return 0.0
        return float(np.sum(np.diff(hits, prepend=0.0) * hits / np.maximum(found, 1.0)) / hits[-1])

    def calibration_error(self, drawn: Array) -> float:
        """Return the expected calibration error of a resample; 0 when nothing was drawn."""
        weight = drawn[self.order]
        ends, off = np.cumsum(weight), self.label - self.probability
        n = int(ends[-1]) if len(ends) else 0
        if not n:
            return 0.0
        each, larger = divmod(n, BINS)
        edges = n - np.cumsum(each + (np.arange(BINS) < larger))  # bins are of the least probable first
        place = np.searchsorted(ends, edges)  # where the copies of one clause may lie in two bins
        until = np.cumsum(weight * off)
        sums = until[place] - (ends[place] - edges) * off[place]
        return float(np.abs(np.diff(sums, prepend=until[-1])).sum() / n)
