"""The n-gram classifier: words, pairs of near words and the character n-grams inside words, one linear model a theme.

Features are presences (a word counts once however often it stands in the clause) weighted by the naive Bayes log-count
ratio of the theme, as in Wang & Manning (2012), "Baselines and Bigrams: Simple, Good Sentiment and Topic
Classification". They are not normalised by length: one explicit mention decides a clause, however long the clause is.
So the log-odds are a plain sum over the clause's words and pairs, which makes prediction a few table look-ups and the
evidence exact.

| feature    | is                                                                                              |
|------------|-------------------------------------------------------------------------------------------------|
| word       | a folded word, and with it the character n-grams inside it, which stand for words never seen      |
| form       | the word with its case: titles, which lend no theme, are written with capitals                    |
| pair       | two words in their order, neighbours or with one between                                        |
| near pair  | two of the less common words in either order, near each other: "access ... health ... employment" |
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Labels, Probabilities, Span
from clausetag.models.pairs import Ints, PairTable, Places, near_pairs, ordered_pairs
from clausetag.models.spans import strongest_spans
from clausetag.models.tokens import fold, form, token_spans, tokens_of

_BATCH = 4096  # clauses scored at once: bounds memory
_MOST_TOKENS = 200_000  # remembered
_GAPS = (1, 2)  # a pair is two neighbours, or two words with one between them
_WITHIN = 8  # a near pair has fewer than so many of the less common words between
_COMMON = 0.06  # share of clauses from which on a word is common
_FORM = 32  # bits by which a token's form is shifted, above its word


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
    """Word and form of each token met so far as one number: one look-up in place of folding and two more look-ups."""

    def __init__(self, words: Mapping[str, int], forms: Mapping[str, int]) -> None:
        self.words, self.forms = words, forms

    def __missing__(self, token: str) -> int:
        if len(self) > _MOST_TOKENS:
            self.clear()
        word, its_form = self.words.get(fold(token), -1), self.forms.get(form(token), -1)
        number = self[token] = (its_form + 1 << _FORM) + word + 1
        return number


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The tokens of some clauses, one after the other: word, form (-1 where unknown) and clause of each."""

    word: Ints
    form: Ints
    clause: Ints


