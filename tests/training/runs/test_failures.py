"""What happens when the store, the disk or the user stops a training: nothing is lost or half-registered."""

import hashlib
import re
import sqlite3

import pytest

from clausetag.models import mlflow_store
from clausetag.models.mlflow_store import REGISTERED, connect
from clausetag.training.runs import track


def runs(client):
    """Return (status, its models' statuses) of every run of trainings."""
    found = client.search_runs([client.get_experiment_by_name("clausetag").experiment_id])
    return [
        (run.info.status, [client.get_logged_model(o.model_id).status for o in run.outputs.model_outputs])
        for run in found
    ]


def kept(message):
    """Return the folder in which a message says that a training was kept."""
    return re.search(r"`clausetag record (\S+)`", message)[1]


def with_training_followed_by(monkeypatch, what):
    real = track.run_job

    def run_job(*args):
        trained = real(*args)
        what()
        return trained

    monkeypatch.setattr(track, "run_job", run_job)


def test_two_trainings_at_once_on_a_store_that_is_not_there_yet(process, new_store, fast):
    both = [process("train", "ngrams", *fast, f"--set=seed={seed}") for seed in (1, 2)]
    for one in both:
        _, stderr = one.communicate(timeout=300)
        assert one.returncode == 0, stderr
    assert runs(connect()) == [("FINISHED", ["READY"])] * 2
    assert list((new_store / "out/runs").iterdir()) == []


def test_a_locked_store_is_said_before_training(cli, store, fast, monkeypatch):
    monkeypatch.setattr(mlflow_store, "PATIENCE", 0.1)
    other = sqlite3.connect(store / "mlflow.db")
    other.execute("BEGIN IMMEDIATE")
    result = cli("train", "ngrams", *fast)
    other.close()
    assert result.exit_code == 2
    assert result.stderr == (
        f"clausetag: the MLflow store sqlite:///{store}/mlflow.db is locked by another program; "
        "wait until it has finished and try again\n"
    )
    assert not (store / "out").exists()


def test_a_store_locked_after_training_loses_nothing(cli, store, fast, monkeypatch):
    monkeypatch.setattr(mlflow_store, "PATIENCE", 0.1)
    other = sqlite3.connect(store / "mlflow.db", check_same_thread=False)
    with monkeypatch.context() as patch:
        with_training_followed_by(patch, lambda: other.execute("BEGIN IMMEDIATE"))
        result = cli("train", "ngrams", *fast)
    assert result.exit_code == 2
    assert "is locked by another program" in result.stderr
    assert "nothing is lost" in result.stderr
    folder = kept(result.stderr)
    still = cli("record", folder)
    assert still.exit_code == 2
    assert kept(still.stderr) == folder
    other.close()
    sent = cli("record", folder)
    assert sent.exit_code == 0, sent.output
    assert runs(connect())[0] == ("FINISHED", ["READY"])
    assert not (store / folder).exists()


def test_a_store_that_is_down(cli, tmp_path, monkeypatch, fast):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    for command in (["train", "ngrams", *fast], ["promote", "x"], ["models"], ["tune"], ["reproduce", "x"]):
        result = cli(*command)
        assert (result.exit_code, result.stderr) == (
            2,
            "clausetag: the MLflow store http://127.0.0.1:9 does not answer; start it, or set MLFLOW_TRACKING_URI to "
            "where it is\n",
        )
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("command", [["models"], ["promote", "x"], ["reproduce", "x"], ["record", "x"]])
def test_a_store_that_is_not_there_is_not_made(cli, new_store, command):
    result = cli(*command)
    assert result.exit_code == 2
    assert "there is no such file" in result.stderr or "holds no record" in result.stderr
    assert not any(new_store.iterdir())


FULL = """
import resource
from clausetag.training.runs import track
def fill(name):
    real = getattr(track, name)
    def full(*args):
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
        return real(*args)
    setattr(track, name, full)
fill({name!r})
"""


