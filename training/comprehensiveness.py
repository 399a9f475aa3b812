"""Does the evidence matter? Comprehensiveness of DeYoung et al. (2020), "ERASER".

The fall of a theme's probability when its evidence words are deleted, beside the fall when as many random words are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clausetag.models.model import Model
from clausetag.models.tokens import word_spans


@dataclass(frozen=True, slots=True)
class Comprehensiveness:
    """Mean fall of probability over the clauses to which the model says the theme applies."""

    evidence: float
    random: float
    clauses: int
    words: float  # mean number of words deleted


def comprehensiveness(model: Model, texts: Sequence[str], theme: str, *, seed: int = 0) -> Comprehensiveness:
    """Measure how far deleting the evidence for `theme` lowers its probability; NaN if it applies to no text."""
    k = model.themes.index(theme)
    probability = model.predict_proba(texts)[:, k]
    found = [text for text, p in zip(texts, probability, strict=True) if p >= model.rules[k].threshold]
    if not found:
        return Comprehensiveness(float("nan"), float("nan"), 0, 0.0)
    rng = np.random.default_rng(seed)
    without, randomly, sizes = [], [], []
    for text, spans in zip(found, model.evidence(found, theme), strict=True):
        words = [(start, end) for _, start, end in word_spans(text)]
        chosen = [w for w in words if any(s.start <= w[0] and w[1] <= s.end for s in spans)]
        picked = rng.choice(len(words), size=min(len(chosen), len(words)), replace=False)
        without.append(_delete(text, chosen))
        randomly.append(_delete(text, sorted(words[i] for i in picked)))
        sizes.append(len(chosen))
    before = model.predict_proba(found)[:, k]
    return Comprehensiveness(
        evidence=float(np.mean(before - model.predict_proba(without)[:, k])),
        random=float(np.mean(before - model.predict_proba(randomly)[:, k])),
        clauses=len(found),
        words=float(np.mean(sizes)),
    )


def _delete(text: str, spans: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])
