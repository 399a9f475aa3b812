"""The same document, asked of the command line, of the API and of a batch: the same names, nesting and values."""

import json

import pytest
from pyarrow import parquet

pytest.importorskip("fastapi", reason="needs the extra serve")

TEXT = """A/RES/67/901
Resolution adopted by the General Assembly on 20 December 2012
[on the report of the Third Committee (A/67/457)]

67/901. Care of lakes

The General Assembly,

Recalling its resolution 60/1 of 16 September 2005,1

1. Urges States to protect every child in detention:

(a) By releasing children from prison;

2. Decides to clean the lakes.

60th plenary meeting
20 December 2012

1 Resolution 217 A (III).
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("shape") / "lakes.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def answers(document, bundle):
    """By who was asked: the command line (JSON, JSON Lines put together) and the API."""
    from starlette.testclient import TestClient
    from typer.testing import CliRunner

    from clausetag.serve.api.app import create_app
    from clausetag.serve.api.settings import Settings
    from clausetag.serve.cli import app

    def tag(form):
        return CliRunner().invoke(app, ["tag", str(document), "--format", form, "--bundle", str(bundle)]).stdout

    files = {"file": (document.name, document.read_bytes())}
    with TestClient(
        create_app(Settings(bundle=bundle, corrections=document.with_name("corrections.jsonl"))),
        base_url="http://127.0.0.1",
    ) as client:
        api = client.post("/v1/documents", files=files).json()
    rows = [json.loads(line) for line in tag("jsonl").splitlines()]
    return {"json": json.loads(tag("json")), "jsonl": rows, "api": api}


@pytest.fixture(scope="module", params=["parquet", "jsonl"])
def tables(request, document, bundle, tmp_path_factory):
    from clausetag.serve.batch.run import run_batch

    out = tmp_path_factory.mktemp("tables") / "out"
    run_batch([str(document)], out, bundle=bundle, workers=1, form=request.param)

    def rows(table):
        (path,) = (out / table).glob("part-*")
        if request.param == "parquet":
            return json.loads(json.dumps(parquet.read_table(path).to_pylist(), default=str))
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    return rows


def test_command_line_and_api_answer_the_same(answers):
    assert answers["json"] == answers["api"]
    assert list(answers["json"]) == list(answers["api"])
    assert (answers["api"]["organ"], answers["api"]["year"]) == ("General Assembly", 2012)
    assert len(answers["api"]["clauses"]) == 4


def test_rows_are_the_clauses_with_what_the_document_says(answers):
    whole = answers["json"]
    facts = {name: value for name, value in whole.items() if name not in ("clauses", "footnotes", "remarks")}
    assert answers["jsonl"] == [facts | clause for clause in whole["clauses"]]


def test_tables_put_together_are_the_same_answer(answers, tables):
    whole, keys = answers["json"], ("document", "clause", "path")
    (document,) = tables("documents")
    rebuilt = {name: value for name, value in document.items() if name in whole}
    rebuilt["clauses"] = []
    assert document.keys() - whole.keys() == {"document", "clause_count", "parser_version"}
    tags, references = tables("tags"), tables("references")
    for row in tables("clauses"):
        clause = {name: value for name, value in row.items() if name not in ("document", "clause", "address")}
        mine = [one for one in references if one["clause"] == row["clause"]]
        clause["references"] = [{name: v for name, v in one.items() if name not in keys} for one in mine]
        theirs = {one["theme"]: one for one in tags if one["clause"] == row["clause"]}
        apart = (*keys, "theme", "model_version")
        clause["verdicts"] = {
            key: {name: v for name, v in one.items() if name not in apart} for key, one in theirs.items()
        }
        assert row["address"] == whole["address"]
        rebuilt["clauses"].append(clause)
    assert rebuilt == whole
    assert document["clause_count"] == len(whole["clauses"])
