"""Fine-tune the pretrained encoder for the themes: a plain loop in PyTorch, resumable, one checkpoint an epoch.

The loss is binary cross-entropy with positives weighted by the square root of how rare they are; batches hold clauses
of like length; learning rate rises for a tenth of the steps and then falls linearly. Matrix products run in bfloat16.
Kept are not the last weights but their exponential moving average over half an epoch (after Polyak and Juditsky, 1992),
whose loss on held-out clauses is lower.
"""

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Labels
from clausetag.models.encoder import POOLED_PIECES, EncoderConfig
from clausetag.models.pieces import Window, inputs, read_windows
from clausetag.training.learners.attention import register_attention
from clausetag.training.learners.base_encoder import base_encoder

CHECKPOINT = "last.pt"  # file in the folder of checkpoints
_LONGEST = 512  # pieces of a clause read while learning; fewer where the pretrained encoder knows fewer places
_SORTED_TOGETHER = 20  # batches among which clauses are sorted by length
_LAYOUT = b"weights and their average"  # of a checkpoint; one of another layout is not resumed


@dataclass(frozen=True, slots=True)
class Tuned:
    """A fine-tuned network and the tokenizer file it was trained with."""

    network: Any
    tokenizer_file: Path
    config: EncoderConfig
    epochs: tuple[dict[str, float], ...]  # training and validation loss of each epoch


def build_network(folder: Path, n_themes: int, dropout: float) -> Any:  # noqa: ANN401 (a torch module)
    """Return a network from the pretrained encoder: `pieces.INPUTS` -> log-odds of shape (batch, pieces, themes).

    The pretrained encoder was made for text in lower case. A vector, nothing at first, is learned to be added to the
    pieces of words with a capital: names and titles, whose words lend a clause no theme.
    """
    with needs("train"):
        import torch
        from transformers import AutoModel

    class PieceScorer(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(
                folder,
                local_files_only=True,
                use_safetensors=True,
                attn_implementation=register_attention(),
                attention_probs_dropout_prob=0.0,  # with it, attention on a CPU takes a slower path
                hidden_dropout_prob=0.0,  # drawing so many random numbers takes a sixth of a step
            )
            self.dropout = torch.nn.Dropout(dropout)
            self.head = torch.nn.Linear(self.encoder.config.hidden_size, n_themes)
            torch.nn.init.constant_(self.head.bias, -2.0)
            self.capital = torch.nn.Embedding(2, self.encoder.config.hidden_size)
            torch.nn.init.zeros_(self.capital.weight)

        def forward(self, input_ids: Any, attention_mask: Any, capitals: Any) -> Any:  # noqa: ANN401
            embedded = self.encoder.get_input_embeddings()(input_ids) + self.capital(capitals)
            hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask).last_hidden_state
            return self.head(self.dropout(hidden))

    return PieceScorer()


def pool(scores: Any, mask: Any) -> Any:  # noqa: ANN401
    """Return a clause's log-odds from its pieces': log(sum(exp(scores)) / POOLED_PIECES), shape (batch, themes)."""
    import torch

    masked = scores.float().masked_fill(mask[..., None] == 0, -1e4)
    return torch.logsumexp(masked, dim=1) - float(np.log(POOLED_PIECES))


