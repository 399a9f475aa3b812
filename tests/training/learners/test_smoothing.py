import numpy as np
import torch

from clausetag.models.pieces import Window
from clausetag.training.learners.smoothing import factors, observe


def int8(inputs):
    """Round to the 256 steps that all of them share."""
    step = np.abs(inputs).max() / 127
    return np.round(inputs / step) * step


def test_inputs_of_unlike_size_lose_less_by_rounding():
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(200, 20)).astype(np.float32)
    inputs[:, 3] *= 100
    weight = rng.normal(size=(20, 5)).astype(np.float32)
    weight[3] /= 100
    by = factors(np.abs(inputs).max(axis=0), weight)
    np.testing.assert_allclose((inputs / by) @ (weight * by[:, None]), inputs @ weight, rtol=1e-3, atol=1e-3)
    lost = np.abs(int8(inputs) @ weight - inputs @ weight).mean()
    assert np.abs(int8(inputs / by) @ (weight * by[:, None]) - inputs @ weight).mean() < lost / 4


def test_inputs_that_are_always_nothing_and_weights_of_nothing_are_borne():
    by = factors(np.array([0, 2, 3], dtype=np.float32), np.array([[1.0], [0.0], [2.0]], dtype=np.float32))
    assert np.isfinite(by).all()
    assert (by > 0).all()


def test_the_peaks_of_every_linear_map_are_seen():
    class Small(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.twice = torch.nn.Linear(1, 1, bias=False)
            torch.nn.init.constant_(self.twice.weight, 2.0)
            self.last = torch.nn.Linear(1, 1)

        def forward(self, input_ids, attention_mask, capitals):
            return self.last(self.twice(input_ids[..., None].float()))

    network = Small()
    peaks = observe(network, [Window(0, (1, 5, 2), (0, 0, 0), [0, 1, 2]), Window(1, (3,), (0,), [0])])
    assert peaks == {"twice": 5.0, "last": 10.0}
    assert not network.twice._forward_pre_hooks
