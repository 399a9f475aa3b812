"""The application: global options, the groups of commands, and how every command ends."""

import io
import sys
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


app.command("tag", epilog=EXIT_CODES)(tag)
app.command("tag-texts", epilog=EXIT_CODES)(tag_texts)
app.command("diff", epilog=EXIT_CODES)(diff)
app.command("batch", epilog=EXIT_CODES)(batch)
app.command("index", epilog=EXIT_CODES)(index)
app.command("similar", epilog=EXIT_CODES)(similar)
app.command("summarize", epilog=EXIT_CODES)(summarize)
app.command("adapt", epilog=EXIT_CODES)(adapt)
app.command("find", epilog=EXIT_CODES)(find)
app.command("evaluate", epilog=EXIT_CODES)(evaluate)
app.command("evaluate-agreement", epilog=EXIT_CODES)(evaluate_agreement)
app.command("evaluate-sections", epilog=EXIT_CODES)(evaluate_sections)
app.command("evaluate-structure", epilog=EXIT_CODES)(evaluate_structure)
app.command("evaluate-diff", epilog=EXIT_CODES)(evaluate_diff)
app.command("evaluate-references", epilog=EXIT_CODES)(evaluate_references)
app.command("serve")(serve)
app.command("mcp", epilog=EXIT_CODES)(mcp)
app.add_typer(data, name="data")
app.command("init", epilog=EXIT_CODES)(init)
app.add_typer(labels, name="labels")
app.add_typer(review, name="review")
app.add_typer(train, name="train")
app.command("tune", epilog=EXIT_CODES)(tune)
app.command("reproduce", epilog=EXIT_CODES)(reproduce)
app.command("promote", epilog=EXIT_CODES)(promote)
app.command("models", epilog=EXIT_CODES)(models)
app.command("record", epilog=EXIT_CODES)(record)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character ends no command
    app(prog_name="clausetag")
