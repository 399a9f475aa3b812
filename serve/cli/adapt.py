"""`clausetag adapt`: calibration, thresholds and review bounds anew, from labels of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import BundleOption, LabelsOption


def adapt(
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder of the adapted bundle.")],
    labels: LabelsOption = None,
    bundle: BundleOption = None,
) -> None:
    """Fit a model to one's own texts without training it: its probabilities, thresholds and review bounds.

    It takes labelled clauses that the model did not learn from: of a theme 100 at least, 19 of them true. Figures after
    are cross-fitted: each document's come from rules learned on the others.
    """
    from clausetag.data.extras import needs
    from clausetag.data.labelling.own import own_labels
    from clausetag.models.address import local_folder
    from clausetag.serve.tagger import Tagger

    with needs("train"), local_folder(bundle) as folder:  # of a registered model its card is needed to the end
        from clausetag.training.adapt import adapt as learn
        from clausetag.training.evaluation.tables import format_evaluations

        tagger = Tagger.load(folder)
        own = own_labels(labels, tagger.definitions)
        typer.echo(own.report)
        adapted = learn(tagger.bundle, own.examples, out)
    typer.echo(format_evaluations([adapted.before, adapted.after]))
    for line in adapted.kept:
        typer.echo(line)
    typer.echo(f"bundle {adapted.bundle.manifest.version} saved in {out}")
