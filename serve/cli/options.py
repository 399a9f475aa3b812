"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from clausetag.data.corpus import Corpus

BundleOption = Annotated[
    Path | None,
    typer.Option("--bundle", help="Folder of a model. Default: the one that ships with clausetag.", show_default=False),
]

CorpusOption = Annotated[
    str | None,
    typer.Option(
        "--corpus",
        metavar="PATH|hub",
        help="The texts that labels of real resolutions belong to: the folder of a local copy, or hub to fetch them.",
        show_default=False,
    ),
]


def corpus_of(value: str | None) -> "Corpus | None":
    """Return what --corpus names."""
    return "hub" if value == "hub" else Path(value) if value else None
