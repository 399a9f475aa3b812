"""Trainings on a few clauses, kept in stores of their own; and the same in processes of their own."""

import os
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from clausetag.data.dataset import examples
from clausetag.serve.cli import app

pytest.importorskip("mlflow")

FAST = [
    f"--set={setting}" for setting in ("inverse_regularisation=1", "character_range=3,3", "min_character_frequency=4")
]
PROCESS = """
import os, sys
from pathlib import Path
from clausetag.data.dataset import examples
examples.DRAFTED = Path(os.environ["SMALL_DRAFTED"])
from clausetag.training.learners import base_encoder
from clausetag.models import mlflow_store
from clausetag.training.evaluation import evaluate
from clausetag.training.runs import figures
base_encoder.WEIGHTS_SHA256 = os.environ.get("TINY_SHA256", "")
mlflow_store.PATIENCE = float(os.environ.get("PATIENCE", "20"))
evaluate.ROUNDS = figures._ROUNDS = 30
{extra}
from clausetag.serve.cli import main
main()
"""


@pytest.fixture(scope="session")
def drafted(tmp_path_factory):
    """Folder of 90 drafted clauses of every theme."""
    folder = tmp_path_factory.mktemp("drafted")
    lines = [line for path in sorted(examples.DRAFTED.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    (folder / "few.jsonl").write_text("\n".join(lines[:: len(lines) // 90]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def small(drafted, monkeypatch):
    """Train on few clauses, with few resamples; training still runs every step."""
    quicken(monkeypatch, drafted)


def quicken(patch, drafted):
    from clausetag.training.evaluation import evaluate
    from clausetag.training.runs import figures

    patch.setattr(examples, "DRAFTED", drafted)
    patch.setattr(evaluate, "ROUNDS", 30)
    patch.setattr(figures, "_ROUNDS", 30)


def invoke(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


@pytest.fixture
def cli(small):
    """Run a command in this process."""
    return invoke


@pytest.fixture(scope="session")
def fast():
    """Settings that make n-gram training quick."""
    return FAST


@pytest.fixture(scope="session")
def trained(tmp_path_factory, drafted):
    """A store with two trainings, the second much worse: (folder, run, worse run). To write, take `store`."""
    folder = tmp_path_factory.mktemp("store")
    runs = []
    with pytest.MonkeyPatch.context() as patch:
        quicken(patch, drafted)
        patch.chdir(folder)
        patch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{folder}/mlflow.db")
        for worse in ([], ["--set=word_scale=0.0001", "--set=character_scale=0.0001"]):
            result = invoke("train", "ngrams", *FAST, *worse)
            assert result.exit_code == 0, result.output
            runs.append(result.stdout.splitlines()[-1].split()[1])
    return folder, *runs


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


@pytest.fixture
def process(drafted, tmp_path):
    """Start a command in a process of its own, in `tmp_path`; `extra` is code to run before."""

    def start(*args, extra="", **env):
        code = PROCESS.replace("{extra}", extra)
        environment = {**os.environ, "SMALL_DRAFTED": str(drafted), **env}
        return subprocess.Popen(
            [sys.executable, "-c", code, *map(str, args)],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start
