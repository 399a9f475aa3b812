"""Trainings on a few clauses, kept in stores of their own."""

import json
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clausetag.data.dataset import drafted
from clausetag.models.bundle import save_bundle
from clausetag.serve.cli import app
from clausetag.training import shipped
from clausetag.training.runs import compare, track
from clausetag.training.runs.run_record import RUN_FILE, RunRecord
from clausetag.training.train import Trained

pytest.importorskip("mlflow")

FAST = [
    f"--set={setting}" for setting in ("inverse_regularisation=1", "character_range=3,3", "min_character_frequency=4")
]


def invoke(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def cli(learns_from_few, monkeypatch):
    """Run a command in this process, on few drafted clauses, which count as if they were official."""
    monkeypatch.setattr(compare, "JUDGED_ON", frozenset(("seed", "drafted")))
    return invoke


@pytest.fixture(scope="session")
def fast():
    """Settings that make n-gram training quick."""
    return FAST


@dataclass(frozen=True)
class Trainings:
    """A store with two trainings, the second much worse, and what was kept of the first before it was sent."""

    folder: Path  # of the store
    runs: tuple[str, str]
    first: Trained
    record: RunRecord
    artifacts: Path


@pytest.fixture(scope="session")
def trainings(tmp_path_factory, few_drafted, weak_shipped):
    folder, runs, written = tmp_path_factory.mktemp("store"), [], []
    real = track.write_run

    def write_run(run, run_id, job, trained, *args):
        record = real(run, run_id, job, trained, *args)
        artifacts = shutil.copytree(run / "artifacts", folder / f"artifacts-{len(written)}")
        written.append((trained, record, artifacts))
        return record

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafted, "DRAFTED", few_drafted)
        patch.setattr(shipped, "ANSWERS", weak_shipped)
        patch.setattr(track, "write_run", write_run)
        patch.chdir(folder)
        patch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{folder}/mlflow.db")
        for worse in ([], ["--set=word_scale=0.0001", "--set=character_scale=0.0001"]):
            result = invoke("train", "ngrams", *FAST, *worse)
            assert result.exit_code == 0, result.output
            runs.append(result.stdout.splitlines()[-1].split()[1])
    return Trainings(folder, tuple(runs), *written[0])


@pytest.fixture(scope="session")
def trained(trainings):
    """The folder of the store with the two trainings and the ids of their runs. To write, take `store`."""
    return trainings.folder, *trainings.runs


@pytest.fixture
def learned(trainings, monkeypatch):
    """Let `clausetag train` find trained and measured what it asks for; returns what takes a thing to do after that.

    The bundle is saved and the run's files are written all the same.
    """
    known, then = trainings.first, []

    def run_job(_job, out, _on_epoch=None):
        manifest = known.bundle.manifest
        given = {"card": "", "dataset": manifest.dataset, "metrics": manifest.metrics, "config": manifest.config}
        bundle = save_bundle(known.bundle.model, out, **given)
        for what in then:
            what()
        return replace(known, bundle=bundle)

    def write_run(folder, run_id, *_args):
        shutil.copytree(trainings.artifacts, folder / "artifacts")
        points = trainings.record.points[::10]  # MLflow asks for the history of each metric, one by one
        record = replace(trainings.record, run_id=run_id, points=points)
        (folder / RUN_FILE).write_text(json.dumps(asdict(record)), encoding="utf-8")
        return record

    monkeypatch.setattr(track, "run_job", run_job)
    monkeypatch.setattr(track, "write_run", write_run)
    return then.append


@pytest.fixture
def store(trained, tmp_path, monkeypatch):
    """A copy of that store's database, to be written to; the working directory is beside it."""
    shutil.copy(trained[0] / "mlflow.db", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    return tmp_path


@pytest.fixture
def new_store(tmp_path, monkeypatch):
    """The working directory, with a store that does not exist yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    return tmp_path


@pytest.fixture
def client(store):
    from clausetag.models.mlflow_store import connect

    return connect()
