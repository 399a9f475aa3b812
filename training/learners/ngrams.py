"""Learn the n-gram classifier: what is known of the texts, and its weights, which the labels give."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.classifier import Asked, Labels
from clausetag.models.ngrams import NgramClassifier
from clausetag.models.pairs import Ints
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.progress import Progress, silent


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
        from clausetag.training.learners.known import read_known
        from clausetag.training.learners.naive_bayes import learn_weights

    config = config or NgramConfig()
    known = read_known(texts, config)

    def learn(some: Sequence[Ints]) -> list[NgramClassifier]:
        its = [_asked_in(part, asked) for part in some]
        learned = learn_weights(
            known.features, known.stretches, np.tile(labels, len(some)), np.hstack(its), config, progress
        )
        weights, intercepts = (np.split(of, len(some), axis=-1) for of in learned)
        return [known.classifier(themes, *own, config) for own in zip(weights, intercepts, strict=True)]

    shares = [range(start, len(parts), at_once) for start in range(min(at_once, len(parts)))]
    found: dict[int, NgramClassifier] = {}
    with ThreadPoolExecutor(at_once) as threads:
        for share, some in zip(shares, threads.map(learn, ([parts[i] for i in own] for own in shares)), strict=True):
            found.update(zip(share, some, strict=True))
    return [found[i] for i in range(len(parts))]


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
