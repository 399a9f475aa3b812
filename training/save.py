"""Save a fitted model as a bundle, with what it was trained on, what was measured, and its card."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.example import Example
from clausetag.models.bundle import Bundle, save_bundle
from clausetag.training.card import model_card
from clausetag.training.evaluation.evaluate import Evaluation
from clausetag.training.learners.configs import Config
from clausetag.training.rules import Fitted


def save_fitted(
    out: Path,
    fitted: Fitted,
    splits: Mapping[str, Sequence[Example]],
    evaluations: Sequence[Evaluation],
    config: Config,
    libraries: Sequence[str],
    unread: int = 0,
) -> Bundle:
    """Write the bundle to `out`.

    `libraries` are those that learned it, whose versions its manifest keeps; `unread` is the number of clauses that it
    learned from beside the labelled ones of the splits, with another model's answers.
    """
    examples = [example for part in splits.values() for example in part]
    return save_bundle(
        fitted.model,
        out,
        card=model_card(fitted.model, examples, evaluations, config.miss_rate, unread),
        dataset={
            "fingerprint": fingerprint(splits),
            "clauses": {name: len(part) for name, part in splits.items()},
            **({"unread": unread} if unread else {}),
            "sources": dict(sorted(Counter(example.source for example in examples).items())),
            "languages": sorted({example.language for example in examples}),
        },
        metrics={evaluation.name: _figures(evaluation) for evaluation in evaluations},
        config={**asdict(config), "trained_with": {name: version(name) for name in libraries}},
    )


def _figures(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures a manifest keeps."""
    f1 = evaluation.macro_f1
    return {
        "clauses": evaluation.clauses,
        "macro_f1": [round(x, 4) for x in (f1.value, f1.low, f1.high)],
        "macro_ap": round(evaluation.macro_ap.value, 4),
        "f1": {theme.theme: round(theme.f1.value, 4) for theme in evaluation.themes},
    }
