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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import count, repeat
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from clausetag.data.memo import Memo
from clausetag.models.character_grams import CharacterGrams
from clausetag.models.classifier import Evidence, Judged, Probabilities, WordLogOdds, sigmoid
from clausetag.models.features import FeatureTable
from clausetag.models.pairs import PairIndex, PairTable
from clausetag.models.reading import Reader
from clausetag.models.spans import evidence_of
from clausetag.models.vocabulary import Vocabulary


@dataclass(frozen=True, eq=False)
class NgramClassifier:
    """See the module's docstring. `themes` fixes the order of the columns of every table of scores.

    Attributes:
        intercept: Shape (n_themes,): the log-odds of a stretch without a word.
        word_scores: Shape (words, n_themes): of a word and its character n-grams together.
        form_scores: Shape (forms, n_themes).
        gram_scores: Shape (character n-grams, n_themes): what a word is judged by that is not in the vocabulary.
        unseen_idf: Inverse document frequency of such a word.
        clauses_at_once: How many are scored together: what becomes of so many lies near the processor.
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
        return _together([self._reader.read(batch).clauses for batch in self._batches(texts)], len(self.themes))

    def judge(self, texts: Sequence[str]) -> Judged:
        """Return log-odds, and evidence for those who ask for it: the texts are read once for both."""
        read = [self._reader.read(batch) for batch in self._batches(texts)]

        def evidence(rows: Sequence[int], asked: Sequence[Collection[str]]) -> list[Evidence]:
            found: list[Evidence] = []
            for start, part in zip(count(0, self.clauses_at_once), read, strict=False):
                its = [row - start for row in rows if start <= row < start + len(part.texts)]
                keys = asked[len(found) : len(found) + len(its)]
                themes = [theme for theme in self.themes if any(theme in own for own in keys)]
                weights = self._reader.weights(part, its, [self.themes.index(theme) for theme in themes])
                found += map(evidence_of, [part.texts[row] for row in its], weights, repeat(themes), keys)
            return found

        def words(rows: Sequence[int]) -> list[WordLogOdds]:
            found: list[WordLogOdds] = []
            for start, part in zip(count(0, self.clauses_at_once), read, strict=False):
                its = [row - start for row in rows if start <= row < start + len(part.texts)]
                found += self._reader.weights(part, its, range(len(self.themes)))
            return found

        return Judged(_together([part.clauses for part in read], len(self.themes)), evidence, words)

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return uncalibrated probabilities of shape (n_clauses, n_themes)."""
        return sigmoid(self.log_odds(texts))

    def evidence(self, texts: Sequence[str], asked: Sequence[Collection[str]]) -> list[Evidence]:
        """Return, for each text, the words that speak for each of the themes asked for it."""
        return self.judge(texts).evidence(range(len(texts)), asked)

    def word_log_odds(self, texts: Sequence[str]) -> list[WordLogOdds]:
        """Return what each word of each text adds to its log-odds: its log-odds times the share of its stretch.

        In a clause of one stretch they and the intercept sum to the log-odds exactly. A pair's weight is shared by its
        two words, a repeated word's or pair's by its occurrences in a stretch.
        """
        return self.judge(texts).words(range(len(texts)))

    def _batches(self, texts: Sequence[str]) -> Iterator[Sequence[str]]:
        for start in range(0, len(texts), self.clauses_at_once):
            yield texts[start : start + self.clauses_at_once]

    @cached_property
    def _reader(self) -> Reader:
        tables = (self.word_scores, self.form_scores, self.pairs.scores, self.near_pairs.scores)
        keys = np.concatenate((self.pairs.keys, self.near_pairs.keys + self.vocabulary.beyond_ordered))
        features = FeatureTable(self.vocabulary, PairIndex(keys), np.concatenate(tables), tuple(map(len, tables)))

        def unseen(word: str) -> NDArray[np.float64]:
            columns, values = self.grams.vector(word)
            return np.asarray(self.unseen_idf * values @ self.gram_scores[columns])

        return Reader(features, self.intercept, Memo(unseen))

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


def _together(parts: Sequence[NDArray[np.float64]], n_themes: int) -> NDArray[np.float64]:
    return np.concatenate(parts) if parts else np.zeros((0, n_themes))


def _pack(strings: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[Any]) -> dict[str, int]:
    text = packed.astype(np.uint8).tobytes().decode()
    strings = text.split("\n") if text else []
    return dict(zip(strings, range(len(strings)), strict=True))
