"""A project with a theme that the model knows and one that it does not, and a resolution to read."""

import pytest

from clausetag.data.project import make_project

THEMES = """
[[theme]]
key = "detention"
name = "Detention"
definition = "Arrest, custody, imprisonment or any other loss of liberty, whoever imposes it."
applies = ["prisons"]
excludes = ["kidnapping"]

[[theme]]
key = "water"
name = "Water and sanitation"
definition = "Safe drinking water, and the right to it."
"""
RESOLUTION = """The General Assembly,
1. Calls upon all States to release the children who are held in prison;
2. Invites donors to bring safe drinking water to the camps;
3. Also calls upon all States to release the children who are held in prison;
4. Welcomes the report of the Secretary-General;
5. Requests the Secretary-General to open a harbour in Sylvania;
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    project = make_project(tmp_path / "mine")
    project.themes_file.write_text(THEMES, encoding="utf-8")
    monkeypatch.chdir(project.root)
    (project.root / "a.txt").write_text(RESOLUTION, encoding="utf-8")
    return project


@pytest.fixture
def export(cli, bundle):
    def run(*args):
        result = cli("review", "export", *args, "--bundle", bundle)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return run


@pytest.fixture
def labels_of(project):
    """Return the project's labels by the first word of the clause and the theme."""
    return lambda: {(label.text.split()[0], label.theme): label for label in project.labels()}
