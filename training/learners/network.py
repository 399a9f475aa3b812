"""The network that is fine-tuned: the pretrained encoder with a head that scores every word piece for every theme."""

import math
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers import AutoModel

from clausetag.data.errors import UsageError
from clausetag.models.encoder import POOLED_PIECES
from clausetag.training.learners.attention import register_attention
from clausetag.training.learners.quiet import quiet


class PieceScorer(torch.nn.Module):
    """Maps `pieces.INPUTS` to log-odds of shape (batch, pieces, themes).

    The pretrained encoder was made for text in lower case. A vector, nothing at first, is learned to be added to the
    pieces of words with a capital: names and titles, whose words lend a clause no theme.

    Raises UsageError for a pretrained model that `graph` is not written for.
    """

    def __init__(self, folder: Path, n_themes: int, dropout: float) -> None:
        super().__init__()
        with quiet():
            self.encoder = AutoModel.from_pretrained(
                folder,
                local_files_only=True,
                use_safetensors=True,
                attn_implementation=register_attention(),
                attention_probs_dropout_prob=0.0,  # with it, attention on a CPU takes a slower path
                hidden_dropout_prob=0.0,  # drawing so many random numbers takes a sixth of a step
            )
        kind, activation = self.encoder.config.model_type, self.encoder.config.hidden_act
        if (kind, activation) != ("bert", "gelu"):
            raise UsageError(
                f"{folder}: a model of kind {kind} with {activation} cannot be exported; give a BERT with gelu"
            )
        self.dropout = torch.nn.Dropout(dropout)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, n_themes)
        torch.nn.init.constant_(self.head.bias, -2.0)
        self.capital = torch.nn.Embedding(2, self.encoder.config.hidden_size)
        torch.nn.init.zeros_(self.capital.weight)

    @property
    def most_pieces(self) -> int:
        """The most pieces that the pretrained encoder knows places for."""
        return int(self.encoder.config.max_position_embeddings)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, capitals: torch.Tensor) -> torch.Tensor:
        """Return log-odds; the inputs have shape (batch, pieces)."""
        embedded = self.encoder.get_input_embeddings()(input_ids) + self.capital(capitals)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=attention_mask).last_hidden_state
        scores: torch.Tensor = self.head(self.dropout(hidden))
        return scores


def pool(scores: torch.Tensor, mask: torch.Tensor, windows: Sequence[int]) -> torch.Tensor:
    """Return clauses' log-odds from those of pieces: log(sum(exp(scores)) / POOLED_PIECES), shape (clauses, themes).

    `scores` has shape (windows, pieces, themes), `mask` (windows, pieces); of the windows, each clause in turn has as
    many as `windows` says.
    """
    masked = scores.float().masked_fill(mask[..., None] == 0, -1e4)
    by_clause = torch.split(torch.logsumexp(masked, dim=1), list(windows))
    pooled = torch.stack([torch.logsumexp(its, dim=0) for its in by_clause])
    return pooled - math.log(POOLED_PIECES)
