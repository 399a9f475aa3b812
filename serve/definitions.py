"""What themes mean, by their keys."""

from collections.abc import Sequence

from clausetag.data.project import find_project
from clausetag.data.themes import MORE_THEMES_FILE, Theme, load_themes


def definitions_of(keys: Sequence[str]) -> tuple[Theme, ...]:
    """Return what each theme means, in the order given; a theme described nowhere has only its key.

    Themes are described in the files that ship, and in the project that the working folder lies in.
    """
    project = find_project()
    described = (*load_themes(MORE_THEMES_FILE), *load_themes(), *(project.themes() if project else ()))
    known = {theme.key: theme for theme in described}
    unknown = "Not described in themes.toml."
    return tuple(known.get(key) or Theme(key, key.replace("_", " ").capitalize(), unknown) for key in keys)