def finetune(
    config: EncoderConfig,
    texts: Sequence[str],
    labels: Labels,
    validation: tuple[Sequence[str], Labels] | None,
    checkpoints: Path | None,
    progress: Callable[[str], None] | None = None,
    on_epoch: Callable[[int, Mapping[str, float]], None] | None = None,
) -> Tuned:
    """Fine-tune on texts and labels of shape (n_clauses, n_themes); see `EncoderClassifier.fit`."""
    with needs("train"):
        import torch
        from tokenizers import Tokenizer
        from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

    say = progress or print_progress
    torch.manual_seed(config.seed)
    rng = random.Random(config.seed)  # noqa: S311 (shuffling)
    folder = base_encoder(Path(config.base) if config.base else None)
    network = build_network(folder, labels.shape[1], config.dropout)
    tokenizer_file = folder / "tokenizer.json"
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(min(_LONGEST, network.encoder.config.max_position_embeddings))
    clauses = _whole(read_windows(tokenizer, texts))
    held = _whole(read_windows(tokenizer, validation[0])) if validation else []
    targets = torch.tensor(np.ascontiguousarray(labels), dtype=torch.float32)
    share = np.clip(labels.mean(axis=0), 1e-4, 1 - 1e-4)
    positive_weight = torch.tensor(np.sqrt((1 - share) / share), dtype=torch.float32)

    encoder = [p for n, p in network.named_parameters() if n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder, "lr": config.learning_rate},
            {
                "params": [p for n, p in network.named_parameters() if not n.startswith("encoder.")],
                "lr": config.head_learning_rate,
            },
        ],
        weight_decay=config.weight_decay,
        fused=True,
    )
    per_epoch = -(-len(clauses) // config.batch_size)
    moving_average = get_ema_multi_avg_fn(max(0.0, 1.0 - 2.0 / per_epoch))  # type: ignore[no-untyped-call]
    averaged = AveragedModel(network, multi_avg_fn=moving_average)
    steps, warm = per_epoch * config.epochs, max(1, int(per_epoch * config.epochs * config.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.0, (steps - step) / steps)
    )

    def loss_of(scorer: Any, rows: Sequence[int], source: Sequence[Window], wanted: Any) -> Any:  # noqa: ANN401
        batch = {name: torch.from_numpy(array) for name, array in inputs([source[i] for i in rows]).items()}
        with torch.autocast("cpu", torch.bfloat16):
            scores = scorer(**batch)
        return torch.nn.functional.binary_cross_entropy_with_logits(
            pool(scores, batch["attention_mask"]), wanted[list(rows)], pos_weight=positive_weight
        )

    def validation_loss() -> float:
        assert validation is not None  # noqa: S101 (called only with one)
        wanted = torch.tensor(np.ascontiguousarray(validation[1]), dtype=torch.float32)
        averaged.eval()
        order = sorted(range(len(held)), key=lambda i: len(held[i].ids))
        total = 0.0
        with torch.no_grad():
            for at in range(0, len(order), 64):
                rows = order[at : at + 64]
                total += loss_of(averaged, rows, held, wanted).item() * len(rows)
        return total / len(held)

    parts = {"network": network, "averaged": averaged, "optimiser": optimiser, "schedule": schedule}
    state = _Checkpoint(checkpoints, _fingerprint(config, texts, labels, validation), parts, rng)
    history = state.load()
    best = min((h["validation_loss"] for h in history if "validation_loss" in h), default=float("inf"))
    since_best = 0 if not history else len(history) - 1 - int(np.argmin([h.get("validation_loss", 0) for h in history]))
    tell = on_epoch or (lambda _number, _losses: None)
    for number, entry in enumerate(history, start=1):
        tell(number, entry)
    network.train()
    for epoch in range(len(history), config.epochs):
        if validation and since_best > config.patience:
            break
        total = 0.0
        batches = _batches([len(clause.ids) for clause in clauses], config.batch_size, rng)
        for number, rows in enumerate(batches, start=1):
            loss = loss_of(network, rows, clauses, targets)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            averaged.update_parameters(network)
            schedule.step()
            total += loss.item()
            if number % 10 == 0 or number == len(batches):
                say(f"epoch {epoch + 1}/{config.epochs}, step {number}/{len(batches)}, loss {total / number:.4f}")
        entry = {"training_loss": total / len(batches)}
        if validation:
            entry["validation_loss"] = validation_loss()
            since_best = 0 if entry["validation_loss"] < best else since_best + 1
            if since_best == 0:
                best = entry["validation_loss"]
                state.keep_best(averaged.module)
        history.append(entry)
        say(f"epoch {epoch + 1} done: " + ", ".join(f"{k.replace('_', ' ')} {v:.4f}" for k, v in entry.items()))
        state.save(history)
        tell(epoch + 1, entry)
    if validation:
        state.restore_best(averaged.module)
    averaged.eval()
    return Tuned(averaged.module, tokenizer_file, config, tuple(history))


def _whole(windows: Sequence[Window]) -> list[Window]:
    """Return each clause's first window: all of it, but for the rare clause of more than `_LONGEST` pieces."""
    return list({window.clause: window for window in reversed(windows)}.values())[::-1]


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


def _fingerprint(
    config: EncoderConfig, texts: Sequence[str], labels: Labels, validation: tuple[Sequence[str], Labels] | None
) -> str:
    digest = hashlib.sha256(_LAYOUT + json.dumps(asdict(config), sort_keys=True).encode())
    for part, wanted in ((texts, labels), *([validation] if validation else [])):
        digest.update("\n".join(part).encode() + np.ascontiguousarray(wanted).tobytes())
    return digest.hexdigest()


def print_progress(message: str) -> None:
    """Show a line of progress on stderr; the next one takes its place unless something is done."""
    import sys

    print(f"\r{message}" + ("\n" if "done" in message else ""), end="", file=sys.stderr, flush=True)


class _Checkpoint:
    """One file an epoch's end, written beside and renamed; read back only for the same data and configuration."""

    def __init__(self, folder: Path | None, fingerprint: str, parts: Mapping[str, Any], rng: random.Random) -> None:
        self.folder, self.fingerprint = folder, fingerprint
        self.parts, self.rng = parts, rng  # what has a state_dict, by name; the order of clauses
        self.best: dict[str, Any] | None = None
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def load(self) -> list[dict[str, float]]:
        """Put every part where the last finished epoch left it; returns the losses so far, none where none is kept."""
        import torch

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
        self.best = saved["best"] or None
        return list(json.loads(saved["history"]))

    def save(self, history: list[dict[str, float]]) -> None:
        """Write the state of every part and the losses so far."""
        import torch

        if not self.folder:
            return
        state = {name: part.state_dict() for name, part in self.parts.items()} | {
            "fingerprint": self.fingerprint,
            "torch_rng": torch.get_rng_state(),
            "rng": json.dumps(self.rng.getstate()),
            "history": json.dumps(history),
            "best": self.best or {},
        }
        partial = self.folder / f"{CHECKPOINT}.partial"
        torch.save(state, partial)
        partial.replace(self.folder / CHECKPOINT)

    def keep_best(self, network: Any) -> None:  # noqa: ANN401
        self.best = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def restore_best(self, network: Any) -> None:  # noqa: ANN401
        if self.best:
            network.load_state_dict(self.best)
