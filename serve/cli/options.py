"""Options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from clausetag.data.dataset.corpus import Corpus
    from clausetag.data.themes import Theme

BundleOption = Annotated[
    str | None,
    typer.Option(
        "--bundle",
        metavar="<path>",
        help="Folder of a model, a registered one (models:/clausetag@champion), or the name of one that ships with "
        "clausetag: light (words alone; quicker, a little less often right), more (women and gender, racism, "
        "migration, torture, disability). Default: the four core themes.",
        show_default=False,
    ),
]

CorpusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--corpus",
        metavar="PATH|hub",
        help="The texts that labels of real resolutions belong to: official ones (a clone, folder or zip of UNxml), "
        "or a local copy of the machine-translated corpus, hub to fetch that; repeatable.",
        show_default=False,
    ),
]


def corpora_of(values: list[str] | None) -> "tuple[Corpus, ...]":
    """Return what --corpus names."""
    return tuple("hub" if value == "hub" else Path(value) for value in values or () if value)


ThemesOption = Annotated[
    Path | None,
    typer.Option(
        "--themes",
        help="A themes.toml of one's own: the themes that come with clausetag and others. Default: only these.",
        show_default=False,
    ),
]

CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections", help="File of readers' corrections that `clausetag serve` keeps.", show_default=False
    ),
]

LabelsOption = Annotated[
    Path | None,
    typer.Option(
        "--labels",
        metavar="FILE|FOLDER",
        help="Labels of one's own. Default: those of the project that this folder lies in, if it lies in one.",
        show_default=False,
    ),
]

WithCoreOption = Annotated[
    bool, typer.Option("--with-core", help="Learn from the labels that ship beside one's own, and their themes.")
]


def themes_of(path: Path | None) -> "tuple[Theme, ...] | None":
    """Return the themes in the file that --themes names, None if it names none."""
    from clausetag.data.themes import load_themes

    return None if path is None else load_themes(path)
