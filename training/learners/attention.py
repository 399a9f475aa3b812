"""Attention of the encoder in single precision, whatever the rest runs in.

PyTorch's attention on a CPU has a slow backward pass in bfloat16: a quarter of a training step. In float32 it takes a
third of that.
"""

from typing import Any

import torch
from transformers import AttentionInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

NAME = "sdpa_float32"  # under which transformers knows it


def register_attention() -> str:
    """Make the attention known to transformers; returns its name, for `attn_implementation`."""
    AttentionInterface.register(NAME, _attention)
    AttentionMaskInterface.register(NAME, sdpa_mask)
    return NAME


def _attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    *args: Any,  # noqa: ANN401 (what transformers hands on)
    **options: Any,  # noqa: ANN401
) -> tuple[torch.Tensor, None]:
    with torch.autocast("cpu", enabled=False):
        found, _ = sdpa_attention_forward(module, query.float(), key.float(), value.float(), *args, **options)
    return found.to(query.dtype), None
