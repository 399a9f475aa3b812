"""Which labels look wrong? Confident learning (Northcutt et al., 2021) as in cleanlab, a theme at a time.

A suspect is a question to a reader, not an error: it says that a classifier which had not seen the clause, its document
or a near-copy of it would have labelled it otherwise. Nothing here holds a clause's text.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from clausetag.data.dataset.example import Example
from clausetag.data.extras import needs
from clausetag.data.words import counted
from clausetag.models.classifier import Probabilities
from clausetag.training.evaluation.crossval import asked_matrix, label_matrix, out_of_fold
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.learners.ngrams import learn_parts

HEADER = "doc\tindex\titem\tthemes\tsuspect\tprobability"
_PLACE = re.compile(r"(?P<doc>.+)#(?P<index>[^.#]+)(?:\.(?P<item>\d+))?")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A label that looks wrong: `theme` is among `themes` and may not belong there, or is missing."""

    doc: str
    index: str
    item: str
    themes: tuple[str, ...]
    theme: str
    probability: float  # of the theme, out of fold

    def __str__(self) -> str:
        sign = "-" if self.theme in self.themes else "+"
        given = ",".join(self.themes) or "none"
        return "\t".join((self.doc, self.index, self.item, given, sign + self.theme, f"{self.probability:.3f}"))


def audit_labels(
    examples: Sequence[Example], themes: Sequence[str], config: NgramConfig | None = None
) -> list[Suspect]:
    """Return suspects among the labels of `examples`, the least believable first."""
    settings = config or NgramConfig()
    said = out_of_fold(partial(learn_parts, themes, config=settings), examples, themes, seed=settings.seed)
    return suspects_of(said, examples, themes)


def suspects_of(probabilities: Probabilities, examples: Sequence[Example], themes: Sequence[str]) -> list[Suspect]:
    """Return suspects by out-of-fold `probabilities`, shape (n_examples, n_themes), the least believable first.

    A theme's suspects are among the examples asked for it.
    """
    with needs("train"):
        from cleanlab.filter import find_label_issues

    labels, asked = label_matrix(examples, themes), asked_matrix(examples, themes)
    found: list[tuple[float, Suspect]] = []
    for k, theme in enumerate(themes):
        own = np.flatnonzero(asked[:, k]).tolist()
        column, label = probabilities[own, k], labels[own, k]
        if not own or label.min() == label.max():
            continue  # a theme that is true everywhere or nowhere gives nothing to compare
        rows: Any = find_label_issues(
            label,
            np.column_stack([1 - column, column]),
            return_indices_ranked_by="self_confidence",
            n_jobs=1,
        )
        for row in rows:
            believed = column[row] if label[row] else 1 - column[row]
            found.append((float(believed), _suspect(examples[own[row]], theme, float(column[row]))))
    return [suspect for _, suspect in sorted(found, key=lambda pair: pair[0])]


def format_counts(suspects: Sequence[Suspect], themes: Sequence[str]) -> str:
    """Say how many labels of each theme are suspected to be missing, and how many not to belong."""
    signs = Counter((suspect.theme, suspect.theme in suspect.themes) for suspect in suspects)
    lines = [counted(len(suspects), "suspect")]
    lines += [f"  {key:16}{signs[key, False]:>5} missing{signs[key, True]:>5} not belonging" for key in themes]
    return "\n".join(lines)


def _suspect(example: Example, theme: str, probability: float) -> Suspect:
    place = _PLACE.fullmatch(example.id)
    doc, index, item = place.group("doc", "index", "item") if place else (example.source, example.id, None)
    return Suspect(doc, index, item or "", example.themes, theme, probability)
