"""`clausetag train`: models from labelled clauses."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import CorpusOption, corpus_of

train = typer.Typer(help="Train a model and save it as a bundle.", no_args_is_help=True)


@train.callback()
def _group() -> None:
    pass


@train.command("ngrams")
def ngrams(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the bundle; a bundle that is there is replaced.")],
    corpus: CorpusOption = None,
) -> None:
    """Train the n-gram classifier, measure it out of fold and on the seed document, and save it.

    Without --corpus it learns from the seed document and the drafted clauses alone.
    """
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.tables import format_evaluations
        from clausetag.training.train import train_ngrams

        trained = train_ngrams(out, corpus_of(corpus))
    typer.echo(trained.report)
    if corpus is None:
        typer.echo("trained on the seed document and the drafted clauses alone: no corpus was given")
    typer.echo(format_evaluations(trained.evaluations))
    typer.echo(f"bundle {trained.bundle.manifest.version} saved in {out}")
