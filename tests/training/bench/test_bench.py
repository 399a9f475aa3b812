"""The bench: two quick contestants end to end, and what happens to those that are missing, fail or are not given."""

import json
from dataclasses import replace
from pathlib import Path
from string import ascii_letters

import pytest

from clausetag.data import load_themes
from clausetag.data.errors import BundleError, UsageError
from clausetag.models.bundle import load_bundle, shipped_bundles
from clausetag.training.bench import __main__ as command
from clausetag.training.bench import clauses as clauses_module
from clausetag.training.bench.child import peak_memory
from clausetag.training.bench.clauses import Clauses, race
from clausetag.training.bench.contestants import BASELINE, PEERS, Contestant, bundle_contestants
from clausetag.training.bench.machine import describe_machine
from clausetag.training.bench.report import format_results, to_json
from clausetag.training.bench.rounds import run

THEMES = tuple(theme.key for theme in load_themes())


@pytest.fixture(scope="module")
def clauses(few_examples):
    examples = few_examples[:160]
    train, validation, gold = examples[0:100], examples[100:130], examples[130:]
    return Clauses(train, validation, gold, [example.text for example in validation[:20]], "en")


@pytest.fixture(scope="module")
def results(clauses):
    quick = [peer for peer in PEERS if peer.module in ("keywords", "ngrams")]
    absent = Contestant("absent", "nothing", "", ("no_such_package",), "no-such-package")
    broken = Contestant("broken", "no_such_module", "")
    heard = []
    found = run([*quick, absent, broken], clauses, THEMES, heard.append, starts=1)
    assert len(heard) == 4
    return {result.name: result for result in found}


@pytest.mark.parametrize("name", ["keywords", "clausetag n-grams, trained here"])
def test_a_contestant_is_measured(results, clauses, name):
    result = results[name]
    assert result.reason is None
    assert result.quality.clauses == len(clauses.gold)
    assert 0.3 < result.quality.macro_f1.value <= 1
    assert result.rate > 0
    assert 0 < result.start < 60
    assert 5 * 2**20 < result.peak < 2**30
    assert len(result.thresholds) == len(THEMES)


def test_size_is_what_the_contestant_saved(results):
    assert results["keywords"].size == 0
    assert results["clausetag n-grams, trained here"].size > 1000


def test_a_missing_package_is_named_with_the_command_that_installs_it(results):
    assert results["absent"].reason == "not installed (no_such_package: pip install no-such-package)"


def test_a_failure_is_one_line_and_the_others_go_on(results):
    reason = results["broken"].reason
    assert reason.startswith("train: ModuleNotFoundError: ")
    assert "\n" not in reason


def test_the_table_shows_everyone_and_ratios_to_the_baseline(results, clauses):
    machine = describe_machine()
    fast = results["clausetag n-grams, trained here"]
    base = replace(fast, name=BASELINE, rate=fast.rate / 50, peak=fast.peak * 4)
    table = format_results([*results.values(), base], machine, clauses)
    row = next(line for line in table.splitlines() if line.startswith(fast.name))
    assert "  50x  " in row
    assert "  0.25x  " in row
    assert all(name in table for name in results)
    assert machine.processor in table
    assert "no_such_package" in table
    assert all(not line.endswith(" ") for line in table.splitlines())


def test_a_bundle_answers_by_the_rules_of_the_language(clauses):
    (ours,), _ = bundle_contestants([shipped_bundles()["light"]])
    thresholds = {}
    for language in ("en", "fr"):
        (result,) = run([ours], replace(clauses, language=language), THEMES, str, starts=1)
        assert result.reason is None
        rules = load_bundle(shipped_bundles()["light"]).model.rules_of(language)
        assert result.thresholds == tuple(rule.threshold for rule in rules)
        thresholds[language] = result.thresholds
    assert thresholds["en"] != thresholds["fr"]


def test_without_the_baseline_there_are_no_ratios(results, clauses):
    table = format_results(list(results.values()), describe_machine(), clauses)
    assert "has no figures here" in table
    assert "1x" not in table.splitlines()[1]


def test_everything_goes_into_json(results, clauses):
    told = json.loads(json.dumps(to_json(list(results.values()), describe_machine(), clauses)))
    assert [c["name"] for c in told["contestants"]] == list(results)
    assert told["clauses"]["gold"] == len(clauses.gold)
    assert told["contestants"][0]["clauses_per_second"] > 0
    assert told["contestants"][3]["reason"]


def test_contestants_get_no_gold_label(clauses):
    answer = clauses.answer(THEMES)
    assert all(isinstance(text, str) for text in answer.gold)
    assert not any("label" in name for name in answer.__slots__)


def test_thresholds_come_from_validation(results):
    assert results["keywords"].thresholds == (0.5,) * len(THEMES)


def test_clauses_to_race_on_have_the_mean_length_asked_for():
    texts = [letter * n for letter in ascii_letters for n in range(10, 1200)]
    drawn = race(texts, 2000)
    assert len(set(drawn)) == 2000
    assert sum(map(len, drawn)) / 2000 == pytest.approx(270, rel=0.05)
    assert max(map(len, drawn)) > 700
    assert min(map(len, drawn)) >= 40
    assert drawn == race(texts, 2000)


def test_all_clauses_are_in_one_language(few_examples, official, tmp_path, monkeypatch, capsys):
    french = [replace(e, id=f"{e.id}@fr", language="fr", text=f"En français : {e.text}") for e in few_examples]
    monkeypatch.setattr(clauses_module, "load_examples", lambda *_: ([*few_examples, *french], None))
    gathered = []

    def stop(_chosen, clauses, *_):
        gathered.append(clauses)
        raise UsageError("stopped here")

    monkeypatch.setattr(command, "run", stop)
    assert command.main(["--corpus", str(official), "--only", "keywords", "--out", str(tmp_path / "bench.json")]) == 2
    assert "stopped here" in capsys.readouterr().err
    (clauses,) = gathered
    assert [example.language for example in clauses.gold] == ["en"] * 5
    assert {example.language for example in (*clauses.train, *clauses.validation)} == {"en"}
    assert clauses.speed
    assert not any(text.startswith("En français") for text in clauses.speed)


def test_models_without_a_bundle_are_listed_as_such():
    found, skipped = bundle_contestants([])
    assert found == []
    assert len(skipped) == 3
    assert set(skipped.values()) == {"no bundle given (--bundles FOLDER)"}


def test_a_folder_that_is_no_bundle_is_refused(tmp_path, capsys):
    with pytest.raises(BundleError, match="is not a bundle"):
        bundle_contestants([tmp_path])
    assert command.main(["--corpus", str(tmp_path), "--bundles", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_two_bundles_of_a_kind_are_refused(tmp_path):
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text('{"kind": "encoder"}')
    with pytest.raises(BundleError, match="second bundle of kind 'encoder'"):
        bundle_contestants([tmp_path / "a", tmp_path / "b"])


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="needs /proc")
def test_peak_memory_is_in_bytes():
    assert 5 * 2**20 < peak_memory() < 2**36
