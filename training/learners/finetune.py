"""Fine-tune the pretrained encoder for the themes: a plain loop in PyTorch, resumable, one checkpoint an epoch.

The loss is binary cross-entropy with positives weighted by the square root of how rare they are; batches hold clauses
of like length, each read in the windows that the classifier reads it in; learning rate rises for a tenth of the steps
and then falls linearly. Matrix products run in bfloat16 where the processor has it.
Kept are not the last weights but their exponential moving average over half an epoch (after Polyak and Juditsky, 1992),
whose loss on held-out clauses is lower.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path
from typing import cast

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from clausetag.models.classifier import Asked, Labels
from clausetag.models.pieces import Window, inputs, read_windows
from clausetag.training.learners.base_encoder import base_encoder
from clausetag.training.learners.checkpoint import Checkpoint, History, Labelled, Part, fingerprint
from clausetag.training.learners.configs import EncoderConfig
from clausetag.training.learners.network import PieceScorer, pool
from clausetag.training.learners.progress import OnEpoch, Progress, on_stderr
from clausetag.training.learners.weighting import positive_weights

_SORTED_TOGETHER = 20  # batches among which clauses are sorted by length
_VALIDATED_TOGETHER = 64  # clauses
_PIECES_TOGETHER = 6144  # at most, of a batch, while learning; a single clause may have more
_ONEDNN = bool(torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]
_HAS_BFLOAT16 = _ONEDNN and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


@dataclass(frozen=True, slots=True)
class Tuned:
    """A fine-tuned network and the tokenizer file it was trained with."""

    network: PieceScorer
    tokenizer_file: Path
    epochs: tuple[dict[str, float], ...]  # training and validation loss of each epoch


def finetune(
    config: EncoderConfig,
    labelled: Labelled,
    validation: Labelled | None = None,
    checkpoints: Path | None = None,
    progress: Progress = on_stderr,
    on_epoch: OnEpoch | None = None,
) -> Tuned:
    """Fine-tune on texts with labels of shape (n_clauses, n_themes) where asked; see `learn_encoder`."""
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)  # noqa: S311 (shuffling)
    folder = base_encoder(config.base)
    network = PieceScorer(folder, labelled[1].shape[1], config.dropout)
    tokenizer_file = folder / "tokenizer.json"
    tokenizer = truncating(tokenizer_file, min(config.window, network.most_pieces), config.overlap)
    clauses = _read(tokenizer, *labelled)
    held = _read(tokenizer, *validation) if validation else None
    loop = _Loop(config, network, clauses)
    its_data = fingerprint(config, labelled, *([validation] if validation else []))
    state = Checkpoint(checkpoints, its_data, loop.parts, rng)
    history = state.load()
    on_epoch = on_epoch or (lambda _number, _losses: None)
    for number, losses in enumerate(history, start=1):
        on_epoch(number, losses)
    network.train()
    while len(history) < config.epochs and not (held and _since_best(history) > config.patience):
        number = len(history) + 1
        losses = {"training_loss": loop.epoch(rng, progress, f"epoch {number}/{config.epochs}")}
        if held:
            losses["validation_loss"] = loop.validation_loss(held)
        history.append(losses)
        if held and _since_best(history) == 0:
            state.keep_best(loop.kept)
        progress(f"epoch {number} done: " + ", ".join(f"{k.replace('_', ' ')} {v:.4f}" for k, v in losses.items()))
        state.save(history)
        on_epoch(number, losses)
    if held:
        state.restore_best(loop.kept)
    loop.averaged.eval()
    return Tuned(loop.kept, tokenizer_file, tuple(history))


@dataclass(frozen=True)
class _Clauses:
    """The windows of each clause, and, of shape (n_clauses, n_themes), what is to be answered, and 1 where asked."""

    windows: Sequence[Sequence[Window]]
    targets: torch.Tensor
    asked: torch.Tensor

    @cached_property
    def lengths(self) -> list[int]:
        """The pieces of each clause."""
        return [sum(len(window.ids) for window in windows) for windows in self.windows]


def _read(tokenizer: Tokenizer, texts: Sequence[str], labels: Labels, asked: Asked) -> _Clauses:
    windows = [list(of) for _, of in groupby(read_windows(tokenizer, texts), key=lambda window: window.clause)]
    targets, weights = (torch.tensor(np.ascontiguousarray(of), dtype=torch.float32) for of in (labels, asked))
    return _Clauses(windows, targets, weights)


def truncating(file: Path, longest: int, overlap: int) -> Tokenizer:
    """Return the tokenizer of a file, which cuts texts into windows of at most so many pieces that share `overlap`."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(longest, stride=overlap)
    return tokenizer


