"""Learn the n-gram classifier: which words, forms, pairs and character n-grams it knows, and their weights."""

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import compress, count

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.character_grams import CharacterGrams, character_grams
from clausetag.models.classifier import Asked, Labels
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.pairs import Ints, PairTable
from clausetag.models.stretches import Stretches
from clausetag.models.vocabulary import Tokens, Vocabulary
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.progress import Progress, silent
from clausetag.training.learners.reading import columns_of, read

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
    asked = np.ones(labels.shape, dtype=np.bool_) if asked is None else asked
    (classifier,) = learn_parts(themes, texts, labels, config, asked=asked, parts=[np.arange(len(texts))])
    return classifier


def learn_parts(
    themes: Sequence[str],
    texts: Sequence[str],
    labels: Labels,
    config: NgramConfig | None = None,
    *,
    asked: Asked,
    parts: Sequence[Ints],
    at_once: int = 1,
    progress: Progress = silent,
) -> list[NgramClassifier]:
    """Learn one classifier of each of the `parts`, rows of the texts, as `learn_ngrams` does, side by side.

    What takes most of the time, to go through the features, is done once for all. Which words are known, and how
    common they are, all texts say, also those outside a part; what they mean, its labels alone.
    `at_once` threads share the parts.
    """
    with needs("train"):
        from clausetag.training.learners.naive_bayes import Features, learn_weights
        from clausetag.training.learners.presence import frequent, grams_of_words, presence, side_by_side, standing_in

    config = config or NgramConfig()
    least = config.min_document_frequency
    reading = read(texts)
    everything, tokens, stretches = reading.vocabulary, reading.tokens, reading.stretches
    n = tokens.n_stretches
    frequency = standing_in(tokens.stretch, tokens.word, len(everything.words))
    grams = _learn_grams(dict(zip(everything.words, frequency.tolist(), strict=True)), n, config)
    later = np.diff(tokens.stretch, prepend=-1) == 0  # a stretch's first word has a capital where others have none
    of_forms_later = standing_in(tokens.stretch[later], tokens.form[later], len(everything.forms))
    tokens, words, forms = _known(tokens, everything, frequency >= least, of_forms_later >= least)
    if not words:
        raise UsageError(f"{len(labels):,} clauses without a word in common are too few to learn from")
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
    ends = np.cumsum([part.shape[1] for part in (of_words, of_forms, of_pairs)])

    def classifier(weights: NDArray[np.float64], intercept: NDArray[np.float64]) -> NgramClassifier:
        gram_scores = weights[own.shape[1] :] * config.character_scale
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

    def learn(some: Sequence[Ints]) -> list[NgramClassifier]:
        its = [_asked_in(part, asked) for part in some]
        told = learn_weights(features, stretches, np.tile(labels, len(some)), np.hstack(its), config, progress)
        weights, intercept = (np.split(of, len(some), axis=-1) for of in told)
        return list(map(classifier, weights, intercept))

    with ThreadPoolExecutor(at_once) as threads:
        learned = threads.map(learn, (parts[start::at_once] for start in range(min(at_once, len(parts)))))
        found = {at: own for start, some in enumerate(learned) for at, own in zip(count(start, at_once), some)}
    return [found[at] for at in range(len(parts))]


def check_labels(themes: Sequence[str], labels: Labels, asked: Asked) -> None:
    """Raise UsageError if a theme applies to none of the clauses asked for it, or to all: nothing tells it then."""
    for k, theme in enumerate(themes):
        n, n_true = int(asked[:, k].sum()), int(labels[asked[:, k], k].sum())
        if n_true in (0, n):
            some = "none" if n_true == 0 else "all"
            raise UsageError(
                f"theme {theme!r} applies to {some} of the {n:,} clauses to learn from; label more of either kind"
            )


def _asked_in(part: Ints, asked: Asked) -> Asked:
    """Return what was asked of the rows of a part; of others nothing was."""
    within = np.zeros_like(asked)
    within[part] = asked[part]
    return within


def _known(
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
    from clausetag.training.learners.presence import standing_in

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
