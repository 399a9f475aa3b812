"""Limited-memory BFGS (Liu & Nocedal, 1989) for smooth losses of a million unknowns, in single precision.

SciPy's L-BFGS-B, made for bounded unknowns, gives the same but spends three quarters of its time on what bounds need.
"""

from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_REMEMBERED = 6  # steps that the next one is made from
_LEAST_GAIN = 1e-4  # of what the slope promises, for a step to be taken (Armijo's condition)
_MOST_HALVINGS = 30


def minimise(
    loss: Callable[[Floats], tuple[float, Floats]], n_unknowns: int, *, enough: float, most_steps: int
) -> Floats:
    """Return the unknowns, shape (n_unknowns,), that minimise a loss; the search begins at zero.

    Args:
        loss: Returns a smooth loss, bounded from below, and its gradient.
        n_unknowns: How many.
        enough: The relative gain of a step below which the search ends.
        most_steps: After so many it ends too.
    """
    at = np.zeros(n_unknowns, dtype=np.float32)
    value, gradient = loss(at)
    steps: deque[tuple[Floats, Floats, float]] = deque(maxlen=_REMEMBERED)  # step, change of the gradient, 1 / product
    for _ in range(most_steps):
        direction = _direction(gradient, steps)
        slope = product(gradient, direction)
        length = 1.0 if steps else min(1.0, 1.0 / max(product(gradient, gradient) ** 0.5, 1e-30))
        for _ in range(_MOST_HALVINGS):
            there = (at + length * direction).astype(np.float32, copy=False)
            new_value, new_gradient = loss(there)
            if new_value <= value + _LEAST_GAIN * length * slope:
                break
            length /= 2
        else:
            return at  # as low as single precision can tell
        step, change = np.subtract(there, at), np.subtract(new_gradient, gradient)
        curvature = product(step, change)
        if curvature > 0:
            steps.append((step, change, 1.0 / curvature))
        gain = (value - new_value) / max(abs(value), 1.0)
        at, value, gradient = there, new_value, new_gradient
        if gain <= enough:
            break
    return at


def _direction(gradient: Floats, steps: deque[tuple[Floats, Floats, float]]) -> Floats:
    """Return minus the gradient times the inverse Hessian that the steps suggest (the two-loop recursion)."""
    direction = -gradient
    shares = []
    for step, change, inverse in reversed(steps):
        share = np.float32(inverse * product(step, direction))
        direction -= share * change
        shares.append(share)
    if steps:
        _, change, inverse = steps[-1]
        direction *= np.float32(1.0 / (inverse * product(change, change)))
    for (step, change, inverse), share in zip(steps, reversed(shares), strict=True):
        direction += (share - np.float32(inverse * product(change, direction))) * step
    return direction


def product(one: Floats, other: Floats) -> float:
    """Return the sum of products; that of BLAS depends on how many threads it finds free, this one does not."""
    return float(np.sum(one * other, dtype=np.float64))
