"""Search settings by grouped cross-validation: an Optuna study, each trial a run nested in the study's run.

A study is named after its data and the settings that are fixed, and lives in a file: the same command goes on with an
interrupted one. The first trial is the shipped settings.
"""

import contextlib
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from clausetag.data.cores import cores
from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import load_examples
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.themes import load_themes
from clausetag.models.calibration import calibrated
from clausetag.models.mlflow_store import connect, store_errors
from clausetag.training.config import configure, settings_of
from clausetag.training.evaluation.crossval import FOLDS, Learner, label_matrix, one_by_one, out_of_fold
from clausetag.training.evaluation.metrics import f1
from clausetag.training.learners.configs import EncoderConfig, NgramConfig
from clausetag.training.learners.conformal import MISS_RATE
from clausetag.training.learners.encoder import learn_encoder
from clausetag.training.learners.ngrams import learn_parts
from clausetag.training.rules import learn_rule, real_asked
from clausetag.training.runs.run_record import tags_of
from clausetag.training.runs.stopping import sigterm_interrupts
from clausetag.training.runs.study import SPACES, STUDIES, Suggest, complete_trials, open_study
from clausetag.training.runs.track import experiment_id

if TYPE_CHECKING:
    import optuna
    from mlflow import MlflowClient


@dataclass(frozen=True, slots=True)
class Tuned:
    """What a study has found so far."""

    study: str
    run_id: str
    trials: int  # complete ones
    value: float  # macro-F1 out of fold of the best
    first: float  # and of the first
    settings: tuple[str, ...]  # of the best, where they differ from the shipped ones


@sigterm_interrupts()
def tune(
    kind: str,
    trials: int,
    *,
    fixed: Sequence[str] = (),
    corpora: Sequence[Corpus] = (),
    themes: Path | None = None,
    corrections: Path | None = None,
    folds: int = FOLDS,
    studies: str = STUDIES,
    progress: Callable[[str], None] = lambda _line: None,
) -> Tuned:
    """Search the settings of a model of `kind` until the study holds `trials` complete trials.

    Args:
        kind: "ngrams" or "encoder".
        trials: How many; those of an interrupted study count.
        fixed: Settings that stay as given ("seed=1", ...).
        corpora: As in `load_examples`.
        themes: A themes file.
        corrections: As in `load_examples`.
        folds: Number of folds, grouped by documents and near-copies.
        studies: Where the studies are kept, a database as SQLAlchemy names it.
        progress: Is told a line after each trial.

    Raises:
        UsageError: The kind cannot be tuned, a setting is wrong, or one of the stores cannot be used.
        KeyboardInterrupt: With a message that says how to go on.
    """
    with needs("train"):
        import optuna  # noqa: F401 (is it there?)

    if kind not in SPACES:
        raise UsageError(f"{kind} cannot be tuned; {' and '.join(SPACES)} can")
    given = configure(_config_class(kind), fixed)
    named = {setting.partition("=")[0].strip() for setting in fixed}
    space = {name: suggest for name, suggest in SPACES[kind].items() if name not in named}
    if not space:
        raise UsageError("every setting is fixed by --set, so there is nothing to search")
    client = connect(create=True)
    keys = tuple(theme.key for theme in load_themes(themes))
    examples, _ = load_examples(corpora, themes=load_themes(themes), corrections=corrections)
    data = fingerprint({"train": examples})
    mark = hashlib.sha256("\n".join([data, str(folds), *sorted(named), *settings_of(given)]).encode()).hexdigest()[:12]
    study = open_study(studies, f"clausetag-{kind}-{mark}", given, space)
    with store_errors("; the study goes on with the same command"):
        parent = _parent(client, study.study_name, kind, data, folds)
    search = _Search(kind, fixed, space, study, client, parent)

    def measure(config: NgramConfig | EncoderConfig) -> dict[str, float]:
        return _measure(_learner(keys, config), examples, keys, folds, config.seed)

    while len(complete_trials(study)) < trials:
        progress(_try_one(search, measure))
    return _finish(search)


@dataclass(frozen=True, slots=True)
class _Search:
    """What all trials of a study share."""

    kind: str
    fixed: Sequence[str]
    space: Mapping[str, Suggest]
    study: "optuna.Study"
    client: "MlflowClient"
    parent: str  # id of the study's run

    def config(self, values: Mapping[str, object]) -> NgramConfig | EncoderConfig:
        """Return the configuration with the fixed settings and the searched `values`."""
        searched = (f"{name}={value}" for name, value in values.items())
        return configure(_config_class(self.kind), [*self.fixed, *searched])


