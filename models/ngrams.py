"""The n-gram classifier: words, pairs of near words and the character n-grams inside words, one linear model a theme.

Features are presences (a word counts once however often it stands in the clause) weighted by the naive Bayes log-count
ratio of the theme, as in Wang & Manning (2012), "Baselines and Bigrams: Simple, Good Sentiment and Topic
Classification". They are not normalised by length: one explicit mention decides a clause, however long the clause is.
So the log-odds are a plain sum over the clause's words and pairs, which makes prediction a few table look-ups and the
evidence exact.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Labels, Probabilities, Span
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import fold, tokens_of, word_spans, words_of

_BATCH = 4096  # clauses scored at once: bounds memory
_MOST_TOKENS = 200_000  # remembered
_GAPS = (1, 2)  # a pair is two neighbours, or two words with one between them


@dataclass(frozen=True, slots=True)
class NgramConfig:
    """What the shipped model uses; chosen by grouped cross-validation (`clausetag tune`)."""

    inverse_regularisation: float = 10.0
    min_document_frequency: int = 2
    min_character_frequency: int = 3
    character_range: tuple[int, int] = (3, 5)
    word_scale: float = 0.3  # of words and pairs, against character n-grams
    character_scale: float = 0.05
    smoothing: float = 0.1  # of the log-count ratio
    miss_rate: float = 0.05  # of a theme's true clauses that may pass unseen by review
    seed: int = 0


def _character_grams(word: str, low: int, high: int) -> list[str]:
    padded = f" {word} "
    return [padded[i : i + n] for n in range(low, high + 1) for i in range(len(padded) - n + 1)]


class _TokenIds(dict[str, int]):
    """Column of each token met so far, -1 for words unknown: one look-up in place of folding and another look-up."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = words

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST_TOKENS:
            self.clear()
        column = self[token] = self.words.get(fold(token), -1)
        return column