@dataclass
class NgramClassifier:
    """See the module's docstring. `themes` fixes the order of the columns."""

    themes: tuple[str, ...]
    config: NgramConfig = field(default_factory=NgramConfig)
    kind: str = field(default="ngrams", init=False)
    _intercept: NDArray[np.float64] = field(init=False, repr=False)
    _words: dict[str, int] = field(init=False, repr=False)
    _word_scores: NDArray[np.float64] = field(init=False, repr=False)  # (words, themes): the word and its characters
    _less_common: NDArray[np.bool_] = field(init=False, repr=False)  # by word
    _forms: dict[str, int] = field(init=False, repr=False)
    _form_scores: NDArray[np.float64] = field(init=False, repr=False)
    _pairs: PairTable = field(init=False, repr=False)
    _near_pairs: PairTable = field(init=False, repr=False)
    _grams: dict[str, int] = field(init=False, repr=False)
    _gram_idf: NDArray[np.float64] = field(init=False, repr=False)
    _gram_scores: NDArray[np.float64] = field(init=False, repr=False)
    _unseen_idf: float = field(init=False, repr=False)
    _unseen: dict[str, NDArray[np.float64]] = field(init=False, repr=False, default_factory=dict)

    def fit(self, texts: Sequence[str], labels: Labels) -> Self:
        """Learn from texts and labels of shape (n_clauses, n_themes); needs scikit-learn; returns itself.

        Raises:
            UsageError: A theme applies to none of the texts or to all, or no word stands in two of them.
        """
        with needs("train"):
            from scipy import sparse
            from sklearn.linear_model import LogisticRegression

        cfg, n = self.config, len(texts)
        clauses = [tokens_of(text) for text in texts]
        frequency = Counter(word for tokens in clauses for word in {fold(token) for token in tokens})
        self._words = _kept(frequency, cfg.min_document_frequency)
        if not self._words:
            raise UsageError(f"{n:,} clauses without a word in common are too few to learn from")
        for theme, share in zip(self.themes, labels.mean(axis=0), strict=True):
            if share in (0, 1):
                some = "none" if share == 0 else "all"
                raise UsageError(
                    f"theme {theme!r} applies to {some} of the {n:,} clauses to learn from; label more of either kind"
                )
        form_frequency = Counter(
            shown for tokens in clauses for shown in {form(token) for token in tokens[1:]} if shown
        )
        self._forms = _kept(form_frequency, cfg.min_document_frequency)
        count = np.array([frequency[w] for w in self._words], dtype=np.float64)
        self._less_common = count <= _COMMON * n
        self._unseen_idf = float(np.log1p(n) + 1)
        self._fit_grams(frequency, n)
        word_to_grams = sparse.csr_array(
            self._gram_vectors(self._words, np.log((1 + n) / (1 + count)) + 1),
            shape=(len(self._words), len(self._grams)),
        )

        for name in ("_token_ids", "_capital"):
            self.__dict__.pop(name, None)
        tokens = self._tokens(clauses)
        words = _presence(tokens.clause, tokens.word, (n, len(self._words)))
        forms = _presence(tokens.clause, tokens.form, (n, len(self._forms)))
        pair_keys, pairs = _often(tokens.clause, self._ordered(tokens), n, cfg.min_document_frequency)
        near_keys, near = _often(tokens.clause, self._near(tokens), n, cfg.min_document_frequency)
        own = sparse.hstack([words, forms, pairs, near])
        features = sparse.hstack([own * cfg.word_scale, (words @ word_to_grams) * cfg.character_scale]).tocsr()

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

        self._gram_scores = weights[own.shape[1] :] * cfg.character_scale
        sizes = [part.shape[1] for part in (words, forms, pairs)]
        word, self._form_scores, pair, near = np.split(weights[: own.shape[1]] * cfg.word_scale, np.cumsum(sizes))
        self._word_scores = word + word_to_grams @ self._gram_scores
        self._pairs, self._near_pairs = PairTable(pair_keys, pair), PairTable(near_keys, near)
        self._unseen = {}
        return self

    def _fit_grams(self, frequency: Mapping[str, int], n_texts: int) -> None:
        counts: Counter[str] = Counter()
        for word, n in frequency.items():
            for gram in set(_character_grams(word, *self.config.character_range)):
                counts[gram] += n
        self._grams = _kept(counts, self.config.min_character_frequency)
        frequencies = np.array([min(counts[g], n_texts) for g in self._grams], dtype=np.float64)
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

    @cached_property
    def _token_ids(self) -> _TokenIds:
        return _TokenIds(self._words, self._forms)

    @cached_property
    def _capital(self) -> NDArray[np.bool_]:
        """Say for each form, and for none at the end, whether it begins with a capital."""
        return np.array([*(shown[0].isupper() for shown in self._forms), False])

    def _tokens(self, clauses: Sequence[Sequence[str]]) -> _Tokens:
        ids: list[int] = []
        ends = [0]
        for tokens in clauses:
            ids += map(self._token_ids.__getitem__, tokens)
            ends.append(len(ids))
        number = np.array(ids, dtype=np.int64)
        shown = (number >> _FORM) - 1
        starts = np.array(ends[:-1], dtype=np.int64)[np.diff(ends) > 0]
        shown[starts[self._capital[shown[starts]]]] = -1  # that a clause begins with a capital says nothing
        clause = np.repeat(np.arange(len(clauses)), np.diff(ends))
        return _Tokens((number & (1 << _FORM) - 1) - 1, shown, clause)

    def _ordered(self, tokens: _Tokens) -> Places:
        return ordered_pairs(tokens.word, tokens.clause, _GAPS, len(self._words))

    def _near(self, tokens: _Tokens) -> Places:
        return near_pairs(tokens.word, tokens.clause, self._less_common, _WITHIN)

    def _found(self, tokens: _Tokens) -> Iterator[tuple[Places, NDArray[np.float64]]]:
        """Yield the known features of each sort, rows in place of keys, and the scores of the rows."""
        for column, scores in ((tokens.word, self._word_scores), (tokens.form, self._form_scores)):
            at = np.flatnonzero(column >= 0)
            yield Places(column[at], at, at), scores
        yield self._pairs.find(self._ordered(tokens)), self._pairs.scores
        yield self._near_pairs.find(self._near(tokens)), self._near_pairs.scores

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        batches = [self._log_odds(texts[i : i + _BATCH]) for i in range(0, len(texts), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, len(self.themes)))

    def _log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        result = np.tile(self._intercept, (len(texts), 1))
        clauses = [tokens_of(text) for text in texts]
        tokens = self._tokens(clauses)
        begins = np.searchsorted(tokens.clause, np.arange(len(texts)))
        unseen = np.flatnonzero(tokens.word < 0)
        place = unseen - begins[tokens.clause[unseen]]
        for i, word in dict.fromkeys(
            (i, fold(clauses[i][j])) for i, j in zip(tokens.clause[unseen].tolist(), place.tolist(), strict=True)
        ):
            result[i] += self._unseen_score(word)
        for places, scores in self._found(tokens):
            _add(result, tokens.clause[places.first], places.key, scores)
        return result

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
        spans = [token_spans(text) for text in texts]
        tokens = self._tokens([[token for token, _, _ in clause] for clause in spans])
        shares = np.zeros(len(tokens.word))
        for places, scores in self._found(tokens):
            half = scores[places.key, k] / _repeats(tokens.clause[places.first], places.key, len(scores)) / 2
            np.add.at(shares, places.first, half)
            np.add.at(shares, places.last, half)
        every = [(i, fold(token)) for i, clause in enumerate(spans) for token, _, _ in clause]
        unseen = np.flatnonzero(tokens.word < 0).tolist()
        repeats = Counter(every[at] for at in unseen)
        for at in unseen:
            shares[at] += self._unseen_score(every[at][1])[k] / repeats[every[at]]
        each = iter(shares.tolist())
        return [[(start, end, next(each)) for _, start, end in clause] for clause in spans]

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
            "less_common": self._less_common,
            "forms": _pack(self._forms),
            "form_scores": self._form_scores.astype(np.float32),
            "pair_keys": self._pairs.keys,
            "pair_scores": self._pairs.scores.astype(np.float32),
            "near_pair_keys": self._near_pairs.keys,
            "near_pair_scores": self._near_pairs.scores.astype(np.float32),
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
        new._words, new._forms, new._grams = (_unpack(arrays[name]) for name in ("words", "forms", "grams"))
        new._word_scores, new._form_scores, new._gram_scores, pair, near = (
            arrays[f"{name}_scores"].astype(np.float64) for name in ("word", "form", "gram", "pair", "near_pair")
        )
        new._less_common = arrays["less_common"].astype(np.bool_)
        new._pairs = PairTable(arrays["pair_keys"].astype(np.int64), pair)
        new._near_pairs = PairTable(arrays["near_pair_keys"].astype(np.int64), near)
        new._gram_idf = arrays["gram_idf"].astype(np.float64)
        new._unseen_idf = float(arrays["unseen_idf"][0])
        return new


