"""Learn the n-gram classifier: which words, forms, pairs and character n-grams it knows, and their weights."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from clausetag.data.documents.language import detect_languages
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.character_grams import CharacterGrams, character_grams
from clausetag.models.classifier import Asked, Labels
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.pairs import Ints, PairTable
from clausetag.models.stretches import Stretches, read_stretches
from clausetag.models.tokens import fold, form
from clausetag.models.vocabulary import Vocabulary
from clausetag.training.learners.configs import NgramConfig

_COMMON = 0.06  # share of a language's clauses from which on a word is common
_FEW = 0.03  # share of all clauses below which those of a language say nothing of how common its words are
_SMALL = 0.02  # log-odds that a pair must add or take in some theme to be kept: without the rest, answers are the same


def learn_ngrams(
    themes: Sequence[str],
    texts: Sequence[str],
    labels: Labels,
    config: NgramConfig | None = None,
    *,
    asked: Asked | None = None,
) -> NgramClassifier:
    """Learn from texts and labels of shape (n_clauses, n_themes), in the order of `themes`; needs the extra `train`.

    Of a theme it learns where it was asked: everywhere without `asked`, which has the shape of `labels`.

    A theme that applies to none of those texts or to all is not told by any word (`check_labels` refuses it).

    Raises:
        UsageError: No word stands in two of the texts.
    """
    with needs("train"):
        from clausetag.training.learners.naive_bayes import Features, learn_weights
        from clausetag.training.learners.presence import frequent, grams_of_words, presence, side_by_side

    config = config or NgramConfig()
    asked = np.ones(labels.shape, dtype=np.bool_) if asked is None else asked
    least = config.min_document_frequency
    stretches = read_stretches(texts)
    n = len(stretches.tokens)
    frequency = Counter(word for tokens in stretches.tokens for word in {fold(token) for token in tokens})
    vocabulary = _learn_vocabulary(texts, stretches, frequency, least)
    if not vocabulary.words:
        raise UsageError(f"{len(labels):,} clauses without a word in common are too few to learn from")
    grams = _learn_grams(frequency, n, config)

    tokens = vocabulary.read(stretches.tokens)
    of_words = presence(tokens.stretch, tokens.word, (n, len(vocabulary.words)))
    of_forms = presence(tokens.stretch, tokens.form, (n, len(vocabulary.forms)))
    pair_keys, of_pairs = frequent(tokens.stretch, vocabulary.ordered(tokens), n, least)
    near_keys, of_near_pairs = frequent(tokens.stretch, vocabulary.near(tokens), n, least)
    in_words = grams_of_words(vocabulary.words, _idf(_counts(frequency, vocabulary.words), n), grams)
    own = side_by_side(of_words, of_forms, of_pairs, of_near_pairs)
    features = Features(own * config.word_scale, of_words, in_words * config.character_scale)
    weights, intercept = learn_weights(features, stretches, labels, asked, config)

    gram_scores = weights[own.shape[1] :] * config.character_scale
    ends = np.cumsum([part.shape[1] for part in (of_words, of_forms, of_pairs)])
    word, form_scores, pair, near = np.split(weights[: own.shape[1]] * config.word_scale, ends)
    return NgramClassifier(
        themes=tuple(themes),
        intercept=intercept,
        vocabulary=vocabulary,
        word_scores=word + in_words @ gram_scores,
        form_scores=form_scores,
        pairs=_table(pair_keys, pair),
        near_pairs=_table(near_keys, near),
        grams=grams,
        gram_scores=gram_scores,
        unseen_idf=float(np.log1p(n) + 1),
    )


def check_labels(themes: Sequence[str], labels: Labels, asked: Asked) -> None:
    """Raise UsageError if a theme applies to none of the clauses asked for it, or to all: nothing tells it then."""
    for k, theme in enumerate(themes):
        n, n_true = int(asked[:, k].sum()), int(labels[asked[:, k], k].sum())
        if n_true in (0, n):
            some = "none" if n_true == 0 else "all"
            raise UsageError(
                f"theme {theme!r} applies to {some} of the {n:,} clauses to learn from; label more of either kind"
            )


def _learn_vocabulary(
    texts: Sequence[str], stretches: Stretches, frequency: Mapping[str, int], least: int
) -> Vocabulary:
    """Take the words and forms of at least so many stretches; `frequency` is that of each word."""
    words = _kept(frequency, least)
    forms = _kept(Counter(shown for tokens in stretches.tokens for shown in _forms_of(tokens)), least)
    return Vocabulary(words, forms, less_common=_shares(texts, stretches, words) <= _COMMON)


def _shares(texts: Sequence[str], stretches: Stretches, words: Mapping[str, int]) -> NDArray[np.float64]:
    """Return for each word the share of clauses that have it, in the language in which it is largest."""
    of_clauses: list[set[str]] = [set() for _ in texts]
    for clause, tokens in zip(stretches.clause.tolist(), stretches.tokens, strict=True):
        of_clauses[clause].update(map(fold, tokens))
    by_language: dict[str | None, list[set[str]]] = {}
    for language, its_words in zip(detect_languages(texts), of_clauses, strict=True):
        by_language.setdefault(language, []).append(its_words)
    shares = np.zeros(len(words))
    for of in by_language.values():
        if len(of) >= _FEW * len(texts):
            shares = np.maximum(shares, _counts(Counter(word for own in of for word in own), words) / len(of))
    return shares


def _table(keys: Ints, scores: NDArray[np.float64]) -> PairTable:
    telling = np.abs(scores).max(axis=1, initial=0) >= _SMALL
    return PairTable(keys[telling], scores[telling])


def _forms_of(tokens: Sequence[str]) -> set[str]:
    """Return the forms of a stretch's tokens but the first: that a stretch begins with a capital says nothing."""
    return {form(token) for token in tokens[1:]} - {""}


def _learn_grams(frequency: Mapping[str, int], n_stretches: int, config: NgramConfig) -> CharacterGrams:
    counts: Counter[str] = Counter()
    for word, n in frequency.items():
        for gram in set(character_grams(word, *config.character_range)):
            counts[gram] += n
    columns = _kept(counts, config.min_character_frequency)
    at_most_all = np.minimum(_counts(counts, columns), n_stretches)
    return CharacterGrams(columns, _idf(at_most_all, n_stretches), config.character_range)


def _kept(frequency: Mapping[str, int], least: int) -> dict[str, int]:
    """Return a column for each string that is frequent enough, in alphabetical order."""
    return {string: i for i, string in enumerate(sorted(s for s, n in frequency.items() if n >= least))}


def _counts(frequency: Mapping[str, int], strings: Iterable[str]) -> NDArray[np.float64]:
    return np.array([frequency[string] for string in strings], dtype=np.float64)


def _idf(count: NDArray[np.float64], n_stretches: int) -> NDArray[np.float64]:
    """Return the inverse document frequency of what stands in `count` of the texts."""
    return np.asarray(np.log((1 + n_stretches) / (1 + count)) + 1)
