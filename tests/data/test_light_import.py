"""Importing clausetag.data stays light; parsers of formats come in with the first document of their kind."""

import subprocess
import sys

HEAVY = (
    "fasttext",
    "python_calamine",
    "xlsxwriter",
    "lxml",
    "pypdfium2",
    "docx",
    "pyarrow",
    "numpy",
    "sklearn",
    "torch",
    "datasets",
)


def loaded_after(code: str) -> set[str]:
    program = f"{code}\nimport sys\nprint(' '.join(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_import_brings_no_parser():
    assert loaded_after("from clausetag.data import read_resolution") == set()


def test_reading_text_brings_no_parser():
    assert loaded_after("from clausetag.data import read_resolution, seed_path; read_resolution(seed_path())") == set()


def test_reading_html_brings_lxml_only():
    code = "from clausetag.data import read_resolution_bytes as r; r(b'<html><p>1. Decides to act;</p>', 'a.html')"
    assert loaded_after(code) == {"lxml"}
