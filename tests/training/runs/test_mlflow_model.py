"""The logged model gives what the tagger gives, wherever MLflow loads or serves it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from clausetag.data import read_resolution, seed_path
from clausetag.serve import Tagger

UNREADABLE = "Γειά σου Κόσμε, ορίστε ένα κείμενο"


@pytest.fixture
def model(client, trained):
    return f"models:/{client.get_run(trained[1]).outputs.model_outputs[0].model_id}"


@pytest.fixture
def texts():
    return [*[clause.text for clause in read_resolution(seed_path()).clauses][:20], UNREADABLE]


def same(rows, tagger, texts):
    """Whether rows of the model say what the tagger says."""
    for row, tags in zip(rows, tagger.tag_texts(texts), strict=True):
        assert row["themes"] == list(tags.themes)
        assert row["review"] == list(tags.review)
        assert row["model_version"] == tagger.info.version
        for theme in tagger.themes:
            assert row[f"{theme}_answer"] == tags.answers[theme].value
            assert [tuple(span) for span in row[f"{theme}_evidence"]] == list(tags.evidence.get(theme, ()))
            said, expected = row[f"{theme}_probability"], tags.probabilities.get(theme)
            assert said == pytest.approx(expected) if expected is not None else said is None or said != said


def test_pyfunc_gives_the_tags_of_the_tagger(model, texts):
    import mlflow.pyfunc
    import pandas as pd

    answers = mlflow.pyfunc.load_model(model).predict(pd.DataFrame({"text": texts}))
    same(answers.to_dict("records"), Tagger.load(model), texts)


def test_the_model_is_code_and_a_bundle(model, tmp_path):
    from mlflow.artifacts import download_artifacts
    from mlflow.models import Model

    folder = Path(download_artifacts(model, dst_path=tmp_path))
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert not [name for name in files if name.endswith((".pkl", ".pickle"))]
    assert "artifacts/bundle/manifest.json" in files
    assert "pyfunc_model.py" in files
    described = Model.load(folder)
    assert [column.name for column in described.signature.inputs] == ["text"]
    assert "children_evidence" in [column.name for column in described.signature.outputs]
    assert json.loads((folder / "serving_input_example.json").read_text())["dataframe_split"]["columns"] == ["text"]
    requirements = (folder / "requirements.txt").read_text().splitlines()
    assert all("==" in line for line in requirements)
    assert {"clausetag", "mlflow", "numpy"} <= {line.partition("==")[0] for line in requirements}


def test_mlflow_models_serve(model, texts, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # mlflow starts uvicorn by its name
    command = [sys.executable, "-m", "mlflow", "models", "serve", "-m", model, "--env-manager", "local"]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)],
            cwd=tmp_path,
            env={**os.environ, "MLFLOW_DISABLE_TELEMETRY": "true", "PATH": path},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        body = json.dumps({"dataframe_split": {"columns": ["text"], "data": [[text] for text in texts]}}).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/invocations", body, {"Content-Type": "application/json"}
        )
        answer = None
        for _ in range(240):
            try:
                with urllib.request.urlopen(request, timeout=60) as response:
                    answer = json.load(response)
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None, (tmp_path / "log").read_text()
                time.sleep(0.5)
        assert answer is not None, (tmp_path / "log").read_text()
        same(answer["predictions"], Tagger.load(model), texts)
    finally:
        if server.poll() is None:
            os.killpg(server.pid, 15)
        server.wait(30)
