"""The registry: which run's model is the champion that everybody loads, and who may become it."""

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.models.mlflow_store import REGISTERED, connect, store_errors
from clausetag.training import held_out, shipped
from clausetag.training.held_out import HeldOut
from clausetag.training.runs.compare import Comparison, compare
from clausetag.training.runs.names import run_id_of
from clausetag.training.runs.track import ready_model

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities import Run

CHAMPION, CHALLENGER = "champion", "challenger"


@dataclass(frozen=True, slots=True)
class Promotion:
    """What became of a candidate."""

    version: str
    alias: str  # what it is now
    champion: str | None  # the version that was champion before; None if there was none
    comparison: Comparison | None  # with that champion, or with the shipped model; None if there was nothing to compare


def promote(name: str) -> Promotion:
    """Register a run's model; it becomes champion unless a theme is worse than in the champion, else challenger.

    Where there is no champion yet, the candidate stands beside the model that ships with clausetag. The comparison is
    made before anything is written, and if the alias cannot be set the version goes again.

    Args:
        name: Id or name of the run, or of a registered model (models:/clausetag@challenger).

    Raises:
        UsageError: There is no such run, it has no whole model, it cannot be compared with the champion or the shipped
            model, or the store does not answer.
    """
    client = connect()
    with store_errors("; nothing was registered"):
        run_id = run_id_of(client, name)
        run = _finished(client, run_id)
        model_id = ready_model(client, run_id)
        if model_id is None:
            raise UsageError(f"run {run_id} has logged no whole model; nothing was registered")
        champion = _champion(client)
        known = _version_of(client, run_id)
        if known is not None and champion == known:
            return Promotion(known, CHAMPION, champion, None)
        new = _answers(client, run_id)
        if champion is not None:
            before = client.get_model_version(REGISTERED, champion).run_id
            comparison: Comparison | None = compare(_answers(client, str(before)), new)
        else:
            comparison = _beside_shipped(client, run_id, new)
        alias = CHALLENGER if comparison is not None and comparison.fallen else CHAMPION
        with _registered(client, run, model_id, known) as version:
            if _champion(client) != champion:
                raise UsageError(f"the champion changed meanwhile; run `clausetag promote {run_id}` again")
            client.set_registered_model_alias(REGISTERED, alias, version)
            if alias == CHAMPION:
                _drop_alias(client, CHALLENGER, version)
    return Promotion(version, alias, champion, comparison)


def _beside_shipped(client: "MlflowClient", run_id: str, new: HeldOut) -> Comparison | None:
    """Compare a candidate with the shipped model; None if they have no theme in common."""
    if shipped.FILE not in {kept.path for kept in client.list_artifacts(run_id)}:
        raise UsageError(
            f"run {run_id} kept no answers of the model that ships with clausetag, so it cannot become the first "
            "champion; train it again, with a clausetag whose training/shipped.npz belongs to its model"
        )
    old = _answers(client, run_id, shipped.FILE)
    return compare(old, new, "shipped") if set(old.themes) & set(new.themes) else None


def _finished(client: "MlflowClient", run_id: str) -> "Run":
    run = client.get_run(run_id)
    if run.info.status != "FINISHED":
        raise UsageError(f"run {run_id} is {run.info.status.lower()}, not finished; nothing was registered")
    return run


def _champion(client: "MlflowClient") -> str | None:
    return aliases(client).get(CHAMPION)


def aliases(client: "MlflowClient") -> dict[str, str]:
    """Return the versions that aliases name; none before the first model is registered."""
    from mlflow.exceptions import MlflowException

    try:
        return {alias: str(version) for alias, version in client.get_registered_model(REGISTERED).aliases.items()}
    except MlflowException as error:
        if error.error_code == "RESOURCE_DOES_NOT_EXIST":
            return {}
        raise


def _version_of(client: "MlflowClient", run_id: str) -> str | None:
    found = client.search_model_versions(f"name = '{REGISTERED}' and run_id = '{run_id}'")
    return str(found[0].version) if found else None


def _answers(client: "MlflowClient", run_id: str, file: str = held_out.FILE) -> HeldOut:
    if file not in {kept.path for kept in client.list_artifacts(run_id)}:
        raise UsageError(f"run {run_id} kept no held-out answers, so it cannot be compared")
    with tempfile.TemporaryDirectory(prefix="clausetag-") as scratch:
        return held_out.load(Path(client.download_artifacts(run_id, file, scratch)))


@contextlib.contextmanager
def _registered(client: "MlflowClient", run: "Run", model_id: str, known: str | None) -> Iterator[str]:
    """Register the run's model and yield its version; take it back if what follows does not succeed."""
    from mlflow.exceptions import MlflowException

    if known is not None:
        yield known
        return
    try:
        client.create_registered_model(REGISTERED, description="Tags clauses of UN resolutions by theme.")
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    tags = {"kind": run.data.tags.get("clausetag.kind", "")}
    told = f"{run.info.run_name}\n\n{run.data.tags.get('mlflow.note.content', '')}".strip()
    made = str(
        client.create_model_version(
            REGISTERED, f"models:/{model_id}", run_id=run.info.run_id, tags=tags, model_id=model_id, description=told
        ).version
    )
    try:
        yield made
    except BaseException:
        with contextlib.suppress(Exception):
            client.delete_model_version(REGISTERED, made)
        raise


def _drop_alias(client: "MlflowClient", alias: str, version: str) -> None:
    if aliases(client).get(alias) == version:
        client.delete_registered_model_alias(REGISTERED, alias)
