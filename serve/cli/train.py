"""`clausetag train`: models from labelled clauses."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.serve.cli.options import CorpusOption, CorrectionsOption, ThemesOption, corpus_of, themes_of

if TYPE_CHECKING:
    from clausetag.training.train import Trained

OutOption = Annotated[
    Path, typer.Option("--out", "-o", help="Folder of the bundle; a bundle that is there is replaced.")
]
train = typer.Typer(help="Train a model and save it as a bundle.", no_args_is_help=True)


@train.callback()
def _group() -> None:
    pass


@train.command("ngrams")
def ngrams(
    out: OutOption,
    corpus: CorpusOption = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Train the n-gram classifier, measure it out of fold and on the seed document, and save it.

    Without --corpus it learns from the seed document and the drafted clauses alone.
    """
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.train import train_ngrams

        trained = train_ngrams(out, corpus_of(corpus), themes=themes_of(themes), corrections=corrections)
    _print(trained, corpus)


@train.command("encoder")
def encoder(
    out: OutOption,
    corpus: CorpusOption = None,
    checkpoints: Annotated[
        Path, typer.Option("--checkpoints", help="Folder from which an interrupted run goes on.")
    ] = Path("out/encoder-checkpoints"),
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Fine-tune the encoder, export it to ONNX int8, measure it on the validation split, and save it."""
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.train import train_encoder

        trained = train_encoder(
            out, corpus_of(corpus), checkpoints=checkpoints, themes=themes_of(themes), corrections=corrections
        )
    _print(trained, corpus)


@train.command("cascade")
def cascade(
    out: OutOption,
    encoder: Annotated[Path, typer.Option("--encoder", help="Bundle of the encoder, trained on the same data.")],
    corpus: CorpusOption = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Put an encoder behind an n-gram classifier that asks it only where it is unsure itself."""
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.train import train_cascade

        trained = train_cascade(out, encoder, corpus_of(corpus), themes=themes_of(themes), corrections=corrections)
    _print(trained, corpus)


def _print(trained: "Trained", corpus: str | None) -> None:
    from clausetag.training.tables import format_evaluations

    typer.echo(trained.report)
    if corpus is None:
        typer.echo("trained on the seed document and the drafted clauses alone: no corpus was given")
    typer.echo(format_evaluations(trained.evaluations))
    typer.echo(f"bundle {trained.bundle.manifest.version} saved in {trained.bundle.path}")
