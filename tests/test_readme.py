"""The README's examples work.

- ```python blocks run in order, in one namespace, in a folder that holds the seed document; a block with `>>>` prompts
  is checked against the output it shows (`...` stands for anything).
- ```console blocks: each line `$ clausetag ...` runs in the same folder and must exit with 0, or with the number shown
  under a line `$ echo $?` that follows it. Other commands in them are not run.
- ```sh blocks are shown only: what installs, needs a network or takes minutes.
"""

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clausetag.data import seed_path

README = Path(__file__).parents[1] / "README.md"
_BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language):
    return [code for found, code in _BLOCK.findall(README.read_text(encoding="utf-8")) if found == language]


def commands(block):
    """Return each clausetag command of a console block, and the exit code it should have."""
    lines = re.sub(r"\\\n\s*", " ", block).splitlines()
    found = []
    for i, line in enumerate(lines):
        if line.startswith("$ clausetag "):
            prompt = next((n for n in range(i + 1, len(lines)) if lines[n].startswith("$ ")), None)
            shown = prompt is not None and lines[prompt] == "$ echo $?"
            found.append((line[2:], int(lines[prompt + 1]) if shown else 0))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    shutil.copy(seed_path(), folder)
    return folder


def test_python_examples(folder, monkeypatch):
    monkeypatch.chdir(folder)
    names = {"__name__": "readme"}
    for number, code in enumerate(blocks("python"), start=1):
        if ">>>" in code:
            test = doctest.DocTestParser().get_doctest(code, names, f"README, python block {number}", "README.md", 0)
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            report = io.StringIO()
            failed, _ = doctest.DocTestRunner(optionflags=flags).run(test, out=report.write, clear_globs=False)
            assert not failed, report.getvalue()
            names.update(test.globs)
        else:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(code, f"README, python block {number}", "exec"), names)


@pytest.mark.parametrize(
    ("command", "code"), [pair for block in blocks("console") for pair in commands(block)], ids=lambda value: str(value)
)
def test_console_examples(command, code, folder):
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    result = subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, timeout=300
    )
    assert result.returncode == code, result.stderr


def test_exit_codes_are_read_from_the_block():
    block = "$ clausetag tag a.txt \\\n    b.txt\nclausetag: b.txt: no\n$ echo $?\n1\n$ clausetag --version\n$ make\n"
    assert commands(block) == [("clausetag tag a.txt  b.txt", 1), ("clausetag --version", 0)]
