"""Train a model on the labelled clauses, measure it, and save it as a bundle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.cores import cores
from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.unread import apart_from, unread_examples
from clausetag.data.errors import UsageError
from clausetag.data.labelling.own import Own
from clausetag.data.languages import LANGUAGES
from clausetag.data.themes import Theme
from clausetag.models.bundle import Bundle, check_replaceable, load_bundle
from clausetag.models.cascade import CascadeClassifier
from clausetag.models.classifier import Classifier, Probabilities
from clausetag.models.encoder import EncoderClassifier
from clausetag.training.evaluation.crossval import Learner, asked_matrix, label_matrix, one_by_one
from clausetag.training.evaluation.evaluate import Evaluation, evaluate_probabilities
from clausetag.training.learners.blend import few_of, learn_blend
from clausetag.training.learners.cascade import learn_gate
from clausetag.training.learners.configs import Config, EncoderConfig, NgramConfig
from clausetag.training.learners.encoder import forget_checkpoint, learn_encoder
from clausetag.training.learners.ngrams import check_labels, learn_ngrams, learn_parts
from clausetag.training.learners.progress import OnEpoch, on_stderr
from clausetag.training.learners.taught import teach
from clausetag.training.learners.weighting import positive_weights
from clausetag.training.parts import Parts, load_data, load_parts
from clausetag.training.rules import Fitted, learn_model, real_asked, with_rules
from clausetag.training.save import save_fitted

_OUT_OF_FOLD = "out of fold"
_VALIDATION = "validation split"
SEED = "seed document, out of fold"


@dataclass(frozen=True, slots=True)
class Trained:
    """A saved bundle, how its labels and texts came together, and what was measured on the way."""

    bundle: Bundle
    report: str
    evaluations: tuple[Evaluation, ...]
    fitted: Fitted
    splits: Mapping[str, Sequence[Example]]
    config: Config  # of the learner
    unread: Sequence[Example] = ()  # what it learned from besides, with the answers of another model

    @property
    def held_out(self) -> Sequence[Example]:
        """The examples of `fitted.held_out`, in its order: the validation split, or all where folds took turns."""
        return self.splits.get("validation", self.splits["train"])


def train_ngrams(
    out: Path,
    corpora: Sequence[Corpus] = (),
    config: NgramConfig | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
    own: Own | None = None,
) -> Trained:
    """Train the n-gram classifier on all sources and save it to `out`.

    Without corpora the seed document and the drafted clauses alone are used. The same data give the same bundle.
    `corpora`, `themes` and `corrections` are those of `load_examples`, here and below; with `own` the labels of one's
    own take the place of those that ship, or stand beside them.
    """
    check_replaceable(out)
    config = config or NgramConfig()
    examples, keys, report = load_data(corpora, themes, corrections, own)
    labels, asked = label_matrix(examples, keys), asked_matrix(examples, keys)
    check_labels(keys, labels, asked)
    few = few_of(own.themes, keys, labels, asked) if own else []
    learn: Learner = (
        one_by_one(partial(learn_blend, keys, config=config, few=few), cores())
        if few
        else partial(learn_parts, keys, config=config, at_once=cores(), progress=on_stderr)
    )
    fitted = learn_model(learn, examples, keys, miss_rate=config.miss_rate, seed=config.seed, progress=on_stderr)
    on_stderr("measuring")
    seed = np.array([i for i, example in enumerate(examples) if example.source == "seed"], dtype=np.int64)
    parts = {_OUT_OF_FOLD: fitted.measured, **_by_language(fitted, examples), **({SEED: seed} if len(seed) else {})}
    evaluations = tuple(_on_held_out(name, fitted, examples, rows) for name, rows in parts.items())
    splits = {"train": examples}
    libraries = ("scipy", *(("scikit-learn", "onnxruntime") if few else ()))
    bundle = save_fitted(out, fitted, splits, evaluations, config, libraries)
    return Trained(bundle, report, evaluations, fitted, splits, config)


def train_encoder(
    out: Path,
    corpora: Sequence[Corpus] = (),
    config: EncoderConfig | None = None,
    checkpoints: Path | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
    own: Own | None = None,
    on_epoch: OnEpoch | None = None,
) -> Trained:
    """Fine-tune the encoder on the training split and save it to `out`.

    Early stopping, calibration and rules come from the validation split. An interrupted run goes on from the folder
    `checkpoints`; once the bundle is saved its checkpoint goes, so that the next training begins anew.
    `on_epoch` is told the number and the losses of each epoch, also of those that a checkpoint remembers.
    """
    check_replaceable(out)
    config = config or EncoderConfig()
    parts = load_parts(corpora, themes, corrections, own)
    texts, labels, asked = parts.labelled("train")
    classifier = learn_encoder(
        parts.keys,
        texts,
        labels,
        config,
        asked=asked,
        validation=parts.labelled("validation"),
        checkpoints=checkpoints,
        on_epoch=on_epoch,
    )
    raw = classifier.predict_proba(parts.labelled("validation")[0])
    trained = _save_with_rules(out, classifier, raw, parts, config, ("torch", "transformers", "onnxruntime"))
    if checkpoints:
        forget_checkpoint(checkpoints)
    return trained


def train_cascade(
    out: Path,
    encoder: Path,
    corpora: Sequence[Corpus] = (),
    config: NgramConfig | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
    own: Own | None = None,
) -> Trained:
    """Put the encoder of a bundle, itself or that of a cascade, behind an n-gram classifier; save both to `out`.

    The n-gram classifier learns from all clauses, and from what the encoder says of official ones that nobody read;
    what the two know together is learned on those that the encoder was held out from, from an n-gram classifier that
    was held out from them as well.

    Raises:
        UsageError: The bundle holds no encoder, or was trained on other data, so that its validation split is not held
            out any more.
    """
    check_replaceable(out)
    config = config or NgramConfig()
    bundle = load_bundle(encoder)
    second = bundle.model.classifier
    if isinstance(second, CascadeClassifier):
        second = second.second
    if not isinstance(second, EncoderClassifier):
        raise UsageError(f"{encoder}: holds a model of kind {second.kind!r}; give that of an encoder or cascade")
    parts = load_parts(corpora, themes, corrections, own)
    if bundle.manifest.dataset.get("fingerprint") != fingerprint(parts.splits) or second.themes != parts.keys:
        raise UsageError(f"{encoder}: was trained on other data than given now; train the encoder again")
    learned_from, everything = parts.labelled("train"), parts.labelled("all")
    validation, (texts, labels, _) = parts.parts["validation"], parts.labelled("validation")
    asked_of: Sequence[Example] = ()
    if unread := unread_examples(corpora, parts.parts["all"]):
        pupil = learn_ngrams(parts.keys, *learned_from[:2], config, asked=learned_from[2])
        taught = teach(pupil, second, unread, positive_weights(*learned_from[1:]))
        learned_from = taught.only(apart_from(unread, validation)).beside(learned_from)
        everything, asked_of = taught.beside(everything), taught.examples
    alike = learn_ngrams(parts.keys, *learned_from[:2], config, asked=learned_from[2])
    real = real_asked(validation, parts.keys)
    rows = np.flatnonzero(real.any(axis=1))
    documents = [validation[i].document for i in rows.tolist()]
    gate = learn_gate(alike.log_odds(texts)[rows], second.log_odds(texts)[rows], labels[rows], documents, real[rows])
    raw = CascadeClassifier(alike, second, gate).predict_proba(texts)
    first = learn_ngrams(parts.keys, *everything[:2], config, asked=everything[2])
    classifier = CascadeClassifier(first, second, gate)
    libraries = ("scikit-learn", "scipy", "onnxruntime")
    return _save_with_rules(out, classifier, raw, parts, config, libraries, asked_of)


def _save_with_rules(
    out: Path,
    classifier: Classifier,
    raw: Probabilities,
    parts: Parts,
    config: Config,
    libraries: Sequence[str],
    unread: Sequence[Example] = (),
) -> Trained:
    """Learn the rules from what was said, `raw`, of the validation split, and save."""
    validation = parts.parts["validation"]
    fitted = with_rules(classifier, raw, validation, miss_rate=config.miss_rate)
    evaluations = (_on_held_out(_VALIDATION, fitted, validation, fitted.measured),)
    bundle = save_fitted(out, fitted, parts.splits, evaluations, config, libraries, len(unread))
    return Trained(bundle, parts.report, evaluations, fitted, parts.splits, config, unread)


def _on_held_out(name: str, fitted: Fitted, examples: Sequence[Example], rows: NDArray[np.int64]) -> Evaluation:
    """Measure a fit on some rows of the examples that it was held out from."""
    own, themes = [examples[i] for i in rows], fitted.model.themes
    return evaluate_probabilities(
        name, fitted.held_out[rows], fitted.bounds.of(rows), own, themes, asked=fitted.asked[rows]
    )


def _by_language(fitted: Fitted, examples: Sequence[Example]) -> dict[str, NDArray[np.int64]]:
    """Return the measured rows of each language that has true clauses, where there are several."""
    of: dict[str, list[int]] = {language: [] for language in LANGUAGES}
    for row in fitted.measured.tolist():
        of.setdefault(examples[row].language, []).append(row)
    told = {language: rows for language, rows in of.items() if any(examples[row].themes for row in rows)}
    return {f"{_OUT_OF_FOLD}, {name}": np.array(rows) for name, rows in told.items()} if len(told) > 1 else {}
