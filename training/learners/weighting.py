"""How much more a true clause weighs than another one while an encoder learns."""

import numpy as np
from numpy.typing import NDArray


def positive_weights(
    labels: NDArray[np.int8 | np.float32], asked: NDArray[np.bool_ | np.float32]
) -> NDArray[np.float64]:
    """Return, for each theme, the square root of how many other clauses there are for a true one, where it was asked.

    Both have the shape (n_clauses, n_themes), of 0 and 1. Log-odds learned with these weights are too high by their
    logarithm.
    """
    true, number = ((labels * asked).sum(axis=0, dtype=np.float64), asked.sum(axis=0, dtype=np.float64))
    share = np.clip(true / np.maximum(number, 1), 1e-4, 1 - 1e-4)
    weights: NDArray[np.float64] = np.sqrt((1 - share) / share)
    return weights
