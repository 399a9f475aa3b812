"""The container and the service of systemd are made of what is here, and run as nobody."""

import configparser
import re
from pathlib import Path

import typer

from clausetag.serve.cli import app

ROOT = Path(__file__).parents[1]
ROOMS = {"data", "models", "training", "serve"}


def test_the_image_holds_every_room_and_runs_as_nobody():
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {word for line in lines if re.match(r"COPY (?!--)", line) for word in line.split()[1:-1]}
    assert {*ROOMS, "src", "pyproject.toml", "constraints.txt"} <= copied
    assert all((ROOT / name).exists() for name in copied)
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert {f"!{name}" for name in copied} <= set(let_in)
    (user,) = (line.split()[1] for line in lines if line.startswith("USER "))
    assert int(user) > 1000
    assert sum(line.startswith("FROM ") for line in lines) == 2
    assert any(line.startswith("HEALTHCHECK ") for line in lines)


def test_the_service_runs_a_command_that_there_is():
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(ROOT / "docs" / "clausetag.service", encoding="utf-8")
    _, command, *given = unit["Service"]["ExecStart"].split()
    known = {option for param in typer.main.get_command(app).commands[command].params for option in param.opts}
    assert {word for word in given if word.startswith("--")} <= known
    assert unit["Service"]["DynamicUser"] == "yes"
