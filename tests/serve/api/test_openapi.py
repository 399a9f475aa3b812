"""The OpenAPI document against the running service: schemathesis finds no 5xx and no answer that breaks its schema."""

import subprocess
import sys
from pathlib import Path

import pytest

# What a JSON schema cannot say: that an upload is a document, that the rows of a table are as long as its header. And
# a body that breaks the schema by being huge is cut by its size.
CONFIG = """
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, "5xx"]

[[operations]]
include-name = "POST /invocations"
checks.positive_data_acceptance.enabled = false

[[operations]]
include-name = "POST /v1/documents"
checks.positive_data_acceptance.enabled = false
"""


def test_schemathesis_finds_nothing(client, tmp_path):
    pytest.importorskip("schemathesis")
    (tmp_path / "schemathesis.toml").write_text(CONFIG)
    run = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"), "--config-file", tmp_path / "schemathesis.toml",
            "run", f"{client.base_url}/openapi.json", "--phases", "examples,coverage,fuzzing",
            "--max-examples", "25", "--seed", "1", "--workers", "1", "--no-color",
        ],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, "\n".join(line[:300] for line in run.stdout.splitlines()) + run.stderr[:2000]
    assert client.get("/readyz").status_code == 200


def test_every_operation_and_its_problems_are_described(client):
    document = client.get("/openapi.json").json()
    assert set(document["paths"]) == {
        "/v1/tag", "/v1/documents", "/v1/themes", "/v1/model", "/invocations", "/healthz", "/readyz", "/metrics",
    }  # fmt: skip
    answers = document["paths"]["/v1/tag"]["post"]["responses"]
    assert {"401", "403", "421", "500", "503"} <= answers.keys()
    assert list(answers["503"]["content"]) == ["application/problem+json"]
    assert "HTTPValidationError" not in str(document)
    schemas = document["components"]["schemas"]
    named = ("TagRequest", "TagResponse", "DocumentResponse", "ThemesResponse", "ModelResponse", "ProblemDetails")
    assert all("example" in str(schemas[name]) for name in named)
    (text,) = schemas["TagRequest"]["examples"][0]["texts"]
    verdicts = schemas["TagResponse"]["examples"][0]["results"][0]["verdicts"]
    marked = {key: [text[start:end] for start, end in verdict["evidence"]] for key, verdict in verdicts.items()}
    assert marked["children"] == ["children"]
    assert marked["detention"] == ["arbitrary detention"]
    assert len(document["paths"]["/invocations"]["post"]["requestBody"]["content"]["application/json"]["examples"]) == 4
