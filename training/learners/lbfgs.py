"""Limited-memory BFGS (Liu & Nocedal, 1989) for smooth losses of a million unknowns, in single precision, side by side.

SciPy's L-BFGS-B, made for bounded unknowns, gives the same but spends three quarters of its time on what bounds need.
"""

from collections import deque
from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Answer = tuple[float, Floats]  # a loss and its gradient, shape (n_unknowns,)
Losses = Callable[[Sequence[int], Sequence[Floats]], Sequence[Answer]]

_REMEMBERED = 4  # steps that the next one is made from
_LEAST_GAIN = 1e-4  # of what the slope promises, for a step to be taken (Armijo's condition)
_MOST_HALVINGS = 30
_BLOCK = 4096  # products added in single precision


def minimise(loss: Losses, n_unknowns: int, n_losses: int, *, enough: float, most_steps: int) -> list[Floats]:
    """Return for each loss the unknowns, shape (n_unknowns,), that minimise it; a search begins at zero.

    The searches, one a loss, know nothing of each other; they only ask at the same time, so that what losses share is
    done once.

    Args:
        loss: Given the numbers of the losses that are still searched and a point of each, shape (n_unknowns,), returns
            each loss there and its gradient. Losses are smooth and bounded from below.
        n_unknowns: How many.
        n_losses: How many.
        enough: The relative gain of a step below which a search ends.
        most_steps: After so many it ends too.
    """
    searches = [_search(n_unknowns, enough, most_steps) for _ in range(n_losses)]
    points = dict(enumerate(map(next, searches)))
    found: dict[int, Floats] = {}
    while points:
        asked = list(points)
        for number, answer in zip(asked, loss(asked, list(points.values())), strict=True):
            try:
                points[number] = searches[number].send(answer)
            except StopIteration as end:
                found[number] = end.value
                del points[number]
    return [found[number] for number in range(n_losses)]


def _search(n_unknowns: int, enough: float, most_steps: int) -> Generator[Floats, Answer, Floats]:
    """Yield the points where it wants to know loss and gradient; return the last."""
    at = np.zeros(n_unknowns, dtype=np.float32)
    value, gradient = yield at
    steps: deque[tuple[Floats, Floats, float]] = deque(maxlen=_REMEMBERED)  # step, change of the gradient, 1 / product
    for _ in range(most_steps):
        direction = _direction(gradient, steps)
        slope = product(gradient, direction)
        length = 1.0 if steps else min(1.0, 1.0 / max(product(gradient, gradient) ** 0.5, 1e-30))
        for _ in range(_MOST_HALVINGS):
            there = (at + length * direction).astype(np.float32, copy=False)
            new_value, new_gradient = yield there
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
    """Return the sum of products, added block by block; that of BLAS depends on how many threads it finds free."""
    whole = len(one) // _BLOCK * _BLOCK
    of_blocks = np.einsum("ij,ij->i", one[:whole].reshape(-1, _BLOCK), other[:whole].reshape(-1, _BLOCK))
    return float(of_blocks.sum(dtype=np.float64)) + float(np.sum(one[whole:] * other[whole:]))
