"""`clausetag promote`, `clausetag models`, `clausetag record`: what comes after a training."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.model_code import MODEL_CODE

RunArgument = Annotated[
    str,
    typer.Argument(metavar="RUN", help="Id or name of a run, or a registered model: models:/clausetag@challenger."),
]

NOT_PROMOTED = 1


def promote(run: RunArgument) -> None:
    """Register a run's model as champion, unless a theme is worse than in the champion: then as challenger.

    The first one is compared with the model that ships with clausetag. Compared is F1 of each theme on official
    clauses and labels of your own that neither model learned from (never the gold set), by paired bootstrap over
    documents. Exits with 1 if the model does not become champion, with 2 if there are too few clauses to decide.
    """
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.runs.compare import format_comparison
        from clausetag.training.runs.registry import CHAMPION
        from clausetag.training.runs.registry import promote as promote_run

        done = promote_run(run)
    if done.comparison is not None:
        typer.echo(format_comparison(done.comparison))
    if done.alias != CHAMPION and done.comparison is not None:
        fallen = ", ".join(f"{theme.theme} fell by {-theme.difference.value:.3f}" for theme in done.comparison.fallen)
        than = (
            f"version {done.champion} champion"
            if done.champion
            else "there is no champion: the shipped model is better"
        )
        typer.echo(f"not promoted: {fallen}; version {done.version} is challenger, {than}")
        raise typer.Exit(NOT_PROMOTED)
    if done.champion == done.version:
        typer.echo(f"version {done.version} is champion already")
    elif done.champion is not None:
        typer.echo(f"version {done.version} is champion, no theme fell; it was version {done.champion}")
    elif done.comparison is not None:
        typer.echo(f"version {done.version} is champion, the first one: no theme fell against the shipped model")
    else:
        typer.echo(f"version {done.version} is champion, the first one: the shipped model tags none of its themes")
    typer.echo('it is loaded by Tagger.load("models:/clausetag@champion") and --bundle models:/clausetag@champion')


def models() -> None:
    """List the registered models with their figures on held-out clauses."""
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.runs.versions import format_versions, versions

        typer.echo(format_versions(versions()))


def record(
    folder: Annotated[Path, typer.Argument(help="Folder in which a training was kept when the store failed.")],
) -> None:
    """Send a training to the store that could not be sent when it ended."""
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.runs.track import send_kept

        run_id = send_kept(folder, model_code=MODEL_CODE)
    typer.echo(f"run {run_id} is in the store; `clausetag promote {run_id}` registers its model")