def _try_one(search: _Search, measure: Callable[[NgramConfig | EncoderConfig], Mapping[str, float]]) -> str:
    """Measure the settings that the study suggests next, keep the trial as a run, and return a line about it."""
    import optuna

    study = search.study
    trial = study.ask()
    config = search.config({name: suggest(trial) for name, suggest in search.space.items()})
    try:
        scores = measure(config)
    except BaseException as error:
        study.tell(trial, state=optuna.trial.TrialState.FAIL)
        if not isinstance(error, KeyboardInterrupt):
            _end(search.client, search.parent, "FAILED")
            raise
        study.enqueue_trial(trial.params)
        _end(search.client, search.parent, "KILLED")
        done = len(complete_trials(study))
        raise KeyboardInterrupt(
            f"interrupted after {done} trials; they are kept, and the same command goes on with the next"
        ) from None
    study.tell(trial, scores["macro_f1"])
    with store_errors("; the study is kept and goes on with the same command"):
        _log_trial(search.client, search.parent, trial.number, settings_of(config), scores)
    return f"trial {trial.number}: macro-F1 {scores['macro_f1']:.4f}, best {study.best_value:.4f}"


def _finish(search: _Search) -> Tuned:
    """Note the best settings in the study's run, end it, and return what was found."""
    study = search.study
    shipped = set(settings_of(_config_class(search.kind)()))
    chosen = tuple(s for s in settings_of(search.config(study.best_params)) if s not in shipped)
    with store_errors("; the study is kept and goes on with the same command"):
        search.client.log_metric(search.parent, "macro_f1", study.best_value)
        search.client.set_tag(search.parent, "clausetag.best", " ".join(chosen))
        search.client.set_terminated(search.parent, "FINISHED")
    complete = complete_trials(study)
    first = float(complete[0].value or 0.0)
    return Tuned(study.study_name, search.parent, len(complete), study.best_value, first, chosen)


def _config_class(kind: str) -> type[NgramConfig | EncoderConfig]:
    return NgramConfig if kind == "ngrams" else EncoderConfig


def _learner(keys: tuple[str, ...], config: NgramConfig | EncoderConfig) -> Learner:
    if isinstance(config, NgramConfig):
        return partial(learn_parts, keys, config=config, at_once=cores())
    return one_by_one(partial(learn_encoder, keys, config=config))


def _measure(
    learn: Learner, examples: Sequence[Example], keys: Sequence[str], folds: int, seed: int
) -> dict[str, float]:
    """Return F1 by theme and on average, out of fold, under the rules that training would learn from these answers."""
    asked, labels = real_asked(examples, keys), label_matrix(examples, keys)
    raw = out_of_fold(learn, examples, keys, folds=folds, seed=seed)
    own = [asked[:, k] for k in range(len(keys))]
    rules = [learn_rule(raw[own[k], k], labels[own[k], k], MISS_RATE) for k in range(len(keys))]
    decided = calibrated(raw, [calibration for calibration, _ in rules]) >= [rule.threshold for _, rule in rules]
    scores = {f"{theme}/f1": f1(labels[own[k], k], decided[own[k], k].astype(np.int8)) for k, theme in enumerate(keys)}
    return {"macro_f1": float(np.mean(list(scores.values()))), **scores}


def _parent(client: "MlflowClient", study: str, kind: str, data: str, folds: int) -> str:
    experiment = experiment_id(client)
    known = client.search_runs([experiment], f"tags.`clausetag.study` = '{study}'", max_results=1)
    if known:
        client.update_run(known[0].info.run_id, status="RUNNING")
        return str(known[0].info.run_id)
    tags = {**tags_of(), "clausetag.kind": kind, "clausetag.study": study, "data.fingerprint": data}
    run = client.create_run(experiment, tags=tags, run_name=study)
    client.log_param(run.info.run_id, "folds", folds)
    return str(run.info.run_id)


def _log_trial(
    client: "MlflowClient", parent: str, number: int, settings: Sequence[str], scores: Mapping[str, float]
) -> None:
    from mlflow.entities import Metric, Param

    tags = {"mlflow.parentRunId": parent}
    run_id = client.create_run(experiment_id(client), tags=tags, run_name=f"trial {number}").info.run_id
    params = [Param(*setting.split("=", 1)) for setting in settings]
    client.log_batch(run_id, metrics=[Metric(name, value, 0, 0) for name, value in scores.items()], params=params)
    client.log_metric(parent, "trial/macro_f1", scores["macro_f1"], step=number)
    client.set_terminated(run_id, "FINISHED")


def _end(client: "MlflowClient", run_id: str, status: str) -> None:
    with contextlib.suppress(UsageError), store_errors():
        client.set_terminated(run_id, status)
