"""Themes, documents, clauses, labels, and how a dataset is built from them. Imports nothing else of clausetag."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausetag.data.dataset.example import Example
    from clausetag.data.dataset.examples import load_examples
    from clausetag.data.dataset.gold import load_gold
    from clausetag.data.documents.read import (
        read_resolution,
        read_resolution_bytes,
        resolution_from_paragraphs,
        seed_path,
    )
    from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
    from clausetag.data.documents.sections import sections_of
    from clausetag.data.errors import BundleError, ClausetagError, DocumentError, LabelError, UsageError
    from clausetag.data.themes import Theme, load_themes

_HOMES = {
    "dataset.example": ("Example",),
    "dataset.examples": ("load_examples",),
    "dataset.gold": ("load_gold",),
    "documents.read": ("read_resolution", "read_resolution_bytes", "resolution_from_paragraphs", "seed_path"),
    "documents.resolution": ("Clause", "Footnote", "Resolution", "Section"),
    "documents.sections": ("sections_of",),
    "errors": ("BundleError", "ClausetagError", "DocumentError", "LabelError", "UsageError"),
    "themes": ("Theme", "load_themes"),
}
_HOME_OF = {name: f"clausetag.data.{home}" for home, names in _HOMES.items() for name in names}

__all__ = [
    "BundleError",
    "Clause",
    "ClausetagError",
    "DocumentError",
    "Example",
    "Footnote",
    "LabelError",
    "Resolution",
    "Section",
    "Theme",
    "UsageError",
    "load_examples",
    "load_gold",
    "load_themes",
    "read_resolution",
    "read_resolution_bytes",
    "resolution_from_paragraphs",
    "sections_of",
    "seed_path",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's names have no one type)
    """Import a public name when it is first asked for: who tags texts needs no reader of documents."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME_OF[name]), name)
