"""How good is a theme that was learned from few labels? `python -m clausetag.training.bench.few --corpus UNXML`.

The core themes take turns as the theme that nobody has taught yet: each is learned from nothing but some labelled
clauses, and, ours, from its description in `themes.toml`. Clauses are official ones in English, labelled for this
project; a fifth of the documents is held out, with near-copies of its clauses. One labelled clause in ten has the
theme, as long as there are so many. Thresholds are learned from the same labels, out of fold. All contestants are asked
in one process, in which a text is embedded once; those of the libraries that embed get the same vectors as ours.
"""

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import document_key
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import load_examples
from clausetag.data.errors import ClausetagError
from clausetag.data.themes import Theme, load_themes
from clausetag.models.decision import bounds_of
from clausetag.training.bench.few_peers import PEERS, Peer, trained_peers
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix, out_of_fold
from clausetag.training.evaluation.metrics import average_precision, best_threshold, f1
from clausetag.training.learners.blend import learn_blend
from clausetag.training.learners.sentences import sentence_encoder
from clausetag.training.rules import learn_model

SIZES, SEEDS = (30, 100, 300, 1000, 3000), 5
OURS = "clausetag"
_TESTED = 1200  # clauses: one core embeds a dozen a second
_POOL = 3600
_TRUE = 0.1  # share of the labelled clauses that have the theme


@dataclass(frozen=True, slots=True)
class Measured:
    """One contestant, taught one theme from one draw of labels."""

    contestant: str
    theme: str
    labels: int
    true: int
    seed: int
    f1: float
    ap: float
    seconds: float  # of training, thresholds included; embeddings that are remembered cost nothing


@dataclass(frozen=True, slots=True)
class Clauses:
    """Labelled clauses to draw from, and those to answer, of other documents."""

    pool: Sequence[Example]
    test: Sequence[Example]


