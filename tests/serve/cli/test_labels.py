"""`clausetag init` and `clausetag labels`: from an empty folder to counted labels."""

import pytest

from clausetag.data.project import make_project

WELLS = "Dig wells in every village of the dry northern plain"
QUAYS = "Open the new quay of the harbour to all fishing boats"


@pytest.fixture
def project(tmp_path, monkeypatch):
    project = make_project(tmp_path / "mine")
    monkeypatch.chdir(project.root)
    return project


def written(path, *rows):
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_project_is_made_and_labels_come_in(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli("init", "my-themes").exit_code == 0
    assert "is there already" in cli("init", "my-themes").stderr
    monkeypatch.chdir(tmp_path / "my-themes" / "models")
    path = written(tmp_path / "mine.csv", "text,Water and sanitation,note", f"{WELLS},1,a", f"{QUAYS},0,b")
    result = cli("labels", "import", path)
    assert result.exit_code == 0, result.stderr
    assert "column 'Water and sanitation' answers for water; an empty cell is not asked" in result.stdout
    assert "2 answers: 2 new, 0 there already, 0 changed" in result.stdout
    assert "2 answers: 0 new, 2 there already" in cli("labels", "import", path, path).stdout.replace(
        "4 answers", "2 answers"
    )


def test_if_one_file_is_wrong_nothing_of_any_is_imported(cli, project):
    right = written(project.root / "right.csv", "text,water", f"{WELLS},1")
    wrong = written(project.root / "wrong.csv", "text,water", f"{WELLS},1", f"{QUAYS},perhaps")
    result = cli("labels", "import", right, wrong)
    assert result.exit_code == 2
    assert "wrong.csv, row 3, column water: 'perhaps' is no answer" in result.stderr
    assert "wrong cells: 1; nothing was imported" in result.stderr
    assert project.labels() == []


def test_outside_of_a_project_it_is_said_how_to_make_one(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli("labels", "import", "mine.csv")
    assert result.exit_code == 2
    assert "clausetag init my-themes" in result.stderr


def test_columns_are_named_and_an_adjudicator_marked(cli, project):
    path = written(project.root / "a.csv", "note,wording,Drink", f"{QUAYS} and more,{WELLS},x", f"b,{QUAYS},?")
    how = ["--text-column", "wording", "--map", "Drink=water", "--annotator", "anna", "--adjudicator"]
    assert cli("labels", "import", path, *how).exit_code == 0
    assert [(label.text, label.answer, label.annotator, label.decides) for label in project.labels()] == [
        (WELLS, "yes", "anna", True),
        (QUAYS, "unsure", "anna", True),
    ]


def test_labels_are_counted_by_theme_and_reader_with_agreement_and_disagreements(cli, project):
    rows = [f"{QUAYS} of bay {number},{number % 2}" for number in range(6)]
    cli("labels", "import", written(project.root / "a.csv", "text,water", *rows), "--annotator", "anna")
    assert "Krippendorff" not in cli("labels", "show").stdout
    rows[0] = rows[0].replace(",0", ",1")
    rows[1] = rows[1].replace(",1", ",?")
    cli("labels", "import", written(project.root / "b.csv", "text,water", *rows), "--annotator", "bob")
    shown = cli("labels", "show", "--disagreements")
    assert shown.exit_code == 0, shown.stderr
    lines = [line.split() for line in shown.stdout.splitlines()]
    assert ["theme", "asked", "yes", "no", "unsure", "disagreement", "readers"] in lines
    assert ["water", "6", "3", "2", "0", "1", "2"] in lines
    assert ["bob", "3", "2", "1", "0"] in lines
    assert next(line for line in lines if line[:3] == ["water", "5", "5"])[3] == "1"
    assert f"water: anna no, bob yes; not decided: {QUAYS} of bay 0" in shown.stdout
    decided = written(project.root / "c.csv", "text,water", rows[0])
    cli("labels", "import", decided, "--annotator", "carla", "--adjudicator")
    shown = cli("labels", "show", "--disagreements").stdout
    assert f"water: anna no, bob yes; decided yes by carla: {QUAYS} of bay 0" in shown
    assert ["water", "6", "4", "2", "0", "0", "3"] in [line.split() for line in shown.splitlines()]


def test_a_theme_without_labels_is_said(cli, project):
    shown = cli("labels", "show")
    assert shown.exit_code == 0
    assert "theme 'water' has no labels yet" in shown.stderr
