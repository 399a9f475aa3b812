"""Training and measuring on labels of one's own: alone, beside those that ship, on the command line."""

import json
import random

import pytest
from typer.testing import CliRunner

from clausetag.data.errors import LabelError, UsageError
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import write_labels
from clausetag.data.labelling.own import beside, holds_labels, own_labels, too_few
from clausetag.data.project import make_project
from clausetag.models.bundle import load_bundle
from clausetag.serve import Tagger
from clausetag.serve.cli import app
from clausetag.training import parts
from clausetag.training.evaluation import evaluate

THEMES = """
[[theme]]
key = "water"
name = "Water"
definition = "Drinking water and sanitation."

[[theme]]
key = "ports"
name = "Ports"
definition = "Harbours and quays."

[[theme]]
key = "bees"
name = "Bees"
definition = "Bees and honey."
"""
WATER = ("drinking water", "wells and springs", "sanitation", "clean water for every village")
PORTS = ("harbours", "quays and cranes", "the port of Orlau", "docks")
OTHER = ("roads", "the calendar of meetings", "the budget of the office", "seeds and grain", "a new stamp")


@pytest.fixture(autouse=True)
def few_rounds(monkeypatch):
    monkeypatch.setattr(evaluate, "ROUNDS", 20)


WORDS = (
    "asks",
    "council",
    "every",
    "valley",
    "publish",
    "count",
    "repair",
    "bring",
    "visit",
    "winter",
    "again",
    "care",
    "old",
)


def made_labels(n=120, water=30, ports=40):
    """Clauses of an invented council: every one asked about water, every second about ports."""
    rng = random.Random(0)
    labels = []
    for i in range(n):
        named = [rng.choice(OTHER)]
        named += [rng.choice(WATER)] if i < water else []
        named += [rng.choice(PORTS)] if i % 2 == 0 and i >= n - 2 * ports else []
        text = f"{' '.join(rng.sample(WORDS, 9))} {' and '.join(named)} in Orlau{i};"
        answers = {"water": i < water} | ({"ports": i >= n - 2 * ports} if i % 2 == 0 else {})
        labels += [
            Label(text, theme, "yes" if yes else "no", document=f"C/{i // 3}", language="en")
            for theme, yes in answers.items()
        ]
    return labels


@pytest.fixture
def project(tmp_path, monkeypatch):
    made = make_project(tmp_path / "council")
    made.themes_file.write_text(THEMES, encoding="utf-8")
    write_labels(made.labels_folder / "mine.jsonl", made_labels())
    monkeypatch.chdir(made.root)
    return made


def run(*arguments, code=0):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


def test_a_project_is_found_trained_from_and_measured_on(project):
    said = run("train", "ngrams", "--no-track")
    assert "theme 'bees' has no labels and is left out" in said
    assert "bundle saved in" in said
    assert "asked" in said
    tagger = Tagger.load(project.models_folder / "ngrams")
    assert tagger.themes == ("water", "ports")
    assert tagger.info.dataset["sources"] == {"labels": 120}
    assert tagger.tag_texts(["Invites all to report on wells and springs;"])[0].themes == ("water",)
    card = (project.models_folder / "ngrams" / "README.md").read_text(encoding="utf-8")
    assert "| labels | 120 |" in card
    assert "gold set" not in card.split("## Decides")[0]
    measured = run("evaluate", "--bundle", str(project.models_folder / "ngrams"), "--gold", "labels")
    assert "water" in measured.split("labels:")[1]
    assert "  water " in measured
    assert "     60" in measured  # asked about ports


@pytest.fixture
def few_of_core(few_examples, monkeypatch):
    """Let few of the labels that ship stand for all of them."""
    from clausetag.data.dataset.annotations import JoinReport
    from clausetag.data.dataset.examples import LoadReport

    def load(corpora=(), leave_out=None, *, themes=None, corrections=None):
        return few_examples[::2], LoadReport(JoinReport(), None)

    monkeypatch.setattr(parts, "load_examples", load)


def test_with_core_themes_are_joined_and_core_clauses_were_not_asked(project, few_examples, few_of_core):
    run("train", "ngrams", "--no-track", "--with-core", "--out", "both")
    tagger = Tagger.load("both")
    assert tagger.themes == ("detention", "children", "trafficking", "labour_rights", "water", "ports")
    examples = beside(own_labels().examples, few_examples, tagger.themes[:4])
    assert not any(e.was_asked("water") for e in examples if e.source == "drafted")
    assert not any(e.was_asked("children") for e in examples if e.source == "labels")


def test_a_theme_with_three_true_clauses_is_trained_and_said_to_be_too_little(project):
    write_labels(project.labels_folder / "mine.jsonl", made_labels(water=3, ports=12))
    said = run("train", "ngrams", "--no-track")
    assert "theme 'water': 120 clauses asked, 3 of them true: too few to trust anything but its order" in said
    assert "theme 'ports': 60 clauses asked, 12 of them true: too few to trust its figures" in said


