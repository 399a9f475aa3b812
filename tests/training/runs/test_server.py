"""Against a real `mlflow server`: train, promote, load; and the server goes down in mid-training."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from clausetag.data import seed_path
from clausetag.models.mlflow_store import connect
from clausetag.serve import Tagger
from clausetag.training.runs import track


@pytest.fixture
def server(tmp_path, monkeypatch, trained):
    """Start and stop a server on loopback; its database is migrated already."""
    import shutil

    shutil.copy(trained[0] / "mlflow.db", tmp_path / "server.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1")
    server = Server(tmp_path, port)
    server.start()
    yield server
    server.stop()


class Server:
    def __init__(self, folder, port):
        self.folder, self.port, self.process = folder, port, None

    def start(self):
        command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(self.port)]
        stores = ["--backend-store-uri", f"sqlite:///{self.folder}/server.db"]
        artifacts = ["--artifacts-destination", str(self.folder / "artifacts"), "--workers", "1"]
        environment = {**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false"}
        environment.pop("MLFLOW_TRACKING_URI")
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*command, *stores, *artifacts], env=environment, stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(240):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                assert self.process.poll() is None, (self.folder / "log").read_text()
                time.sleep(0.5)
        else:
            raise AssertionError((self.folder / "log").read_text())

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, 9)
            self.process.wait(30)


def test_train_promote_load_and_a_server_that_goes_down(server, cli, fast, monkeypatch):
    monkeypatch.setattr(track, "EXPERIMENT", "through the server")
    done = cli("train", "ngrams", *fast)
    assert done.exit_code == 0, done.output
    run = done.stdout.splitlines()[-1].split()[1]
    promoted = cli("promote", run)
    assert promoted.exit_code == 0, promoted.output
    tagger = Tagger.load("models:/clausetag@champion")
    assert len(tagger.tag(seed_path()).clauses) == 77

    real = track.run_job

    def run_job(*args):
        trained = real(*args)
        server.stop()
        return trained

    with monkeypatch.context() as patch:
        patch.setattr(track, "run_job", run_job)
        down = cli("train", "ngrams", *fast)
    assert down.exit_code == 2
    assert "does not answer; start it" in down.stderr
    assert "nothing is lost" in down.stderr
    folder = down.stderr.partition("clausetag record ")[2].partition("`")[0]
    server.start()
    client = connect()
    assert client.get_run(folder.rpartition("/")[2]).info.status == "RUNNING"
    sent = cli("record", folder)
    assert sent.exit_code == 0, sent.output
    assert client.get_run(folder.rpartition("/")[2]).info.status == "FINISHED"
    again = cli("promote", folder.rpartition("/")[2])
    assert again.exit_code == 0, again.output
    assert "no theme fell" in again.stdout
