"""The clauses of the bench: those that labels are drawn from, and those to answer, of other documents."""

import hashlib
import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    document_key,
    gold_documents,
    held_out_keys,
    read_annotations,
)
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.nearcopies import clusters
from clausetag.data.dataset.official import OfficialTexts, key_in, official_files
from clausetag.data.dataset.official_examples import official_examples
from clausetag.data.documents.read import read_file_bytes
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import UsageError
from clausetag.data.themes import MORE_THEMES_FILE, Theme, load_themes

TESTED = 500  # clauses at most, of a theme
_TRUE = 0.1  # share of clauses that have the theme, of those labelled and of those to answer
_POOL = 3600  # clauses that labels are drawn from
_ENGLISH = b'language="eng"'


@dataclass(frozen=True, slots=True)
class Themes:
    """Themes that the same clauses were asked for; `pool` gives labels, clauses of `held` are answered."""

    name: str
    themes: tuple[Theme, ...]
    pool: Sequence[Example]
    held: Sequence[Example]

    def tested(self, theme: str) -> list[Example]:
        """Return the clauses to answer: of the held-out ones as many as leave one in ten with the theme."""
        true = [example for example in self.held if theme in example.themes]
        false = [example for example in self.held if theme not in example.themes]
        n = min(TESTED, int(len(true) / _TRUE), int(len(false) / (1 - _TRUE)))
        n_true = round(n * _TRUE)
        return [*true[:n_true], *false[: n - n_true]]


def gather(corpus: Path) -> list[Themes]:
    """Return the core themes and the five others with their clauses, split by document and near-copy.

    Raises:
        UsageError: The labelled documents are not in the corpus.
    """
    sets = {"core": load_themes(), "more": load_themes(MORE_THEMES_FILE)}
    gold = held_out_keys(gold_documents())
    labels = {
        name: [
            a for a in read_annotations([t.key for t in themes], OFFICIAL_LABELS)[0] if document_key(a.doc) not in gold
        ]
        for name, themes in sets.items()
    }
    texts = _english(corpus, {document_key(a.doc) for own in labels.values() for a in own})
    return [_split(name, themes, official_examples(labels[name], texts)[0]) for name, themes in sets.items()]


def is_held(document: str) -> bool:
    """Whether a document is of the half whose clauses are answered; a document's half never changes."""
    return hashlib.sha256(document_key(document).encode()).digest()[0] % 2 == 0


def _split(name: str, themes: tuple[Theme, ...], examples: Sequence[Example]) -> Themes:
    examples = sorted(examples, key=lambda example: example.id)
    places = clusters([example.text for example in examples])
    examples = [replace(e, cluster=examples[place].id) for e, place in zip(examples, places, strict=True)]
    examples = random.Random(0).sample(examples, len(examples))  # noqa: S311 (no secret)
    held = [example for example in examples if is_held(example.document)]
    near = {example.cluster for example in held}
    pool = [e for e in examples if not is_held(e.document) and e.cluster not in near]
    return Themes(name, themes, pool[:_POOL], held)


def draw(pool: Sequence[Example], theme: str, n: int, seed: int) -> list[Example]:
    """Return `n` clauses at random, of which one in ten has the theme, two at least and no more than there are."""
    rng = np.random.default_rng([seed, n])
    true = np.array([theme in example.themes for example in pool])
    yes, no = (rng.permutation(np.flatnonzero(rows)) for rows in (true, ~true))
    n_true = min(max(int(rng.binomial(n, _TRUE)), 2), len(yes))
    rows = rng.permutation(np.concatenate([yes[:n_true], no[: n - n_true]]))
    return [pool[i] for i in rows]


def _english(corpus: Path, only: Collection[str]) -> OfficialTexts:
    """Read the English resolutions of some keys: other languages take five times as long."""
    found: dict[str, dict[str, Resolution]] = {}
    for name, content in official_files(corpus):
        if _ENGLISH in content and (key := key_in(content)) is not None and key in only and key not in found:
            resolution = read_file_bytes(content, name)
            if resolution.language == "en":
                found[key] = {"en": resolution}
    if not found:
        raise UsageError(f"{corpus}: holds none of the {len(only):,} labelled documents; give a clone of UNxml")
    return OfficialTexts(found)


def sizes_of(sets: Sequence[Themes], sizes: Sequence[int]) -> Iterator[tuple[Themes, int]]:
    """Yield the sets of themes with the sizes that their clauses allow, the small ones first."""
    for n in sorted(sizes):
        yield from ((own, n) for own in sets if n <= len(own.pool))
