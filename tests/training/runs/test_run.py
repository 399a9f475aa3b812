"""What a run holds, and that it can be trained again."""

import json
import re
import sys
from pathlib import Path

import pytest

from clausetag.training import held_out
from clausetag.training.jobs import job
from clausetag.training.runs.run_record import name_of


@pytest.fixture
def run(client, trained):
    return client.get_run(trained[1])


def test_parameters_and_provenance(run):
    assert run.info.status == "FINISHED"
    assert run.data.params["kind"] == "ngrams"
    assert run.data.params["character_range"] == "3,3"
    assert run.data.params["word_scale"] == "0.3"
    tags = run.data.tags
    assert tags["git.clean"] in ("yes", "no", "no checkout: an installed package")
    assert tags["version.python"] == ".".join(map(str, sys.version_info[:3]))
    assert {"version.numpy", "version.scikit-learn", "code.sha256", "bundle.version"} <= tags.keys()


def test_the_dataset_is_an_input_with_fingerprint_and_counts(run):
    (given,) = run.inputs.dataset_inputs
    profile = json.loads(given.dataset.profile)
    assert profile["fingerprint"] == run.data.tags["data.fingerprint"]
    assert given.dataset.digest == profile["fingerprint"][:36]
    assert profile["sources"]["seed"] == 77
    assert sum(profile["sources"].values()) == profile["num_rows"]
    assert [(tag.key, tag.value) for tag in given.tags] == [("mlflow.data.context", "train")]


def test_figures_have_intervals_overall_and_by_theme(run):
    figures = run.data.metrics
    for name in ("macro_f1", "micro_f1", "macro_ap", "ece", "review_share", "children/f1", "children/ap",
                 "children/ece", "children/review_share", "detention/comprehensiveness"):  # fmt: skip
        low, value, high = (figures[f"held_out/{name}{end}"] for end in ("_low", "", "_high"))
        assert low <= high, name
        assert 0 <= value <= 1, name
    assert figures["training/seconds"] > 0
    assert figures["training/peak_memory_mib"] > 50
    assert {name.partition("/")[0] for name in figures} == {"held_out", "seed", "curve", "training"}


def test_a_reader_is_told_what_it_is(client, run, tmp_path):
    assert re.fullmatch(r"ngrams, seed and drafted clauses, \d{4}-\d\d-\d\d \d\d:\d\d", run.info.run_name)
    told = run.data.tags["mlflow.note.content"]
    assert told.startswith(f"**ngrams** model {run.data.tags['bundle.version']}, learned in ")
    assert "Out of fold, on " in told
    assert "model_card.md" in told
    folder = Path(client.download_artifacts(run.info.run_id, "", tmp_path / "."))
    assert (folder / "model_card.md").read_text("utf-8").startswith("# clausetag model: ngrams")
    steps = (folder / "steps.txt").read_text("utf-8").splitlines()
    assert sum("of 5 done" in line for line in steps) == 5
    assert all(re.match(r" *\d+\.\d s  \S", line) for line in steps)


def test_names_say_the_data(tmp_path):
    wanted = job("ngrams", corpora=(tmp_path / "unxml", "hub"), themes=tmp_path / "t", corrections=tmp_path / "c")
    assert name_of(wanted).startswith("ngrams, unxml and hub with own themes and corrections, 20")


def test_the_learning_curve_is_stepped(client, run):
    curve = client.get_metric_history(run.info.run_id, "curve/mean_of_themes")
    assert len(curve) >= 2
    assert [point.step for point in curve] == sorted({point.step for point in curve})


def test_plots_errors_and_held_out_answers(client, run, tmp_path):
    folder = Path(client.download_artifacts(run.info.run_id, "", tmp_path / "."))
    plots = sorted(path.stem for path in (folder / "plots").iterdir())
    assert plots == ["confusion", "errors", "learning_curve", "precision_recall", "reliability", "themes", "thresholds"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (folder / "plots").iterdir())
    held = held_out.load(folder / "held_out.json")
    wrong = int((held.decisions != held.labels).sum())
    errors = [json.loads(line) for line in (folder / "errors/errors.jsonl").read_text("utf-8").splitlines()]
    assert len(errors) == wrong
    assert all((error["theme"] in error["gold"]) == (error["error"] == "missed") for error in errors)
    page = (folder / "errors/errors.html").read_text("utf-8")
    assert f"<h1>{wrong:,} wrong answers" in page
    assert page.count("<tr>") == wrong + 1
    assert "mlflow" in json.loads((folder / "packages.json").read_text("utf-8"))


def test_training_twice_with_one_seed_gives_the_same(cli, store, trained):
    result = cli("reproduce", trained[1])
    assert result.exit_code == 0, result.output
    assert "figures are the same" in result.stdout
    assert "the same model" in result.stdout


def test_reproduce_says_what_does_not_match(cli, client, trained):
    client.set_tag(trained[1], "data.fingerprint", "0" * 64)
    client.set_tag(trained[1], "version.numpy", "1.0")
    lines = cli("reproduce", trained[1], "--only-check").stdout.splitlines()
    assert [line.split()[:2] for line in lines if "differs" in line][:1] == [["data", "differs"]]
    assert ["numpy", "differs", "1.0"] in [line.split()[:3] for line in lines]
    assert ["clausetag", "same"] in [line.split()[:2] for line in lines]


def test_a_training_without_tracking(cli, tmp_path, monkeypatch, fast):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")
    result = cli("train", "ngrams", "--no-track", "--out", "bundle", *fast)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bundle"]


def test_nothing_would_be_kept(cli):
    result = cli("train", "ngrams", "--no-track")
    assert result.exit_code == 2
    assert result.stderr == "clausetag: --no-track without --out keeps nothing; give --out FOLDER\n"


def test_without_mlflow_the_extra_is_named(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "mlflow", None)
    result = cli("train", "ngrams")
    assert result.exit_code == 2
    assert 'pip install "clausetag[train]", or give --no-track --out FOLDER' in result.stderr
    assert not any(tmp_path.iterdir())


def test_a_setting_that_does_not_exist(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("train", "ngrams", "--set", "sede=1")
    assert (result.exit_code, result.stderr) == (
        2,
        "clausetag: --set sede: NgramConfig has no such setting; did you mean seed?\n",
    )
    assert not any(tmp_path.iterdir())
