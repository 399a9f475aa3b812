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
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.memo import Memo
from clausetag.models.character_grams import CharacterGrams
from clausetag.models.classifier import Evidence, Judged, Probabilities, WordLogOdds
from clausetag.models.features import Counted, FeatureTable, Found
from clausetag.models.pairs import Ints, PairIndex, PairTable
from clausetag.models.spans import joined, strongest
from clausetag.models.stretches import clause_of, pool
from clausetag.models.tokens import token_places, token_spans
from clausetag.models.vocabulary import Tokens, Vocabulary


class _Read(NamedTuple):
    """What was read of some clauses."""

    texts: Sequence[str]
    tokens: Tokens
    begins: Ints  # of each clause's stretches
    found: Found
    counted: Counted
    unknown: Sequence[tuple[int, int, str]]  # token, stretch and word
    stretches: NDArray[np.float64]  # log-odds, shape (stretches, themes)
    clauses: NDArray[np.float64]  # log-odds, shape (clauses, themes)


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
    clauses_at_once: int = 256

    def log_odds(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return log-odds of shape (n_clauses, n_themes)."""
        return self._log_odds(self._read(texts))

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return probabilities, and evidence for those who ask for it: the texts are read once for both."""
        read = self._read(texts)

        def evidence(rows: Sequence[int], asked: Sequence[Collection[str]]) -> list[Evidence]:
            return self._evidence(read, rows, asked)

        return Judged(self._log_odds(read), evidence)

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return self.judge(texts).probabilities

    def contributions(self, text: str, theme: str) -> list[tuple[int, int, float]]:
        """Return (start, end, log-odds) of each word, times the share that its stretch has in the clause's log-odds.

        In a clause of one stretch they and the intercept sum to the log-odds exactly. A pair's weight is shared by its
        two words, a repeated word's or pair's by its occurrences in a stretch.
        """
        (weights,) = self.word_log_odds([text])
        own = weights[:, self.themes.index(theme)].tolist()
        return [(start, end, weight) for (_, start, end), weight in zip(token_spans(text), own, strict=True)]

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        return self.judge(texts).evidence(range(len(texts)), asked)

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds to its log-odds, as `contributions` has them."""
        return [
            weights
            for read in self._read(texts)
            for weights in self._weights(read, range(len(read.texts)), self.themes)
        ]

    def _read(self, texts: Sequence[str]) -> list[_Read]:
        at_once = self.clauses_at_once
        return [self._read_some(texts[start : start + at_once]) for start in range(0, len(texts), at_once)]

    def _read_some(self, texts: Sequence[str]) -> _Read:
        tokens, begins = self.vocabulary.read_texts(texts)
        found = self._features.find(tokens)
        counted = self._features.count(found, tokens)
        unknown = self._unknown(texts, tokens, begins)
        stretches = np.tile(self.intercept, (tokens.n_stretches, 1))
        for stretch, word in dict.fromkeys((stretch, word) for _, stretch, word in unknown):
            stretches[stretch] += self._unseen[word]
        for sums in self._features.sums(counted, tokens.n_stretches):
            stretches += sums
        return _Read(texts, tokens, begins, found, counted, unknown, stretches, pool(stretches, begins))

    def _unknown(self, texts: Sequence[str], tokens: Tokens, begins: Ints) -> list[tuple[int, int, str]]:
        """Return token, stretch and folded word of each word that the vocabulary does not know."""
        at = (tokens.word < 0).nonzero()[0]
        if not len(at):
            return []
        stretch = tokens.stretch[at]
        theirs = dict.fromkeys(clause_of(begins, tokens.n_stretches)[stretch].tolist())
        words = self.vocabulary.unknown(texts[i] for i in theirs)
        return list(zip(at.tolist(), stretch.tolist(), words, strict=True))

    def _log_odds(self, read: Sequence[_Read]) -> NDArray[np.float64]:
        return np.concatenate([part.clauses for part in read]) if read else np.zeros((0, len(self.themes)))

    def _evidence(self, read: Sequence[_Read], rows: Sequence[int], asked: Sequence[Collection[str]]) -> list[Evidence]:
        found: list[Evidence] = []
        for start, part in zip(range(0, len(read) * self.clauses_at_once, self.clauses_at_once), read, strict=True):
            its = [row - start for row in rows if start <= row < start + len(part.texts)]
            keys = asked[len(found) : len(found) + len(its)]
            themes = [key for key in self.themes if any(key in own for own in keys)]
            weights = self._weights(part, its, themes)
            found += map(_evidence_of, [part.texts[row] for row in its], weights, keys, repeat(themes))
        return found

    def _weights(self, read: _Read, rows: Sequence[int], themes: Sequence[str]) -> list[WordLogOdds]:
        """Return the log-odds that the words of some clauses contribute to some themes, shape (words, themes)."""
        if not rows:
            return []
        tokens, found, unknown = read.tokens, read.found, read.unknown
        columns = [self.themes.index(key) for key in themes]
        clause = clause_of(read.begins, tokens.n_stretches)
        by_token = clause[tokens.stretch]
        if len(rows) < len(read.texts):
            wanted = np.zeros(len(read.texts), dtype=np.bool_)
            wanted[rows] = True
            found = found.of(wanted[by_token])
            unknown = [(at, stretch, word) for at, stretch, word in unknown if wanted[clause[stretch]]]
        weights = self._features.shared(found, tokens, read.counted, columns)
        if unknown:
            times = Counter((stretch, word) for _, stretch, word in unknown)
            theirs = np.array([self._unseen[word] for _, _, word in unknown])[:, columns]
            each = np.array([times[stretch, word] for _, stretch, word in unknown])
            weights[[at for at, _, _ in unknown]] += theirs / each[:, None]
        shares = np.exp(read.stretches[:, columns] - read.clauses[:, columns][clause])
        weights *= shares[tokens.stretch]
        bounds = np.searchsorted(by_token, (rows, np.add(rows, 1))).T.tolist()
        return [weights[start:end] for start, end in bounds]

    @cached_property
    def _unseen(self) -> Memo[NDArray[np.float64]]:
        """Log-odds, shape (n_themes,), of words that the vocabulary does not know."""

        def score(word: str) -> NDArray[np.float64]:
            columns, values = self.grams.vector(word)
            return np.asarray(self.unseen_idf * values @ self.gram_scores[columns])

        return Memo(score)

    @cached_property
    def _features(self) -> FeatureTable:
        tables = (self.word_scores, self.form_scores, self.pairs.scores, self.near_pairs.scores)
        keys = np.concatenate((self.pairs.keys, self.near_pairs.keys + self.vocabulary.beyond_ordered))
        return FeatureTable(self.vocabulary, PairIndex(keys), np.concatenate(tables), tuple(map(len, tables)))

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


def _evidence_of(text: str, weights: WordLogOdds, asked: Collection[str], themes: Sequence[str]) -> Evidence:
    """Return the evidence of a text from its words' weights; the columns are those of `themes`."""
    columns = [weights[:, themes.index(key)].tolist() for key in asked]
    kept = [strongest(own) for own in columns]
    wanted = sorted(set().union(*kept))
    place_of = dict(zip(wanted, token_places(text, wanted), strict=True))
    return {
        key: joined(text, [(*place_of[i], own[i]) for i in its])
        for key, own, its in zip(asked, columns, kept, strict=True)
    }


def _pack(strings: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[Any]) -> dict[str, int]:
    text = packed.astype(np.uint8).tobytes().decode()
    strings = text.split("\n") if text else []
    return dict(zip(strings, range(len(strings)), strict=True))
