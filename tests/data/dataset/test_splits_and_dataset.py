import hashlib
import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausetag.data import Example, LabelError, UsageError, load_themes
from clausetag.data.dataset.annotations import JoinReport
from clausetag.data.dataset.build import Built, build, build_dataset, fingerprint, save
from clausetag.data.dataset.examples import LoadReport
from clausetag.data.dataset.splits import folds, groups, rest_of, split
from clausetag.data.dataset.summary import format_summary


def example(name: object, document: object, cluster: object, themes: tuple[str, ...] = ()) -> Example:
    return Example(
        f"e{name}", f"Text {name}", themes, "operative", "drafted", f"d{document}", None, None, f"c{cluster}"
    )


def many(number: int) -> list[Example]:
    chance = random.Random(3)
    keys = [(), (), (), ("children",), ("detention",), ("detention", "children")]
    return [example(place, place // 3, place if place % 10 else 0, chance.choice(keys)) for place in range(number)]


def test_documents_and_clusters_that_touch_make_one_group():
    first, second, third, fourth = groups([example(1, 1, 1), example(2, 2, 1), example(3, 2, 2), example(4, 3, 3)])
    assert first == second == third != fourth


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12), st.booleans()), min_size=8, max_size=40),
    st.integers(0, 5),
)
@settings(deadline=None, max_examples=60)
def test_no_document_and_no_cluster_stands_on_both_sides(rows: list[tuple[int, int, bool]], seed: int):
    examples = [
        example(place, document, cluster, ("children",) if flag else ())
        for place, (document, cluster, flag) in enumerate(rows)
    ]
    if len(set(groups(examples))) < 3:
        with pytest.raises(UsageError, match="cannot be split"):
            split(examples, 1 / 3, seed)
        return
    train, validation = split(examples, 1 / 3, seed)
    assert {row.id for row in train} | {row.id for row in validation} == {row.id for row in examples}
    assert len(train) + len(validation) == len(examples)
    for field in ("document", "cluster"):
        assert not {getattr(row, field) for row in train} & {getattr(row, field) for row in validation}


def test_a_document_is_one_in_whatever_source():
    translated, official, other = example(1, 1, 1), example(2, 2, 2), example(3, 3, 3)
    names = {"A-RES-75-1": translated, "A/RES/75/1": official, "A/RES/75/11": other}
    numbers = groups([replace(one, document=name) for name, one in names.items()])
    assert numbers[0] == numbers[1] != numbers[2]


def test_folds_are_stratified_and_the_same_for_a_seed():
    examples = [example(place, place, place, ("children",) if place % 5 == 0 else ()) for place in range(500)]
    assigned = folds(examples, 5, seed=7)
    assert assigned == folds(examples, 5, seed=7) != folds(examples, 5, seed=8)
    for fold in range(5):
        rows = [row for row, of in zip(examples, assigned, strict=True) if of == fold]
        assert len(rows) == pytest.approx(100, abs=5)
        assert sum(bool(row.themes) for row in rows) == pytest.approx(20, abs=3)


