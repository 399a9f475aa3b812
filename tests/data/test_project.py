"""The folder of one's own themes and labels: made whole, found from within, wrong content named."""

import pytest

from clausetag.data import LabelError, UsageError
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import write_labels
from clausetag.data.project import find_project, make_project, project_here, without_labels


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "my-themes")


def test_a_new_project_has_an_example_theme_and_no_labels(project):
    assert sorted(path.name for path in project.root.iterdir()) == ["README.md", "labels", "models", "themes.toml"]
    (theme,) = project.themes()
    assert theme.key == "water"
    assert theme.applies
    assert theme.excludes
    assert project.labels() == []
    readme = (project.root / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# my-themes\n")
    assert len(readme.splitlines()) <= 10


def test_it_is_found_from_the_folder_and_from_deeper(project, monkeypatch):
    deep = project.models_folder / "first"
    deep.mkdir()
    for folder in (project.root, deep):
        assert find_project(folder) == project
    monkeypatch.chdir(deep)
    assert project_here() == project


def test_outside_of_any_project_it_is_said_how_to_make_one(tmp_path):
    assert find_project(tmp_path) is None
    with pytest.raises(UsageError, match=r"no project here: .*clausetag init"):
        project_here(tmp_path)


def test_what_is_there_is_left_alone(project):
    (project.root / "README.md").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        make_project(project.root)
    assert (project.root / "README.md").read_text() == "mine"


def test_an_empty_folder_may_become_one(tmp_path):
    (tmp_path / "new").mkdir()
    assert make_project(tmp_path / "new").labels_folder.is_dir()


def test_a_label_of_an_unknown_theme_is_named_with_the_nearest(project):
    write_labels(project.labels_folder / "mine.jsonl", [Label("Urges all to dig wells", "watter", "yes")])
    with pytest.raises(LabelError, match=r"about 'watter', no theme of themes.toml; did you mean 'water'\?"):
        project.labels()


def test_a_theme_without_labels_is_named(project):
    (line,) = without_labels(project.themes(), project.labels())
    assert line.startswith("theme 'water' has no labels yet")
    assert without_labels(project.themes(), [Label("Urges all to dig wells", "water", "no")]) == []
