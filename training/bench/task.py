"""What every contestant gets: the same clauses to learn from, and the same to answer. Gold labels are not in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from clausetag.models.classifier import Labels

FIRST = "first.json"  # themes and one clause, for the start
_LEARN, _ANSWER = "learn.json", "answer.json"  # apart: who answers holds no training clauses in memory


@dataclass(frozen=True, slots=True)
class Learn:
    """Clauses to learn from; `validation` is for early stopping, where a contestant has it."""

    themes: tuple[str, ...]
    texts: Sequence[str]
    labels: Labels
    validation_texts: Sequence[str]
    validation_labels: Labels


@dataclass(frozen=True, slots=True)
class Answer:
    """Clauses to answer: `validation` for thresholds, `gold` for quality, `speed` against the clock."""

    themes: tuple[str, ...]
    validation: Sequence[str]
    gold: Sequence[str]
    speed: Sequence[str]


def write_task(folder: Path, learn: Learn, answer: Answer) -> None:
    """Write both parts to `folder` for the contestants' processes."""
    parts = {
        _LEARN: {name: _plain(getattr(learn, name)) for name in Learn.__slots__},
        _ANSWER: {name: _plain(getattr(answer, name)) for name in Answer.__slots__},
    }
    for name, part in parts.items():
        (folder / name).write_text(json.dumps(part), encoding="utf-8")
    (folder / FIRST).write_text(json.dumps([list(answer.themes), answer.speed[0]]), encoding="utf-8")


def read_learn(folder: Path) -> Learn:
    """Read what to learn from."""
    part = json.loads((folder / _LEARN).read_text(encoding="utf-8"))
    themes = tuple(part["themes"])
    labels = {
        name: np.array(part[name], dtype=np.int8).reshape(-1, len(themes)) for name in ("labels", "validation_labels")
    }
    return Learn(**{**part, **labels, "themes": themes})


def read_answer(folder: Path) -> Answer:
    """Read what to answer."""
    part = json.loads((folder / _ANSWER).read_text(encoding="utf-8"))
    return Answer(**{**part, "themes": tuple(part["themes"])})


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever a field holds)
    return value.tolist() if isinstance(value, np.ndarray) else list(value)
