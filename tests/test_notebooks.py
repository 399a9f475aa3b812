"""The notebooks run from top to bottom on small settings, draw what they promise, and are kept without outputs."""

import os
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("mlflow")

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIGURES = {
    "01_dataset": 4,
    "02_train_and_compare": 2,
    "03_error_analysis": 5,
    "04_tag_a_corpus": 3,
    "05_a_series": 4,
    "06_active_learning": 1,
}


@pytest.fixture
def run(few_installed, tmp_path, monkeypatch):
    """Execute a notebook, on few drafted clauses, in a folder of its own and return its code cells."""
    monkeypatch.setenv("PYTHONPATH", str(few_installed))
    monkeypatch.setenv("CLAUSETAG_NOTEBOOK_SMALL", "1")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", f"sqlite:///{tmp_path}/mlflow.db")

    def execute(name, **env):
        for key, value in env.items():
            monkeypatch.setenv(key, value)
        notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
        nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": tmp_path}}).execute()
        if keep := os.environ.get("CLAUSETAG_KEEP_NOTEBOOKS"):
            Path(keep).mkdir(exist_ok=True)
            nbformat.write(notebook, Path(keep) / f"{name}.ipynb")
        return [cell for cell in notebook.cells if cell.cell_type == "code"]

    return execute


def figures(cells):
    return sum("image/png" in output.get("data", {}) for cell in cells for output in cell.outputs)


def printed(cells):
    return "".join(output.get("text", "") for cell in cells for output in cell.outputs)


@pytest.mark.parametrize("name", ["01_dataset", "02_train_and_compare", "03_error_analysis", "06_active_learning"])
def test_notebook(run, name):
    cells = run(name)
    assert figures(cells) == FIGURES[name]


def test_a_corpus_is_tagged_where_there_is_one(run):
    corpus = Path(__file__).parents[2] / "shared/corpus"
    if not corpus.is_dir():
        pytest.skip("../shared/corpus is not here")
    cells = run("04_tag_a_corpus", CLAUSETAG_CORPUS=str(corpus))
    assert figures(cells) == FIGURES["04_tag_a_corpus"]
    assert "40 resolutions" in printed(cells)


def test_without_a_corpus_the_notebook_says_so(run):
    cells = run("04_tag_a_corpus", CLAUSETAG_CORPUS="nowhere")
    assert figures(cells) == 0
    assert "no corpus in nowhere: nothing to tag" in printed(cells)


def test_a_series_is_told_where_there_are_official_texts(run):
    official = Path(__file__).parents[2] / "shared/unxml"
    if not official.is_dir():
        pytest.skip("../shared/unxml is not here")
    cells = run("05_a_series", CLAUSETAG_OFFICIAL=str(official))
    assert figures(cells) == FIGURES["05_a_series"]
    assert "A/RES/78/217" in printed(cells)


def test_without_official_texts_the_series_says_so(run):
    cells = run("05_a_series", CLAUSETAG_OFFICIAL="nowhere")
    assert figures(cells) == 0
    assert "no official texts in nowhere: nothing to compare" in printed(cells)


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_kept_without_outputs_and_define_nothing(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert not cell.outputs
            assert cell.execution_count is None
            assert "def " not in cell.source
            assert "class " not in cell.source