def test_what_cannot_be_learned_from_is_said_in_a_line(project, tmp_path, monkeypatch):
    labels = [label for label in made_labels() if label.theme != "water" or label.answer == "no"]
    write_labels(project.labels_folder / "mine.jsonl", labels)
    assert "theme 'water' applies to none of the 90 clauses to learn from" in run(
        "train", "ngrams", "--no-track", code=2
    )
    assert "--corpus and --corrections belong to the labels that ship" in run(
        "train", "ngrams", "--no-track", "--corpus", "x", code=2
    )
    assert "nowhere.jsonl: is not there" in run(
        "train", "ngrams", "--no-track", "--labels", "nowhere.jsonl", "--out", "x", code=2
    )
    write_labels(tmp_path / "other.jsonl", [Label("Text of a clause;", "dams", "yes")])
    with pytest.raises(LabelError, match="no label answers yes or no about one of the themes water, ports"):
        own_labels(tmp_path / "other.jsonl")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no labels: give --labels FILE or FOLDER"):
        own_labels()
    assert "--with-core goes with labels" in run("train", "ngrams", "--no-track", "--out", "x", "--with-core", code=2)


def test_an_encoder_of_few_labels_is_told_what_is_made_for_them(project, tiny_config):
    said = run("train", "encoder", "--no-track", "--set", f"base={tiny_config.base}", "--set", "epochs=1")
    assert (
        "theme 'water': 30 true clauses teach an encoder little, it takes 100 or more; `clausetag train ngrams`" in said
    )
    assert "Loading weights" not in said


def test_a_cascade_learns_from_the_projects_labels_alone_or_beside_those_that_ship(project, few_of_core, tiny_config):
    settings = (f"base={tiny_config.base}", "epochs=1", "window=32", "overlap=8")  # as tiny as the encoder
    quick = ("--no-track", *(part for setting in settings for part in ("--set", setting)))
    assert "`clausetag train encoder` makes one" in run("train", "cascade", "--no-track", code=2)
    run("train", "encoder", *quick)
    said = run("train", "cascade", "--no-track")
    assert "bundle saved in" in said
    tagger = Tagger.load(project.models_folder / "cascade")
    assert load_bundle(project.models_folder / "cascade").model.classifier.kind == "cascade"
    assert tagger.themes == ("water", "ports")
    assert "water" in run("evaluate", "--bundle", "models/cascade", "--gold", "labels")
    said = run("train", "cascade", "--no-track", "--encoder", "models/encoder", "--with-core", code=2)
    assert "models/encoder: was trained on other data than given now" in said
    run("train", "encoder", *quick, "--with-core", "--out", "models/both")
    run("train", "cascade", "--no-track", "--with-core", "--encoder", "models/both", "--out", "models/cascade")
    assert Tagger.load("models/cascade").themes[-3:] == ("labour_rights", "water", "ports")


def test_labels_are_told_from_gold_clauses(project, tmp_path):
    assert holds_labels(project.labels_folder)
    assert holds_labels(project.labels_folder / "mine.jsonl")
    gold, table = tmp_path / "gold.jsonl", tmp_path / "table.jsonl"
    for clause in ({"doc": "a", "unit": "1", "texts": {"en": "b"}}, {"doc": "a", "index": 1, "text": "b"}):
        gold.write_text(json.dumps(clause | {"themes": []}) + "\n", encoding="utf-8")
        assert not holds_labels(gold)
    table.write_text(json.dumps({"text": "b", "themes": ["water"]}) + "\n", encoding="utf-8")
    assert holds_labels(table)
    assert too_few(own_labels().examples, ["water", "ports"]) == []


def test_any_table_that_can_be_imported_is_read_and_says_how_it_was_understood(project, tmp_path):
    datasets = pytest.importorskip("datasets")
    rows = [{"text": "Opens the well of Orlau;", "themes": ["water"]}, {"text": "Repairs the road;", "themes": []}]
    datasets.Dataset.from_list(rows).save_to_disk(tmp_path / "saved")
    (tmp_path / "mine.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "mine.TSV").write_text(
        "text\twater\nOpens the well of Orlau;\t1\nRepairs the road;\t0\n", encoding="utf-8"
    )
    for name, column in (("saved", "themes"), ("mine.jsonl", "themes"), ("mine.TSV", "water")):
        assert holds_labels(tmp_path / name)
        own = own_labels(tmp_path / name)
        assert [example.themes for example in own.examples] == [("water",), ()]
        assert f"{name}: 2 rows, texts from column 'text'\n  column {column!r} " in own.report


def test_a_project_without_labels_says_how_to_get_some(project):
    (project.labels_folder / "mine.jsonl").unlink()
    with pytest.raises(LabelError, match="no labels yet; import some with `clausetag labels import FILE`"):
        own_labels()


def test_a_table_is_measured_on_as_it_is(project, tmp_path):
    run("train", "ngrams", "--no-track")
    rows = [f"{label.text},{int(label.answer == 'yes')}" for label in made_labels() if label.theme == "water"]
    table = tmp_path / "mine.csv"
    table.write_text("\n".join(["text,water", *rows]) + "\n", encoding="utf-8")
    assert "  water " in run("evaluate", "--bundle", "models/ngrams", "--gold", str(table))
    table.write_text("text,water\nOpens the well of Orlau;,1\n", encoding="utf-8")
    said = run("evaluate", "--bundle", "models/ngrams", "--gold", str(table))
    (not_asked,) = [line for line in said.splitlines() if line.split()[:3] == ["ports", "0", "0"]]
    assert set(not_asked.split()[3:]) == {"-"}
    assert "gone.csv: is not there" in run("evaluate", "--bundle", "models/ngrams", "--gold", "gone.csv", code=2)
    table.write_text("text,water\nOpens the well;,perhaps\n", encoding="utf-8")
    said = run("evaluate", "--bundle", "models/ngrams", "--gold", str(table), code=2)
    assert "mine.csv, row 2, column water: " in said
