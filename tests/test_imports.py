"""Who may import whom: data <- models <- training <- serve, no circles, and nothing of training with `import serve`."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("data", "models", "training", "serve")  # each may import those before it
SHARED = {"errors", "extras", "cores", "jsonl", "themes"}  # of data: they import none of its inner rooms
INNER = {"documents": 0, "dataset": 1, "fetch": 2}  # rooms of data, each may import those below it


class Import(NamedTuple):
    """One module of clausetag imports another: as it is imported itself, or `later`, within a function."""

    by: str
    of: str
    later: bool

    def __str__(self) -> str:
        return f"{self.by} -> {self.of}" + " (in a function)" * self.later


@cache
def modules() -> dict[str, Path]:
    """Every module by its name without `clausetag`, packages by their folder's."""
    found = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports() -> tuple[Import, ...]:
    found = (
        Import(name, of, later)
        for name, path in modules().items()
        for of, later in _imports(ast.parse(path.read_text(encoding="utf-8")), later=False)
        if of != name
    )
    return tuple(dict.fromkeys(found))


def _imports(node: ast.AST, *, later: bool) -> Iterator[tuple[str, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        names = []
        if isinstance(child, ast.Import):
            names = [alias.name for alias in child.names]
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are absolute here"
            names = [f"{child.module}.{alias.name}" for alias in child.names]
        for name in names:
            if name.startswith("clausetag."):
                inner = name.removeprefix("clausetag.")
                yield inner if inner in modules() else inner.rpartition(".")[0], later
        yield from _imports(child, later=later or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def room(module: str) -> str:
    return module.partition(".")[0]


def inner(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def refuse(found: list[Import]) -> None:
    if found:
        pytest.fail("\n".join(map(str, found)), pytrace=False)


def refuse_circles(found: Iterable[Import]) -> None:
    """Fail with the first circle of modules, if there is one; a package stands for its `__init__` alone."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for one in found:
        sorter.add(one.by, one.of)
    try:
        sorter.prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(reversed(error.args[1])), pytrace=False)


def test_modules_are_found():
    assert {"data.errors", "models.bundle", "training.train", "serve.cli.app"} <= modules().keys()
    assert Import("serve.cli.runs", "training.runs.registry", later=True) in imports()
    refuse([one for one in imports() if one.of not in modules()])


def test_no_circle_of_modules():
    refuse_circles(one for one in imports() if not one.later)


def test_no_circle_even_with_what_functions_import():
    refuse_circles(imports())


def test_rooms_import_only_those_before_them():
    refuse([one for one in imports() if ROOMS.index(room(one.by)) < ROOMS.index(room(one.of))])


def test_serve_imports_training_only_within_functions_of_the_command_line():
    found = [one for one in imports() if (room(one.by), room(one.of)) == ("serve", "training")]
    refuse([one for one in found if not (one.later and one.by.startswith("serve.cli."))])


def test_inner_rooms_of_data_stand_in_order_on_what_they_share():
    within = [one for one in imports() if room(one.by) == room(one.of) == "data" and one.by != "data"]
    against = [one for one in within if INNER.get(inner(one.by), 3) < INNER.get(inner(one.of), 0)]
    against += [one for one in within if inner(one.by) in SHARED and inner(one.of) not in SHARED]
    refuse(against)
