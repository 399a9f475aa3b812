"""Train a model on the labelled clauses, measure it, and save it as a bundle."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from clausetag.data.dataset.annotations import JoinReport, gold_documents
from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.examples import SEED_DOCUMENT, Example, load_examples, seed_examples
from clausetag.data.dataset.splits import split
from clausetag.data.errors import UsageError
from clausetag.data.themes import Theme, load_themes
from clausetag.models.bundle import Bundle, check_replaceable, load_bundle, save_bundle
from clausetag.models.cascade import CascadeClassifier
from clausetag.models.classifier import Classifier
from clausetag.models.encoder import EncoderClassifier, EncoderConfig
from clausetag.models.ngrams import NgramClassifier, NgramConfig
from clausetag.training.card import model_card
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.evaluation.evaluate import Evaluation, evaluate_model, evaluate_probabilities
from clausetag.training.fit import Fitted, fit_model, real_rows, with_rules
from clausetag.training.learners.cascade import learn_gate
from clausetag.training.learners.finetune import CHECKPOINT

OUT_OF_FOLD = "out of fold"
VALIDATION = "validation split"


@dataclass(frozen=True, slots=True)
class Trained:
    """A saved bundle, how its labels and texts came together, and what was measured on the way."""

    bundle: Bundle
    report: JoinReport
    evaluations: tuple[Evaluation, ...]
    fitted: Fitted
    splits: Mapping[str, Sequence[Example]]

    @property
    def held_out(self) -> Sequence[Example]:
        """The examples of `fitted.held_out`, in its order: the validation split, or all where folds took turns."""
        return self.splits.get("validation", self.splits["train"])


def train_ngrams(
    out: Path,
    corpus: Corpus | None = None,
    config: NgramConfig | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
) -> Trained:
    """Train the n-gram classifier on all sources and save it to `out`.

    Without a corpus the seed document and the drafted clauses alone are used. The same data give the same bundle.
    `corpus`, `themes` and `corrections` are those of `load_examples`, here and below.
    """
    check_replaceable(out)
    config = config or NgramConfig()
    keys = _keys(themes)

    def make() -> Classifier:
        return NgramClassifier(keys, config)

    examples, report = load_examples(corpus, themes=themes, corrections=corrections)
    fitted = fit_model(make, examples, miss_rate=config.miss_rate, seed=config.seed)
    rest, _ = load_examples(corpus, gold_documents() | {SEED_DOCUMENT}, themes=themes, corrections=corrections)
    evaluations = (
        held_out_evaluation(OUT_OF_FOLD, fitted, examples),
        seed_evaluation(fit_model(make, rest, miss_rate=config.miss_rate, seed=config.seed)),
    )
    return _save(out, fitted, {"train": examples}, evaluations, asdict(config), report, ("scikit-learn", "scipy"))


def train_encoder(
    out: Path,
    corpus: Corpus | None = None,
    config: EncoderConfig | None = None,
    checkpoints: Path | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
    on_epoch: Callable[[int, Mapping[str, float]], None] | None = None,
) -> Trained:
    """Fine-tune the encoder on the training split and save it to `out`.

    Early stopping, calibration and rules come from the validation split. An interrupted run goes on from the folder
    `checkpoints`; once the bundle is saved its checkpoint goes, so that the next training begins anew.
    `on_epoch` is told the number and the losses of each epoch, also of those that a checkpoint remembers.
    """
    check_replaceable(out)
    config = config or EncoderConfig()
    examples, report = load_examples(corpus, themes=themes, corrections=corrections)
    train, validation = split(examples)
    keys = _keys(themes)
    held_texts, held_labels = _texts(validation), label_matrix(validation, keys)
    classifier = EncoderClassifier(keys, config, checkpoints, on_epoch)
    classifier.fit(_texts(train), label_matrix(train, keys), (held_texts, held_labels))
    raw = classifier.predict_proba(held_texts)
    fitted = with_rules(classifier, raw, held_labels, real_rows(validation), miss_rate=config.miss_rate)
    evaluations = (held_out_evaluation(VALIDATION, fitted, validation),)
    splits = {"train": train, "validation": validation}
    libraries = ("torch", "transformers", "onnxruntime")
    trained = _save(out, fitted, splits, evaluations, asdict(config), report, libraries)
    if checkpoints:
        (checkpoints / CHECKPOINT).unlink(missing_ok=True)
    return trained


def train_cascade(
    out: Path,
    encoder: Path,
    corpus: Corpus | None = None,
    config: NgramConfig | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
) -> Trained:
    """Put the encoder bundle at `encoder` behind an n-gram classifier of the same training split; save it to `out`.

    Raises:
        UsageError: The bundle holds no encoder, or was trained on other data, so that its validation split is not held
            out any more.
    """
    check_replaceable(out)
    config = config or NgramConfig()
    bundle = load_bundle(encoder)
    second = bundle.model.classifier
    if not isinstance(second, EncoderClassifier):
        raise UsageError(f"{encoder}: holds a model of kind {second.kind!r}, not an encoder")
    examples, report = load_examples(corpus, themes=themes, corrections=corrections)
    train, validation = split(examples)
    splits = {"train": train, "validation": validation}
    keys = _keys(themes)
    if bundle.manifest.dataset.get("fingerprint") != fingerprint(splits) or second.themes != keys:
        raise UsageError(f"{encoder}: was trained on other data than given now; train the encoder again")
    first = NgramClassifier(keys, config).fit(_texts(train), label_matrix(train, keys))
    held_texts, held_labels, rows = _texts(validation), label_matrix(validation, keys), real_rows(validation)
    said, said_second = first.log_odds(held_texts)[rows], second.log_odds(held_texts)[rows]
    gate = learn_gate(said, said_second, held_labels[rows], [validation[i].document for i in rows])
    classifier = CascadeClassifier(first, second, gate)
    fitted = with_rules(classifier, classifier.predict_proba(held_texts), held_labels, rows, miss_rate=config.miss_rate)
    evaluations = (held_out_evaluation(VALIDATION, fitted, validation),)
    return _save(out, fitted, splits, evaluations, asdict(config), report, ("scikit-learn", "onnxruntime"))


def held_out_evaluation(name: str, fitted: Fitted, examples: Sequence[Example]) -> Evaluation:
    """Measure a fit on the examples its rules were learned from, none of which its classifier learned from."""
    rows = fitted.measured
    return evaluate_probabilities(
        name, fitted.held_out[rows], fitted.model.rules, [examples[i] for i in rows], fitted.model.themes
    )


def seed_evaluation(fitted: Fitted) -> Evaluation:
    """Measure a fit that left out the seed document (and what nearly repeats its clauses) on its 77 clauses."""
    seed = seed_examples(_keys(None))
    return evaluate_model("seed document, left out of training", fitted.model, seed)


def summary(evaluation: Evaluation) -> dict[str, Any]:
    """Return the figures a manifest keeps."""
    f1 = evaluation.macro_f1
    return {
        "clauses": evaluation.clauses,
        "macro_f1": [round(x, 4) for x in (f1.value, f1.low, f1.high)],
        "macro_ap": round(evaluation.macro_ap.value, 4),
        "f1": {theme.theme: round(theme.f1.value, 4) for theme in evaluation.themes},
    }


def _save(
    out: Path,
    fitted: Fitted,
    splits: Mapping[str, Sequence[Example]],
    evaluations: tuple[Evaluation, ...],
    config: Mapping[str, Any],
    report: JoinReport,
    libraries: Sequence[str],
) -> Trained:
    examples = [example for part in splits.values() for example in part]
    thresholds = {key: rule.threshold for key, rule in zip(fitted.model.themes, fitted.model.rules, strict=True)}
    bundle = save_bundle(
        fitted.model,
        out,
        card=model_card(fitted.model.classifier.kind, examples, evaluations, thresholds, config["miss_rate"]),
        dataset={
            "fingerprint": fingerprint(splits),
            "clauses": {name: len(part) for name, part in splits.items()},
            "sources": dict(sorted(Counter(example.source for example in examples).items())),
        },
        metrics={e.name: summary(e) for e in evaluations},
        config={**config, "trained_with": {name: version(name) for name in libraries}},
    )
    return Trained(bundle, report, evaluations, fitted, splits)


def _keys(themes: Sequence[Theme] | None) -> tuple[str, ...]:
    return tuple(theme.key for theme in themes or load_themes())


def _texts(examples: Sequence[Example]) -> list[str]:
    return [example.text for example in examples]
