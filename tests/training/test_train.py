"""Training end to end, on a few clauses."""

from dataclasses import replace

import numpy as np
import pytest

from clausetag.data import UsageError, load_themes
from clausetag.data.dataset.annotations import JoinReport, text_hash
from clausetag.data.dataset.examples import SEED_DOCUMENT, LoadReport, seed_examples
from clausetag.data.errors import BundleError
from clausetag.data.themes import THEMES_FILE
from clausetag.models.bundle import load_bundle
from clausetag.serve import Tagger
from clausetag.training import parts, shipped, train
from clausetag.training.evaluation import evaluate
from clausetag.training.learners.configs import EncoderConfig

KEYS = ("detention", "children", "trafficking", "labour_rights")
WATER = "drinking water", "wells and springs", "sanitation", "clean water"


@pytest.fixture(autouse=True)
def few_clauses(few_examples, monkeypatch):
    """Let training load the seed document and few drafted clauses; returns them, to change."""
    monkeypatch.setattr(evaluate, "ROUNDS", 20)
    loaded = few_examples[::2] + [replace(e, cluster=e.id) for e in seed_examples(KEYS)]

    def load(corpora=(), leave_out=None, *, themes=None, corrections=None):
        return [e for e in loaded if not (leave_out and SEED_DOCUMENT in leave_out and e.source == "seed")], LoadReport(
            JoinReport(), None
        )

    monkeypatch.setattr(parts, "load_examples", load)
    return loaded


@pytest.fixture(scope="module")
def themes(tmp_path_factory):
    """A themes file with a fifth theme."""
    path = tmp_path_factory.mktemp("themes") / "themes.toml"
    water = '\n[[theme]]\nkey = "water"\nname = "Water"\ndefinition = "Drinking water and sanitation."\n'
    path.write_text(THEMES_FILE.read_text(encoding="utf-8") + water, encoding="utf-8")
    return load_themes(path)


def test_the_same_data_give_the_same_bundle(few_clauses, tmp_path):
    first, second = (train.train_ngrams(tmp_path / name) for name in ("a", "b"))
    texts = [example.text for example in few_clauses]
    np.testing.assert_allclose(
        first.bundle.model.predict_proba(texts), second.bundle.model.predict_proba(texts), atol=1e-6
    )
    assert first.bundle.manifest == second.bundle.manifest
    assert [e.name for e in first.evaluations] == ["out of fold", "seed document, out of fold"]
    assert first.evaluations[1].clauses == 77
    assert first.evaluations[1].macro_f1.value > 0.5
    manifest = first.bundle.manifest
    assert manifest.dataset["clauses"] == {"train": len(few_clauses)}
    assert manifest.dataset["sources"] == {"drafted": len(few_clauses) - 77, "seed": 77}
    assert {"numpy", "clausetag"} <= set(manifest.versions)
    assert manifest.config["seed"] == 0
    value, low, high = manifest.metrics["out of fold"]["macro_f1"]
    assert low <= value <= high
    card = (tmp_path / "a" / "README.md").read_text(encoding="utf-8")
    assert "| seed | 77 |" in card
    assert "out of fold" in card


def test_a_fifth_theme_is_learned_measured_and_tagged_without_code(few_clauses, themes, tmp_path):
    for i in range(0, 100, 2):
        example = few_clauses[i]
        text = f"{example.text.rstrip(';,.')} and {WATER[i // 2 % 4]};"
        few_clauses[i] = replace(example, text=text, themes=(*example.themes, "water"))
    trained = train.train_ngrams(tmp_path / "five", themes=themes)
    out_of_fold, on_seed = trained.evaluations
    assert [theme.theme for theme in out_of_fold.themes] == [*KEYS, "water"]
    assert out_of_fold.themes[4].f1.value > 0.8
    assert on_seed.themes[4].true == 0
    asked = "Urges States to provide clean water, drinking water and sanitation;"
    tags, none = Tagger.load(tmp_path / "five").tag_texts([asked, "Takes note of the report;"])
    assert "water" in tags.themes
    assert "water" not in none.themes
    shown = [asked[start:end] for start, end in tags.evidence["water"]]
    assert any(word in spans for word in ("water", "drinking", "sanitation") for spans in shown), shown
    assert "| water |" in (tmp_path / "five" / "README.md").read_text(encoding="utf-8")


def test_a_fifth_theme_without_labels_is_named(themes, tmp_path):
    with pytest.raises(
        UsageError, match=r"^theme 'water' applies to none of the \d+ clauses to learn from; label more"
    ):
        train.train_ngrams(tmp_path / "five", themes=themes)
    assert not (tmp_path / "five").exists()


