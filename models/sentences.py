"""Sentence embeddings: a small pretrained transformer, as it comes and not fine-tuned, run by ONNX Runtime."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clausetag.data.cores import cores

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_AT_ONCE = 32  # texts of like length
Embeddings = NDArray[np.float32]  # shape (n_texts, n_dimensions), rows of length 1


@dataclass(frozen=True, eq=False)
class SentenceEncoder:
    """Maps texts to vectors that are near each other where texts mean the like.

    Attributes:
        onnx: The network, from ids and mask of shape (texts, pieces) to vectors of shape (texts, n_dimensions).
        tokenizer: The file of the tokenizer that belongs to it; it pads texts, and cuts what is too long.
    """

    onnx: bytes = field(repr=False)
    tokenizer: bytes = field(repr=False)

    def embed(self, texts: Sequence[str]) -> Embeddings:
        """Return a vector of length 1 for each text."""
        order: list[int] = np.argsort([len(text) for text in texts], kind="stable").tolist()
        batches: list[list[int]] = [order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE)]
        found: Embeddings = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        with ThreadPoolExecutor(cores()) as threads:  # a batch a core: one batch on all cores takes longer
            answers = threads.map(self._embedded, [[texts[i] for i in batch] for batch in batches])
            for batch, vectors in zip(batches, answers, strict=True):
                found[batch] = vectors
        return found

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._session.get_outputs()[0].shape[1])

    def _embedded(self, texts: Sequence[str]) -> Embeddings:
        encoded = self._pieces.encode_batch(list(texts))
        ids, mask = (
            np.array([getattr(e, name) for e in encoded], dtype=np.int64) for name in ("ids", "attention_mask")
        )
        (vectors,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(vectors, dtype=np.float32)

    @cached_property
    def _session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1
        return onnxruntime.InferenceSession(self.onnx, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _pieces(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        return Tokenizer.from_str(self.tokenizer.decode())
