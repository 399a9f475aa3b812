"""`clausetag init`: a project of one's own."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to make; its name is the project's.")],
) -> None:
    """Make a project of one's own: themes.toml with an example, labels/, models/ and a short README.

    Commands that run inside the folder find its themes and labels.
    """
    from clausetag.data.project import make_project

    project = make_project(folder)
    typer.echo(f"{project.root}: describe your themes in themes.toml, then `clausetag labels import FILE` in there")
