"""Splits that keep a document, and clauses that nearly repeat each other, on one side; a seed always gives the same."""

import warnings
from collections import Counter
from collections.abc import Sequence

import numpy as np

from clausetag.data.dataset.annotations import document_key
from clausetag.data.dataset.example import Example
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs


def groups(examples: Sequence[Example]) -> list[int]:
    """Number the sets of examples that no split may part: linked by near-copies or documents, in whatever source."""
    with needs("train"):
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

    pairs = [(f"d {document_key(example.document)}", f"c {example.cluster}") for example in examples]
    names = [name for pair in pairs for name in pair]
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    ends = np.array([places[name] for name in names], dtype=np.int64).reshape(-1, 2)
    links = coo_array((np.ones(len(ends), dtype=bool), (ends[:, 0], ends[:, 1])), shape=(len(places), len(places)))
    _, labels = connected_components(links, directed=False)
    return [int(label) for label in labels[ends[:, 0]]]


def folds(examples: Sequence[Example], number: int = 5, seed: int = 0) -> list[int]:
    """Give each example the fold (0 to `number` - 1) that tests it: by document, and stratified by theme.

    Documents repeat each other so much that groups of near-copies would fill one fold and leave little to learn from;
    so a fold's near-copies elsewhere are left out of what is learned for it instead (`rest_of`).
    """
    return _folds(examples, [document_key(example.document) for example in examples], number, seed)


def rest_of(examples: Sequence[Example], fold_of: Sequence[int], fold: int) -> list[int]:
    """Return the places of the examples to learn from for a fold: of other folds, and near-copies of none in it."""
    held = {example.cluster for example, of in zip(examples, fold_of, strict=True) if of == fold}
    return [i for i, example in enumerate(examples) if fold_of[i] != fold and example.cluster not in held]


def first_fold(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Return the examples to learn from and those held out where only one fold of `folds`, the first, is learned for.

    Near-copies of what is held out are in neither.
    """
    fold_of = folds(examples)
    rest = [examples[i] for i in rest_of(examples, fold_of, 0)]
    return rest, [example for example, of in zip(examples, fold_of, strict=True) if of == 0]


def _folds(examples: Sequence[Example], group_of: Sequence[str] | Sequence[int], number: int, seed: int) -> list[int]:
    with needs("train"):
        from sklearn.model_selection import StratifiedGroupKFold

    names = {name: i for i, name in enumerate(dict.fromkeys(group_of))}
    apart = [names[name] for name in group_of]
    if number < 2 or len(set(apart)) < number:
        raise UsageError(f"{len(set(apart))} groups of documents cannot be split into {number} folds")
    strata = _strata(examples, number)
    if max(Counter(strata).values()) < number:  # too few of each kind for any stratification
        strata = [""] * len(examples)
    result = np.zeros(len(examples), dtype=np.int64)
    splitter = StratifiedGroupKFold(number, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The least populated class", category=UserWarning)
        for fold, (_, test) in enumerate(splitter.split(np.zeros(len(examples)), strata, apart)):
            result[test] = fold
    return [int(fold) for fold in result]


def split(examples: Sequence[Example], validation: float = 0.15, seed: int = 0) -> tuple[list[Example], list[Example]]:
    """Split examples into training and validation, about `validation` of them in the second, by groups.

    Documents that repeat each other make groups, of which one may be larger than the share: the fold taken for
    validation is the one nearest to it in size.
    """
    if not 0 < validation <= 0.5:
        raise UsageError(f"the validation share must be above 0 and at most 0.5, not {validation}")
    assigned = _folds(examples, groups(examples), max(2, round(1 / validation)), seed)
    sizes = Counter(assigned)
    held = min(sizes, key=lambda fold: (abs(sizes[fold] - validation * len(examples)), fold))
    train = [example for example, fold in zip(examples, assigned, strict=True) if fold != held]
    return train, [example for example, fold in zip(examples, assigned, strict=True) if fold == held]


def _strata(examples: Sequence[Example], number: int) -> list[str]:
    """One stratum an example: its themes, or the rarest of them where fewer than `number` examples have just these."""
    counts = Counter(theme for example in examples for theme in example.themes)
    sizes = Counter(example.themes for example in examples)
    return [
        " ".join(themes if sizes[themes] >= number or not themes else [min(themes, key=lambda t: (counts[t], t))])
        for themes in (example.themes for example in examples)
    ]
