"""What the model that ships with clausetag says of held-out clauses: the first champion has to stand beside it.

Of a clause that it learned from, its answer from the time when the clause was held out counts; `training/shipped.npz`
keeps those by the hashes of the texts. About any other clause it is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import text_hash
from clausetag.data.dataset.example import Example
from clausetag.models.bundle import default_bundle, load_bundle
from clausetag.training.held_out import HeldOut
from clausetag.training.train import Trained

ANSWERS = Path(__file__).parent / "shipped.npz"
FILE = "shipped_held_out.json"  # of a run: what it says of the run's held-out clauses
_DIGITS = 12  # of a text's hash
_NONE = -1  # learned from, never held out


@dataclass(frozen=True, slots=True)
class Answers:
    """The held-out decisions of one model, 0 or 1 by theme and text hash; None of a text that was never held out."""

    version: str  # of the bundle
    themes: tuple[str, ...]
    decisions: dict[str, NDArray[np.int8] | None]


def answers_of(trained: Trained) -> Answers:
    """Return the held-out decisions of a training on the clauses that its model learned from.

    Of drafted ones none is kept where its rules come from real ones: nothing is compared on them.
    """
    learned = [example for part in (*trained.splits.values(), trained.unread) for example in part]
    rows, held_out = trained.fitted.measured, trained.held_out
    decided = (trained.fitted.held_out >= trained.fitted.bounds.threshold)[rows].astype(np.int8)
    found: dict[str, NDArray[np.int8] | None] = dict.fromkeys((_key(example) for example in learned), None)
    found |= {_key(held_out[i]): row for i, row in zip(rows.tolist(), decided, strict=True)}
    return Answers(trained.bundle.manifest.version, trained.bundle.model.themes, found)


def save_answers(answers: Answers, path: Path) -> None:
    """Write them, a few bytes a clause; no text is in it."""
    none = np.full(len(answers.themes), _NONE, dtype=np.int8)
    keys = sorted(answers.decisions)
    rows = [none if (row := answers.decisions[key]) is None else row for key in keys]
    np.savez_compressed(
        path,
        allow_pickle=False,
        version=np.array(answers.version),
        themes=np.array(answers.themes),
        hashes=np.frombuffer(bytes.fromhex("".join(keys)), dtype=np.uint8).reshape(len(keys), -1),
        decisions=np.array(rows, dtype=np.int8).reshape(len(keys), len(answers.themes)),
    )


def load_answers(path: Path) -> Answers:
    """Read what `save_answers` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        keys = [row.tobytes().hex() for row in arrays["hashes"]]
        rows = (None if (row == _NONE).any() else row for row in arrays["decisions"])
        themes = tuple(str(theme) for theme in arrays["themes"])
        return Answers(str(arrays["version"]), themes, dict(zip(keys, rows, strict=True)))


def beside(held: HeldOut, examples: Sequence[Example]) -> HeldOut | None:
    """Return what the shipped model says of the clauses of `held`, which are `examples`, where that is no recollection.

    None if nobody kept what this version of it said of the clauses it learned from, while they were held out.
    """
    bundle = load_bundle(default_bundle())
    if not ANSWERS.is_file() or (known := load_answers(ANSWERS)).version != bundle.manifest.version:
        return None
    keys = [_key(example) for example in examples]
    new = [i for i, key in enumerate(keys) if key not in known.decisions]
    decided = np.full((len(keys), len(known.themes)), _NONE, dtype=np.int8)
    languages = [examples[i].language for i in new]
    probabilities = bundle.model.predict_proba([examples[i].text for i in new], languages)
    decided[new] = probabilities >= bundle.model.bounds(languages).threshold
    for i, key in enumerate(keys):
        if (row := known.decisions.get(key)) is not None:
            decided[i] = row
    rows = np.flatnonzero((decided != _NONE).all(axis=1))
    asked = np.zeros((len(rows), len(known.themes)), dtype=np.bool_)  # of a theme that the run lacks, nobody was
    for k, theme in enumerate(known.themes):
        if theme in held.themes:
            asked[:, k] = held.asked[rows, held.themes.index(theme)]
    return HeldOut(
        tuple(held.keys[i] for i in rows),
        tuple(held.documents[i] for i in rows),
        known.themes,
        decided[rows],  # nothing is compared with these labels, nor with these probabilities: decisions are
        decided[rows].astype(np.float64),
        np.full((len(rows), len(known.themes)), 0.5),
        asked,
        tuple(held.sources[i] for i in rows),
    )


def _key(example: Example) -> str:
    return text_hash(example.text)[:_DIGITS]
