"""Learn a theme's calibration from held-out answers."""

import numpy as np
from numpy.typing import NDArray

from clausetag.models.calibration import PlattCalibration, logit

_PULL = 30.0  # of a calibration that is fitted near another: slope and intercept vary by 0.2 or so


def fit_platt(probability: NDArray[np.float64], label: NDArray[np.int8]) -> PlattCalibration:
    """Fit one theme's calibration on held-out probabilities and 0/1 labels, both of shape (n_clauses,).

    Targets are smoothed as Platt proposes, so that a perfectly separable sample gives no infinite slope. With fewer
    than two positives or negatives there is nothing to fit and the identity is returned.
    """
    return _fit(logit(probability), label, 0.0)


def fit_platt_near(
    other: PlattCalibration, probability: NDArray[np.float64], label: NDArray[np.int8]
) -> PlattCalibration:
    """Fit a calibration that departs from `other`, one of more clauses, as far as the sample insists.

    Slope and intercept on top of `other` have a normal prior around 1 and 0 (partial pooling).
    """
    own = _fit(other.slope * logit(probability) + other.intercept, label, _PULL)
    return PlattCalibration(own.slope * other.slope, own.slope * other.intercept + own.intercept)


def _fit(x: NDArray[np.float64], label: NDArray[np.int8], pull: float) -> PlattCalibration:
    """Fit slope and intercept on log-odds, pulled towards 1 and 0."""
    positives, negatives = int(label.sum()), int(len(label) - label.sum())
    if min(positives, negatives) < 2:
        return PlattCalibration()
    target = np.where(label == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    slope, intercept = 1.0, 0.0
    for _ in range(100):  # Newton's method on the log loss, two unknowns
        p = 1.0 / (1.0 + np.exp(-np.clip(slope * x + intercept, -50, 50)))
        weight = np.maximum(p * (1 - p), 1e-10)
        gradient = np.array([np.sum((p - target) * x), np.sum(p - target)])
        gradient += pull * np.array([slope - 1.0, intercept])
        hessian = np.array([[np.sum(weight * x * x), np.sum(weight * x)], [np.sum(weight * x), np.sum(weight)]])
        step = np.linalg.solve(hessian + (pull + 1e-6) * np.eye(2), gradient)
        size = float(np.abs(step).max())
        slope, intercept = slope - step[0] / max(1.0, size), intercept - step[1] / max(1.0, size)
        if size < 1e-9:
            break
    return PlattCalibration(max(float(slope), 1e-3), float(intercept))


def fit_intercept(probability: NDArray[np.float64], label: NDArray[np.int8]) -> PlattCalibration:
    """Fit the intercept alone: as much is expected to be true as is. For samples with few positives.

    Where all or none are true, half a clause is taken to be otherwise.
    """
    x = logit(probability)
    true = float(np.clip(label.sum(), 0.5, len(label) - 0.5)) if len(label) else 0.0
    low, high = -50.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        expected = float(np.sum(1.0 / (1.0 + np.exp(-np.clip(x + middle, -50, 50)))))
        low, high = (middle, high) if expected < true else (low, middle)
    return PlattCalibration(1.0, (low + high) / 2) if len(label) else PlattCalibration()