@dataclass(slots=True)
class NgramClassifier:
    """See the module's docstring. `themes` fixes the order of the columns."""

    themes: tuple[str, ...]
    config: NgramConfig = field(default_factory=NgramConfig)
    kind: str = field(default="ngrams", init=False)
    _intercept: NDArray[np.float64] = field(init=False, repr=False)
    _words: dict[str, int] = field(init=False, repr=False)
    _word_scores: NDArray[np.float64] = field(init=False, repr=False)  # (words, themes): the word and its characters
    _pair_keys: NDArray[np.int64] = field(init=False, repr=False)  # see _keys; ascending
    _pair_scores: NDArray[np.float64] = field(init=False, repr=False)
    _grams: dict[str, int] = field(init=False, repr=False)
    _gram_idf: NDArray[np.float64] = field(init=False, repr=False)
    _gram_scores: NDArray[np.float64] = field(init=False, repr=False)
    _unseen_idf: float = field(init=False, repr=False)
    _unseen: dict[str, NDArray[np.float64]] = field(init=False, repr=False, default_factory=dict)
    _token_ids: "_TokenIds" = field(init=False, repr=False)

    def fit(self, texts: Sequence[str], labels: Labels) -> Self:
        """Learn from texts and labels of shape (n_clauses, n_themes); needs scikit-learn; returns itself.

        Raises:
            UsageError: A theme applies to none of the texts or to all, or no word stands in two of them.
        """
        with needs("train"):
            from scipy import sparse
            from sklearn.linear_model import LogisticRegression

        cfg = self.config
        clauses = [words_of(text) for text in texts]
        frequency = Counter(word for words in clauses for word in set(words))
        self._words = {
            w: i for i, w in enumerate(sorted(w for w, n in frequency.items() if n >= cfg.min_document_frequency))
        }
        count = np.array([frequency[w] for w in self._words], dtype=np.float64)
        if not self._words:
            raise UsageError(f"{len(texts):,} clauses without a word in common are too few to learn from")
        for theme, share in zip(self.themes, labels.mean(axis=0), strict=True):
            if share in (0, 1):
                some = "none" if share == 0 else "all"
                raise UsageError(
                    f"theme {theme!r} applies to {some} of the {len(texts):,} clauses to learn from; "
                    "label more of either kind"
                )
        self._unseen_idf = float(np.log1p(len(texts)) + 1)
        idf = np.log((1 + len(texts)) / (1 + count)) + 1
        self._fit_grams(frequency, len(texts))
        word_to_grams = sparse.csr_array(
            self._gram_vectors(self._words, idf), shape=(len(self._words), len(self._grams))
        )

        pair_frequency = Counter(key for words in clauses for key in self._pairs(words))
        self._pair_keys = np.array(
            sorted(k for k, n in pair_frequency.items() if n >= cfg.min_document_frequency), dtype=np.int64
        )
        word_presence = _presence([[self._words[w] for w in set(c) if w in self._words] for c in clauses], len(idf))
        pair_column = {int(key): i for i, key in enumerate(self._pair_keys)}
        pair_presence = _presence(
            [[pair_column[k] for k in self._pairs(c) if k in pair_column] for c in clauses], len(pair_column)
        )
        features = sparse.hstack(
            [
                word_presence * cfg.word_scale,
                pair_presence * cfg.word_scale,
                (word_presence @ word_to_grams) * cfg.character_scale,
            ]
        ).tocsr()

        self._intercept = np.zeros(len(self.themes))
        weights = np.zeros((features.shape[1], len(self.themes)))
        for k in range(len(self.themes)):
            ratio = _log_count_ratio(features, labels[:, k], cfg.smoothing)
            model = LogisticRegression(
                C=cfg.inverse_regularisation,
                class_weight="balanced",
                solver="liblinear",
                max_iter=500,
                random_state=cfg.seed,
            ).fit(features @ sparse.diags_array(ratio), labels[:, k])
            weights[:, k] = model.coef_[0] * ratio
            self._intercept[k] = model.intercept_[0]

        n_words, n_pairs = len(self._words), len(self._pair_keys)
        self._pair_scores = weights[n_words : n_words + n_pairs] * cfg.word_scale
        self._gram_scores = weights[n_words + n_pairs :] * cfg.character_scale
        self._word_scores = weights[:n_words] * cfg.word_scale + word_to_grams @ self._gram_scores
        self._unseen = {}
        self._token_ids = _TokenIds(self._words)
        return self

    def _fit_grams(self, frequency: Mapping[str, int], n_texts: int) -> None:
        counts: Counter[str] = Counter()
        for word, n in frequency.items():
            for gram in set(_character_grams(word, *self.config.character_range)):
                counts[gram] += n
        kept = sorted(g for g, n in counts.items() if n >= self.config.min_character_frequency)
        self._grams = {g: i for i, g in enumerate(kept)}
        frequencies = np.array([min(counts[g], n_texts) for g in kept], dtype=np.float64)
        self._gram_idf = np.log((1 + n_texts) / (1 + frequencies)) + 1

    def _gram_vector(self, word: str) -> tuple[list[int], NDArray[np.float64]]:
        """Return the columns and unit-length values of a word's character n-grams."""
        found = (self._grams.get(g) for g in _character_grams(word, *self.config.character_range))
        columns = sorted({c for c in found if c is not None})
        values = self._gram_idf[columns]
        return columns, values / max(float(np.linalg.norm(values)), 1e-12)

    def _gram_vectors(
        self, words: Iterable[str], idf: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], tuple[NDArray[np.int32], NDArray[np.int32]]]:
        rows, columns, values = [], [], []
        for i, word in enumerate(words):
            c, v = self._gram_vector(word)
            rows += [i] * len(c)
            columns += c
            values.append(v * idf[i])
        return np.concatenate(values), (np.array(rows, dtype=np.int32), np.array(columns, dtype=np.int32))

    def _pairs(self, words: Sequence[str]) -> set[int]:
        ids = np.array([self._words.get(w, -1) for w in words], dtype=np.int64)
        return {int(key) for gap in _GAPS for key in self._keys(ids, gap) if key >= 0}

    def _keys(self, ids: NDArray[np.int64], gap: int) -> NDArray[np.int64]:
        """Return the key of each pair of word ids `gap` apart, -1 where one of the words is unknown."""
        first, second, n = ids[:-gap], ids[gap:], len(self._words)
        return np.where((first >= 0) & (second >= 0), ((gap - 1) * n + first) * n + second, -1)

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        batches = [self._log_odds(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, len(self.themes)))

    def _log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        scores = np.tile(self._intercept, (len(texts), 1))
        ids: list[int] = []
        ends: list[int] = []
        for i, text in enumerate(texts):
            tokens = tokens_of(text)
            found = list(map(self._token_ids.__getitem__, tokens))
            if -1 in found:
                for word in dict.fromkeys(fold(t) for t, j in zip(tokens, found, strict=True) if j < 0):
                    scores[i] += self._unseen_score(word)
            ids += found
            ends.append(len(ids))
        if not ids:
            return scores
        flat = np.array(ids, dtype=np.int64)
        clause = np.repeat(np.arange(len(texts)), np.diff([0, *ends]))
        _add(scores, clause, flat, flat >= 0, self._word_scores)
        for gap in _GAPS:
            pair, known = self._find_pairs(self._keys(flat, gap))
            _add(scores, clause[:-gap], pair, known & (clause[:-gap] == clause[gap:]), self._pair_scores)
        return scores

    def _find_pairs(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return the row of each key in the pair table, and whether it is there at all."""
        if not len(self._pair_keys):
            return np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=bool)
        rows = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        return rows, self._pair_keys[rows] == keys

    def _unseen_score(self, word: str) -> NDArray[np.float64]:
        score = self._unseen.get(word)
        if score is None:  # held in a local name: another thread may empty the table meanwhile
            if len(self._unseen) > 200_000:
                self._unseen.clear()
            columns, values = self._gram_vector(word)
            score = self._unseen[word] = self._unseen_idf * values @ self._gram_scores[columns]
        return score

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.log_odds(texts), -50, 50)))

    def contributions(self, text: str, theme: str) -> list[tuple[int, int, float]]:
        """Return (start, end, log-odds) of each word; with the intercept they sum to the clause's log-odds exactly.

        A pair's weight is shared by its two words, a repeated word's or pair's by its occurrences.
        """
        return self._contributions([text], self.themes.index(theme))[0]

    def _contributions(self, texts: Sequence[str], k: int) -> list[list[tuple[int, int, float]]]:
        clauses = [word_spans(text) for text in texts]
        get = self._words.get
        words = [word for clause in clauses for word, _, _ in clause]
        flat = np.array([get(word, -1) for word in words], dtype=np.int64)
        clause = np.repeat(np.arange(len(texts)), [len(c) for c in clauses])
        shares = np.zeros(len(words))
        known = flat >= 0
        shares[known] = self._word_scores[flat[known], k] / _repeats(clause[known], flat[known], len(self._words))
        unseen = np.flatnonzero(~known)
        repeats = Counter((clause[i], words[i]) for i in unseen)
        for i in unseen:
            shares[i] = self._unseen_score(words[i])[k] / repeats[clause[i], words[i]]
        for gap in _GAPS:
            pair, found = self._find_pairs(self._keys(flat, gap))
            places = np.flatnonzero(found & (clause[:-gap] == clause[gap:]))
            if len(places):
                rows = pair[places]
                half = self._pair_scores[rows, k] / _repeats(clause[places], rows, len(self._pair_scores)) / 2
                shares[places] += half  # a place stands once, so += adds every pair
                shares[places + gap] += half
        each = iter(shares.tolist())
        return [[(start, end, next(each)) for _, start, end in c] for c in clauses]

    def evidence(self, texts: Sequence[str], theme: str) -> list[tuple[Span, ...]]:
        """Return, for each text, the words that speak for `theme`, in reading order."""
        k = self.themes.index(theme)
        return [
            strongest_spans(text, words)
            for i in range(0, len(texts), _BATCH)
            for text, words in zip(texts[i : i + _BATCH], self._contributions(texts[i : i + _BATCH], k), strict=True)
        ]

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the tables as plain arrays; strings are UTF-8 bytes, one a line."""
        return {
            "intercept": self._intercept,
            "words": _pack(self._words),
            "word_scores": self._word_scores.astype(np.float32),
            "pair_keys": self._pair_keys,
            "pair_scores": self._pair_scores.astype(np.float32),
            "grams": _pack(self._grams),
            "gram_idf": self._gram_idf,
            "gram_scores": self._gram_scores.astype(np.float32),
            "unseen_idf": np.array([self._unseen_idf]),
            "character_range": np.array(self.config.character_range),
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild a fitted classifier from `to_arrays`; its configuration is only what prediction needs."""
        low, high = (int(n) for n in arrays["character_range"])
        new = cls(themes, NgramConfig(character_range=(low, high)))
        new._intercept = arrays["intercept"].astype(np.float64)
        new._words = _unpack(arrays["words"])
        new._word_scores = arrays["word_scores"].astype(np.float64)
        new._pair_keys = arrays["pair_keys"].astype(np.int64)
        new._pair_scores = arrays["pair_scores"].astype(np.float64)
        new._grams = _unpack(arrays["grams"])
        new._gram_idf = arrays["gram_idf"].astype(np.float64)
        new._gram_scores = arrays["gram_scores"].astype(np.float64)
        new._unseen_idf = float(arrays["unseen_idf"][0])
        new._token_ids = _TokenIds(new._words)
        return new


def _presence(columns: Sequence[Sequence[int]], width: int) -> Any:  # noqa: ANN401 (scipy has no types)
    from scipy import sparse

    indptr = np.cumsum([0, *(len(c) for c in columns)], dtype=np.int32)  # scikit-learn takes 32-bit indices only
    indices = np.array([j for c in columns for j in sorted(c)], dtype=np.int32)
    return sparse.csr_array((np.ones(len(indices)), indices, indptr), shape=(len(columns), width))


def _log_count_ratio(features: Any, positive: NDArray[np.int8], smoothing: float) -> NDArray[np.float64]:  # noqa: ANN401
    yes = np.asarray(features[positive == 1].sum(axis=0)).ravel() + smoothing
    no = np.asarray(features[positive == 0].sum(axis=0)).ravel() + smoothing
    ratio: NDArray[np.float64] = np.log((yes / yes.sum()) / (no / no.sum()))
    return ratio


def _add(
    scores: NDArray[np.float64],
    clause: NDArray[np.int64],
    feature: NDArray[np.int64],
    keep: NDArray[np.bool_],
    table: NDArray[np.float64],
) -> None:
    """Add each clause's distinct features' rows of `table` to its row of `scores`."""
    if not keep.any():
        return
    ordered = np.sort(clause[keep] * len(table) + feature[keep])  # np.unique hashes first, which takes longer
    distinct = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    rows, columns = np.divmod(distinct, len(table))
    starts = np.concatenate(([0], np.flatnonzero(rows[1:] != rows[:-1]) + 1))
    scores[rows[starts]] += np.add.reduceat(table[columns], starts, axis=0)


def _repeats(clause: NDArray[np.int64], feature: NDArray[np.int64], n_features: int) -> NDArray[np.int64]:
    """Return how often each place's feature stands in its clause."""
    key = clause * n_features + feature
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    counts = np.diff(starts, append=len(key))
    repeats = np.empty_like(key)
    repeats[order] = np.repeat(counts, counts)
    return repeats


def _pack(strings: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[Any]) -> dict[str, int]:
    text = packed.astype(np.uint8).tobytes().decode()
    return {s: i for i, s in enumerate(text.split("\n"))} if text else {}
