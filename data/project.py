"""A project of one's own: a folder with its themes, its labels and the models that learned from them.

    my-themes/
    ├── README.md
    ├── themes.toml    what each theme means
    ├── labels/        *.jsonl, one answer a line; what was imported and what was read
    └── models/        bundles

Commands that run inside the folder, or deeper, find it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.errors import LabelError, UsageError
from clausetag.data.labelling.label import Label
from clausetag.data.labelling.lines import read_labels
from clausetag.data.replacing import replacing_folder
from clausetag.data.themes import Theme, load_themes, nearest

THEMES, LABELS, MODELS = "themes.toml", "labels", "models"
_OURS = Path(__file__).resolve().parent  # holds the themes and labels that ship, in other forms
_STARTS = Path(__file__).with_name("starter")  # what a new project begins with


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder and what lies in it."""

    root: Path

    @property
    def themes_file(self) -> Path:
        """The file of themes."""
        return self.root / THEMES

    @property
    def labels_folder(self) -> Path:
        """The folder of label files."""
        return self.root / LABELS

    @property
    def models_folder(self) -> Path:
        """The folder of bundles."""
        return self.root / MODELS

    def themes(self) -> tuple[Theme, ...]:
        """Read the project's themes; LabelError if their file is wrong."""
        return load_themes(self.themes_file)

    def labels(self) -> list[Label]:
        """Read every label; LabelError if a line is wrong or names a theme that the project does not have."""
        labels = read_labels(self.labels_folder)
        keys = [theme.key for theme in self.themes()]
        for label in labels:
            if label.theme not in keys:
                hint = nearest(label.theme, keys) or f"; its themes are {', '.join(keys)}"
                raise LabelError(f"{self.labels_folder}: a label is about {label.theme!r}, no theme of {THEMES}{hint}")
        return labels


def find_project(start: Path | None = None) -> Project | None:
    """Return the project that a folder (by default the working folder) lies in, None if it lies in none."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if folder != _OURS and (folder / THEMES).is_file() and (folder / LABELS).is_dir():
            return Project(folder)
    return None


def project_here(start: Path | None = None) -> Project:
    """Return the project that a folder lies in; UsageError, with what to do, if it lies in none."""
    project = find_project(start)
    if project is None:
        raise UsageError(
            f"no project here: neither this folder nor one above it holds {THEMES} and {LABELS}/; "
            "make one with `clausetag init my-themes` and go there"
        )
    return project


def make_project(root: Path) -> Project:
    """Make the folder of a new project, whole or not at all; UsageError if something is there or it cannot be made."""
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(f"{root}: is there already; name another folder, or an empty one")
    try:
        with replacing_folder(root) as new:
            for name in (LABELS, MODELS):
                (new / name).mkdir()
            for start in (THEMES, "README.md"):
                text = (_STARTS / start).read_text(encoding="utf-8")
                (new / start).write_text(text.replace("{name}", root.resolve().name), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{root}: cannot be made ({error.strerror or error})") from error
    return Project(root.resolve())


def without_labels(themes: Sequence[Theme], labels: Sequence[Label]) -> list[str]:
    """Return a line for each theme that no label is about."""
    labelled = {label.theme for label in labels}
    return [
        f"theme {theme.key!r} has no labels yet; import some with `clausetag labels import FILE`"
        for theme in themes
        if theme.key not in labelled
    ]
