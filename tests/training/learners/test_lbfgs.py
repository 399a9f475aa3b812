import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.training.learners.lbfgs import minimise


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000), n=st.integers(1, 30))
def test_the_least_of_a_quadratic_is_found(seed, n):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(n, n))
    curvature, centre = root @ root.T / n + np.eye(n), rng.normal(size=n)

    def losses(numbers, points):
        """The second and third are the first, elsewhere and flatter, so that their searches end at other times."""
        aways = [at - centre * (number - 1) for number, at in zip(numbers, points, strict=True)]
        return [
            (float(away @ curvature @ away / 2 / (number + 1)), (curvature @ away / (number + 1)).astype(np.float32))
            for number, away in zip(numbers, aways, strict=True)
        ]

    found = minimise(losses, n, 3, enough=1e-12, most_steps=500)
    for number, at in enumerate(found):
        np.testing.assert_allclose(at, centre * (number - 1), atol=5e-3)


def test_the_search_ends_where_steps_gain_little_or_are_too_many():
    asked = []

    def loss(_numbers, points):
        (at,) = points
        asked.append(at.copy())
        value = float(np.log(np.cosh(at - 3)).sum() + 0.01 * at @ at)
        return [(value, (np.tanh(at - 3) + 0.02 * at).astype(np.float32))]

    close = minimise(loss, 4, 1, enough=1e-9, most_steps=100)
    first = len(asked)
    rough = minimise(loss, 4, 1, enough=0.5, most_steps=100)
    assert len(asked) - first < first
    assert loss([0], close)[0][0] <= loss([0], rough)[0][0]
    asked.clear()
    minimise(loss, 4, 1, enough=0.0, most_steps=2)
    assert len(asked) < 10
