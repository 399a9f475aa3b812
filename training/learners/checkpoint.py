"""Where an interrupted fine-tuning goes on: one file an epoch's end, written beside and renamed."""

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch

from clausetag.data.errors import UsageError
from clausetag.models.classifier import Asked, Labels
from clausetag.training.learners.configs import EncoderConfig

CHECKPOINT = "last.pt"  # file in the folder of checkpoints
_LAYOUT = b"weights and their average"  # of a checkpoint; one of another layout is not resumed

History = list[dict[str, float]]  # training and validation loss of each epoch
Labelled = tuple[Sequence[str], Labels, Asked]  # texts, labels and where each theme was asked
State = dict[str, Any]  # as PyTorch's `state_dict` gives it


class Part(Protocol):
    """What has a state to keep: a network, an optimiser, a schedule."""

    def state_dict(self) -> State:
        """Return the state."""
        ...

    def load_state_dict(self, state_dict: State, /) -> Any:  # noqa: ANN401 (each says something else)
        """Take on the state."""
        ...


def fingerprint(config: EncoderConfig, *labelled: Labelled) -> str:
    """Return a hash of the settings and of the texts and labels that are learned from and validated on."""
    digest = hashlib.sha256(_LAYOUT + json.dumps(asdict(config), sort_keys=True).encode())
    for texts, labels, asked in labelled:
        given = (np.ascontiguousarray(of).tobytes() for of in (labels, asked))
        digest.update("\n".join(texts).encode() + b"".join(given))
    return digest.hexdigest()


class Checkpoint:
    """The state of every part after an epoch and the best weights so far; read back only for the same fingerprint."""

    def __init__(self, folder: Path | None, fingerprint: str, parts: Mapping[str, Part], rng: random.Random) -> None:
        """Keep `parts`, by name, and the state of `rng` in `folder`, which is made; without one nothing is kept."""
        self.folder, self.fingerprint = folder, fingerprint
        self.parts, self.rng = parts, rng
        self.best: State = {}
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def load(self) -> History:
        """Put every part where the last finished epoch left it; returns the losses so far, none where none is kept.

        Raises:
            UsageError: The file is no checkpoint.
        """
        path = self.folder / CHECKPOINT if self.folder else None
        if path is None or not path.is_file():
            return []
        try:
            saved = torch.load(path, weights_only=True)  # plain tensors and numbers: nothing else is unpickled
            theirs = saved["fingerprint"]
        except Exception as error:  # torch raises errors of many kinds at a file that is not its own
            raise UsageError(f"{path}: not a checkpoint of an interrupted fit; remove it to start afresh") from error
        if theirs != self.fingerprint:
            return []
        for name, part in self.parts.items():
            part.load_state_dict(saved[name])
        torch.set_rng_state(saved["torch_rng"])
        version, internal, gauss = json.loads(saved["rng"])
        self.rng.setstate((version, tuple(internal), gauss))
        self.best = saved["best"]
        return list(json.loads(saved["history"]))

    def save(self, history: History) -> None:
        """Write the state of every part and the losses so far."""
        if not self.folder:
            return
        state = {name: part.state_dict() for name, part in self.parts.items()} | {
            "fingerprint": self.fingerprint,
            "torch_rng": torch.get_rng_state(),
            "rng": json.dumps(self.rng.getstate()),
            "history": json.dumps(history),
            "best": self.best,
        }
        partial = self.folder / f"{CHECKPOINT}.partial"
        torch.save(state, partial)
        partial.replace(self.folder / CHECKPOINT)

    def keep_best(self, network: Part) -> None:
        """Remember the weights of `network` as the best so far."""
        self.best = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def restore_best(self, network: Part) -> None:
        """Put the best weights so far, if there are any, into `network`."""
        if self.best:
            network.load_state_dict(self.best)
