"""clausetag reads United Nations resolutions, splits them into clauses and tags each clause by theme.

The rooms of the package lie at the top level of the project: data, models, training, serve.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausetag.data import read_resolution, sections_of
    from clausetag.serve import Tagger

_HOMES = {
    "Tagger": "clausetag.serve",
    "read_resolution": "clausetag.data",
    "sections_of": "clausetag.data",
}

__all__ = ["Tagger", "read_resolution", "sections_of"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's names have no one type)
    """Import a public name when it is first asked for, so that `import clausetag` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
