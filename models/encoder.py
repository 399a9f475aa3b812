"""The encoder: a small transformer that gives every word piece a log-odds for every theme, run by ONNX Runtime.

A clause's log-odds is a smooth maximum (log-mean-exp over a fixed count) of its pieces', so one explicit mention
decides a clause however long it is; a clause longer than the window is read in overlapping windows whose pieces are
pooled together. The pieces with the highest log-odds are the evidence.
"""

import math
from bisect import bisect_left
from collections import Counter
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
from clausetag.models.pieces import Window, inputs, read_windows
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import word_spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    from clausetag.training.learners.finetune import Tuned

POOLED_PIECES = 8.0  # the count in log-mean-exp: log-odds 0 everywhere is log-odds log(pieces / 8) of the clause
_COMPARED = 500  # held-out clauses on which the exported encoder is compared with PyTorch's
_PIECES_AT_ONCE = 512  # of a batch of clauses of like length: one core's cache holds what becomes of them


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """How the encoder is fine-tuned; the defaults are the shipped ones."""

    epochs: int = 3
    patience: int = 1  # epochs in a row without a better validation loss that are let pass; one more stops
    batch_size: int = 32
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    dropout: float = 0.1  # of the head
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
        from clausetag.training.learners.export import export
        from clausetag.training.learners.finetune import finetune, print_progress

        tuned = finetune(self.config, texts, labels, validation, self.checkpoints, on_epoch=self.on_epoch)
        self._onnx, self._tokenizer = export(tuned)
        self.__dict__.pop("_session", None)
        self.__dict__.pop("_pieces", None)
        if validation:
            print_progress(f"done: {self._departure(tuned, validation[0])}")
        return self

    def _departure(self, tuned: "Tuned", texts: Sequence[str]) -> str:
        """Say how far the exported encoder's answers are from those of PyTorch, on clauses of one window."""
        from clausetag.training.learners.export import torch_probabilities

        windows = read_windows(self._pieces, texts)
        of = Counter(window.clause for window in windows)
        windows = [window for window in windows if of[window.clause] == 1][:_COMPARED]
        apart = np.abs(
            self.predict_proba([texts[window.clause] for window in windows]) - torch_probabilities(tuned, windows)
        )
        return (
            f"int8 and PyTorch differ by {apart.mean():.4f} in probability on average, by {apart.max():.3f} at most "
            f"({len(windows)} held-out clauses)"
        )

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

    def _scored(self, texts: Sequence[str]) -> Iterator[tuple[Window, NDArray[np.float32]]]:
        """Yield each window with its pieces' log-odds, shape (pieces, themes); windows of like length run together."""
        if not texts:
            return
        batches = _batches(sorted(read_windows(self._pieces, texts), key=lambda window: len(window.ids)))
        answers = partial(_answers, self._session)
        with ThreadPoolExecutor(cores()) as threads:  # a batch a core: one batch on all cores takes longer
            for batch, scores in zip(batches, threads.map(answers, batches), strict=True):
                for window, piece_scores in zip(batch, scores, strict=True):
                    yield window, piece_scores[: len(window.ids)]

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        pooled = np.full((len(texts), len(self.themes)), -np.inf)
        for window, scores in self._scored(texts):
            its = np.logaddexp.reduce(scores.astype(np.float64), axis=0)
            pooled[window.clause] = np.logaddexp(pooled[window.clause], its)
        return np.asarray(pooled - math.log(POOLED_PIECES))

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.log_odds(texts), -50, 50)))

    def evidence(self, texts: Sequence[str], theme: str) -> list[tuple[Span, ...]]:
        """Return, for each text, the words that speak for `theme`: those whose pieces make up its smooth maximum."""
        k = self.themes.index(theme)
        best: list[dict[int, float]] = [{} for _ in texts]  # by clause: odds at each piece's first character
        for window, scores in self._scored(texts):
            odds_at = best[window.clause]
            for start, score in zip(window.starts, scores[:, k], strict=True):
                if start >= 0:
                    odds = float(np.exp(min(float(score), 50.0)))
                    odds_at[start] = max(odds, odds_at.get(start, 0.0))
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


def _batches(windows: Sequence[Window]) -> list[Sequence[Window]]:
    """Cut windows, sorted by length, into batches of up to `_PIECES_AT_ONCE` pieces, padding included."""
    batches, at = [], 0
    while at < len(windows):
        end = at + 1
        while end < len(windows) and (end - at + 1) * len(windows[end].ids) <= _PIECES_AT_ONCE:
            end += 1
        batches.append(windows[at:end])
        at = end
    return batches


def _answers(session: "InferenceSession", batch: Sequence[Window]) -> NDArray[np.float32]:
    """Return log-odds of shape (windows, pieces, themes)."""
    (scores,) = session.run(None, inputs(batch))
    return np.asarray(scores)
