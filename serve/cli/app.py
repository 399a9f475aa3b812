"""The application: global options, the groups of commands, and how every command ends."""

import io
import sys
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from clausetag.serve.cli.adapt import adapt
from clausetag.serve.cli.batch import batch
from clausetag.serve.cli.data import data
from clausetag.serve.cli.diff import diff
from clausetag.serve.cli.errors import EXIT_CODES, tidy_exit
from clausetag.serve.cli.evaluate import (
    evaluate,
    evaluate_agreement,
    evaluate_diff,
    evaluate_references,
    evaluate_sections,
    evaluate_structure,
)
from clausetag.serve.cli.find import find
from clausetag.serve.cli.init import init
from clausetag.serve.cli.labels import labels
from clausetag.serve.cli.mcp import mcp
from clausetag.serve.cli.review import review
from clausetag.serve.cli.runs import models, promote, record
from clausetag.serve.cli.serve import serve
from clausetag.serve.cli.similar import index, similar
from clausetag.serve.cli.summarize import summarize
from clausetag.serve.cli.tag import tag
from clausetag.serve.cli.tag_texts import tag_texts
from clausetag.serve.cli.train import train
from clausetag.serve.cli.tune import reproduce, tune


class _TidyGroup(TyperGroup):
    """Runs commands inside `tidy_exit`: no traceback for bad input, a closed pipe or Ctrl-C."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (Typer's own types are private)
        with tidy_exit():
            return super().invoke(ctx)


app = typer.Typer(
    cls=_TidyGroup,
    help="Split United Nations resolutions into clauses and tag each clause by human rights theme.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"clausetag {version('clausetag')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


_COMMANDS: Mapping[str, Mapping[str, Callable[..., None] | typer.Typer]] = {  # by what they are for, as `--help` has it
    "One document": {"tag": tag, "tag-texts": tag_texts, "diff": diff, "similar": similar},
    "Many documents": {"batch": batch, "find": find, "summarize": summarize, "index": index, "data": data},
    "On the page, and for programs": {"serve": serve, "mcp": mcp},
    "Labels and themes of one's own": {"init": init, "labels": labels, "review": review, "adapt": adapt},
    "Train": {
        "train": train,
        "tune": tune,
        "reproduce": reproduce,
        "promote": promote,
        "models": models,
        "record": record,
    },
    "Measure": {
        "evaluate": evaluate,
        "evaluate-agreement": evaluate_agreement,
        "evaluate-sections": evaluate_sections,
        "evaluate-structure": evaluate_structure,
        "evaluate-diff": evaluate_diff,
        "evaluate-references": evaluate_references,
    },
}
for _panel, _its in _COMMANDS.items():
    for _name, _command in _its.items():
        if isinstance(_command, typer.Typer):
            app.add_typer(_command, name=_name, rich_help_panel=_panel)
        else:
            app.command(_name, epilog=EXIT_CODES, rich_help_panel=_panel)(_command)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character ends no command
    app(prog_name="clausetag")
