"""The encoder: a small transformer that gives every word piece a log-odds for every theme, run by ONNX Runtime.

A clause's log-odds is a smooth maximum (log-mean-exp over a fixed count) of its pieces', so one explicit mention
decides a clause however long it is; a clause longer than the window is read in overlapping windows whose pieces are
pooled together. The pieces with the highest log-odds are the evidence.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.cores import cores
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Labels, Probabilities, Span
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import word_spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

POOLED_PIECES = 8.0  # the count in log-mean-exp: log-odds 0 everywhere is log-odds log(pieces / 8) of the clause
_PIECES_AT_ONCE = 512  # of a batch of clauses of like length: one core's cache holds what becomes of them


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """How the encoder is fine-tuned; the defaults are the shipped ones."""

    epochs: int = 4
    patience: int = 1  # epochs in a row without a better validation loss that are let pass; one more stops
    batch_size: int = 32
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    dropout: float = 0.1
    window: int = 192  # word pieces read at once
    overlap: int = 32
    miss_rate: float = 0.05  # of a theme's true clauses that may pass unseen by review
    seed: int = 0
    base: str | None = None  # folder of the pretrained model; by default the package's or the hub's


@dataclass
class EncoderClassifier:
    """See the module's docstring. Fitting needs the extra `train`, predicting the extra `encoder`."""

    themes: tuple[str, ...]
    config: EncoderConfig = field(default_factory=EncoderConfig)
    checkpoints: Path | None = None  # where an interrupted fit resumes from
    on_epoch: Callable[[int, Mapping[str, float]], None] | None = field(default=None, repr=False)  # told the losses
    kind: str = field(default="encoder", init=False)
    _onnx: bytes = field(default=b"", init=False, repr=False)
    _tokenizer: bytes = field(default=b"", init=False, repr=False)

    def fit(self, texts: Sequence[str], labels: Labels, validation: tuple[Sequence[str], Labels] | None = None) -> Self:
        """Fine-tune on texts and labels of shape (n_clauses, n_themes); returns itself.

        With `validation` (texts, labels) the epoch with the lowest loss on it is kept. An interrupted fit with the
        same data and configuration goes on from the last finished epoch in `checkpoints`.
        """
        from clausetag.models.export import export
        from clausetag.models.finetune import finetune

        tuned = finetune(self.config, texts, labels, validation, self.checkpoints, on_epoch=self.on_epoch)
        self._onnx, self._tokenizer = export(tuned)
        self.__dict__.pop("_session", None)
        self.__dict__.pop("_pieces", None)
        return self

    @cached_property
    def _session(self) -> "InferenceSession":
        with needs("encoder"):
            import onnxruntime
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # `_scored` runs as many batches at once as there are cores
        return onnxruntime.InferenceSession(self._onnx, options, providers=["CPUExecutionProvider"])

    @cached_property
    def _pieces(self) -> "Tokenizer":
        with needs("encoder"):
            from tokenizers import Tokenizer
        if not self._onnx:
            raise UsageError("this encoder has not been fitted or loaded")
        tokenizer = Tokenizer.from_str(self._tokenizer.decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.config.window, stride=self.config.overlap)
        return tokenizer

    def _windows(self, texts: Sequence[str]) -> list[tuple[int, Any]]:
        """Return (clause, encoded window), clauses of like length together."""
        encoded = self._pieces.encode_batch(list(texts))
        windows = [(i, window) for i, first in enumerate(encoded) for window in (first, *first.overflowing)]
        return sorted(windows, key=lambda pair: len(pair[1].ids))

    def _scored(self, texts: Sequence[str]) -> Iterator[tuple[int, Any, NDArray[np.float32]]]:
        """Yield each window with its clause and its pieces' log-odds, shape (pieces, themes)."""
        if not texts:
            return
        batches = _batches(self._windows(texts))
        answers = partial(_answers, self._session)
        with ThreadPoolExecutor(cores()) as threads:  # a batch a core: one batch on all cores takes longer
            for batch, scores in zip(batches, threads.map(answers, batches), strict=True):
                for (clause, window), piece_scores in zip(batch, scores, strict=True):
                    yield clause, window, piece_scores[: len(window.ids)]

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        pooled = np.full((len(texts), len(self.themes)), -np.inf)
        for clause, _, scores in self._scored(texts):
            pooled[clause] = np.logaddexp(pooled[clause], np.logaddexp.reduce(scores.astype(np.float64), axis=0))
        return np.asarray(pooled - math.log(POOLED_PIECES))

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.log_odds(texts), -50, 50)))

    def evidence(self, texts: Sequence[str], theme: str) -> list[tuple[Span, ...]]:
        """Return, for each text, the words that speak for `theme`: those whose pieces make up its smooth maximum."""
        k = self.themes.index(theme)
        best: list[dict[int, float]] = [{} for _ in texts]  # by clause: odds at each piece's first character
        for clause, window, scores in self._scored(texts):
            for (start, end), special, score in zip(
                window.offsets, window.special_tokens_mask, scores[:, k], strict=True
            ):
                if not special and end > start:
                    odds = float(np.exp(min(float(score), 50.0)))
                    best[clause][start] = max(odds, best[clause].get(start, 0.0))
        return [strongest_spans(text, _by_word(text, odds)) for text, odds in zip(texts, best, strict=True)]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the ONNX model, the tokenizer and the windows as plain arrays."""
        return {
            "onnx": np.frombuffer(self._onnx, dtype=np.uint8),
            "tokenizer": np.frombuffer(self._tokenizer, dtype=np.uint8),
            "windows": np.array([self.config.window, self.config.overlap]),
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild a fitted encoder from `to_arrays`."""
        window, overlap = (int(n) for n in arrays["windows"])
        new = cls(themes, EncoderConfig(window=window, overlap=overlap))
        new._onnx = arrays["onnx"].tobytes()
        new._tokenizer = arrays["tokenizer"].tobytes()
        return new


def _by_word(text: str, odds_at: Mapping[int, float]) -> list[tuple[int, int, float]]:
    """Return (start, end, odds) of each word, the sum of its pieces'."""
    starts = sorted(odds_at)
    sums = np.concatenate(([0.0], np.cumsum([odds_at[start] for start in starts])))
    return [
        (start, end, float(sums[bisect_left(starts, end)] - sums[bisect_left(starts, start)]))
        for _, start, end in word_spans(text)
    ]


def _batches(windows: Sequence[tuple[int, Any]]) -> list[Sequence[tuple[int, Any]]]:
    """Cut windows, sorted by length, into batches of up to `_PIECES_AT_ONCE` pieces, padding included."""
    batches, at = [], 0
    while at < len(windows):
        end = at + 1
        while end < len(windows) and (end - at + 1) * len(windows[end][1].ids) <= _PIECES_AT_ONCE:
            end += 1
        batches.append(windows[at:end])
        at = end
    return batches


def _answers(session: "InferenceSession", batch: Sequence[tuple[int, Any]]) -> NDArray[np.float32]:
    """Return log-odds of shape (windows, pieces, themes)."""
    width = len(batch[-1][1].ids)
    ids = np.zeros((len(batch), width), dtype=np.int64)
    mask = np.zeros((len(batch), width), dtype=np.int64)
    for row, (_, window) in enumerate(batch):
        ids[row, : len(window.ids)] = window.ids
        mask[row, : len(window.ids)] = 1
    (scores,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
    return np.asarray(scores)
