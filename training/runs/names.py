"""Which run is meant: by its id, its name, or that of a registered model (models:/clausetag@challenger)."""

from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.models.address import registered_uri

if TYPE_CHECKING:
    from mlflow import MlflowClient

_UNKNOWN = ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE")
_MOST = 5  # ids named where a name is not enough


def run_id_of(client: "MlflowClient", name: str) -> str:
    """Return the id of the run that `name` means.

    Raises:
        UsageError: Nothing is called so, or several runs are.
    """
    from mlflow.exceptions import MlflowException

    uri = registered_uri(name)
    try:
        return _of_model(client, uri) if uri else str(client.get_run(name).info.run_id)
    except MlflowException as error:
        if error.error_code not in _UNKNOWN:
            raise
        if uri:
            raise UsageError(f"{name}: no such model; `clausetag models` lists what is registered") from error
    found = _called(client, name)
    if not found:
        raise UsageError(f"no run {name} in this store; `clausetag train` names the run it kept")
    if len(found) > 1:
        shown = ", ".join(found[:_MOST]) + ", ..." * (len(found) > _MOST)
        raise UsageError(f"{len(found)} runs are called {name}, the newest first: {shown}; give the id of one")
    return found[0]


def _of_model(client: "MlflowClient", uri: str) -> str:
    """Return the run behind models:/NAME@ALIAS, models:/NAME/VERSION or models:/ID."""
    model = uri.partition(":/")[2]
    name, _, alias = model.partition("@")
    if alias:
        return str(client.get_model_version_by_alias(name, alias).run_id)
    name, _, version = model.partition("/")
    if version:
        return str(client.get_model_version(name, version).run_id)
    return str(client.get_logged_model(name).source_run_id)


def _called(client: "MlflowClient", name: str) -> list[str]:
    """Return the runs of this name, the newest first: those that finished, if any did."""
    quote = '"' if "'" in name else "'"
    if quote in name:  # MLflow's filters know no escape
        return []
    experiments = [found.experiment_id for found in client.search_experiments()]
    runs = client.search_runs(experiments, f"attributes.run_name = {quote}{name}{quote}", order_by=["start_time DESC"])
    finished = [run for run in runs if run.info.status == "FINISHED"]
    return [str(run.info.run_id) for run in finished or runs]
