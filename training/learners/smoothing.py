"""Smoothing a network for int8: what a few inputs of a linear map have too much of is moved to its weights.

All inputs of a map share a scale, so one that is a hundred times larger than others leaves them few of the 256 steps.
Each is divided by a factor, and the weights it meets are multiplied by it, which in single precision changes nothing
(SmoothQuant; Xiao et al., 2023).
"""

from collections.abc import Mapping, Sequence
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray

from clausetag.models.pieces import Window, inputs

_SHARE = (
    0.8  # of an input's size that is moved; with 0.65 to 0.8 answers are much alike, with 0.5 further from PyTorch's
)

Peaks = Mapping[str, NDArray[np.float32]]  # the largest size of each input of a linear map, by the map's name


def observe(network: torch.nn.Module, windows: Sequence[Window]) -> Peaks:
    """Return the peaks of every linear map of a network while it reads windows."""
    peaks: dict[str, NDArray[np.float32]] = {}

    def note(name: str, _map: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        its = given[0].abs().amax(dim=(0, 1)).numpy()
        peaks[name] = np.maximum(peaks[name], its) if name in peaks else its

    linear = {name: part for name, part in network.named_modules() if isinstance(part, torch.nn.Linear)}
    hooks = [part.register_forward_pre_hook(partial(note, name)) for name, part in linear.items()]
    try:
        with torch.no_grad():
            for window in windows:
                network(**{name: torch.from_numpy(array) for name, array in inputs([window]).items()})
    finally:
        for hook in hooks:
            hook.remove()
    return peaks


def factors(peak: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return what each input is to be divided by, from its peak and its weights, shape (n_inputs, n_outputs)."""
    largest = np.abs(weight).max(axis=1)
    logs = _SHARE * np.log(np.maximum(peak, 1e-4)) - (1 - _SHARE) * np.log(np.maximum(largest, 1e-5))
    found: NDArray[np.float32] = np.exp(logs - logs.mean()).astype(np.float32)
    return found
