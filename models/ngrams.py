"""The n-gram classifier: words, pairs of near words and the character n-grams inside words, one linear model a theme.

Features are presences (a word counts once however often it stands in the clause) weighted by the naive Bayes log-count
ratio of the theme, as in Wang & Manning (2012), "Baselines and Bigrams: Simple, Good Sentiment and Topic
Classification". They are not normalised by length: one explicit mention decides a clause, however long the clause is.
So the log-odds of a stretch of a clause (`clausetag.models.stretches`) are a plain sum over its words and pairs, which
makes prediction a few table look-ups and the evidence exact; a clause's are the smooth maximum of its stretches'.

| feature    | is                                                                                              |
|------------|-------------------------------------------------------------------------------------------------|
| word       | a folded word, and with it the character n-grams inside it, which stand for words never seen      |
| form       | the word with its case: titles, which lend no theme, are written with capitals                    |
| pair       | two words in their order, neighbours or with one between                                        |
| near pair  | two of the less common words in either order, near each other: "access ... health ... employment" |
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.models.character_grams import CharacterGrams
from clausetag.models.classifier import Evidence, Probabilities, WordLogOdds
from clausetag.models.memo import Memo
from clausetag.models.pairs import Ints, PairTable, Places
from clausetag.models.spans import strongest_spans
from clausetag.models.stretches import Stretches, read_stretches
from clausetag.models.tokens import fold, token_spans
from clausetag.models.vocabulary import Tokens, Vocabulary


@dataclass(frozen=True, eq=False)
class NgramClassifier:
    """See the module's docstring. `themes` fixes the order of the columns of every table of scores.

    Attributes:
        intercept: Shape (n_themes,): the log-odds of a stretch without a word.
        word_scores: Shape (words, n_themes): of a word and its character n-grams together.
        form_scores: Shape (forms, n_themes).
        gram_scores: Shape (character n-grams, n_themes): what a word is judged by that is not in the vocabulary.
        unseen_idf: Inverse document frequency of such a word.
        clauses_at_once: How many are scored together; bounds memory.
    """

    kind: ClassVar[str] = "ngrams"
    themes: tuple[str, ...]
    intercept: NDArray[np.float64]
    vocabulary: Vocabulary
    word_scores: NDArray[np.float64]
    form_scores: NDArray[np.float64]
    pairs: PairTable
    near_pairs: PairTable
    grams: CharacterGrams
    gram_scores: NDArray[np.float64]
    unseen_idf: float
    clauses_at_once: int = 4096

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        batches = [self._log_odds(batch) for batch in self._batches(texts)]
        return np.concatenate(batches) if batches else np.zeros((0, len(self.themes)))

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.log_odds(texts), -50, 50)))

    def contributions(self, text: str, theme: str) -> list[tuple[int, int, float]]:
        """Return (start, end, log-odds) of each word, times the share that its stretch has in the clause's log-odds.

        In a clause of one stretch they and the intercept sum to the log-odds exactly. A pair's weight is shared by its
        two words, a repeated word's or pair's by its occurrences in a stretch.
        """
        (weights,) = self._contributions([text])
        return _of_words(text, weights[:, self.themes.index(theme)])

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        found: list[Evidence] = []
        for batch in self._batches(texts):
            for text, weights, keys in zip(batch, self._contributions(batch), asked[len(found) :], strict=False):
                columns = {key: weights[:, self.themes.index(key)] for key in keys}
                found.append({key: strongest_spans(text, _of_words(text, own)) for key, own in columns.items()})
        return found

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds to its log-odds, as `contributions` has them."""
        return [weights for batch in self._batches(texts) for weights in self._contributions(batch)]

    def _batches(self, texts: Sequence[str]) -> Iterator[Sequence[str]]:
        for i in range(0, len(texts), self.clauses_at_once):
            yield texts[i : i + self.clauses_at_once]

    def _log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        stretches = read_stretches(texts)
        return stretches.pool(self._scores(stretches, self.vocabulary.read(stretches.tokens)))

    def _scores(self, stretches: Stretches, tokens: Tokens) -> NDArray[np.float64]:
        """Return log-odds of shape (stretches, themes)."""
        result = np.tile(self.intercept, (len(stretches.tokens), 1))
        begins = np.searchsorted(tokens.stretch, np.arange(len(stretches.tokens)))
        unseen = np.flatnonzero(tokens.word < 0)
        place = unseen - begins[tokens.stretch[unseen]]
        for i, word in dict.fromkeys(
            (i, fold(stretches.tokens[i][j]))
            for i, j in zip(tokens.stretch[unseen].tolist(), place.tolist(), strict=True)
        ):
            result[i] += self._unseen[word]
        for places, scores in self._found(tokens):
            _add(result, tokens.stretch[places.first], places.key, scores)
        return result

    def _contributions(self, texts: Sequence[str]) -> list[NDArray[np.float64]]:
        """Return the log-odds that the words of each text contribute, shape (words, themes)."""
        stretches = read_stretches(texts)
        tokens = self.vocabulary.read(stretches.tokens)
        weights = np.zeros((len(tokens.word), len(self.themes)))
        for places, scores in self._found(tokens):
            half = scores[places.key] / _repeats(tokens.stretch[places.first], places.key, len(scores))[:, None] / 2
            np.add.at(weights, places.first, half)
            np.add.at(weights, places.last, half)
        every = [(i, fold(token)) for i, words in enumerate(stretches.tokens) for token in words]
        unseen = np.flatnonzero(tokens.word < 0).tolist()
        repeats = Counter(every[at] for at in unseen)
        for at in unseen:
            weights[at] += self._unseen[every[at][1]] / repeats[every[at]]
        weights *= stretches.shares(self._scores(stretches, tokens))[tokens.stretch]
        clause = stretches.clause[tokens.stretch]
        return np.split(weights, np.searchsorted(clause, np.arange(1, len(texts))))

    def _found(self, tokens: Tokens) -> Iterator[tuple[Places, NDArray[np.float64]]]:
        """Yield the known features of each sort, rows in place of keys, and the scores of the rows."""
        for column, scores in ((tokens.word, self.word_scores), (tokens.form, self.form_scores)):
            at = np.flatnonzero(column >= 0)
            yield Places(column[at], at, at), scores
        yield self.pairs.find(self.vocabulary.ordered(tokens)), self.pairs.scores
        yield self.near_pairs.find(self.vocabulary.near(tokens)), self.near_pairs.scores

    @cached_property
    def _unseen(self) -> Memo[NDArray[np.float64]]:
        """Log-odds, shape (n_themes,), of words that the vocabulary does not know."""

        def score(word: str) -> NDArray[np.float64]:
            columns, values = self.grams.vector(word)
            return np.asarray(self.unseen_idf * values @ self.gram_scores[columns])

        return Memo(score)

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the tables as plain arrays; strings are UTF-8 bytes, one a line."""
        return {
            "intercept": self.intercept,
            "words": _pack(self.vocabulary.words),
            "word_scores": self.word_scores.astype(np.float32),
            "less_common": self.vocabulary.less_common,
            "forms": _pack(self.vocabulary.forms),
            "form_scores": self.form_scores.astype(np.float32),
            "pair_keys": self.pairs.keys,
            "pair_scores": self.pairs.scores.astype(np.float32),
            "near_pair_keys": self.near_pairs.keys,
            "near_pair_scores": self.near_pairs.scores.astype(np.float32),
            "grams": _pack(self.grams.columns),
            "gram_idf": self.grams.idf,
            "gram_scores": self.gram_scores.astype(np.float32),
            "unseen_idf": np.array([self.unseen_idf]),
            "character_range": np.array(self.grams.character_range),
        }

    @classmethod
    def from_arrays(cls, themes: tuple[str, ...], arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Rebuild a classifier from `to_arrays`."""
        low, high = (int(n) for n in arrays["character_range"])
        words, forms, grams = (_unpack(arrays[name]) for name in ("words", "forms", "grams"))
        word_scores, form_scores, gram_scores, pair_scores, near_pair_scores = (
            arrays[f"{name}_scores"].astype(np.float64) for name in ("word", "form", "gram", "pair", "near_pair")
        )
        return cls(
            themes=themes,
            intercept=arrays["intercept"].astype(np.float64),
            vocabulary=Vocabulary(words, forms, arrays["less_common"].astype(np.bool_)),
            word_scores=word_scores,
            form_scores=form_scores,
            pairs=PairTable(arrays["pair_keys"].astype(np.int64), pair_scores),
            near_pairs=PairTable(arrays["near_pair_keys"].astype(np.int64), near_pair_scores),
            grams=CharacterGrams(grams, arrays["gram_idf"].astype(np.float64), (low, high)),
            gram_scores=gram_scores,
            unseen_idf=float(arrays["unseen_idf"][0]),
        )


def _of_words(text: str, weights: NDArray[np.float64]) -> list[tuple[int, int, float]]:
    return [(start, end, weight) for (_, start, end), weight in zip(token_spans(text), weights.tolist(), strict=True)]


def _add(scores: NDArray[np.float64], stretch: Ints, feature: Ints, table: NDArray[np.float64]) -> None:
    """Add each stretch's distinct features' rows of `table` to its row of `scores`."""
    if not len(feature):
        return
    ordered = np.sort(stretch * len(table) + feature)  # np.unique hashes first, which takes longer
    distinct = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]
    rows, columns = np.divmod(distinct, len(table))
    starts = np.concatenate(([0], np.flatnonzero(rows[1:] != rows[:-1]) + 1))
    scores[rows[starts]] += np.add.reduceat(table[columns], starts, axis=0)


def _repeats(stretch: Ints, feature: Ints, n_features: int) -> Ints:
    """Return how often each place's feature stands in its stretch."""
    key = stretch * n_features + feature
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
