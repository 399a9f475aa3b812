"""Help texts arrive as they were written: mark-up eats nothing of them."""

import re

import pytest
import typer

from clausetag.models.bundle import shipped_bundles
from clausetag.serve.cli import app

FRAME = str.maketrans("", "", "│╭╮╰╯─")


def commands(command, path=()):
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


ALL = dict(commands(typer.main.get_command(app)))


def squeezed(text):
    return "".join(text.translate(FRAME).replace("\\[", "[").replace("`", "").split())


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_word_of_the_help_is_printed(cli, path):
    command = ALL[path]
    result = cli(*path, "--help", env={"COLUMNS": "400", "TERMINAL_WIDTH": "400"})
    assert result.exit_code == 0
    shown = squeezed(result.stdout)
    for text in [command.help or "", *(parameter.help or "" for parameter in command.params if not parameter.hidden)]:
        for line in text.replace("\f", "\n").splitlines():
            assert squeezed(line) in shown


def test_the_extra_that_a_picture_needs_is_named(cli):
    assert "clausetag[train]" in cli("summarize", "--help", env={"COLUMNS": "200"}).stdout


def test_the_models_that_ship_are_those_that_the_help_names(cli):
    said = " ".join(cli("review", "export", "--help", env={"COLUMNS": "400"}).stdout.translate(FRAME).split())
    (named,) = re.findall(r"ships with clausetag: (.*?)\. Default", said)
    assert set(re.findall(r"(\w+) \(", named)) == set(shipped_bundles()) - {"default"}
