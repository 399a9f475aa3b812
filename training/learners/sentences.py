"""Export the pretrained encoder to ONNX with int8 weights, as it comes: its mean-pooled sentence embedding."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from clausetag.data.extras import needs
from clausetag.models.sentences import Embeddings, SentenceEncoder
from clausetag.training.learners.base_encoder import base_encoder
from clausetag.training.learners.quiet import quiet

_LONGEST = 256  # word pieces of a text that are read; it was trained on no longer ones
_ONE_AT_A_TIME = Lock()


class Remembering(SentenceEncoder):
    """Embeds a text once a process: folds learn from the same texts again and again."""

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """Return a vector of length 1 for each text."""
        known = self._known
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, super().embed(new), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), self.dimensions)

    def remember(self, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        """Take vectors of texts for known, as an earlier process gave them."""
        self._known.update(vectors)

    @cached_property
    def _known(self) -> dict[str, NDArray[np.float32]]:
        return {}


def sentence_encoder(base: str | None = None) -> Remembering:
    """Return the encoder that `base` names (see `base_encoder`), exported once a process, that remembers its answers.

    Raises:
        UsageError: It is nowhere to be had.
    """
    with _ONE_AT_A_TIME:  # folds ask from several threads, and neither transformers nor the export stands that
        return _exported(base)


@cache
def _exported(base: str | None) -> Remembering:
    with needs("train"):
        import torch
        from onnxruntime.quantization import QuantType, quantize_dynamic
        from transformers import AutoModel

    folder = base_encoder(base)

    class _Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = AutoModel.from_pretrained(
                folder, local_files_only=True, use_safetensors=True, attn_implementation="eager"
            )

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask[..., None].to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * mask).sum(dim=1) / mask.sum(dim=1))

    ids = torch.ones((2, 16), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch, quiet():
        full, small = Path(scratch) / "full.onnx", Path(scratch) / "int8.onnx"
        names = ["input_ids", "attention_mask"]
        torch.onnx.export(
            _Pooled().eval(),
            (ids, torch.ones_like(ids)),
            str(full),
            input_names=names,
            output_names=["vectors"],
            dynamic_axes={**{name: {0: "texts", 1: "pieces"} for name in names}, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
        return Remembering(small.read_bytes(), _tokenizer(folder).encode())


def _tokenizer(folder: Path) -> str:
    from tokenizers import Tokenizer

    places = json.loads((folder / "config.json").read_text(encoding="utf-8"))["max_position_embeddings"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding()
    tokenizer.enable_truncation(min(_LONGEST, places))
    return str(tokenizer.to_str())
