"""Who becomes champion, what is said, and that nothing is left half-registered."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.data import BundleError, UsageError, seed_path
from clausetag.models.mlflow_store import REGISTERED
from clausetag.serve import Tagger
from clausetag.training import shipped
from clausetag.training.held_out import HeldOut
from clausetag.training.runs import compare as comparing
from clausetag.training.runs.compare import compare, format_comparison


def versions(client):
    return sorted(int(found.version) for found in client.search_model_versions(f"name = '{REGISTERED}'"))


def aliases(client):
    return {alias: int(version) for alias, version in client.get_registered_model(REGISTERED).aliases.items()}


def test_a_first_one_worse_than_the_shipped_model_is_challenger_a_better_one_champion(cli, client, trained):
    _, good, worse = trained
    assert cli("models").stdout == "no model is registered; `clausetag promote RUN` registers a run's\n"
    first = cli("promote", worse)
    assert first.exit_code == 1, first.output
    table, said = first.stdout.splitlines()[1:-1], first.stdout.splitlines()[-1]
    assert table[0].split()[:3] == ["theme", "shipped", "candidate"]
    assert said.startswith("not promoted: ")
    assert said.endswith("; version 1 is challenger, there is no champion: the shipped model is better")
    assert aliases(client) == {"challenger": 1}

    better = cli("promote", good)
    assert better.exit_code == 0, better.output
    assert "version 2 is champion, the first one: no theme fell against the shipped model" in better.stdout

    again = cli("promote", worse)
    assert again.exit_code == 1
    assert "not promoted: " in again.stdout
    assert "version 1 is challenger, version 2 champion" in again.stdout
    assert " fell by 0." in again.stdout
    assert (versions(client), aliases(client)) == ([1, 2], {"champion": 2, "challenger": 1})

    same = cli("promote", good)
    assert same.stdout.startswith("version 2 is champion already\n")
    table = cli("models").stdout.splitlines()
    assert [line.split()[:3] for line in table[1:]] == [["2", "champion", "ngrams"], ["1", "challenger", "ngrams"]]
    assert good in table[1]


def test_a_better_one_replaces_a_champion(cli, client, trained):
    _, good, worse = trained
    cli("promote", worse)
    client.set_registered_model_alias(REGISTERED, "champion", "1")
    better = cli("promote", good)
    assert better.exit_code == 0
    assert "version 2 is champion, no theme fell; it was version 1" in better.stdout


def test_a_first_one_that_was_not_measured_beside_the_shipped_model(cli, client, trained, monkeypatch):
    monkeypatch.setattr(shipped, "FILE", "absent.json")
    result = cli("promote", trained[1])
    assert result.exit_code == 2
    assert "kept no answers of the model that ships with clausetag, so it cannot become the first" in result.stderr
    assert versions(client) == []


def test_drafted_clauses_and_machine_translations_decide_nothing():
    for source in ("drafted", "resolutions", ""):  # the last: of a run that did not keep it
        with pytest.raises(UsageError, match=r"too few clauses .* from 0 \(.* documents: 0; .* 160 drafted or"):
            compare(answers(), answers(source=source))
    own = compare(answers(), answers(source="labels"))
    assert own.clauses == 160
    mixed = replace(answers(), sources=("official", "official", "drafted", "drafted") * 40)
    assert compare(answers(), mixed).clauses == 80


def test_a_training_without_official_texts_is_refused_with_numbers(cli, client, trained, monkeypatch):
    monkeypatch.setattr(comparing, "JUDGED_ON", frozenset(("official", "seed")))
    result = cli("promote", trained[1])
    assert result.exit_code == 2
    assert result.stderr.startswith("clausetag: too few clauses to decide on: ")
    assert "held out from 77 (official ones and labels of your own; documents: 1; " in result.stderr
    assert "train on official texts (--corpus UNXML)" in result.stderr
    assert (versions(client), len(result.stderr.splitlines())) == ([], 1)


def test_runs_and_models_by_name(cli, client, trained):
    _, good, worse = trained
    client.set_tag(good, "mlflow.runName", "a good one")
    client.update_run(good, name="a good one")
    assert cli("promote", "a good one").exit_code == 0
    for name in ("models:/clausetag@champion", "models:/clausetag/1"):
        assert cli("promote", name).stdout.startswith("version 1 is champion already\n")
    for name, said in {
        "nobody's": "no run nobody's in this store",
        "'\"": "no run '\" in this store",
        "models:/clausetag@gone": "models:/clausetag@gone: no such model; `clausetag models` lists",
        "models:/clausetag/9": "models:/clausetag/9: no such model",
    }.items():
        result = cli("promote", name)
        assert (result.exit_code, result.stderr.startswith(f"clausetag: {said}")) == (2, True), result.stderr
    failed = client.create_run(client.get_run(good).info.experiment_id, run_name="a good one")
    client.set_terminated(failed.info.run_id, "FAILED")
    assert cli("promote", "a good one").exit_code == 0
    client.update_run(worse, name="a good one")
    result = cli("promote", "a good one")
    assert result.exit_code == 2
    assert result.stderr == (
        f"clausetag: 2 runs are called a good one, the newest first: {worse}, {good}; give the id of one\n"
    )


def test_a_tagger_of_the_registry_tags_as_the_bundle(cli, client, trained):
    assert cli("promote", trained[1]).exit_code == 0
    tagger = Tagger.load("models:/clausetag@champion")
    assert tagger.info.version == client.get_run(trained[1]).data.tags["bundle.version"]
    assert Tagger.load("models:/clausetag/1").tag(seed_path()) == tagger.tag(seed_path())
    table = cli("tag", seed_path(), "--bundle", "models:/clausetag@champion")
    assert table.exit_code == 0, table.output


def test_a_model_that_is_not_registered(client):
    with pytest.raises(UsageError, match="`clausetag models` lists what is registered"):
        Tagger.load("models:/clausetag@champion")


def test_a_registered_model_that_is_not_ours(client, tmp_path):
    run = client.create_run("0").info.run_id
    (tmp_path / "x").write_text("x")
    client.log_artifact(run, str(tmp_path / "x"), "model")
    client.create_registered_model("other")
    client.create_model_version("other", f"{client.get_run(run).info.artifact_uri}/model", run)
    with pytest.raises(BundleError, match="models:/other/1: not a model that `clausetag train` logged"):
        Tagger.load("models:/other/1")


@pytest.mark.parametrize("status", ["KILLED", "FAILED", "RUNNING"])
def test_a_run_that_is_not_finished(cli, client, trained, status):
    client.update_run(trained[1], status=status)
    result = cli("promote", trained[1])
    assert result.exit_code == 2
    assert result.stderr == (f"clausetag: run {trained[1]} is {status.lower()}, not finished; nothing was registered\n")
    assert versions(client) == []


def test_a_run_that_does_not_exist(cli, client):
    result = cli("promote", "0" * 32)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"clausetag: no run {'0' * 32} in this store")


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_version_whose_alias_cannot_be_set_goes_again(cli, client, trained, monkeypatch, failure):
    from mlflow import MlflowClient

    def fail(*_args):
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(MlflowClient, "set_registered_model_alias", fail)
        result = cli("promote", trained[1])
    assert result.exit_code == (130 if isinstance(failure, KeyboardInterrupt) else 2)
    assert versions(client) == []
    assert cli("promote", trained[1]).exit_code == 0


def answers(flips=(), documents=40, themes=("a", "b"), source="official"):
    labels = np.tile([[1, 0], [0, 1], [1, 1], [0, 0]], (documents, 1)).astype(np.int8)
    probabilities = labels * 0.8 + 0.1
    for row, column in flips:
        probabilities[row, column] = 1 - probabilities[row, column]
    names = tuple(f"d{i // 4}" for i in range(len(labels)))
    return HeldOut(
        tuple(map(str, range(len(labels)))),
        names,
        themes,
        labels,
        probabilities,
        np.array([0.5, 0.5]),
        labels < 2,
        (source,) * len(labels),
    )


def test_only_the_theme_that_fell_is_named():
    compared = compare(answers(), answers([(i * 4, 0) for i in range(20)]))
    assert [theme.theme for theme in compared.fallen] == ["a"]
    assert compared.themes[0].difference.high < 0
    assert compared.themes[1].difference.value == 0.0
    lines = format_comparison(compared).splitlines()
    assert lines[0] == (
        "on 160 clauses of 40 documents, none drafted or machine-translated, that neither had learned from"
    )
    assert lines[2].endswith("fell")
    assert not lines[3].endswith("fell")


def test_one_error_more_is_within_chance_and_the_same_is_no_fall():
    assert not compare(answers([(0, 0)]), answers([(4, 0), (8, 1)])).fallen
    assert not compare(answers(), answers()).fallen


def test_the_same_clauses_in_another_order_and_number():
    new = answers([(i * 4, 0) for i in range(20)])
    order = np.arange(len(new.keys))[::-1][:120]
    part = replace(
        new,
        keys=tuple(new.keys[i] for i in order),
        documents=tuple(new.documents[i] for i in order),
        labels=new.labels[order],
        probabilities=new.probabilities[order],
        asked=new.asked[order],
        sources=tuple(new.sources[i] for i in order),
    )
    compared = compare(answers(), part)
    assert (compared.clauses, compared.documents) == (120, 30)
    assert [theme.theme for theme in compared.fallen] == ["a"]


def test_what_cannot_be_compared():
    with pytest.raises(UsageError, match=r"from 76 \(.*; documents: 19; 38 on a, 38 on b\); the fewest are 20 doc"):
        compare(answers(), answers(documents=19))
    rare = answers()
    rare.labels[19:, 1] = 0
    with pytest.raises(UsageError, match="documents: 40; 80 on a, 10 on b"):
        compare(answers(), rare)
    with pytest.raises(UsageError, match="knows nothing of b, which the champion model tags"):
        compare(answers(), answers(themes=("a", "c")))
