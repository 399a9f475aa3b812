"""The blend: n-grams and sentence embeddings, whose log-odds of a theme add up. For themes with few labels.

What a clause means, by a small pretrained transformer, helps where hardly a word of a theme has been seen; where many
have, words alone are as good, and a theme's head is nothing. The evidence is that of the n-grams: words, not meanings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.models.classifier import Evidence, Judged, Probabilities, WordLogOdds
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.sentences import SentenceEncoder


@dataclass(frozen=True, eq=False)
class BlendClassifier:
    """See the module's docstring.

    Attributes:
        first: Its themes are the blend's.
        encoder: Gives the embeddings.
        head: Shape (n_dimensions, n_themes): what an embedding adds to the log-odds.
        intercept: Shape (n_themes,).
    """

    kind: ClassVar[str] = "blend"
    first: NgramClassifier
    encoder: SentenceEncoder
    head: NDArray[np.float64]
    intercept: NDArray[np.float64]

    @property
    def themes(self) -> tuple[str, ...]:
        """Keys of the themes, in the order of the columns."""
        return self.first.themes

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        return self.judge(texts).log_odds

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return log-odds, and evidence for those who ask for it: the texts are read once for both."""
        meaning = self.encoder.embed(texts).astype(np.float64) @ self.head
        first = self.first.judge(texts)
        return Judged(first.log_odds + meaning + self.intercept, first.evidence, first.words)

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return self.judge(texts).probabilities

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        return self.first.evidence(texts, asked)

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds by itself to its log-odds; what a clause means is no word's."""
        return self.first.word_log_odds(texts)

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the n-grams' arrays, prefixed, the encoder's files and the heads."""
        return {
            **{f"first.{name}": array for name, array in self.first.to_arrays().items()},
            "onnx": np.frombuffer(self.encoder.onnx, dtype=np.uint8),
            "tokenizer": np.frombuffer(self.encoder.tokenizer, dtype=np.uint8),
            "head": self.head,
            "intercept": self.intercept,
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild a blend from `to_arrays`."""
        first = {name.removeprefix("first."): a for name, a in arrays.items() if name.startswith("first.")}
        return cls(
            NgramClassifier.from_arrays(themes, first),
            SentenceEncoder(arrays["onnx"].tobytes(), arrays["tokenizer"].tobytes()),
            arrays["head"].astype(np.float64),
            arrays["intercept"].astype(np.float64),
        )
