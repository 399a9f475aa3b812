"""`clausetag review`: clauses for people to read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.data.words import counted
from clausetag.serve.cli.endings import check_file, form_by_name
from clausetag.serve.cli.options import BundleOption

if TYPE_CHECKING:
    from clausetag.data.project import Project
    from clausetag.data.themes import Theme
    from clausetag.serve.review.select import Selection
    from clausetag.serve.tagger import Tagger

review = typer.Typer(help="Choose the clauses most worth a person's time, and hand them out.", no_args_is_help=True)
_ENDINGS = {".xlsx": "xlsx", ".json": "json"}


@review.callback()
def _group() -> None:
    pass


@review.command("export")
def export(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT...",
            help="Folders that clausetag batch wrote, documents, spreadsheets with a text in each row.",
        ),
    ],
    out: Annotated[
        list[Path] | None,
        typer.Option(
            "--out",
            "-o",
            help="File to write: .xlsx, or .json for Label Studio (its labelling interface is written beside it, "
            ".xml); repeatable. Default: review.json of the project, which clausetag serve shows at /review.",
            show_default=False,
        ),
    ] = None,
    most: Annotated[int, typer.Option("--most", min=1, max=5000, help="How many clauses.")] = 200,
    theme: Annotated[
        list[str] | None,
        typer.Option("--theme", help="Ask about this theme only; repeatable. Default: all.", show_default=False),
    ] = None,
    bundle: BundleOption = None,
) -> None:
    """Write the clauses most worth reading: those for review, then those whose answers would teach a model most.

    Inside of a project it asks about the project's themes, and leaves out what its readers answered. Near-copies are
    asked about once. `clausetag labels import` takes the answers of either file back.
    """
    from clausetag.data.project import find_project
    from clausetag.serve.review.queue import TASKS
    from clausetag.serve.review.select import select_items
    from clausetag.serve.review.sources import items_of, with_neighbours
    from clausetag.serve.tagger import Tagger

    project = find_project()
    if not out and project is None:
        raise UsageError("no project here; say with --out where to write, .xlsx or .json")
    paths = out or [project.root / TASKS] if project else out or []
    _check(paths)
    tagger = Tagger.load(bundle)
    themes = _themes(project, tagger, theme or [])
    labels = project.labels() if project else []
    items = with_neighbours(item for source in inputs for item in items_of(source, tagger))
    selection = select_items(items, themes, labels, most)
    if not selection.items:
        raise UsageError(
            f"nothing to ask: of {counted(selection.clauses, 'clause')}, "
            f"{counted(selection.answered, 'is', 'are')} answered already"
        )
    known = {key for item in selection.items for key in item.guesses}
    if project is None and not known & {one.key for one in themes}:
        raise UsageError(f"the tables are of a model with the themes {', '.join(sorted(known))}; name it with --bundle")
    for path in paths:
        _write(selection, path)
    reasons = ", ".join(f"{number:,} {reason}" for reason, number in selection.reasons.most_common())
    answered = f" ({selection.answered:,} answered already)" if selection.answered else ""
    typer.echo(f"{len(selection.items):,} of {counted(selection.clauses, 'clause')}{answered}: {reasons}")
    typer.echo(f"written to {', '.join(map(str, paths))}")


def _check(paths: list[Path]) -> None:
    for path in paths:
        form_by_name(path, _ENDINGS)
        check_file(path)


def _themes(project: "Project | None", tagger: "Tagger", wanted: list[str]) -> "list[Theme]":
    from clausetag.serve.selection import check_themes

    themes = project.themes() if project else tagger.definitions
    keys = [theme.key for theme in themes]
    if project:
        if unknown := [key for key in wanted if key not in keys]:
            raise UsageError(f"no theme {unknown[0]!r} in this project; its themes are {', '.join(keys)}")
    else:
        check_themes(wanted, keys)
    return [theme for theme in themes if not wanted or theme.key in wanted]


def _write(selection: "Selection", path: Path) -> None:
    import json

    from clausetag.data.replacing import replacing_file
    from clausetag.serve.review.label_studio import config_of, tasks_of
    from clausetag.serve.review.workbook import write_review

    with replacing_file(path) as stream:
        if path.suffix.lower() == ".xlsx":
            write_review(selection, stream)
            return
        tasks = tasks_of(selection.items, selection.themes)
        stream.write((json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))
    with replacing_file(path.with_suffix(".xml")) as stream:
        stream.write(config_of(selection.themes).encode())
