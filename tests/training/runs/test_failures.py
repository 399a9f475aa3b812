"""What happens when the store, the disk or the user stops a training: nothing is lost or half-registered."""

import contextlib
import multiprocessing
import os
import re
import resource
import signal
import sqlite3
from pathlib import Path

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


def raising(error):
    def fail(*_args):
        raise error

    return fail


@contextlib.contextmanager
def full_disk():
    """Let no file be written beyond 20 kB, as on a disk that is full; the model and the store are larger."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_two_trainings_at_once_on_a_store_that_is_not_there_yet(cli, new_store, learned):
    def train(number):
        result = cli("train", "ngrams")
        Path(f"{number}.txt").write_text(result.output, encoding="utf-8")
        os._exit(result.exit_code)  # nothing of pytest's is to be closed here

    fork = multiprocessing.get_context("fork")
    both = [fork.Process(target=train, args=(number,)) for number in range(2)]
    for one in both:
        one.start()
    for number, one in enumerate(both):
        one.join(300)
        assert one.exitcode == 0, Path(f"{number}.txt").read_text(encoding="utf-8")
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


def test_a_store_locked_after_training_loses_nothing(cli, store, learned, monkeypatch):
    monkeypatch.setattr(mlflow_store, "PATIENCE", 0.1)
    other = sqlite3.connect(store / "mlflow.db", check_same_thread=False)
    learned(lambda: other.execute("BEGIN IMMEDIATE"))
    result = cli("train", "ngrams")
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


def test_a_disk_that_is_full_when_results_are_sent(cli, store, learned, monkeypatch):
    real = track._send_all

    def send_all(*args):
        with full_disk():
            return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(track, "_send_all", send_all)
        result = cli("train", "ngrams")
    assert result.exit_code == 2, result.output
    assert "is full; make room" in result.stderr
    assert "nothing is lost" in result.stderr
    assert not any(model == "READY" for model in runs(connect())[0][1])
    folder = kept(result.stderr)
    sent = cli("record", folder)
    assert sent.exit_code == 0, sent.output
    assert runs(connect())[0][0] == "FINISHED"
    assert "READY" in runs(connect())[0][1]
    assert cli("promote", folder.rpartition("/")[2]).exit_code == 0


def test_a_disk_that_is_full_when_the_model_is_saved(cli, store, learned, monkeypatch):
    real = track.run_job

    def run_job(*args):
        with full_disk():
            return real(*args)

    monkeypatch.setattr(track, "run_job", run_job)
    result = cli("train", "ngrams")
    assert result.exit_code == 2
    assert "File too large" in result.stderr
    assert "Traceback" not in result.stderr
    assert runs(connect())[0] == ("FAILED", [])
    assert list((store / "out/runs").iterdir()) == []


def test_a_trained_model_is_kept_where_what_comes_after_it_fails(cli, store, learned, monkeypatch):
    monkeypatch.setattr(track, "write_run", raising(OSError(28, "No space left on device")))
    result = cli("train", "ngrams")
    assert result.exit_code == 2
    assert "No space left" in result.stderr
    (folder,) = (store / "out/runs").iterdir()
    assert f"the model was trained, and is in out/runs/{folder.name}/bundle" in " ".join(result.stderr.split())
    assert (folder / "bundle" / "manifest.json").is_file()
    assert runs(connect())[0] == ("FAILED", [])


def test_interrupted_while_the_model_is_sent(cli, client, learned, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(track, "log_model", raising(KeyboardInterrupt()))
        result = cli("train", "ngrams")
    assert result.exit_code == 130
    assert result.stderr.startswith("clausetag: interrupted while run ")
    folder = kept(result.stderr)
    assert runs(client)[0] == ("KILLED", [])
    assert cli("promote", folder.rpartition("/")[2]).exit_code == 2
    assert cli("record", folder).exit_code == 0
    assert runs(client)[0] == ("FINISHED", ["READY"])


def test_a_training_that_is_told_to_end_leaves_no_run_open(cli, client, store, fast, monkeypatch):
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(track, "run_job", lambda *_args: signal.raise_signal(signal.SIGTERM))
    stopped = cli("train", "ngrams", *fast)
    assert stopped.exit_code == 130, stopped.output
    assert "is marked as killed and no model was logged" in stopped.stderr
    assert runs(client)[0] == ("KILLED", [])
    assert signal.getsignal(signal.SIGTERM) == before


@pytest.fixture
def pythons_own_ctrl_c():
    """Ctrl-C as Python takes it: Spark, where a test ran it in this process, leaves a handler of its own."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("pythons_own_ctrl_c")
def test_ctrl_c_in_the_middle_of_an_epoch(cli, client, store, tiny_config, fast, monkeypatch):
    import torch

    settings = (f"base={tiny_config.base}", "epochs=3", "patience=3", "batch_size=8", "window=48", "overlap=8")
    command = ["train", "encoder", "--out", "encoder", *(f"--set={setting}" for setting in settings)]
    real, steps, before = torch.nn.utils.clip_grad_norm_, [], len(runs(client))

    def ctrl_c_in_the_second_epoch(*args):
        steps.append(1)
        if len(steps) == 23:  # an epoch has 12 steps
            signal.raise_signal(signal.SIGINT)
        return real(*args)

    with monkeypatch.context() as patch:
        patch.setattr(torch.nn.utils, "clip_grad_norm_", ctrl_c_in_the_second_epoch)
        stopped = cli(*command)
    assert stopped.exit_code == 130, stopped.output
    assert "step" in stopped.stderr.rpartition("epoch 2/3")[2]
    assert "is marked as killed and no model was logged; the same command goes on from the last whole epoch" in (
        stopped.stderr
    )
    assert runs(client)[0] == ("KILLED", [])
    assert list((store / "out/runs").iterdir()) == []
    assert not (store / "encoder").exists()
    assert client.search_model_versions(f"name = '{REGISTERED}'") == []

    again = cli(*command)
    assert again.exit_code == 0, again.output
    assert "epoch 1/3" not in again.stderr
    assert "epoch 2/3" in again.stderr
    assert runs(client)[0] == ("FINISHED", ["READY"])
    assert len(runs(client)) == before + 2
    run = client.search_runs([client.get_experiment_by_name("clausetag").experiment_id])[0]
    losses = client.get_metric_history(run.info.run_id, "curve/validation_loss")
    assert [point.step for point in losses] == [1, 2, 3]
    assert [given.tags[0].value for given in run.inputs.dataset_inputs] == ["train", "validation"]

    cascade = cli("train", "cascade", "--encoder", "encoder", *fast)
    assert cascade.exit_code == 0, cascade.output
    assert client.get_run(cascade.stdout.splitlines()[-1].split()[1]).data.metrics["held_out/asked_encoder_share"] >= 0
