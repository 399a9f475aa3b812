"""Train a model on the labelled clauses, measure it, and save it as a bundle."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from clausetag.data.annotations import JoinReport, gold_documents
from clausetag.data.corpus import Corpus
from clausetag.data.dataset import fingerprint
from clausetag.data.examples import SEED_DOCUMENT, Example, load_examples
from clausetag.data.themes import load_themes
from clausetag.models.bundle import Bundle, save_bundle
from clausetag.models.classifier import Classifier
from clausetag.models.ngrams import NgramClassifier, NgramConfig
from clausetag.training.card import model_card
from clausetag.training.evaluate import Evaluation, evaluate_model, evaluate_probabilities
from clausetag.training.fit import Fitted, fit_model


@dataclass(frozen=True, slots=True)
class Trained:
    """A saved bundle, how its labels and texts came together, and what was measured on the way."""

    bundle: Bundle
    report: JoinReport
    evaluations: tuple[Evaluation, ...]


def train_ngrams(out: Path, corpus: Corpus | None = None, config: NgramConfig | None = None) -> Trained:
    """Train the n-gram classifier on all sources and save it to `out`.

    Without a corpus the seed document and the drafted clauses alone are used. The same data give the same bundle.
    """
    config = config or NgramConfig()
    themes = tuple(theme.key for theme in load_themes())

    def make() -> Classifier:
        return NgramClassifier(themes, config)

    examples, report = load_examples(corpus)
    fitted = fit_model(make, examples, seed=config.seed)
    evaluations = (out_of_fold_evaluation(fitted, examples), seed_evaluation(make, corpus, seed=config.seed))
    bundle = save_bundle(
        fitted.model,
        out,
        card=model_card("n-grams", examples, evaluations, thresholds(fitted)),
        dataset={
            "fingerprint": fingerprint({"train": examples}),
            "clauses": len(examples),
            "sources": dict(sorted(Counter(example.source for example in examples).items())),
        },
        metrics={e.name: summary(e) for e in evaluations},
        config={**asdict(config), "trained_with": {name: version(name) for name in ("scikit-learn", "scipy")}},
    )
    return Trained(bundle, report, evaluations)


def out_of_fold_evaluation(fitted: Fitted, examples: list[Example]) -> Evaluation:
    """Measure a fit on the examples its rules were learned from, each seen by a model that did not learn from it."""
    rows = fitted.measured
    return evaluate_probabilities(
        "out of fold",
        fitted.out_of_fold[rows],
        fitted.model.rules,
        [examples[i] for i in rows],
        fitted.model.themes,
    )


def seed_evaluation(make: Callable[[], Classifier], corpus: Corpus | None, *, seed: int = 0) -> Evaluation:
    """Train without the seed document (and what nearly repeats its clauses) and measure on its 77 clauses."""
    from clausetag.data.examples import seed_examples

    rest, _ = load_examples(corpus, leave_out=gold_documents() | {SEED_DOCUMENT})
    fitted = fit_model(make, rest, seed=seed)
    held_out = seed_examples([theme.key for theme in load_themes()])
    return evaluate_model("seed document, left out of training", fitted.model, held_out)


def thresholds(fitted: Fitted) -> dict[str, float]:
    """Return each theme's threshold."""
    return {key: rule.threshold for key, rule in zip(fitted.model.themes, fitted.model.rules, strict=True)}


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures a manifest keeps."""
    return {
        "clauses": evaluation.clauses,
        "macro_f1": [round(x, 4) for x in (evaluation.macro_f1.value, evaluation.macro_f1.low, evaluation.macro_f1.high)],
        "macro_ap": round(evaluation.macro_ap.value, 4),
        "f1": {theme.theme: round(theme.f1.value, 4) for theme in evaluation.themes},
    }
