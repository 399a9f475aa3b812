"""Learn a cascade's gate from held-out answers of its two classifiers."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from clausetag.models.cascade import Gate
from clausetag.models.classifier import Asked, Labels
from clausetag.training.evaluation.metrics import bootstrap, f1, steady_threshold
from clausetag.training.learners.calibration import fit_platt

TOLERANCE = 0.001  # macro-F1 that the cascade may lose, on average, against asking its encoder everything
_MARGINS = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.12)
_ROUNDS = 300


def learn_gate(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    labels: Labels,
    documents: Sequence[str],
    asked: Asked | None = None,
) -> Gate:
    """Learn band and weights from held-out log-odds, each of shape (n_clauses, n_themes), of clauses of `documents`.

    Of a theme it learns where it was asked: everywhere without `asked`, which has the shape of `labels`.

    The first classifier is unsure where its calibrated probability is at least a margin away from 0 and from 1. The
    widest margin is taken, the same for every theme, with which macro-F1 falls by no more than `TOLERANCE`, the mean
    over resamples of the documents, below that of the second classifier alone or of mixing both answers everywhere,
    whichever is better.
    """
    themes = range(labels.shape[1])
    asked = np.ones(labels.shape, dtype=np.bool_) if asked is None else asked
    own = [np.flatnonzero(asked[:, k]) for k in themes]
    alone = np.array([_platt(first[own[k], k], labels[own[k], k]) for k in themes])
    rescaled = np.array([_platt(second[own[k], k], labels[own[k], k]) for k in themes])
    mixed = np.array([_mix(first[own[k], k], second[own[k], k], labels[own[k], k]) for k in themes])
    sure = first * alone[:, 0] + alone[:, 1]
    both = first * mixed[:, 0] + second * mixed[:, 1] + mixed[:, 2]
    gates = [Gate(_bands(alone, labels, asked, margin), alone, mixed) for margin in (0.0, *_MARGINS)]
    answers = [
        second * rescaled[:, 0] + rescaled[:, 1],
        both,
        *(np.where(gate.unsure(first)[:, None], both, sure) for gate in gates),
    ]
    decisions = [_decisions(answer, labels, own) for answer in answers]

    def macro_f1(rows: NDArray[np.int64]) -> NDArray[np.float64]:
        scores = [np.mean([f1(true[rows, k], d[rows, k]) for k in themes]) for d in decisions]
        return np.array(scores, dtype=np.float64)

    true = (labels * asked).astype(np.int8)
    whole = macro_f1(np.arange(len(labels)))
    resampled = bootstrap(documents, macro_f1, rounds=_ROUNDS)
    losses = resampled[:, int(np.argmax(whole[:2]))][:, None] - resampled[:, 2:]
    kept = np.flatnonzero(losses.mean(axis=0) <= TOLERANCE)
    return gates[int(kept[-1])] if len(kept) else gates[0]


def _platt(score: NDArray[np.float64], label: NDArray[np.int8]) -> tuple[float, float]:
    calibration = fit_platt(1 / (1 + np.exp(-score)), label)
    return calibration.slope, calibration.intercept


def _mix(
    first: NDArray[np.float64], second: NDArray[np.float64], label: NDArray[np.int8]
) -> tuple[float, float, float]:
    from sklearn.linear_model import LogisticRegression

    if label.min() == label.max():
        return 0.0, 1.0, 0.0
    model = LogisticRegression(C=1.0).fit(np.column_stack([first, second]), label)
    weights = np.maximum(model.coef_[0], 0.0)  # more confidence of either never lowers the answer
    return float(weights[0]), float(weights[1]), float(model.intercept_[0])


def _bands(alone: NDArray[np.float64], labels: Labels, asked: Asked, margin: float) -> NDArray[np.float64]:
    """Return the log-odds of the first classifier between which its calibrated probability is `margin` from 0 and 1."""
    edge = np.log(1 / margin - 1) if margin else np.inf
    bands = (np.array([[-edge, edge]]) - alone[:, 1:]) / alone[:, :1]
    yes, no = ((asked & (labels == label)).any(axis=0) for label in (1, 0))
    bands[~(yes & no)] = -np.inf, np.inf  # nothing is known of such a theme: always ask
    return bands


def _decisions(log_odds: NDArray[np.float64], labels: Labels, own: Sequence[NDArray[np.int64]]) -> NDArray[np.int8]:
    """Return decisions under the best thresholds, of each theme on its `own` rows; elsewhere 0."""
    probability = 1 / (1 + np.exp(-log_odds))
    result = np.zeros_like(labels)
    for k, rows in enumerate(own):
        result[rows, k] = probability[rows, k] >= steady_threshold(labels[rows, k], probability[rows, k])
    return result
