"""Teach a contestant one theme from one draw of labels, and measure its answers."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.themes import Theme
from clausetag.models.decision import bounds_of
from clausetag.training.bench.few.clauses import Themes, draw, sizes_of
from clausetag.training.bench.few.peers import MOST_OF_SLOW, Peer
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix, one_by_one, out_of_fold
from clausetag.training.evaluation.metrics import average_precision, best_threshold, f1
from clausetag.training.learners.blend import few_of, learn_blend
from clausetag.training.rules import learn_model

OURS = "clausetag"


@dataclass(frozen=True, slots=True)
class Cell:
    """What is to be measured: a contestant that learns a theme from so many labels, drawn with a seed."""

    contestant: str
    themes: str  # the set that the theme is of
    theme: str
    labels: int
    seed: int


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a cell's contestant answers; `true` of its labels said yes."""

    cell: Cell
    true: int
    f1: float
    ap: float
    seconds: float  # of training, thresholds included; embeddings that are remembered cost nothing


@dataclass(frozen=True, slots=True)
class Answered:
    """Probabilities of the clauses tested, the threshold learned, if any, and how long learning took."""

    said: NDArray[np.float64]
    threshold: float | None
    seconds: float


Contestant = Callable[[Sequence[Example], Sequence[str], Theme], Answered]
Task = tuple[Cell, Callable[[], Measured]]


def tasks(sets: Sequence[Themes], sizes: Sequence[int], seeds: int, peers: Sequence[Peer]) -> Iterator[Task]:
    """Yield each cell with what measures it: size by size, and after all of them the peers that are slow."""
    quick: dict[str, Contestant] = {OURS: _ours}
    quick |= {peer.name: partial(_peer, peer) for peer in peers if not peer.slow}
    for own, n in sizes_of(sets, sizes):
        for name, contestant in quick.items():
            yield from _of(name, contestant, own, n, seeds)
    for peer in peers:
        for own, n in sizes_of(sets, [n for n in sizes if n <= MOST_OF_SLOW]):
            if peer.slow and own.name in peer.themes:
                yield from _of(peer.name, partial(_peer, peer), own, n, min(seeds, peer.slow))


def _of(name: str, contestant: Contestant, own: Themes, n: int, draws: int) -> Iterator[Task]:
    for theme in own.themes:
        for seed in range(draws):
            cell = Cell(name, own.name, theme.key, n, seed)
            yield cell, partial(_measured, cell, contestant, own, theme)


def _measured(cell: Cell, contestant: Contestant, own: Themes, theme: Theme) -> Measured:
    labelled, tested = draw(own.pool, theme.key, cell.labels, cell.seed), own.tested(theme.key)
    answered = contestant(labelled, [example.text for example in tested], theme)
    label = label_matrix(tested, [theme.key])[:, 0]
    threshold = best_threshold(label, answered.said) if answered.threshold is None else answered.threshold
    score = f1(label, (answered.said >= threshold).astype(np.int8))
    true = sum(theme.key in example.themes for example in labelled)
    return Measured(cell, true, score, average_precision(label, answered.said), answered.seconds)


def _ours(labelled: Sequence[Example], texts: Sequence[str], theme: Theme) -> Answered:
    """Learn as `clausetag train ngrams` does."""
    begun, keys = time.perf_counter(), (theme.key,)
    few = few_of([theme], keys, label_matrix(labelled, keys), asked_matrix(labelled, keys))
    model = learn_model(one_by_one(partial(learn_blend, keys, few=few)), labelled, keys).model
    seconds = time.perf_counter() - begun
    threshold = bounds_of([model.rules_of("en")], 1).threshold[0, 0]
    return Answered(model.predict_proba(texts, ["en"] * len(texts))[:, 0], float(threshold), seconds)


def _peer(peer: Peer, labelled: Sequence[Example], texts: Sequence[str], theme: Theme) -> Answered:
    begun, keys, threshold = time.perf_counter(), (theme.key,), None
    labels, asked = label_matrix(labelled, keys), asked_matrix(labelled, keys)
    learn = peer.learner(theme)
    if not peer.slow:
        threshold = best_threshold(labels[:, 0], out_of_fold(one_by_one(learn), labelled, keys)[:, 0])  # type: ignore[arg-type]
    model = learn([example.text for example in labelled], labels, asked=asked)
    return Answered(model.predict_proba(texts)[:, 0], threshold, time.perf_counter() - begun)
