"""Train and keep everything about it as a run of MLflow.

A run is opened before training, so that a store that does not answer is known before hours are spent; what was learned
is written to a folder here; then the folder goes to the store. If that fails the folder stays, and `clausetag record`
sends it once the store is back. The model is logged last: a run without one is not finished and cannot be promoted.
"""

import contextlib
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.models.bundle import MANIFEST
from clausetag.models.mlflow_store import artifact_folder, connect, store_errors, store_uri
from clausetag.training.jobs import Job, run_job
from clausetag.training.runs.log_model import log_model
from clausetag.training.runs.run_record import (
    RUN_FILE,
    MetricPoint,
    RunRecord,
    name_of,
    now,
    params_of,
    read_run,
    tags_of,
    write_run,
)
from clausetag.training.runs.steps import FILE as STEPS
from clausetag.training.runs.steps import steps_kept
from clausetag.training.runs.stopping import sigterm_interrupts
from clausetag.training.train import Trained

if TYPE_CHECKING:
    from mlflow import MlflowClient

EXPERIMENT = "clausetag"
RUNS = Path("out/runs")  # where a run is put together
_AT_ONCE = 500  # figures in one request
_BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A finished run: its id, the store it is in, its model in that store, and what was trained."""

    run_id: str
    store: str
    model_id: str
    trained: Trained


@sigterm_interrupts()
def track(
    job: Job,
    out: Path | None = None,
    *,
    model_code: Path,
    name: str | None = None,
    tags: Mapping[str, str] | None = None,
) -> Tracked:
    """Train, and keep parameters, figures, plots, errors and the model as a run.

    Args:
        job: What to train.
        out: Folder to save the bundle in as well.
        model_code: File of code by which MLflow loads the model, as in `log_model`.
        name: Name of the run; None for one that says kind, data and time.
        tags: Further tags of the run.

    Raises:
        UsageError: The store cannot be used: before the training, or after it, and then the folder is named in which
            everything was kept.
        KeyboardInterrupt: With a message that says how to go on.
    """
    client = connect(create=True)
    with store_errors("; nothing was trained"):
        run_id = _open(
            client, {"clausetag.kind": job.kind, **tags_of(), **(tags or {})}, params_of(job), name or name_of(job)
        )
    folder, epochs = RUNS / run_id, list[MetricPoint]()

    def on_epoch(number: int, losses: Mapping[str, float]) -> None:
        points: list[MetricPoint] = [(f"curve/{loss}", value, number, now()) for loss, value in losses.items()]
        epochs.extend(points)
        with contextlib.suppress(UsageError), store_errors():  # sent again at the end
            _log_points(client, run_id, points)

    with _ended_if_stopped(client, run_id, folder, job):
        began = time.monotonic()
        folder.mkdir(parents=True)
        with steps_kept() as steps:
            trained = run_job(job, out or folder / _BUNDLE, on_epoch)
        seconds = time.monotonic() - began
        if out is not None:
            shutil.copytree(out, folder / _BUNDLE)
        record = write_run(folder, run_id, job, trained, epochs, seconds)
        (folder / "artifacts" / STEPS).write_text(steps.text, encoding="utf-8")
    return Tracked(run_id, store_uri(), _send(folder, record, model_code), trained)


@sigterm_interrupts()
def send_kept(folder: Path, *, model_code: Path) -> str:
    """Send a training that was kept in `folder` to the store and return its run's id; the folder is then removed."""
    record = read_run(folder)
    _send(folder, record, model_code)
    return record.run_id


def experiment_id(client: "MlflowClient") -> str:
    """Return the id of the experiment that runs are kept in; it is made if need be."""
    found = client.get_experiment_by_name(EXPERIMENT)
    if found is None:
        try:
            return str(client.create_experiment(EXPERIMENT, artifact_folder()))
        except Exception:  # another training made it at the same moment
            found = client.get_experiment_by_name(EXPERIMENT)
            if found is None:
                raise
    return str(found.experiment_id)


def _open(client: "MlflowClient", tags: Mapping[str, str], params: Mapping[str, str], name: str | None) -> str:
    from mlflow.entities import Param

    run_id = str(client.create_run(experiment_id(client), tags=dict(tags), run_name=name).info.run_id)
    client.log_batch(run_id, params=[Param(key, value) for key, value in params.items()])
    return run_id