def test_the_encoder_teaches_the_n_grams_of_a_cascade_what_nobody_read(
    few_clauses, tiny_config, tmp_path, akn_document, capsys
):
    config = EncoderConfig(epochs=2, learning_rate=5e-3, window=48, overlap=8, base=tiny_config.base)
    train.train_encoder(tmp_path / "encoder", config=config)
    trees = "Decides that orchardists shall plant a tree beside each school;"
    clauses = [(f"para_{n}", f"{n}.", f"{trees[:-1]} in year {n};") for n in range(1, 5)]
    (tmp_path / "1.xml").write_bytes(akn_document("A/RES/99/1", *clauses))
    capsys.readouterr()
    taught = train.train_cascade(tmp_path / "taught", tmp_path / "encoder", [tmp_path])
    assert "asked the encoder about 4 of 4 unread clauses" in capsys.readouterr().err
    assert taught.bundle.manifest.dataset["unread"] == 4
    assert "| unread | 4 | Official clauses that nobody read" in (tmp_path / "taught" / "README.md").read_text("utf-8")
    plain = train.train_cascade(tmp_path / "plain", tmp_path / "encoder")
    words = [of.bundle.model.classifier.to_arrays()["first.words"].tobytes() for of in (taught, plain)]
    assert [b"orchardists" in known for known in words] == [True, False]
    assert "unread" not in plain.bundle.manifest.dataset
    learned = shipped.answers_of(taught).decisions
    assert [learned[text_hash(f"{trees[:-1]} in year {n};")[:12]] for n in range(1, 5)] == [None] * 4


@pytest.mark.parametrize("kind", ["ngrams", "encoder"])
def test_the_command_line_takes_a_themes_file_and_corrections(kind, tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from clausetag.serve.cli import app
    from clausetag.training import jobs

    asked = []

    def stop(job, *args, **kwargs):
        asked.append((str(job.themes), str(job.corrections)))
        raise UsageError("stopped here")

    monkeypatch.setattr(jobs, "run_job", stop)
    options = ["--no-track", "--out", str(tmp_path), "--themes", "themes.toml", "--corrections", "c.jsonl"]
    CliRunner().invoke(app, ["train", kind, *options])
    assert asked == [("themes.toml", "c.jsonl")]


def test_a_folder_that_is_no_bundle_is_left_alone(tmp_path):
    (tmp_path / "x.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BundleError, match="is not a clausetag bundle"):
        train.train_ngrams(tmp_path)


def test_encoder_and_cascade_are_trained_measured_and_saved(few_clauses, tiny_config, tmp_path):
    config = EncoderConfig(epochs=2, learning_rate=5e-3, window=48, overlap=8, base=tiny_config.base)
    trained = train.train_encoder(tmp_path / "encoder", config=config, checkpoints=tmp_path / "checkpoints")
    manifest = load_bundle(tmp_path / "encoder").manifest
    clauses = manifest.dataset["clauses"]
    assert sum(clauses.values()) == len(few_clauses)
    assert 0 < clauses["validation"] < clauses["train"]
    assert [e.name for e in trained.evaluations] == ["validation split"]
    assert trained.evaluations[0].clauses == clauses["validation"]
    assert "validation split" in (tmp_path / "encoder" / "README.md").read_text(encoding="utf-8")

    cascade = train.train_cascade(tmp_path / "cascade", tmp_path / "encoder")
    loaded = load_bundle(tmp_path / "cascade").model
    assert loaded.classifier.kind == "cascade"
    texts = [example.text for example in few_clauses]
    np.testing.assert_allclose(loaded.predict_proba(texts), cascade.bundle.model.predict_proba(texts))
    assert Tagger.load(tmp_path / "cascade").tag_texts(texts[:3])

    again = train.train_cascade(tmp_path / "again", tmp_path / "cascade")  # its encoder is asked
    assert again.bundle.manifest.version == cascade.bundle.manifest.version
    train.train_ngrams(tmp_path / "ngrams")
    with pytest.raises(UsageError) as caught:
        train.train_cascade(tmp_path / "other", tmp_path / "ngrams")
    assert (
        str(caught.value)
        == f"{tmp_path / 'ngrams'}: holds a model of kind 'ngrams'; give that of an encoder or cascade"
    )
    few_clauses.pop()
    with pytest.raises(UsageError) as caught:
        train.train_cascade(tmp_path / "other", tmp_path / "encoder")
    assert str(caught.value) == (
        f"{tmp_path / 'encoder'}: was trained on other data than given now; train the encoder again"
    )