def _kept(frequency: Mapping[str, int], least: int) -> dict[str, int]:
    """Return a column for each string that is frequent enough, in alphabetical order."""
    return {string: i for i, string in enumerate(sorted(s for s, n in frequency.items() if n >= least))}


def _presence(clause: Ints, column: Ints, shape: tuple[int, int]) -> Any:  # noqa: ANN401 (scipy has no types)
    """Return a sparse matrix with a 1 where a clause has a feature; columns below 0 are passed over."""
    from scipy import sparse

    known = column >= 0
    rows, columns = np.divmod(np.unique(clause[known] * shape[1] + column[known]), max(shape[1], 1))
    starts = np.searchsorted(rows, np.arange(shape[0] + 1))
    indices, starts = columns.astype(np.int32), starts.astype(np.int32)  # scikit-learn takes 32 bits only
    return sparse.csr_array((np.ones(len(columns)), indices, starts), shape=shape)


def _often(clause: Ints, places: Places, n_clauses: int, least: int) -> tuple[Ints, Any]:
    """Return the keys that stand in at least so many clauses, ascending, and their presence in the clauses."""
    keys, column = np.unique(places.key, return_inverse=True)
    of = clause[places.first]
    each = np.unique(of * max(len(keys), 1) + column) % max(len(keys), 1)
    often = np.bincount(each, minlength=len(keys)) >= least
    new_column = np.where(often, np.cumsum(often) - 1, -1)
    return keys[often], _presence(of, new_column[column], (n_clauses, int(often.sum())))


def _log_count_ratio(features: Any, positive: NDArray[np.int8], smoothing: float) -> NDArray[np.float64]:  # noqa: ANN401
    yes = np.asarray(features[positive == 1].sum(axis=0)).ravel() + smoothing
    no = np.asarray(features[positive == 0].sum(axis=0)).ravel() + smoothing
    ratio: NDArray[np.float64] = np.log((yes / yes.sum()) / (no / no.sum()))
    return ratio


def _add(scores: NDArray[np.float64], clause: Ints, feature: Ints, table: NDArray[np.float64]) -> None:
    """Add each clause's distinct features' rows of `table` to its row of `scores`."""
    if not len(feature):
        return
    ordered = np.sort(clause * len(table) + feature)  # np.unique hashes first, which takes longer
    distinct = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    rows, columns = np.divmod(distinct, len(table))
    starts = np.concatenate(([0], np.flatnonzero(rows[1:] != rows[:-1]) + 1))
    scores[rows[starts]] += np.add.reduceat(table[columns], starts, axis=0)


def _repeats(clause: Ints, feature: Ints, n_features: int) -> Ints:
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
