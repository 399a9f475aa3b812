import re

import pytest

from clausetag.training.runs import tune as module


@pytest.fixture
def tune(cli, store, fast):
    return lambda *args: cli("tune", "ngrams", "--folds", "2", f"--studies=sqlite:///{store}/optuna.db", *fast, *args)


def test_an_interrupted_study_goes_on(tune, client, monkeypatch):
    real, calls = module._measure, []

    def measure(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(module, "_measure", measure)
    stopped = tune("--trials", "2")
    assert stopped.exit_code == 130
    assert "interrupted after 1 trials; they are kept, and the same command goes on with the next" in stopped.stderr
    done = tune("--trials", "2")
    assert done.exit_code == 0, done.output
    assert len(calls) == 3
    name, parent = re.match(r"study (\S+): 2 trials, run (\S+)\n", done.stdout).groups()
    assert client.get_run(parent).info.status == "FINISHED"
    assert client.get_run(parent).data.tags["clausetag.study"] == name
    experiment = client.get_experiment_by_name("clausetag").experiment_id
    nested = client.search_runs([experiment], f"tags.mlflow.parentRunId = '{parent}'")
    assert len(nested) == 2
    assert {run.data.params["character_range"] for run in nested} == {"3,3"}
    assert len({run.data.params["word_scale"] for run in nested}) == 2
    assert all(0 < run.data.metrics["macro_f1"] <= 1 for run in nested)
    first = next(run for run in nested if run.info.run_name == "trial 0")
    assert float(first.data.params["word_scale"]) == module.NgramConfig().word_scale

    assert tune("--trials", "2").exit_code == 0
    assert len(calls) == 3  # nothing was left to do


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["tune", "cascade"], "cascade cannot be tuned; ngrams and encoder can"),
        (["tune", "ngrams", "--set", "sed=1"], "--set sed: NgramConfig has no such setting; did you mean seed?"),
        (["tune", "ngrams", "--studies", "sqlite:////nowhere/x.db"], "the studies in sqlite:////nowhere/x.db cannot"),
    ],
)
def test_what_cannot_be_tuned(cli, store, args, message):
    result = cli(*args)
    assert result.exit_code == 2
    assert message in result.stderr
