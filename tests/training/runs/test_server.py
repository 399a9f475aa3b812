"""Against a real `mlflow server`: train, promote, load; and the server goes down in mid-training."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

import pytest

from clausetag.data import seed_path
from clausetag.models.mlflow_store import connect
from clausetag.serve import Tagger
from clausetag.training.runs import track


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Door:
    """A port that leads to the server's; with the door shut it is as if the server were down."""

    def __init__(self, behind):
        self.port, self.behind, self.through = free_port(), behind, []

    def open(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._let_through, args=(self.listener,), daemon=True).start()

    def shut(self):
        for one in [self.listener, *self.through]:
            with contextlib.suppress(OSError):  # it has ended by itself
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.through.clear()

    def _let_through(self, listener):
        with contextlib.suppress(OSError):  # the door was shut
            while True:
                pair = listener.accept()[0], socket.create_connection(("127.0.0.1", self.behind))
                self.through += pair
                for source, target in (pair, pair[::-1]):
                    threading.Thread(target=pump, args=(source, target), daemon=True).start()


def pump(source, target):
    """Pass on all that comes from one socket to another."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


@pytest.fixture
def door(tmp_path, monkeypatch, trained):
    """A server on loopback behind a door that is open; its database is migrated already."""
    shutil.copy(trained[0] / "mlflow.db", tmp_path / "server.db")
    port = free_port()
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    stores = ["--backend-store-uri", f"sqlite:///{tmp_path}/server.db"]
    artifacts = ["--artifacts-destination", str(tmp_path / "artifacts")]
    environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, *stores, *artifacts], env=environment, stdout=log, stderr=log, start_new_session=True
        )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process, tmp_path / "log")
        door = Door(port)
        door.open()
        monkeypatch.setenv("MLFLOW_TRACKING_URI", f"http://127.0.0.1:{door.port}")
        yield door
        door.shut()
    finally:
        os.killpg(process.pid, 9)
        process.wait(30)


def wait_for(address, process, log):
    for _ in range(1200):
        assert process.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    else:
        raise AssertionError(log.read_text())


def test_train_promote_load_and_a_server_that_goes_down(door, cli, learned, monkeypatch):
    monkeypatch.setattr(track, "EXPERIMENT", "through the server")
    done = cli("train", "ngrams")
    assert done.exit_code == 0, done.output
    run = done.stdout.splitlines()[-1].split()[1]
    promoted = cli("promote", run)
    assert promoted.exit_code == 0, promoted.output
    tagger = Tagger.load("models:/clausetag@champion")
    assert len(tagger.tag(seed_path()).clauses) == 77

    learned(door.shut)
    down = cli("train", "ngrams")
    assert down.exit_code == 2
    assert "does not answer; start it" in down.stderr
    assert "nothing is lost" in down.stderr
    folder = down.stderr.partition("clausetag record ")[2].partition("`")[0]
    door.open()
    client = connect()
    assert client.get_run(folder.rpartition("/")[2]).info.status == "RUNNING"
    sent = cli("record", folder)
    assert sent.exit_code == 0, sent.output
    assert client.get_run(folder.rpartition("/")[2]).info.status == "FINISHED"
    again = cli("promote", folder.rpartition("/")[2])
    assert again.exit_code == 0, again.output
    assert "no theme fell" in again.stdout
