"""The examples of the README and of every guide in docs/ work.

- ```python blocks run in order, in one namespace a guide, in a folder that holds the seed document (also where it lies
  in the project, `data/seed/`) and `draft.txt`, one that differs from it; a block with `>>>` prompts is checked against
  the output it shows (`...` stands for anything).
- ```console blocks: each line `$ clausetag ...` runs in the same folder and must exit with 0, or with the number shown
  under a line `$ echo $?` that follows it. Other commands in them are not run.
  `$ cd FOLDER` holds for what follows in the guide.
- ```csv NAME and ```toml NAME blocks are files that lie in the folder, or in one below it as soon as a command made it.
  So does `mine.csv`, 300 labelled recommendations.
- ```sh blocks are shown only: what installs, needs a network or takes minutes.
"""

import contextlib
import csv
import doctest
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from clausetag.data import seed_path
from clausetag.data.themes import load_themes

ROOT = Path(__file__).parents[1]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```(?:csv|toml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def blocks(guide, language):
    return [code for found, code in _BLOCK.findall(guide.read_text(encoding="utf-8")) if found == language]


def commands(block):
    """Return each clausetag command of a console block, where to run it, and the exit code it should have."""
    lines = re.sub(r"\\\n\s*", " ", block).splitlines()
    found, place = [], Path()
    for i, line in enumerate(lines):
        if line.startswith("$ cd "):
            place /= line.removeprefix("$ cd ")
        if line.startswith("$ clausetag "):
            prompt = next((n for n in range(i + 1, len(lines)) if lines[n].startswith("$ ")), None)
            shown = prompt is not None and lines[prompt] == "$ echo $?"
            found.append((line[2:], place, int(lines[prompt + 1]) if shown else 0))
    return found


def console_examples():
    for guide in GUIDES:
        for command, place, code in commands("".join(blocks(guide, "console"))):
            yield pytest.param(guide, command, place, code, id=f"{guide.stem}: {command}")


def write_recommendations(path):
    """Write labelled recommendations as a spreadsheet of somebody's own: a text a row, a column a theme."""
    themes = [theme.key for theme in load_themes()]
    lines = (ROOT / "tests" / "recommendations.jsonl").read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8", newline="") as stream:
        sheet = csv.writer(stream)
        sheet.writerow(["text", *themes])
        for entry in map(json.loads, lines):
            sheet.writerow([entry["texts"]["en"], *(int(theme in entry["themes"]) for theme in themes)])


def write_files(guide, folder):
    """Write the files that a guide shows, those in folders that are there."""
    for name, content in _FILE.findall(guide.read_text(encoding="utf-8")):
        if (folder / name).parent.is_dir():
            (folder / name).write_text(content, encoding="utf-8")


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """Return a guide's folder: what one of its commands writes, later ones find."""

    @cache
    def folder(guide):
        made = tmp_path_factory.mktemp(guide.stem)
        (made / "data" / "seed").mkdir(parents=True)
        for place in (made, made / "data" / "seed"):
            shutil.copy(seed_path(), place)
        draft = seed_path().read_text(encoding="utf-8").replace("Expresses its concern", "Is concerned")
        (made / "draft.txt").write_text(draft, encoding="utf-8")
        write_recommendations(made / "mine.csv")
        return made

    return folder


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_python_examples(guide, folder_of, monkeypatch):
    monkeypatch.chdir(folder_of(guide))
    write_files(guide, Path())
    names = {"__name__": guide.stem}
    for number, code in enumerate(blocks(guide, "python"), start=1):
        where = f"{guide.name}, python block {number}"
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, where, guide.name, 0)
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            report = io.StringIO()
            failed, _ = doctest.DocTestRunner(optionflags=flags).run(test, out=report.write, clear_globs=False)
            assert not failed, report.getvalue()
            names.update(test.globs)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(code, where, "exec"), names)


@pytest.mark.parametrize(("guide", "command", "place", "code"), [*console_examples()])
def test_console_examples(guide, command, place, code, folder_of, few_installed):
    write_files(guide, folder_of(guide))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(few_installed)}  # it trains on few clauses
    result = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder_of(guide) / place, env=env, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == code, result.stderr


@pytest.mark.parametrize(
    "guide", [*GUIDES, ROOT / "CONTRIBUTING.md", ROOT / "data" / "README.md"], ids=lambda g: g.stem
)
def test_links_lead_somewhere(guide):
    for link in _LINK.findall(guide.read_text(encoding="utf-8")):
        assert (guide.parent / link).exists(), link


def test_the_citation_names_this_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"\nversion: {project['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{project['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_exit_codes_and_folders_are_read_from_the_block():
    block = "$ clausetag tag a.txt \\\n    b.txt\nclausetag: b.txt: no\n$ echo $?\n1\n$ cd in\n$ clausetag --version\n"
    assert commands(block) == [("clausetag tag a.txt  b.txt", Path(), 1), ("clausetag --version", Path("in"), 0)]
