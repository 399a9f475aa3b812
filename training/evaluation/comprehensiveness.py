"""Does the evidence matter? Comprehensiveness of DeYoung et al. (2020), "ERASER".

The fall of a theme's probability when its evidence words are deleted, beside the fall when as many random words are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from clausetag.models.model import Languages, Model
from clausetag.models.tokens import word_spans


@dataclass(frozen=True, slots=True)
class Comprehensiveness:
    """Mean fall of probability over the clauses to which the model says the theme applies."""

    evidence: float
    random: float
    clauses: int
    words: float  # mean number of words deleted


@dataclass(frozen=True, slots=True)
class Falls:
    """How far the probability falls, for each clause to which the model says the theme applies."""

    rows: NDArray[np.int64]  # places of these clauses in the texts
    evidence: NDArray[np.float64]
    random: NDArray[np.float64]
    words: NDArray[np.int64]  # number of words deleted


def falls(model: Model, texts: Sequence[str], languages: Languages, theme: str, *, seed: int = 0) -> Falls:
    """Measure for each text to which `theme` applies how far deleting the evidence for it lowers its probability.

    `languages` are those of the texts.
    """
    k = model.themes.index(theme)
    probability = model.predict_proba(texts, languages)[:, k]
    rows = np.flatnonzero(probability >= model.bounds(languages).threshold[:, k])
    found, its_languages = [texts[i] for i in rows.tolist()], [languages[i] for i in rows.tolist()]
    if not found:
        return Falls(rows, np.zeros(0), np.zeros(0), rows)
    rng = np.random.default_rng(seed)
    without, randomly, sizes = [], [], []
    for text, evidence in zip(found, model.evidence(found, [(theme,)] * len(found)), strict=True):
        words = [(start, end) for _, start, end in word_spans(text)]
        chosen = [w for w in words if any(s.start <= w[0] and w[1] <= s.end for s in evidence[theme])]
        picked = rng.choice(len(words), size=min(len(chosen), len(words)), replace=False)
        without.append(_delete(text, chosen))
        randomly.append(_delete(text, sorted(words[i] for i in picked)))
        sizes.append(len(chosen))
    before = probability[rows]
    return Falls(
        rows,
        before - model.predict_proba(without, its_languages)[:, k],
        before - model.predict_proba(randomly, its_languages)[:, k],
        np.array(sizes, dtype=np.int64),
    )


def comprehensiveness(
    model: Model, texts: Sequence[str], languages: Languages, theme: str, *, seed: int = 0
) -> Comprehensiveness:
    """Measure how far deleting the evidence for `theme` lowers its probability; NaN if it applies to no text."""
    fell = falls(model, texts, languages, theme, seed=seed)
    if not len(fell.rows):
        return Comprehensiveness(float("nan"), float("nan"), 0, 0.0)
    return Comprehensiveness(
        evidence=float(fell.evidence.mean()),
        random=float(fell.random.mean()),
        clauses=len(fell.rows),
        words=float(fell.words.mean()),
    )


def _delete(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])
