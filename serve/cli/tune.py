"""`clausetag tune` and `clausetag reproduce`: search settings; train a run again."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import CorpusOption, CorrectionsOption, ThemesOption, corpora_of
from clausetag.serve.cli.runs import RunArgument
from clausetag.serve.cli.train import SetOption

DIFFERS = 1


def tune(
    kind: Annotated[str, typer.Argument(help="ngrams or encoder.")] = "ngrams",
    trials: Annotated[
        int, typer.Option("--trials", min=1, help="How many the study should hold; those it has already count.")
    ] = 50,
    settings: SetOption = None,
    folds: Annotated[int, typer.Option("--folds", min=2, help="Folds, grouped by document and near-copy.")] = 5,
    studies: Annotated[
        str, typer.Option("--studies", help="Database of the studies.", show_default=True)
    ] = "sqlite:///optuna.db",
    corpus: CorpusOption = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
) -> None:
    """Search settings by macro-F1 in grouped cross-validation; each trial is a run nested in the study's run.

    The same command goes on with an interrupted study. Settings given with --set are not searched.
    """
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.runs.tune import tune as search

        tuned = search(
            kind,
            trials,
            fixed=settings or (),
            corpora=corpora_of(corpus),
            themes=themes,
            corrections=corrections,
            folds=folds,
            studies=studies,
            progress=lambda line: typer.echo(line, err=True),
        )
    typer.echo(f"study {tuned.study}: {tuned.trials} trials, run {tuned.run_id}")
    typer.echo(f"macro-F1 out of fold: best {tuned.value:.4f}, first trial {tuned.first:.4f}")
    chosen = " ".join(f"--set {setting}" for setting in tuned.settings)
    typer.echo(f"clausetag train {kind} {chosen}" if chosen else "the shipped settings are the best so far")


def reproduce(
    run: RunArgument,
    corpus: CorpusOption = None,
    encoder: Annotated[
        Path | None, typer.Option("--encoder", help="Bundle of a cascade's encoder, if it is elsewhere now.")
    ] = None,
    only_check: Annotated[bool, typer.Option("--only-check", help="Say what matches; do not train.")] = False,
) -> None:
    """Say whether data, versions and code match a run's, train it again, and compare the figures.

    Nothing is checked out, installed or kept. Exits with 1 if a figure differs.
    """
    from clausetag.data.extras import needs

    with needs("train"):
        from clausetag.training.runs.reproduce import format_checks, job_of
        from clausetag.training.runs.reproduce import reproduce as train_again

        wanted, checks = job_of(run, corpora=corpora_of(corpus), encoder=encoder)
        typer.echo(format_checks(checks))
        if only_check:
            return
        result = train_again(run, wanted)
    if not result.differing:
        typer.echo(f"all {result.figures} figures are the same")
    else:
        typer.echo(f"{len(result.differing)} of {result.figures} figures differ:")
        for name, then, now in result.differing[:10]:
            typer.echo(f"  {name:44}{then:.4f} -> {now:.4f}")
    same = "the same model" if result.bundle.matches else "another model"
    typer.echo(f"{same}: {result.bundle.now}" + ("" if result.bundle.matches else f", it was {result.bundle.then}"))
    if result.differing:
        raise typer.Exit(DIFFERS)
