"""What texts have, whatever their labels: the words, forms, pairs and character n-grams to learn weights of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.models.character_grams import CharacterGrams, character_grams
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.pairs import Ints, PairTable
from clausetag.models.stretches import Stretches
from clausetag.models.vocabulary import Tokens, Vocabulary
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.naive_bayes import Features
from clausetag.training.learners.presence import (
    Matrix,
    frequent,
    grams_of_words,
    presence,
    side_by_side,
    standing_in,
)
from clausetag.training.learners.reading import columns_of, read

_COMMON = 0.06  # share of a language's clauses from which on a word is common
_FEW = 0.03  # share of all clauses below which those of a language say nothing of how common its words are
_SMALL = 0.02  # log-odds that a pair must add or take in some theme to be kept: without the rest, answers are the same


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The words, forms, pairs and character n-grams that are known, and which stretch of the texts has which."""

    vocabulary: Vocabulary
    pair_keys: Ints
    near_keys: Ints
    grams: CharacterGrams
    in_words: Matrix  # the n-grams of words
    stretches: Stretches
    features: Features

    def classifier(
        self, themes: Sequence[str], weights: NDArray[np.float64], intercept: NDArray[np.float64], config: NgramConfig
    ) -> NgramClassifier:
        """Return the classifier that weights of the features, shape (n_features, n_themes), make."""
        n_own = self.features.own.shape[1]
        sizes = (len(self.vocabulary.words), len(self.vocabulary.forms), len(self.pair_keys))
        word, form_scores, pair, near = np.split(weights[:n_own] * config.word_scale, np.cumsum(sizes))
        gram_scores = weights[n_own:] * config.character_scale
        return NgramClassifier(
            themes=tuple(themes),
            intercept=intercept,
            vocabulary=self.vocabulary,
            word_scores=word + self.in_words @ gram_scores,
            form_scores=form_scores,
            pairs=_table(self.pair_keys, pair),
            near_pairs=_table(self.near_keys, near),
            grams=self.grams,
            gram_scores=gram_scores,
            unseen_idf=float(np.log1p(self.stretches.n_stretches) + 1),
        )


def read_known(texts: Sequence[str], config: NgramConfig) -> Known:
    """Read texts and return what is known of them.

    Raises:
        UsageError: No word stands in two of the texts.
    """
    least = config.min_document_frequency
    reading = read(texts)
    everything, tokens, stretches = reading.vocabulary, reading.tokens, reading.stretches
    n = tokens.n_stretches
    frequency = standing_in(tokens.stretch, tokens.word, len(everything.words))
    grams = _learn_grams(dict(zip(everything.words, frequency.tolist(), strict=True)), n, config)
    later = np.diff(tokens.stretch, prepend=-1) == 0  # a stretch's first word has a capital where others have none
    of_forms_later = standing_in(tokens.stretch[later], tokens.form[later], len(everything.forms))
    tokens, words, forms = _kept(tokens, everything, frequency >= least, of_forms_later >= least)
    if not words:
        raise UsageError(f"{len(texts):,} clauses without a word in common are too few to learn from")
    vocabulary = Vocabulary(
        words, forms, less_common=_shares(reading.languages, stretches, tokens, len(words)) <= _COMMON
    )
    of_words = presence(tokens.stretch, tokens.word, (n, len(vocabulary.words)))
    of_forms = presence(tokens.stretch, tokens.form, (n, len(vocabulary.forms)))
    pair_keys, of_pairs = frequent(tokens.stretch, vocabulary.ordered(tokens), n, least)
    near_keys, of_near_pairs = frequent(tokens.stretch, vocabulary.near(tokens), n, least)
    in_words = grams_of_words(vocabulary.words, _idf(frequency[frequency >= least], n), grams)
    own = side_by_side(of_words, of_forms, of_pairs, of_near_pairs)
    features = Features(own * config.word_scale, of_words, in_words * config.character_scale)
    return Known(vocabulary, pair_keys, near_keys, grams, in_words, stretches, features)


def _kept(
    tokens: Tokens, everything: Vocabulary, words: NDArray[np.bool_], forms: NDArray[np.bool_]
) -> tuple[Tokens, dict[str, int], dict[str, int]]:
    """Return the tokens as a vocabulary numbers them that knows some of the words and forms of `everything`, and both.

    `words` and `forms` say which, by their numbers there.
    """
    word, form_ = (np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1) for kept in (words, forms))
    return (
        Tokens(word[tokens.word], form_[tokens.form], tokens.stretch, tokens.n_stretches),
        columns_of(compress(everything.words, words)),
        columns_of(compress(everything.forms, forms)),
    )


def _shares(languages: NDArray[np.object_], stretches: Stretches, tokens: Tokens, n_words: int) -> NDArray[np.float64]:
    """Return for each word the share of clauses that have it, in the language in which it is largest."""
    clause = stretches.clause[tokens.stretch]
    shares = np.zeros(n_words)
    for language in set(languages.tolist()):
        of = languages == language
        if of.sum() >= _FEW * len(languages):
            its = of[clause]
            shares = np.maximum(shares, standing_in(clause[its], tokens.word[its], n_words) / of.sum())
    return shares


def _table(keys: Ints, scores: NDArray[np.float64]) -> PairTable:
    telling = np.abs(scores).max(axis=1, initial=0) >= _SMALL
    return PairTable(keys[telling], scores[telling])


def _learn_grams(frequency: Mapping[str, int], n_stretches: int, config: NgramConfig) -> CharacterGrams:
    """Take the n-grams of words of at least so many stretches; `frequency` is that of each word."""
    counts: Counter[str] = Counter()
    for word, n in frequency.items():
        for gram in set(character_grams(word, *config.character_range)):
            counts[gram] += n
    columns = columns_of(gram for gram, n in counts.items() if n >= config.min_character_frequency)
    at_most_all = np.minimum([counts[gram] for gram in columns], n_stretches)
    return CharacterGrams(columns, _idf(at_most_all, n_stretches), config.character_range)


def _idf(count: NDArray[np.int64], n_stretches: int) -> NDArray[np.float64]:
    """Return the inverse document frequency of what stands in `count` of the texts."""
    return np.asarray(np.log((1 + n_stretches) / (1 + count)) + 1)
