"""Which clauses a person must look at: conformal risk control (Angelopoulos et al., 2022, "Conformal Risk Control").

The risk of a theme is its miss rate: the share of its true clauses that are answered "does not apply" without anybody
looking. The loss of one clause is 0 or 1 and falls as the lower bound falls, so the method's condition
(n / (n + 1)) * risk + 1 / (n + 1) <= miss rate gives the bound as an order statistic of the true clauses' held-out
probabilities, and the guarantee holds on average for clauses exchangeable with them.
"""

import math

import numpy as np
from numpy.typing import NDArray

MISS_RATE = 0.05  # of a theme's true clauses that may pass unseen by review, where nothing else is asked


def review_bound(probability_of_true: NDArray[np.float64], miss_rate: float) -> float:
    """Return the probability below which at most `miss_rate` of a theme's true clauses fall, in expectation.

    `probability_of_true` holds held-out calibrated probabilities of clauses to which the theme applies. With too few
    of them for the rate asked, the bound is 0: every clause that does not reach the threshold goes to a person.
    """
    n = len(probability_of_true)
    allowed = math.floor(miss_rate * (n + 1) - 1)  # true clauses that may lie below the bound
    if allowed < 0:
        return 0.0
    return float(np.sort(probability_of_true)[allowed])
