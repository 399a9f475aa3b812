"""How good the model in use is, as its manifest says: a line a set and language that it was measured on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clausetag.data.themes import Theme
from clausetag.models.bundle import Manifest
from clausetag.serve.outputs.about import language_name

_LANGUAGE = re.compile(r"(?P<set>.+), (?P<language>[a-z]{2})")
_OUT_OF_FOLD = "out of fold"
_ABOUT = "Out of fold: each clause was judged by a model that had learned from neither it nor its document."


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured on one set of clauses."""

    name: str
    clauses: int
    f1: float  # macro
    interval: tuple[float, float] | None  # of 95%
    worst: tuple[str, float] | None  # name and F1 of the weakest theme
    about: str = ""  # how the set was judged


def figures_of(manifest: Manifest, themes: Sequence[Theme]) -> tuple[Figure, ...]:
    """Return the figures by language where there are any, else of every set; none where the manifest has none."""
    names = {theme.key: theme.name for theme in themes}
    measured = {name: own for name, own in manifest.metrics.items() if isinstance(own, Mapping) and "macro_f1" in own}
    by_language = [name for name in measured if _LANGUAGE.fullmatch(name)]
    return tuple(_figure(name, measured[name], names) for name in by_language or measured)


def _figure(name: str, own: Mapping[str, Any], names: Mapping[str, str]) -> Figure:
    f1, *interval = own["macro_f1"] if isinstance(own["macro_f1"], list) else [own["macro_f1"]]
    by_theme = {key: float(value) for key, value in own.get("f1", {}).items() if key in names}
    worst = min(by_theme, key=lambda key: by_theme[key], default=None)
    match = _LANGUAGE.fullmatch(name)
    said = f"{language_name(match['language'])}, {match['set']}" if match else name[:1].upper() + name[1:]
    return Figure(
        said,
        int(own.get("clauses", 0)),
        float(f1),
        (float(interval[0]), float(interval[1])) if len(interval) == 2 else None,
        None if worst is None else (names[worst], by_theme[worst]),
        _ABOUT if name.startswith(_OUT_OF_FOLD) else "",
    )
