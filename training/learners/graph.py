"""The network as an ONNX graph for ONNX Runtime, written operator by operator.

What PyTorch exports takes attention to pieces, and asks in every layer what is masked. Here attention is one operator
of ONNX Runtime, query, key and value are one product, and nothing is masked: a window is run alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from clausetag.models.pieces import INPUTS
from clausetag.training.learners.network import PieceScorer
from clausetag.training.learners.smoothing import Peaks, factors

_IDS, _, _CAPITALS = INPUTS
_OPSET, _IR = 17, 8
_RUNTIME = "com.microsoft"  # the set of ONNX Runtime's own operators

Weights = Mapping[str, NDArray[np.float32]]


def onnx_graph(network: PieceScorer, peaks: Peaks) -> onnx.ModelProto:
    """Return the network, which maps pieces and their capitals, shape (windows, pieces), to log-odds of each theme.

    Linear maps that have `peaks` are smoothed; the answers stay the same.
    """
    config = network.encoder.config
    weights = {name: value.detach().float().numpy() for name, value in network.state_dict().items()}
    graph = _Graph(weights, peaks, config.layer_norm_eps)
    hidden = _embedded(graph)
    for number in range(config.num_hidden_layers):
        hidden = _layer(
            graph, f"encoder.encoder.layer.{number}.", hidden, config.hidden_size, config.num_attention_heads
        )
    graph.dense(hidden, ["head"], output="scores")
    return graph.model(len(graph.weights["head.bias"]))


def _embedded(graph: "_Graph") -> str:
    """Return what stands for words, for capitals and for places, added up and normalised."""
    of, weights = "encoder.embeddings.", graph.weights
    places = weights[f"{of}position_embeddings.weight"] + weights[f"{of}token_type_embeddings.weight"][0]
    n_pieces = graph.add("Shape", [_IDS], start=1, end=2)
    parts = (
        graph.add("Gather", [graph.constant(weights[f"{of}word_embeddings.weight"]), _IDS]),
        graph.add("Gather", [graph.constant(weights["capital.weight"]), _CAPITALS]),
        graph.add("Slice", [graph.constant(places), graph.constant(np.array([0])), n_pieces]),
    )
    return graph.normalised(graph.add("Add", [graph.add("Add", parts[:2]), parts[2]]), f"{of}LayerNorm")


def _layer(graph: "_Graph", of: str, hidden: str, width: int, heads: int) -> str:
    all_three = graph.dense(hidden, [f"{of}attention.self.{name}" for name in ("query", "key", "value")])
    names = [f"{of}{name}" for name in ("query", "key", "value")]
    graph.add("Split", [all_three, graph.constant(np.array([width] * 3))], outputs=names, axis=2)
    attended = graph.add("MultiHeadAttention", names, domain=_RUNTIME, num_heads=heads)
    out = graph.dense(attended, [f"{of}attention.output.dense"])
    hidden = graph.normalised(graph.add("Add", [out, hidden]), f"{of}attention.output.LayerNorm")
    inner = graph.add("Gelu", [graph.dense(hidden, [f"{of}intermediate.dense"])], domain=_RUNTIME)
    return graph.normalised(
        graph.add("Add", [graph.dense(inner, [f"{of}output.dense"]), hidden]), f"{of}output.LayerNorm"
    )


class _Graph:
    """Operators so far, and the weights that they take from the network."""

    def __init__(self, weights: Weights, peaks: Peaks, epsilon: float) -> None:
        self.weights, self._peaks, self._epsilon = weights, peaks, epsilon
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, array: NDArray[Any]) -> str:
        """Keep an array and return its name."""
        name = f"constant.{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(
        self,
        operator: str,
        inputs: Sequence[str],
        *,
        outputs: Sequence[str] = (),
        domain: str = "",
        **attributes: Any,  # noqa: ANN401 (as ONNX has them)
    ) -> str:
        """Add an operator and return the name of its first output."""
        name = f"{operator}.{len(self._nodes)}"
        outputs = outputs or [name]
        self._nodes.append(helper.make_node(operator, inputs, outputs, name, domain=domain, **attributes))
        return outputs[0]

    def dense(self, hidden: str, names: Sequence[str], *, output: str = "") -> str:
        """Add the linear maps of some names as one, whose outputs stand side by side."""
        weight = np.concatenate([self.weights[f"{name}.weight"] for name in names]).T
        bias = np.concatenate([self.weights[f"{name}.bias"] for name in names])
        if (peak := self._peaks.get(names[0])) is not None:
            by = factors(peak, weight)
            hidden, weight = self.add("Mul", [hidden, self.constant(1 / by)]), weight * by[:, None]
        product = self.add("MatMul", [hidden, self.constant(weight)])
        return self.add("Add", [product, self.constant(bias)], outputs=[output] if output else ())

    def normalised(self, hidden: str, name: str) -> str:
        """Add a layer normalisation."""
        scale, shift = (self.constant(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add("LayerNormalization", [hidden, scale, shift], axis=-1, epsilon=self._epsilon)

    def model(self, n_themes: int) -> onnx.ModelProto:
        """Return all of it as a model."""
        shape = ["windows", "pieces"]
        given = [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in (_IDS, _CAPITALS)]
        scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, [*shape, n_themes])
        graph = helper.make_graph(self._nodes, "clauses", given, [scores], self._constants)
        sets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=_IR)
