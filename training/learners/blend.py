"""Learn themes with few labels: n-grams and sentence embeddings, with what the theme means as its first examples.

| what helps          | how                                                                                       |
|---------------------|-------------------------------------------------------------------------------------------|
| the description     | name with definition, and each line of `applies`, are clauses with the theme; each of      |
|                     | `excludes` one without it                                                                 |
| words seen twice    | are learned from already, not from three on                                               |
| meaning             | a logistic regression on embeddings of a small pretrained encoder; log-odds are added      |
| likeness            | how near a clause lies to the lines that say what the theme is, counts the more, the fewer |
|                     | true clauses there are                                                                    |

Themes with many labels are learned from words alone, as without this. The share of the embeddings and the weight of
likeness were chosen on one half of the documents of `make bench-few`, whose table tells how the other half is answered.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from clausetag.data.extras import needs
from clausetag.data.themes import Theme
from clausetag.models.blend import BlendClassifier
from clausetag.models.classifier import Asked, Labels
from clausetag.models.ngrams import NgramClassifier
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_ngrams
from clausetag.training.learners.sentences import sentence_encoder

MANY = 100  # true clauses of a theme, from which on embeddings add nothing to words (`make bench-few`)
_LEAST = 2  # clauses that a word must stand in
_INVERSE_REGULARISATION = 10.0  # of the head on embeddings
_SHARE = 0.5  # of its log-odds that are added: what it is sure of, words tend to know too
_LIKENESS = 10.0  # log-odds between a clause that says what the description says and one that has nothing of it
_ENOUGH = 10  # true clauses; with more, likeness counts in inverse proportion to their number


def few_of(themes: Sequence[Theme], keys: Sequence[str], labels: Labels, asked: Asked) -> list[Theme]:
    """Return the described themes, of those with the `keys`, that have few true clauses."""
    true = dict(zip(keys, (labels * asked).sum(axis=0).tolist(), strict=True))
    return [theme for theme in themes if true.get(theme.key, MANY) < MANY]


def learn_blend(
    themes: Sequence[str],
    texts: Sequence[str],
    labels: Labels,
    config: NgramConfig | None = None,
    *,
    few: Sequence[Theme],
    asked: Asked | None = None,
) -> NgramClassifier | BlendClassifier:
    """Learn from texts and labels of shape (n_clauses, n_themes) as `learn_ngrams` does, and the themes `few` as above.

    Raises:
        UsageError: No word stands in two of the texts, or the pretrained encoder cannot be had.
    """
    config = config or NgramConfig()
    asked = np.ones(labels.shape, dtype=np.bool_) if asked is None else asked
    if not few:
        return learn_ngrams(themes, texts, labels, config, asked=asked)
    true = (labels * asked).sum(axis=0)
    texts, labels, asked = described(themes, texts, labels, asked, few)
    least = min(config.min_document_frequency, _LEAST), min(config.min_character_frequency, _LEAST)
    config = replace(config, min_document_frequency=least[0], min_character_frequency=least[1])
    first = learn_ngrams(themes, texts, labels, config, asked=asked)
    encoder = sentence_encoder()
    head, intercept = np.zeros((encoder.dimensions, len(themes))), np.zeros(len(themes))
    for theme in few:
        k = themes.index(theme.key)
        own = np.flatnonzero(asked[:, k])
        head[:, k], intercept[k] = _learn_head(encoder.embed([texts[i] for i in own]), labels[own, k])
        meaning = encoder.embed(_says(theme)).astype(np.float64).mean(axis=0)
        head[:, k] += _LIKENESS * min(1.0, _ENOUGH / max(int(true[k]), 1)) * meaning
    return BlendClassifier(first, encoder, head, intercept)


def described(
    themes: Sequence[str], texts: Sequence[str], labels: Labels, asked: Asked, few: Sequence[Theme]
) -> tuple[list[str], Labels, Asked]:
    """Return texts, labels and what was asked, with the lines that describe the themes behind them."""
    lines = [
        (line, themes.index(theme.key), says)
        for theme in few
        for says, some in ((1, _says(theme)), (0, theme.excludes))
        for line in some
    ]
    new_labels = np.zeros((len(lines), len(themes)), dtype=np.int8)
    new_asked = np.zeros((len(lines), len(themes)), dtype=np.bool_)
    for row, (_, k, says) in enumerate(lines):
        new_labels[row, k], new_asked[row, k] = says, True
    return (
        [*texts, *(line for line, _, _ in lines)],
        np.concatenate([labels, new_labels]),
        np.concatenate([asked, new_asked]),
    )


def _says(theme: Theme) -> list[str]:
    return [f"{theme.name}. {theme.definition}", *theme.applies]


def _learn_head(vectors: NDArray[np.float32], label: NDArray[np.int8]) -> tuple[NDArray[np.float64], float]:
    with needs("train"):
        from sklearn.linear_model import LogisticRegression

    if label.min() == label.max():
        return np.zeros(vectors.shape[1]), 0.0
    model = LogisticRegression(C=_INVERSE_REGULARISATION, class_weight="balanced", max_iter=1000)
    model.fit(vectors.astype(np.float64), label)
    return _SHARE * np.asarray(model.coef_)[0], _SHARE * float(np.asarray(model.intercept_)[0])
