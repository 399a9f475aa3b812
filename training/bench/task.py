"""What every contestant gets: the same clauses to learn from, and the same to answer. Gold labels are not in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from clausetag.models.classifier import Labels

_FIRST = "first.json"  # what is asked and one clause, for the start
_LEARN, _ANSWER = "learn.json", "answer.json"  # apart: who answers holds no training clauses in memory


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answers are to be of: a column a theme, texts in one language (ISO 639-1)."""

    themes: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Learn:
    """Clauses to learn from; `validation` is for early stopping, where a contestant has it."""

    themes: tuple[str, ...]
    language: str
    texts: Sequence[str]
    labels: Labels
    validation_texts: Sequence[str]
    validation_labels: Labels


@dataclass(frozen=True, slots=True)
class Answer:
    """Clauses to answer: `validation` for thresholds, `gold` for quality, `speed` against the clock."""

    asked: Asked
    validation: Sequence[str]
    gold: Sequence[str]
    speed: Sequence[str]


def write_task(folder: Path, learn: Learn, answer: Answer) -> None:
    """Write both parts to `folder` for the contestants' processes."""
    for name, part in ((_LEARN, asdict(learn)), (_ANSWER, asdict(answer)), (_FIRST, [answer.asked, answer.speed[0]])):
        (folder / name).write_text(json.dumps(part, default=_plain), encoding="utf-8")


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
    return Answer(**{**part, "asked": _asked(part["asked"])})


def read_first(folder: Path) -> tuple[Asked, str]:
    """Read what is asked and the clause that times a start."""
    asked, clause = json.loads((folder / _FIRST).read_text(encoding="utf-8"))
    return _asked(asked), clause


def _asked(plain: dict[str, Any]) -> Asked:
    return Asked(tuple(plain["themes"]), plain["language"])


def _plain(value: Any) -> Any:  # noqa: ANN401 (whatever JSON does not know)
    return value.tolist() if isinstance(value, np.ndarray) else asdict(value)
