"""The keyword baseline: a few regular expressions a theme. It stands beside the trained models in every evaluation.

A new theme without expressions here is simply never found by the baseline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clausetag.models.classifier import Probabilities

_PATTERNS: dict[str, tuple[str, ...]] = {
    "detention": (
        r"\bdetain\w*",
        r"\bdetention\w*",
        r"\bimprison\w*",
        r"\bprison\w*",
        r"\bincarcerat\w*",
        r"\barrest\w*",
        r"\bcustod\w*",
        r"\bdepriv\w+ of (?:their |his |her )?liberty",
        r"\binternees?\b",
    ),
    "children": (
        r"\bchild\w*",
        r"\bgirls?\b",
        r"\bboys?\b",
        r"\bminors?\b",
        r"\bjuvenile\w*",
        r"\badolescent\w*",
        r"\binfant\w*",
        r"\borphan\w*",
    ),
    "trafficking": (
        r"\btraffick\w* (?:in|of) (?:persons|human|women|children|girls|people|migrants)",
        r"\bhuman traffick\w*",
        r"\btraffickers?\b",
        r"\btrafficked\b",
        r"\bvictims of traffick\w*",
        r"\btraffic in persons",
    ),
    "labour_rights": (
        r"\bdecent work",
        r"\bforced lab\w+",
        r"\bchild lab\w+",
        r"\bslavery\b",
        r"\bservitude\b",
        r"\bdebt bondage",
        r"\bworkers?\b",
        r"\bworking conditions",
        r"\bconditions of work",
        r"\bemployment\b",
        r"\btrade unions?",
        r"\blabour (?:law|rights|standards|inspection)\w*",
        r"\bInternational Labour Organi[sz]ation",
        r"\bwages?\b",
        r"\bequal pay",
    ),
}


@dataclass(frozen=True, slots=True)
class KeywordClassifier:
    """Says 1.0 where an expression of the theme matches and 0.0 elsewhere."""

    themes: tuple[str, ...]

    def predict_proba(self, texts: Sequence[str]) -> Probabilities:
        """Return 0.0 or 1.0 for each text and theme, shape (n_clauses, n_themes)."""
        columns = []
        for theme in self.themes:
            pattern = re.compile("|".join(_PATTERNS.get(theme, ("(?!)",))), re.IGNORECASE)
            columns.append([float(pattern.search(text) is not None) for text in texts])
        return np.array(columns, dtype=np.float64).T.reshape(len(texts), len(self.themes))
