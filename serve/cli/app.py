"""The application: global options, the groups of commands, and how every command ends."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from clausetag.serve.cli import tag
from clausetag.serve.cli.errors import EXIT_CODES, tidy_exit


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


app.command("tag", epilog=EXIT_CODES)(tag.tag)


def main() -> None:
    """Run the command line."""
    app(prog_name="clausetag")
