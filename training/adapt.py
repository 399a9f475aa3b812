"""Adapt a model to somebody's own texts: calibration, thresholds and review bounds anew; the classifier stays.

What is printed of the adapted model is cross-fitted: each document's answers come from rules learned on the others.
A threshold goes part of the way to the one best for the labels: the more true clauses they have, the further.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.splits import folds, rest_of
from clausetag.data.errors import UsageError
from clausetag.data.words import counted
from clausetag.models.bundle import CARD, Bundle, check_replaceable, save_bundle
from clausetag.models.calibration import PlattCalibration, calibrated, logit
from clausetag.models.classifier import Asked, Labels, Probabilities
from clausetag.models.decision import Bounds
from clausetag.models.model import Model, Rules
from clausetag.training.evaluation.crossval import FOLDS, asked_matrix, label_matrix
from clausetag.training.evaluation.evaluate import Evaluation, evaluate_probabilities
from clausetag.training.learners.conformal import MISS_RATE
from clausetag.training.rules import learn_rules

ENOUGH, ENOUGH_TRUE = 100, 19  # clauses asked for a theme and true ones: with fewer it keeps the rules it has
# So many true clauses move a threshold half of the way to the one that is best for them. Taken alone, the best of 100
# to 300 labels is the noise of a sample: on average over recommendations, translated clauses and official ones (three
# languages) it made macro-F1 0.003 worse than leaving the threshold; halfway it does no harm on average.
_HALFWAY = 50
_SENSIBLE = (0.2, 0.7)  # thresholds of calibrated probabilities; one that was further off goes to the nearest


@dataclass(frozen=True, slots=True)
class Adapted:
    """An adapted bundle, figures before and after on the labels given, and what was left as it was."""

    bundle: Bundle
    before: Evaluation
    after: Evaluation
    kept: tuple[str, ...]  # a line for each theme with too few labels


def adapt(bundle: Bundle, examples: Sequence[Example], out: Path) -> Adapted:
    """Learn the rules of a bundle's themes anew from labelled clauses that it did not learn from; save it to `out`.

    Languages that the clauses are not in keep their rules, and so do themes with fewer than 100 clauses asked or 19
    true.

    Raises:
        UsageError: No theme has enough labels, or they are of too few documents.
        BundleError: `out` is something else than a bundle.
    """
    check_replaceable(out)
    model = bundle.model
    asked, labels = asked_matrix(examples, model.themes), label_matrix(examples, model.themes)
    n, n_true = asked.sum(axis=0), (labels * asked).sum(axis=0)
    learned = (n >= ENOUGH) & (n_true >= ENOUGH_TRUE) & (n_true < n)
    kept = tuple(
        f"theme {key!r}: {counted(n[k], 'clause')} asked, {n_true[k]:,} of them true, too few to trust; "
        "it keeps the rules it has"
        for k, key in enumerate(model.themes)
        if not learned[k]
    )
    if not learned.any():
        raise UsageError(
            f"nothing to adapt: a theme takes {ENOUGH} clauses asked, {ENOUGH_TRUE} of them true; " + "; ".join(kept)
        )
    rate = float(bundle.manifest.config.get("miss_rate", MISS_RATE))
    languages = [example.language for example in examples]
    raw = model.classifier.predict_proba([example.text for example in examples])
    before = evaluate_probabilities(
        "before", model.calibrate(raw, languages), model.bounds(languages), examples, model.themes
    )
    probabilities, bounds = model.calibrate(raw, languages), model.bounds(languages)
    fold_of = folds(examples, FOLDS)
    for fold in range(FOLDS):
        held, rest = np.flatnonzero(np.array(fold_of) == fold), rest_of(examples, fold_of, fold)
        there = [languages[i] for i in rest]
        some = _adapted(model, raw[rest], labels[rest], asked[rest], there, learned, rate)
        here = [languages[i] for i in held]
        probabilities[held] = some.calibrate(raw[held], here)
        for whole, part in zip(bounds, some.bounds(here), strict=True):
            whole[held] = part
    after = evaluate_probabilities("after", probabilities, Bounds(*bounds), examples, model.themes)
    new = _adapted(model, raw, labels, asked, languages, learned, rate)
    return Adapted(_saved(new, bundle, out, before, after), before, after, kept)


def _adapted(
    model: Model,
    raw: Probabilities,
    labels: Labels,
    asked: Asked,
    languages: Sequence[str],
    learned: NDArray[np.bool_],
    miss_rate: float,
) -> Model:
    """Return the model with new rules of the `learned` themes, in the clauses' languages and where none is known."""
    new = learn_rules(model.classifier, raw, labels, asked, languages, miss_rate=miss_rate)
    n_true = (labels * asked).sum(axis=0)
    trust = np.where(learned, n_true / (n_true + _HALFWAY), 0.0).tolist()
    shared = _mixed(new.shared, model.shared, trust)
    by_language = {
        language: _mixed(rules, model.by_language.get(language, model.shared), trust)
        for language, rules in new.by_language.items()
    }
    return replace(model, shared=shared, by_language={**model.by_language, **by_language})


def _mixed(new: Rules, old: Rules, trust: Sequence[float]) -> Rules:
    """Return the new rules of the themes with some `trust`, their thresholds so far from the old ones; else the old."""
    calibrations, rules = [], []
    for k, share in enumerate(trust):
        taken = new if share else old
        rule, calibration = taken.rules[k], taken.calibrations[k]
        if share:
            kept = _carried(old.rules[k].threshold, old.calibrations[k], calibration)
            rule = replace(rule, threshold=share * rule.threshold + (1 - share) * kept)
        calibrations.append(calibration)
        rules.append(rule)
    return Rules(tuple(calibrations), tuple(rules))


def _carried(threshold: float, old: PlattCalibration, new: PlattCalibration) -> float:
    """Return the threshold under the new calibration that answers as the given one under the old, if it is sensible."""
    said = (logit(np.array([threshold])) - old.intercept) / old.slope  # log-odds as the classifier has them
    return float(np.clip(calibrated(1 / (1 + np.exp(-said))[:, None], [new])[0, 0], *_SENSIBLE))


def _saved(model: Model, bundle: Bundle, out: Path, before: Evaluation, after: Evaluation) -> Bundle:
    manifest = bundle.manifest
    card = (bundle.path / CARD).read_text(encoding="utf-8").rstrip()
    card += (
        "\n\n## Adapted\n\nCalibration, thresholds and review bounds were learned anew from labels of its user, "
        f"{after.clauses:,} clauses of {after.documents:,} documents: macro-F1 {before.macro_f1} before, "
        f"{after.macro_f1} after (cross-fitted). They take the place of those above.\n"
    )
    figures: Mapping[str, object] = {
        "clauses": after.clauses,
        "macro_f1": [round(x, 4) for x in (after.macro_f1.value, after.macro_f1.low, after.macro_f1.high)],
        "from": manifest.version,
    }
    return save_bundle(
        model,
        out,
        card=card,
        dataset=manifest.dataset,
        metrics={**manifest.metrics, "adapted, cross-fitted": figures},
        config=manifest.config,
    )
