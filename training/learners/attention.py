"""Attention of the encoder in single precision, whatever the rest runs in.

PyTorch's attention on a CPU has a slow backward pass in bfloat16: a quarter of a training step. In float32 it takes a
third of that.
"""

from typing import Any

from clausetag.data.extras import needs

NAME = "sdpa_float32"  # under which transformers knows it


def register_attention() -> str:
    """Make the attention known to transformers; returns its name, for `attn_implementation`."""
    with needs("train"):
        from transformers import AttentionInterface
        from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

    AttentionInterface.register(NAME, _attention)
    AttentionMaskInterface.register(NAME, sdpa_mask)
    return NAME


def _attention(module: Any, query: Any, key: Any, value: Any, *args: Any, **options: Any) -> tuple[Any, None]:  # noqa: ANN401
    import torch
    from transformers.integrations.sdpa_attention import sdpa_attention_forward

    with torch.autocast("cpu", enabled=False):
        found, _ = sdpa_attention_forward(module, query.float(), key.float(), value.float(), *args, **options)
    return found.to(query.dtype), None
