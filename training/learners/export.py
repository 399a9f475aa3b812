"""Export a fine-tuned encoder to ONNX with int8 weights, and compare what it answers with PyTorch."""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic

from clausetag.models.classifier import Probabilities
from clausetag.models.encoder import EncoderClassifier
from clausetag.models.pieces import Window, inputs, read_windows
from clausetag.training.learners.finetune import Tuned, truncating
from clausetag.training.learners.graph import onnx_graph
from clausetag.training.learners.network import pool
from clausetag.training.learners.quiet import quiet
from clausetag.training.learners.smoothing import observe

_COMPARED = 500  # clauses at most
_OBSERVED, _OBSERVED_PIECES = 250, 192  # about so many clauses, in windows of so many pieces


def export(tuned: Tuned, texts: Sequence[str] | None) -> tuple[bytes, bytes]:
    """Return the ONNX model and the tokenizer as bytes; in single precision without `texts`.

    Quantization is dynamic: weights of seven bits per channel, with which no processor overflows, activations scaled
    run by run. `texts`, some of those learned from, show which activations are to be smoothed before.
    """
    tokenizer = tuned.tokenizer_file.read_bytes()
    if texts is None:
        return onnx_graph(tuned.network, {}).SerializeToString(), tokenizer
    longest = min(_OBSERVED_PIECES, tuned.network.most_pieces)
    windows = read_windows(truncating(tuned.tokenizer_file, longest, 0), texts[:: max(1, len(texts) // _OBSERVED)])
    graph = onnx_graph(tuned.network, observe(tuned.network, windows))
    with tempfile.TemporaryDirectory() as scratch, quiet():
        small = Path(scratch) / "int8.onnx"
        quantize_dynamic(
            graph,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # of what ONNX Runtime's own operators return
        )
        return small.read_bytes(), tokenizer


def torch_probabilities(tuned: Tuned, windows: Sequence[Window]) -> Probabilities:
    """Return what PyTorch in single precision says of clauses of one window each, shape (n_clauses, n_themes)."""
    found = []
    with torch.no_grad():
        for window in windows:
            batch = {name: torch.from_numpy(array) for name, array in inputs([window]).items()}
            found.append(torch.sigmoid(pool(tuned.network(**batch), batch["attention_mask"], [1]))[0].numpy())
    return np.array(found, dtype=np.float64)


def departure(exported: EncoderClassifier, tuned: Tuned, texts: Sequence[str]) -> str:
    """Say how far the exported encoder's answers are from those of PyTorch, on clauses of one window."""
    windows = exported.windows(texts)
    of = Counter(window.clause for window in windows)
    windows = [window for window in windows if of[window.clause] == 1][:_COMPARED]
    if not windows:
        return "every held-out clause takes several windows; int8 and PyTorch are not compared"
    theirs = exported.predict_proba([texts[window.clause] for window in windows])
    apart = np.abs(theirs - torch_probabilities(tuned, windows))
    return (
        f"int8 and PyTorch differ by {apart.mean():.4f} in probability on average, by {apart.max():.3f} at most "
        f"({len(windows)} held-out clauses)"
    )
