"""Calibration: from a classifier's probability to one that can be read as a frequency."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_EPSILON = 1e-12


def logit(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log-odds, finite also for 0 and 1."""
    p = np.minimum(np.maximum(probability, _EPSILON), 1 - _EPSILON)  # np.clip takes much longer for few numbers
    return np.asarray(np.log(p / (1 - p)))


@dataclass(frozen=True, slots=True)
class PlattCalibration:
    """Sigmoid calibration of one theme: p' = sigmoid(slope * logit(p) + intercept) (Platt, 1999).

    Order is kept because the slope is positive.
    """

    slope: float = 1.0
    intercept: float = 0.0


def calibrated(probabilities: NDArray[np.float64], calibrations: Sequence[PlattCalibration]) -> NDArray[np.float64]:
    """Return probabilities of shape (n_clauses, n_themes), each column under its theme's calibration."""
    slopes = np.array([calibration.slope for calibration in calibrations])
    intercepts = np.array([calibration.intercept for calibration in calibrations])
    return np.asarray(1.0 / (1.0 + np.exp(-(slopes * logit(probabilities) + intercepts))))
