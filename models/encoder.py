"""The encoder: a small transformer that gives every word piece a log-odds for every theme, run by ONNX Runtime.

A clause's log-odds is a smooth maximum (log-mean-exp over a fixed count) of its pieces', so one explicit mention
decides a clause however long it is; a clause longer than the window is read in overlapping windows whose pieces are
pooled together. The pieces with the highest log-odds are the evidence.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.cores import cores
from clausetag.models.classifier import Evidence, Judged, Probabilities, WordLogOdds
from clausetag.models.pieces import Window, inputs, read_windows
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import word_spans

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_REMEMBERED = 2_000  # windows, of some 10 KB: resolutions repeat paragraphs, and people send a document again
POOLED_PIECES = 8.0  # the count in log-mean-exp: log-odds 0 everywhere is log-odds log(pieces / 8) of the clause


@dataclass(frozen=True, eq=False)
class EncoderClassifier:
    """See the module's docstring.

    Attributes:
        onnx: The network, from some or all of `pieces.INPUTS` to log-odds of shape (windows, pieces, n_themes).
        tokenizer: The file of the tokenizer that belongs to it.
        window: Word pieces read at once.
        overlap: Word pieces that two windows of one clause share.
    """

    kind: ClassVar[str] = "encoder"
    themes: tuple[str, ...]
    onnx: bytes = field(repr=False)
    tokenizer: bytes = field(repr=False)
    window: int
    overlap: int

    def windows(self, texts: Sequence[str]) -> list[Window]:
        """Return the windows that the texts are read in."""
        return read_windows(self._pieces, texts)

    @cached_property
    def _answers(self) -> Callable[[Window], NDArray[np.float32]]:
        return _remembering(self._session())

    def _session(self) -> "InferenceSession":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # `_scored` reads as many windows at once as there are cores
        return onnxruntime.InferenceSession(
            self.onnx,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=["SkipLayerNormFusion"],  # what it makes of two operators takes four times as long
        )

    @cached_property
    def _pieces(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_str(self.tokenizer.decode())
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.window, stride=self.overlap)
        return tokenizer

    def _scored(self, texts: Sequence[str]) -> Iterator[tuple[Window, NDArray[np.float32]]]:
        """Yield each window with its pieces' log-odds, shape (pieces, themes).

        Each is run alone: int8 activations are scaled run by run, so an answer would depend on what else was asked.
        """
        if not texts:
            return
        with ThreadPoolExecutor(cores()) as threads:  # a window a core: one window on all cores takes longer
            answers = threads.submit(lambda: self._answers)  # made beside the tokenizer, the first time
            windows = self.windows(texts)
            yield from zip(windows, threads.map(answers.result(), windows), strict=True)

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        return self.judge(texts).log_odds

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return log-odds, and evidence for those who ask for it: the network is run once for both."""
        scored = list(self._scored(texts))
        pooled = np.full((len(texts), len(self.themes)), -np.inf)
        for window, scores in scored:
            its = np.logaddexp.reduce(scores.astype(np.float64), axis=0)
            pooled[window.clause] = np.logaddexp(pooled[window.clause], its)

        def evidence(rows: Sequence[int], asked: Sequence[Collection[str]]) -> list[Evidence]:
            odds = _odds(scored, len(texts))
            return [self._evidence(texts[row], odds[row], keys) for row, keys in zip(rows, asked, strict=True)]

        def words(rows: Sequence[int]) -> list[WordLogOdds]:
            odds = _odds(scored, len(texts))
            return [self._words(texts[row], odds[row]) for row in rows]

        return Judged(pooled - math.log(POOLED_PIECES), evidence, words)

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return self.judge(texts).probabilities

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each theme asked: those that make up its smooth maximum."""
        return self.judge(texts).evidence(range(len(texts)), asked)

    def _evidence(self, text: str, odds: Mapping[int, NDArray[np.float64]], asked: Collection[str]) -> Evidence:
        columns = {key: self.themes.index(key) for key in asked}
        return {
            key: strongest_spans(text, _by_word(text, {at: float(own[k]) for at, own in odds.items()}))
            for key, k in columns.items()
        }

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return by how much each text's log-odds would fall if a word were passed over. No word speaks against."""
        return self.judge(texts).words(range(len(texts)))

    def _words(self, text: str, odds: Mapping[int, NDArray[np.float64]]) -> WordLogOdds:
        words = np.zeros((len(word_spans(text)), len(self.themes)))
        for k in range(len(self.themes)):
            words[:, k] = [its for *_, its in _by_word(text, {at: float(own[k]) for at, own in odds.items()})]
        share = words / np.maximum(sum(odds.values(), np.zeros(len(self.themes))), 1e-12)
        found: WordLogOdds = -np.log1p(-np.minimum(share, 1 - 1e-9))
        return found

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the ONNX model, the tokenizer and the windows as plain arrays."""
        return {
            "onnx": np.frombuffer(self.onnx, dtype=np.uint8),
            "tokenizer": np.frombuffer(self.tokenizer, dtype=np.uint8),
            "windows": np.array([self.window, self.overlap]),
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild an encoder from `to_arrays`."""
        window, overlap = (int(n) for n in arrays["windows"])
        return cls(themes, arrays["onnx"].tobytes(), arrays["tokenizer"].tobytes(), window, overlap)


def _odds(scored: Iterable[tuple[Window, NDArray[np.float32]]], n_texts: int) -> list[dict[int, NDArray[np.float64]]]:
    """Return, for each text, the odds of its word pieces by where they start."""
    best: list[dict[int, NDArray[np.float64]]] = [{} for _ in range(n_texts)]
    for window, scores in scored:
        odds_at = best[window.clause]
        for start, odds in zip(window.starts, np.exp(np.minimum(scores, 50.0).astype(np.float64)), strict=True):
            if start >= 0:
                odds_at[start] = np.maximum(odds, odds_at[start]) if start in odds_at else odds
    return best


def _by_word(text: str, odds_at: Mapping[int, float]) -> list[tuple[int, int, float]]:
    """Return (start, end, odds) of each word, the sum of its pieces'."""
    starts = sorted(odds_at)
    sums = np.concatenate(([0.0], np.cumsum([odds_at[start] for start in starts])))
    return [
        (start, end, float(sums[bisect_left(starts, end)] - sums[bisect_left(starts, start)]))
        for _, start, end in word_spans(text)
    ]


def _remembering(session: "InferenceSession") -> Callable[[Window], NDArray[np.float32]]:
    """Return what gives a window's log-odds, shape (pieces, n_themes), and runs the network once for windows alike."""
    names = [given.name for given in session.get_inputs()]  # bundles of earlier versions ask for a mask, too

    @lru_cache(_REMEMBERED)
    def answers(ids: tuple[int, ...], capitals: tuple[int, ...]) -> NDArray[np.float32]:
        given = inputs([Window(0, ids, capitals, [])])
        (scores,) = session.run(None, {name: given[name] for name in names})
        found: NDArray[np.float32] = np.asarray(scores)[0]
        found.setflags(write=False)
        return found

    return lambda window: answers(window.ids, window.capitals)
