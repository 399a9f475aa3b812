"""`clausetag train curve`: what each part of the training data adds."""

from pathlib import Path
from typing import Annotated

import typer

from clausetag.serve.cli.options import CorpusOption, corpora_of


def curve(
    corpus: CorpusOption = None,
    tested: Annotated[
        int, typer.Option("--folds", min=2, max=5, help="How many of five folds to measure; fewer take less time.")
    ] = 5,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Image file to draw the curves in (.png, .svg).", show_default=False)
    ] = None,
) -> None:
    """Measure the n-gram classifier out of fold as parts of the data, and shares of the real labels, are added.

    Every row is measured on the same real clauses, with 95% intervals by bootstrap over documents; gain is macro-F1
    against the row before. Takes some minutes.
    """
    from clausetag.data.dataset.examples import load_examples
    from clausetag.data.extras import needs
    from clausetag.data.themes import load_themes

    keys = [theme.key for theme in load_themes()]
    with needs("train"):
        from clausetag.training.evaluation.data_ablation import Measured, data_ablation, header, row

        examples, report = load_examples(corpora_of(corpus))
        rows: list[Measured] = []
        typer.echo(f"{report}\n")
        for measured in data_ablation(examples, keys, tested=tested):
            if not rows or rows[-1].by != measured.by:
                typer.echo(header(keys) if not rows else "")
            rows.append(measured)
            typer.echo(row(measured))
        if plot is not None:
            from clausetag.training.plots import canvas
            from clausetag.training.plots import data_ablation as plots

            canvas.save(plots.data_ablation(rows), plot)