def gather(corpus: Path, seed: int = 0) -> Clauses:
    """Return official clauses in English, split by document and near-copy, in an order drawn from `seed`."""
    examples = [e for e in load_examples([corpus])[0] if e.language == "en" and e.source == "official"]
    rng = random.Random(seed)  # noqa: S311 (no secret)
    documents = sorted({document_key(example.document) for example in examples})
    rng.shuffle(documents)
    held = set(documents[: len(documents) // 5])
    test = [example for example in examples if document_key(example.document) in held]
    near = {example.cluster for example in test}
    pool = [e for e in examples if document_key(e.document) not in held and e.cluster not in near]
    rng.shuffle(test)
    rng.shuffle(pool)
    return Clauses(pool[:_POOL], test[:_TESTED])


def draw(pool: Sequence[Example], theme: str, n: int, seed: int) -> list[Example]:
    """Return `n` clauses at random, of which one in ten has the theme, two at least and no more than there are."""
    rng = np.random.default_rng([seed, n])
    true = np.array([theme in example.themes for example in pool])
    yes, no = (rng.permutation(np.flatnonzero(rows)) for rows in (true, ~true))
    n_true = min(max(int(rng.binomial(n, _TRUE)), 2), len(yes))
    rows = rng.permutation(np.concatenate([yes[:n_true], no[: n - n_true]]))
    return [pool[i] for i in rows]


def measure(
    clauses: Clauses, themes: Sequence[Theme], sizes: Sequence[int], seeds: int, peers: Sequence[Peer]
) -> Iterator[Measured]:
    """Yield what is measured, size by size."""
    for n in sizes:
        for theme in themes:
            for seed in range(seeds):
                labelled = draw(clauses.pool, theme.key, n, seed)
                yield _measured(OURS, _ours, labelled, clauses.test, theme, seed)
                for peer in peers:
                    if n <= peer.most:
                        yield _measured(peer.name, partial(_peer, peer), labelled, clauses.test, theme, seed)


Answers = tuple[NDArray[np.float64], float]  # probabilities of the clauses tested, and a threshold


def _measured(
    name: str,
    answer: Callable[[Sequence[Example], Sequence[str], Theme], tuple[Answers, float]],
    labelled: Sequence[Example],
    test: Sequence[Example],
    theme: Theme,
    seed: int,
) -> Measured:
    (said, threshold), seconds = answer(labelled, [example.text for example in test], theme)
    label = label_matrix(test, [theme.key])[:, 0]
    true = sum(theme.key in example.themes for example in labelled)
    score = f1(label, (said >= threshold).astype(np.int8))
    ap = average_precision(label, said)
    return Measured(name, theme.key, len(labelled), true, seed, score, ap, seconds)


def _ours(labelled: Sequence[Example], texts: Sequence[str], theme: Theme) -> tuple[Answers, float]:
    begun = time.perf_counter()
    model = learn_model(partial(learn_blend, (theme.key,), few=[theme]), labelled, (theme.key,)).model
    seconds = time.perf_counter() - begun
    languages = ["en"] * len(texts)
    threshold = bounds_of([model.rules_of("en")], 1).threshold[0, 0]
    return (model.predict_proba(texts, languages)[:, 0], float(threshold)), seconds


def _peer(peer: Peer, labelled: Sequence[Example], texts: Sequence[str], theme: Theme) -> tuple[Answers, float]:
    begun = time.perf_counter()
    keys = (theme.key,)
    labels, asked = label_matrix(labelled, keys), asked_matrix(labelled, keys)
    threshold = 0.5
    if peer.folds:
        threshold = best_threshold(labels[:, 0], out_of_fold(peer.learn, labelled, keys)[:, 0])  # type: ignore[arg-type]
    model = peer.learn([example.text for example in labelled], labels, asked=asked)
    seconds = time.perf_counter() - begun
    return (model.predict_proba(texts)[:, 0], threshold), seconds


def format_table(measured: Sequence[Measured]) -> str:
    """Return macro-F1 and mean average precision, means over themes and draws, a row a contestant."""
    sizes = sorted({one.labels for one in measured})
    names = list(dict.fromkeys(one.contestant for one in measured))
    true = [np.median([one.true for one in measured if one.labels == n]) for n in sizes]
    heads = [f"{n:,} ({t:.0f})" for n, t in zip(sizes, true, strict=True)]
    lines = [f"{'labels (of them with the theme, median)':44}" + "".join(f"{head:>16}" for head in heads)]
    for name in names:
        cells = []
        for n in sizes:
            own = [one for one in measured if (one.contestant, one.labels) == (name, n)]
            means = (np.mean([one.f1 for one in own]), np.mean([one.ap for one in own])) if own else None
            cells.append(f"{means[0]:.3f} / {means[1]:.3f}" if means else "-")
        lines.append(f"{name:44}" + "".join(f"{cell:>16}" for cell in cells))
    lines += ["macro-F1 / mean average precision", ""]
    for n in sizes:
        slowest = max(one.seconds for one in measured if (one.contestant, one.labels) == (OURS, n))
        lines.append(f"{OURS}, {n:,} labels: trained in {slowest:.1f} s at most, without embedding texts anew")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the bench, print the table, write JSON and figure; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m clausetag.training.bench.few", description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="a clone, folder or zip of UNxml")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of labels; %(default)s")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="draws of labels; %(default)s")
    parser.add_argument("--out", type=Path, default=Path("out/bench-few.json"), help="figure beside it; %(default)s")
    given = parser.parse_args(arguments)
    try:
        clauses = gather(given.corpus)
        sentence_encoder().embed([example.text for example in (*clauses.test, *clauses.pool)])
        peers, missing = trained_peers(PEERS)
        found = []
        for one in measure(clauses, load_themes(), given.sizes, given.seeds, peers):
            found.append(one)
            print(f"{one.labels:,} {one.theme} {one.contestant}: {one.f1:.3f} / {one.ap:.3f}", file=sys.stderr)
        _write(found, given.out)
    except ClausetagError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print("\n".join([format_table(found), *missing]))
    return 0


def _write(found: Sequence[Measured], out: Path) -> None:
    from clausetag.training.plots.canvas import save
    from clausetag.training.plots.few import few_labels

    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([asdict(one) for one in found], indent=1) + "\n", encoding="utf-8")
    save(few_labels([(one.contestant, one.labels, one.f1, one.ap) for one in found]), out.with_suffix(".png"))


if __name__ == "__main__":
    sys.exit(main())