def test_a_disk_that_is_full_when_results_are_sent(process, cli, store, fast):
    """Files over 20 kB cannot be written from then on; the model is larger."""
    one = process("train", "ngrams", *fast, extra=FULL.format(name="_send_all"))
    _, stderr = one.communicate(timeout=300)
    assert one.returncode == 2, stderr
    assert "is full; make room" in stderr
    assert "nothing is lost" in stderr
    assert not any(model == "READY" for model in runs(connect())[0][1])
    folder = kept(stderr)
    sent = cli("record", folder)
    assert sent.exit_code == 0, sent.output
    assert runs(connect())[0][0] == "FINISHED"
    assert "READY" in runs(connect())[0][1]
    assert cli("promote", folder.rpartition("/")[2]).exit_code == 0


def test_a_disk_that_is_full_when_the_model_is_saved(process, store, fast):
    one = process("train", "ngrams", *fast, extra=FULL.format(name="run_job"))
    _, stderr = one.communicate(timeout=300)
    assert one.returncode == 2, stderr
    assert "File too large" in stderr
    assert "Traceback" not in stderr
    assert list((store / "out/runs").iterdir()) == []


def test_interrupted_while_the_model_is_sent(cli, client, fast, monkeypatch):
    def interrupted(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(track, "log_model", interrupted)
        result = cli("train", "ngrams", *fast)
    assert result.exit_code == 130
    assert result.stderr.startswith("clausetag: interrupted while run ")
    folder = kept(result.stderr)
    assert runs(client)[0] == ("RUNNING", [])
    assert cli("promote", folder.rpartition("/")[2]).exit_code == 2
    assert cli("record", folder).exit_code == 0
    assert runs(client)[0] == ("FINISHED", ["READY"])


INTERRUPT = """
import os, signal
from clausetag.training.learners import finetune
def interrupt(message):
    if message.startswith("epoch 2/3, step 10/"):
        os.kill(os.getpid(), signal.SIGINT)
finetune.print_progress = interrupt
"""


def test_ctrl_c_in_the_middle_of_an_epoch(process, cli, new_store, tiny_base, fast):
    digest = hashlib.sha256((tiny_base / "model.safetensors").read_bytes()).hexdigest()
    settings = (f"base={tiny_base}", "epochs=3", "patience=3", "batch_size=8", "window=48", "overlap=8")
    command = ["train", "encoder", "--out", "encoder", *(f"--set={setting}" for setting in settings)]
    one = process(*command, extra=INTERRUPT, TINY_SHA256=digest, OMP_NUM_THREADS="1")
    _, stderr = one.communicate(timeout=300)
    assert one.returncode == 130, stderr
    assert "is marked as killed and no model was logged; the same command goes on from the last whole epoch" in stderr
    client = connect()
    assert runs(client) == [("KILLED", [])]
    assert list((new_store / "out/runs").iterdir()) == []
    assert not (new_store / "encoder").exists()
    assert client.search_model_versions(f"name = '{REGISTERED}'") == []

    again = process(*command, TINY_SHA256=digest, OMP_NUM_THREADS="1")
    _, stderr = again.communicate(timeout=300)
    assert again.returncode == 0, stderr
    assert "epoch 1/3" not in stderr
    assert "epoch 2/3" in stderr
    assert runs(client)[0] == ("FINISHED", ["READY"])
    run = client.search_runs([client.get_experiment_by_name("clausetag").experiment_id])[0]
    losses = client.get_metric_history(run.info.run_id, "curve/validation_loss")
    assert [point.step for point in losses] == [1, 2, 3]
    assert [given.tags[0].value for given in run.inputs.dataset_inputs] == ["train", "validation"]

    cascade = cli("train", "cascade", "--encoder", "encoder", *fast)
    assert cascade.exit_code == 0, cascade.output
    assert client.get_run(cascade.stdout.splitlines()[-1].split()[1]).data.metrics["held_out/asked_encoder_share"] >= 0