def test_a_document_in_whatever_language_and_source_is_in_one_fold_and_near_copies_are_not_learned_for_it():
    examples = [example(place, place // 3, place % 40) for place in range(120)]
    assigned = folds(examples, 4)
    assert max(assigned.count(fold) for fold in range(4)) < 40
    for fold in range(4):
        held = [row for row, of in zip(examples, assigned, strict=True) if of == fold]
        rest = [examples[i] for i in rest_of(examples, assigned, fold)]
        assert {row.document for row in held}.isdisjoint(row.document for row in rest)
        assert {row.cluster for row in held}.isdisjoint(row.cluster for row in rest)


@pytest.mark.parametrize("share", [0, 1, -0.2, 0.7])
def test_an_impossible_share_is_refused(share: float):
    with pytest.raises(UsageError, match="validation share"):
        split(many(30), share)


def test_a_group_larger_than_the_share_is_learned_from():
    examples = [example(place, 0 if place < 60 else place, place) for place in range(100)]
    for seed in range(5):
        train, validation = split(examples, 0.15, seed)
        assert {row.document for row in validation}.isdisjoint({"d0"})
        assert 3 <= len(validation) <= 20
        assert len(train) + len(validation) == 100


def built(number: int = 60) -> Built:
    train, validation = split(many(number), 0.25)
    splits = {"train": train, "validation": validation}
    report = LoadReport(JoinReport(matched=7, missing=("A-RES-1-1",)), None)
    return Built(splits, load_themes(), report, fingerprint(splits))


def test_the_fingerprint_minds_contents_and_not_order():
    rows = many(20)
    one = fingerprint({"train": rows})
    assert one == fingerprint({"train": rows[::-1]})
    assert one != fingerprint({"validation": rows})
    assert one != fingerprint({"train": rows[1:]})
    assert fingerprint({"train": [example(1, 1, 1)]}) == (
        "b3a66389c8bafc323f3a21d00a01cb5d528d19ce7a6674d94ca0a8c34b8be838"
    )


def test_the_summary_tells_the_join_and_the_counts():
    text = format_summary(built())
    assert text.startswith("labels joined to texts: 7\n  documents not in the corpus: 1 (A-RES-1-1)")
    rows = {line[:24].strip(): line[24:].split() for line in text.splitlines()}
    assert rows["clauses"][-1] == rows["source drafted"][-1] == "60"
    assert int(rows["clauses"][0]) + int(rows["clauses"][1]) == 60
    assert rows["theme trafficking"] == ["0", "0", "0"]
    assert rows["language en"][-1] == "60"
    table = [line for line in text.splitlines() if line.startswith("en, drafted, operative")]
    assert len(table) == 1
    assert table[0].split()[3] == "60"
    assert text.splitlines()[-1].startswith("fingerprint ")


def test_a_saved_dataset_loads_with_its_features(tmp_path: Path):
    datasets = pytest.importorskip("datasets")
    made = built()
    save(made, tmp_path / "out")
    save(made, tmp_path / "out")
    loaded = datasets.load_from_disk(str(tmp_path / "out"))
    assert {name: len(rows) for name, rows in loaded.items()} == {k: len(v) for k, v in made.splits.items()}
    assert loaded["train"].features["themes"].feature.names == [theme.key for theme in made.themes]
    row, source = loaded["train"][0], made.splits["train"][0]
    assert (row["id"], row["year"], row["organ"]) == (source.id, None, None)
    assert [made.themes[place].key for place in row["themes"]] == list(source.themes)
    assert json.loads((tmp_path / "out" / "clausetag.json").read_text())["fingerprint"] == made.fingerprint
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_saved_dataset_describes_itself_in_croissant(tmp_path: Path):
    mlc = pytest.importorskip("mlcroissant")
    made = built()
    save(made, tmp_path / "out")
    described = mlc.Dataset(str(tmp_path / "out" / "croissant.json"))  # refuses what is not valid
    records = list(described.records("validation"))
    assert [record["validation/text"].decode() for record in records] == [e.text for e in made.splits["validation"]]
    themes = [[theme.decode() for theme in record["validation/themes"]] for record in records]
    assert themes == [list(e.themes) for e in made.splits["validation"]]
    assert made.fingerprint in described.metadata.cite_as
    stated = json.loads((tmp_path / "out" / "croissant.json").read_text())
    for file in stated["distribution"]:
        content = (tmp_path / "out" / file["contentUrl"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]
    assert stated["license"] == "https://spdx.org/licenses/Apache-2.0"


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("do not lose")
    with pytest.raises(UsageError, match="holds something other than a dataset"):
        save(built(), tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "do not lose"


def test_a_failed_write_leaves_the_old_dataset_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    save(built(), tmp_path / "out")
    before = sorted(path.name for path in (tmp_path / "out").rglob("*"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clausetag.data.dataset.build._write", full)
    with pytest.raises(UsageError, match="out: cannot be written"):
        save(built(40), tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == before


def test_the_projects_own_clauses_build_into_a_dataset():
    made = build()
    dataset = build_dataset(made)
    assert len(dataset["train"]) + len(dataset["validation"]) > 1_000
    for theme in made.themes:
        counts = [sum(theme.key in row.themes for row in rows) for rows in made.splits.values()]
        assert counts[1] / sum(counts) == pytest.approx(0.15, abs=0.06)


@pytest.mark.usefixtures("learns_from_few")
def test_two_builds_have_one_fingerprint():
    assert build().fingerprint == build().fingerprint


def test_a_missing_extra_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sklearn.model_selection", None)
    with pytest.raises(UsageError, match=r'sklearn.model_selection: pip install "clausetag\[train\]"'):
        folds(many(30))


def test_label_errors_are_told_before_anything_is_written(tmp_path: Path):
    wrong = tmp_path / "corrections.jsonl"
    wrong.write_text('{"id": "c", "text": "Decides;", "themes": ["sailing"], "section": "operative"}\n')
    with pytest.raises(LabelError):
        build(out=tmp_path / "out", corrections=wrong)
    assert list(tmp_path.iterdir()) == [wrong]
