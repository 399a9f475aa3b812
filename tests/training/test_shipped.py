"""What the shipped model says of clauses it learned from, and of others."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.data.dataset import drafted
from clausetag.data.dataset.examples import seed_examples
from clausetag.models.bundle import default_bundle, load_bundle
from clausetag.training import jobs, shipped
from clausetag.training.held_out import HeldOut, load, save

THEMES = ("detention", "children", "trafficking", "labour_rights")


@pytest.fixture
def clauses():
    """Ten clauses of the seed document, three of them with a text of their own."""
    found = [replace(example, language="en") for example in seed_examples(THEMES)[:10]]
    own = "Urges Atlantis to release every child held in detention in its harbours;"
    return [replace(e, text=f"{own} {i}") if i < 3 else e for i, e in enumerate(found)]


@pytest.fixture
def held(clauses):
    shape = (len(clauses), len(THEMES))
    names = tuple(example.id for example in clauses)
    return HeldOut(
        names,
        names,
        THEMES,
        np.zeros(shape, np.int8),
        np.zeros(shape),
        np.ones(shape),
        np.ones(shape, np.bool_),
        ("seed",) * len(clauses),
    )


def keep(path, clauses, version=None):
    rows = {shipped.text_hash(e.text)[:12]: np.array([1, 0, 1, 0], np.int8) for e in clauses[3:9]}
    rows[shipped.text_hash(clauses[9].text)[:12]] = None
    version = version or load_bundle(default_bundle()).manifest.version
    shipped.save_answers(shipped.Answers(version, THEMES, rows), path)


def test_learned_clauses_have_their_held_out_answer_others_are_asked_about(clauses, held, tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "ANSWERS", tmp_path / "shipped.npz")
    keep(shipped.ANSWERS, clauses)
    beside = shipped.beside(held, clauses)
    assert beside.keys == held.keys[:9]  # the tenth was learned from and never held out
    assert beside.decisions[3:].tolist() == [[1, 0, 1, 0]] * 6
    assert beside.decisions[:3, :2].tolist() == [[1, 1]] * 3


def test_a_run_may_have_other_themes_than_the_shipped_model(clauses, held, tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "ANSWERS", tmp_path / "shipped.npz")
    keep(shipped.ANSWERS, clauses)
    themes = ("water", "trafficking")
    asked = np.tile([True, False], (len(clauses), 1))
    asked[5:] = True
    nothing = np.zeros(asked.shape, np.int8)
    own = replace(
        held, themes=themes, labels=nothing, probabilities=nothing * 0.0, thresholds=nothing + 1.0, asked=asked
    )
    save(shipped.beside(own, clauses), tmp_path / "kept.json")
    beside = load(tmp_path / "kept.json")
    assert beside.themes == THEMES
    assert beside.decisions[3:].tolist() == [[0, 0, 0, 0]] * 2 + [[0, 0, 1, 0]] * 4  # where the run asked, too


def test_answers_of_another_model_are_none(clauses, held, tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "ANSWERS", tmp_path / "shipped.npz")
    assert shipped.beside(held, clauses) is None
    keep(shipped.ANSWERS, clauses, version="another")
    assert shipped.beside(held, clauses) is None


def test_answers_are_read_as_they_were_written(clauses, tmp_path):
    keep(tmp_path / "a.npz", clauses)
    read = shipped.load_answers(tmp_path / "a.npz")
    assert read.themes == THEMES
    assert sum(row is None for row in read.decisions.values()) == 1
    assert all(row is None or row.tolist() == [1, 0, 1, 0] for row in read.decisions.values())


def test_a_training_by_folds_keeps_an_answer_of_every_clause(few_drafted, tmp_path, monkeypatch):
    monkeypatch.setattr(drafted, "DRAFTED", few_drafted)
    monkeypatch.setattr(shipped, "ANSWERS", tmp_path / "shipped.npz")
    monkeypatch.setattr(jobs, "default_bundle", lambda: tmp_path / "bundle")
    fast = ("inverse_regularisation=1", "character_range=3,3", "min_character_frequency=4")
    trained = jobs.run_job(jobs.job("ngrams", fast), tmp_path / "bundle")
    kept = shipped.load_answers(shipped.ANSWERS)
    assert kept.version == trained.bundle.manifest.version
    assert kept.decisions.keys() == {shipped.text_hash(e.text)[:12] for e in trained.splits["train"]}
    assert not any(row is None for row in kept.decisions.values())


def test_the_shipped_answers_are_of_the_shipped_model():
    if not shipped.ANSWERS.exists():
        pytest.skip("training/shipped.npz is not there: `make model` makes it")
    answers = shipped.load_answers(shipped.ANSWERS)
    manifest = load_bundle(default_bundle()).manifest
    assert answers.version == manifest.version
    assert len(answers.decisions) > 0.9 * sum(manifest.dataset["clauses"].values())  # some texts stand twice
    held_out = sum(row is not None for row in answers.decisions.values())
    assert held_out == manifest.metrics["validation split"]["clauses"]  # the real ones, which it is measured on