class _Loop:
    """The network while it learns: its optimiser, the schedule of the learning rate, the average of its weights."""

    def __init__(self, config: EncoderConfig, network: PieceScorer, clauses: _Clauses) -> None:
        self.network, self.clauses, self.batch_size = network, clauses, config.batch_size
        weights = positive_weights(clauses.targets.numpy(), clauses.asked.numpy())
        self.positive_weight = torch.tensor(weights, dtype=torch.float32)
        per_epoch = -(-len(clauses.windows) // config.batch_size)
        moving_average = get_ema_multi_avg_fn(max(0.0, 1.0 - 2.0 / per_epoch))  # type: ignore[no-untyped-call]
        self.averaged = AveragedModel(network, multi_avg_fn=moving_average)
        self.optimiser = _optimiser(config, network)
        steps, warm = per_epoch * config.epochs, max(1, int(per_epoch * config.epochs * config.warmup))
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.0, (steps - step) / steps)
        )

    @property
    def kept(self) -> PieceScorer:
        """The network with the averaged weights."""
        return cast("PieceScorer", self.averaged.module)

    @property
    def parts(self) -> dict[str, Part]:
        """What a checkpoint keeps."""
        return {
            "network": self.network,
            "averaged": self.averaged,
            "optimiser": self.optimiser,
            "schedule": self.schedule,
        }

    def epoch(self, rng: random.Random, progress: Progress, name: str) -> float:
        """Learn from every clause once, in an order drawn from `rng`; returns the mean loss of the batches."""
        total = 0.0
        batches = _batches(self.clauses.lengths, self.batch_size, rng)
        for number, rows in enumerate(batches, start=1):
            total += self._step(rows)
            if number % 10 == 0 or number == len(batches):
                progress(f"{name}, step {number}/{len(batches)}, loss {total / number:.4f}")
        return total / len(batches)

    def validation_loss(self, held: _Clauses) -> float:
        """Return the mean loss of the averaged weights on clauses held out."""
        self.averaged.eval()
        lengths = held.lengths
        order = sorted(range(len(lengths)), key=lengths.__getitem__)
        total = 0.0
        with torch.no_grad():
            for at in range(0, len(order), _VALIDATED_TOGETHER):
                total += self._loss(self.averaged, held, order[at : at + _VALIDATED_TOGETHER]).item()
        return total / max(1.0, float(held.asked.sum()))

    def _step(self, rows: Sequence[int]) -> float:
        """Learn from some clauses; long ones go through the network a few at a time, which takes less memory."""
        asked = max(1.0, float(self.clauses.asked[list(rows)].sum()))
        at_once = max(1, _PIECES_TOGETHER // max(self.clauses.lengths[i] for i in rows))
        total = 0.0
        self.optimiser.zero_grad()
        for at in range(0, len(rows), at_once):
            loss = self._loss(self.network, self.clauses, rows[at : at + at_once]) / asked
            loss.backward()  # type: ignore[no-untyped-call]
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.averaged.update_parameters(self.network)
        self.schedule.step()
        return total

    def _loss(self, scorer: torch.nn.Module, clauses: _Clauses, rows: Sequence[int]) -> torch.Tensor:
        """Return the sum of the losses of some clauses and the themes asked."""
        windows = [clauses.windows[i] for i in rows]
        batch = {name: torch.from_numpy(array) for name, array in inputs(list(chain.from_iterable(windows))).items()}
        with torch.autocast("cpu", torch.bfloat16, enabled=_HAS_BFLOAT16):
            scores = scorer(**batch)
        pooled = pool(scores, batch["attention_mask"], [len(its) for its in windows])
        its_asked = clauses.asked[list(rows)]
        return torch.nn.functional.binary_cross_entropy_with_logits(
            pooled, clauses.targets[list(rows)], its_asked, pos_weight=self.positive_weight, reduction="sum"
        )


def _optimiser(config: EncoderConfig, network: PieceScorer) -> torch.optim.Optimizer:
    """Return the optimiser; what is new learns at a rate of its own."""
    pretrained = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    new = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    return torch.optim.AdamW(
        [{"params": pretrained, "lr": config.learning_rate}, {"params": new, "lr": config.head_learning_rate}],
        weight_decay=config.weight_decay,
        fused=True,
    )


def _batches(lengths: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Shuffle, sort stretches of the order by length, cut into batches, shuffle these."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    stretch = size * _SORTED_TOGETHER
    batches = []
    for at in range(0, len(order), stretch):
        part = sorted(order[at : at + stretch], key=lambda i: lengths[i])
        batches += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(batches)
    return batches


def _since_best(history: History) -> int:
    """Return how many epochs ago the validation loss was lowest; 0 before the first."""
    losses = [losses["validation_loss"] for losses in history]
    return len(losses) - 1 - losses.index(min(losses)) if losses else 0
