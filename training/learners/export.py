"""Export a fine-tuned encoder to ONNX and quantize its weights to int8."""

import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clausetag.data.extras import needs
from clausetag.models.classifier import Probabilities
from clausetag.models.pieces import INPUTS, Window, inputs
from clausetag.training.learners.finetune import Tuned, pool


def export(tuned: Tuned, *, quantize: bool = True) -> tuple[bytes, bytes]:
    """Return the ONNX model and the tokenizer as bytes.

    Quantization is dynamic: weights int8 per channel, activations scaled batch by batch.
    """
    with needs("train"):
        import torch
        from onnxruntime.quantization import QuantType, quantize_dynamic

    ids = torch.ones((2, 16), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        full, small = Path(scratch) / "full.onnx", Path(scratch) / "int8.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                tuned.network,
                (ids, torch.ones_like(ids), torch.zeros_like(ids)),
                str(full),
                input_names=list(INPUTS),
                output_names=["scores"],
                dynamic_axes={name: {0: "clauses", 1: "pieces"} for name in (*INPUTS, "scores")},
                opset_version=17,
                dynamo=False,
            )
        if not quantize:
            return full.read_bytes(), tuned.tokenizer_file.read_bytes()
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
        return small.read_bytes(), tuned.tokenizer_file.read_bytes()


def torch_probabilities(tuned: Tuned, windows: Sequence[Window]) -> Probabilities:
    """Return what PyTorch in single precision says of clauses of one window each, shape (n_clauses, n_themes)."""
    import torch

    found = []
    with torch.no_grad():
        for window in windows:
            batch = {name: torch.from_numpy(array) for name, array in inputs([window]).items()}
            found.append(torch.sigmoid(pool(tuned.network(**batch), batch["attention_mask"]))[0].numpy())
    return np.array(found, dtype=np.float64)
