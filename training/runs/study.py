"""The Optuna study behind a search: which settings vary and how far, and where it is kept."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from clausetag.data.errors import UsageError

if TYPE_CHECKING:
    import optuna

STUDIES = "sqlite:///optuna.db"
Suggest = Callable[["optuna.Trial"], Any]
SPACES: Mapping[str, Mapping[str, Suggest]] = {
    "ngrams": {
        "inverse_regularisation": lambda t: t.suggest_float("inverse_regularisation", 0.1, 100.0, log=True),
        "min_document_frequency": lambda t: t.suggest_int("min_document_frequency", 2, 4),
        "min_character_frequency": lambda t: t.suggest_int("min_character_frequency", 2, 6),
        "character_range": lambda t: t.suggest_categorical("character_range", ["2,4", "3,4", "3,5", "3,6"]),
        "word_scale": lambda t: t.suggest_float("word_scale", 0.05, 1.0, log=True),
        "character_scale": lambda t: t.suggest_float("character_scale", 0.01, 0.3, log=True),
        "smoothing": lambda t: t.suggest_float("smoothing", 0.01, 2.0, log=True),
    },
    "encoder": {
        "epochs": lambda t: t.suggest_int("epochs", 2, 6),
        "batch_size": lambda t: t.suggest_categorical("batch_size", [16, 32, 64]),
        "learning_rate": lambda t: t.suggest_float("learning_rate", 2e-5, 3e-4, log=True),
        "head_learning_rate": lambda t: t.suggest_float("head_learning_rate", 1e-4, 5e-3, log=True),
        "weight_decay": lambda t: t.suggest_float("weight_decay", 1e-3, 0.1, log=True),
        "dropout": lambda t: t.suggest_float("dropout", 0.0, 0.3),
    },
}


def open_study(studies: str, name: str, given: object, space: Mapping[str, Suggest]) -> "optuna.Study":
    """Return the study of a name, begun now unless it is there; its first trial is the configuration `given`.

    Raises:
        UsageError: The database `studies` cannot be used.
    """
    import optuna
    from sqlalchemy.exc import SQLAlchemyError

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    try:
        storage = optuna.storages.RDBStorage(studies)
        study = optuna.create_study(study_name=name, storage=storage, direction="maximize", load_if_exists=True)
    except (SQLAlchemyError, optuna.exceptions.StorageInternalError) as error:
        raise UsageError(f"the studies in {studies} cannot be used ({str(error).splitlines()[0]})") from error
    study.sampler = optuna.samplers.TPESampler(seed=len(study.trials))
    if not study.trials:
        shown = {f.name: getattr(given, f.name) for f in fields(given) if f.name in space}  # type: ignore[arg-type]
        study.enqueue_trial({k: ",".join(map(str, v)) if isinstance(v, tuple) else v for k, v in shown.items()})
    return study


def complete_trials(study: "optuna.Study") -> "list[optuna.trial.FrozenTrial]":
    """Return the trials that were measured to their end."""
    import optuna

    return study.get_trials(deepcopy=False, states=(optuna.trial.TrialState.COMPLETE,))
