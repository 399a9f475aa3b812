"""A project with two themes, and files of labels for it."""

import csv
import io

import pytest

from clausetag.data.labelling.importing import import_labels, read_files
from clausetag.data.project import make_project

THEMES = """
[[theme]]
key = "water"
name = "Water and sanitation"
definition = "Safe drinking water."

[[theme]]
key = "harbours"
name = "Harbours"
definition = "Quays and piers."
"""


@pytest.fixture
def project(tmp_path):
    project = make_project(tmp_path / "mine")
    project.themes_file.write_text(THEMES, encoding="utf-8")
    return project


@pytest.fixture
def sheet(tmp_path):
    """Write a CSV file of rows."""

    def write(*rows, name="mine.csv"):
        stream = io.StringIO()
        csv.writer(stream).writerows(rows)
        (tmp_path / name).write_text(stream.getvalue(), encoding="utf-8")
        return tmp_path / name

    return write


@pytest.fixture
def answers(project):
    """Read files; return (beginning of the text, theme, answer) of each label, and what is wrong, as text."""

    def read(*paths, **how):
        readings, _ = read_files(paths, project, **how)
        labels = [label for reading in readings for label in reading.labels]
        found = [(label.text.split()[0], label.theme, label.answer) for label in labels]
        return found, [str(problem) for reading in readings for problem in reading.problems]

    return read


@pytest.fixture
def take(project):
    """Import files, all of which are right; return the counts."""

    def run(*paths, **how):
        readings, _ = read_files(paths, project, **how)
        assert not any(reading.problems for reading in readings)
        return str(import_labels([label for reading in readings for label in reading.labels], project))

    return run