@contextlib.contextmanager
def _ended_if_stopped(client: "MlflowClient", run_id: str, folder: Path, job: Job) -> Iterator[None]:
    """Mark the run as killed or failed if it stops early; a model that was trained by then stays, nothing else."""
    try:
        yield
    except BaseException as error:
        stopped = isinstance(error, KeyboardInterrupt)
        kept = _trained_kept(folder)
        with contextlib.suppress(UsageError), store_errors():
            client.set_terminated(run_id, "KILLED" if stopped else "FAILED")
        again = f"from the last whole epoch in {job.checkpoints}" if job.checkpoints else "from the start"
        then = f"no model was logged; the same command goes on {again}{kept}"
        if isinstance(error, OSError):
            where = f"{error.filename or folder}: {error.strerror or error}"
            raise UsageError(f"{where}; run {run_id} is marked as failed and {then}") from error
        if not stopped:
            if kept:
                error.add_note(kept.lstrip("; "))
            raise
        raise KeyboardInterrupt(f"interrupted; run {run_id} is marked as killed and {then}") from None


def _trained_kept(folder: Path) -> str:
    """Remove a run's folder unless a whole bundle is in it; say then where it is."""
    if (folder / _BUNDLE / MANIFEST).is_file():
        return f"; the model was trained, and is in {folder / _BUNDLE}"
    shutil.rmtree(folder, ignore_errors=True)
    return ""


def _send(folder: Path, record: RunRecord, model_code: Path) -> str:
    run_id = record.run_id
    kept = f"; nothing is lost: it is kept in {folder}, and `clausetag record {folder}` sends it once that is mended"
    client = None
    try:
        client = connect()
        with store_errors(kept):
            model_id = _send_all(client, folder, record, model_code)
    except KeyboardInterrupt:
        if client is not None:
            with contextlib.suppress(UsageError), store_errors():
                client.set_terminated(run_id, "KILLED")
        raise KeyboardInterrupt(f"interrupted while run {run_id} was sent to the store{kept}") from None
    except UsageError as error:
        raise error if kept in str(error) else UsageError(f"{error}{kept}") from error
    shutil.rmtree(folder, ignore_errors=True)
    return model_id


def _send_all(client: "MlflowClient", folder: Path, record: RunRecord, model_code: Path) -> str:
    from mlflow.entities import Dataset, DatasetInput, InputTag, RunTag
    from mlflow.exceptions import MlflowException

    run_id = record.run_id
    client.update_run(run_id, status="RUNNING")
    client.log_batch(run_id, tags=[RunTag(key, value) for key, value in record.tags.items()])
    _log_points(client, run_id, record.points)
    inputs = []
    for given in record.datasets:
        described = {key: value for key, value in given.items() if key != "context"}
        inputs.append(DatasetInput(Dataset(**described), [InputTag("mlflow.data.context", given["context"])]))
    try:
        client.log_inputs(run_id, inputs)
    except MlflowException:  # another training entered the same data at the same moment: now they are found
        client.log_inputs(run_id, inputs)
    client.log_artifacts(run_id, str(folder / "artifacts"))
    client.log_artifact(run_id, str(folder / RUN_FILE))
    model_id = ready_model(client, run_id)
    if model_id is None:
        model_id = log_model(run_id, folder / _BUNDLE, record.kind, record.themes, model_code)
    client.set_terminated(run_id, "FINISHED")
    return model_id


def ready_model(client: "MlflowClient", run_id: str) -> str | None:
    """Return the id of the model that a run has logged wholly, None if it has none."""
    outputs = client.get_run(run_id).outputs
    for output in outputs.model_outputs if outputs else []:
        if client.get_logged_model(output.model_id).status == "READY":
            return str(output.model_id)
    return None


def _log_points(client: "MlflowClient", run_id: str, points: Sequence[MetricPoint]) -> None:
    from mlflow.entities import Metric

    metrics = [Metric(name, value, at, step) for name, value, step, at in points]
    for i in range(0, len(metrics), _AT_ONCE):
        client.log_batch(run_id, metrics=metrics[i : i + _AT_ONCE])
