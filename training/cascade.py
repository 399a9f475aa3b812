"""Learn a cascade's gate from held-out answers of its two classifiers."""

import numpy as np
from numpy.typing import NDArray

from clausetag.models.calibration import fit_platt
from clausetag.models.cascade import Gate
from clausetag.models.classifier import Labels
from clausetag.training.metrics import best_threshold, f1

TOLERANCE = 0.001  # macro-F1 the cascade may lose, on held-out clauses, against its encoder asked everything
_ERRORS_ALLOWED = (0.0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.06, 0.08)


def learn_gate(first: NDArray[np.float64], second: NDArray[np.float64], labels: Labels) -> Gate:
    """Learn band and weights from held-out log-odds, each of shape (n_clauses, n_themes).

    A band reaches from the log-odds below which at most a share of a theme's true clauses lie, up to those above which
    at most as many false ones lie. The largest such share is taken that keeps macro-F1 within `TOLERANCE` of the second
    classifier alone and of mixing both answers everywhere, whichever is better.
    """
    n = labels.shape[1]
    alone = np.array([_platt(first[:, k], labels[:, k]) for k in range(n)])
    mixed = np.array([_mix(first[:, k], second[:, k], labels[:, k]) for k in range(n)])
    everywhere = first * mixed[:, 0] + second * mixed[:, 1] + mixed[:, 2]
    goal = max(_macro_f1(everywhere, labels), _macro_f1(second, labels)) - TOLERANCE
    gates = [
        Gate(np.array([_band(first[:, k], labels[:, k], share) for k in range(n)]), alone, mixed)
        for share in _ERRORS_ALLOWED
    ]
    best = gates[0]
    for gate in gates[1:]:
        unsure = gate.unsure(first)[:, None]
        if _macro_f1(np.where(unsure, everywhere, first * alone[:, 0] + alone[:, 1]), labels) >= goal:
            best = gate
    return best


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


def _band(score: NDArray[np.float64], label: NDArray[np.int8], share: float) -> tuple[float, float]:
    true, false = np.sort(score[label == 1]), np.sort(score[label == 0])
    if not len(true) or not len(false):
        return -np.inf, np.inf
    for allowed in range(int(share * len(true)), -1, -1):  # as many of both, not as large a share: false ones are many
        low, high = true[allowed], false[max(0, len(false) - 1 - allowed)]
        if low <= high:  # allowing more would turn the band round and widen it again
            break
    return float(min(low, high)), float(max(low, high))


def _macro_f1(score: NDArray[np.float64], labels: Labels) -> float:
    return float(
        np.mean(
            [
                f1(labels[:, k], (score[:, k] >= best_threshold(labels[:, k], score[:, k])).astype(np.int8))
                for k in range(labels.shape[1])
            ]
        )
    )
