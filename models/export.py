"""Export a fine-tuned encoder to ONNX and quantize its weights to int8."""

import tempfile
import warnings
from pathlib import Path

from clausetag.data.extras import needs
from clausetag.models.finetune import Tuned


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
                (ids, torch.ones_like(ids)),
                str(full),
                input_names=["input_ids", "attention_mask"],
                output_names=["scores"],
                dynamic_axes={name: {0: "clauses", 1: "pieces"} for name in ("input_ids", "attention_mask", "scores")},
                opset_version=17,
                dynamo=False,
            )
        if not quantize:
            return full.read_bytes(), tuned.tokenizer_file.read_bytes()
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True)
        return small.read_bytes(), tuned.tokenizer_file.read_bytes()
