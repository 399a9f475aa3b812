import random

import numpy as np
import pytest

from clausetag.models.encoder import EncoderClassifier, EncoderConfig
from clausetag.models.ngrams import NgramClassifier

THEMES = ("children", "detention")
MENTIONS = (("child", "children", "girls"), ("detained", "prison", "arrest"))


@pytest.fixture(scope="session")
def texts(few_examples):
    """Stretches of nine words of drafted clauses, a mention of no, one or both themes put into each."""
    rng = random.Random(0)
    found = []
    for number, example in enumerate(few_examples[:240]):
        words = [w for w in example.text.split() if not any(m in w.lower() for ms in MENTIONS for m in ms)]
        start = rng.randrange(max(1, len(words) - 9))
        words = words[start : start + 9]
        for bit, mentions in enumerate(MENTIONS):
            if number >> bit & 1:
                words.insert(rng.randrange(len(words)), rng.choice(mentions))
        found.append(" ".join(words))
    return found


@pytest.fixture(scope="session")
def labels(texts):
    return np.array([[bool(set(t.split()) & set(ms)) for ms in MENTIONS] for t in texts], dtype=np.int8)


@pytest.fixture(scope="session")
def ngrams(texts, labels):
    return NgramClassifier(THEMES).fit(texts, labels)


@pytest.fixture(scope="session")
def tiny_config(tiny_base):
    return EncoderConfig(
        epochs=4, batch_size=16, learning_rate=5e-3, head_learning_rate=1e-2, window=32, overlap=8, base=str(tiny_base)
    )


@pytest.fixture(scope="session")
def tuned(tiny_config, texts, labels):
    """The tiny encoder, fine-tuned, as a PyTorch network."""
    from clausetag.models.finetune import finetune

    return finetune(tiny_config, texts, labels, None, None, progress=lambda message: None)


@pytest.fixture(scope="session")
def as_classifier(tiny_config):
    """Wrap what `export` returns into a classifier."""

    def wrap(onnx, tokenizer):
        arrays = {
            "onnx": np.frombuffer(onnx, dtype=np.uint8),
            "tokenizer": np.frombuffer(tokenizer, dtype=np.uint8),
            "windows": np.array([tiny_config.window, tiny_config.overlap]),
        }
        return EncoderClassifier.from_arrays(THEMES, arrays)

    return wrap


@pytest.fixture(scope="session")
def encoder(tuned, as_classifier):
    """The same, exported to ONNX and quantized: as it is shipped."""
    from clausetag.models.export import export

    return as_classifier(*export(tuned))
