"""The tagger, the command line, the outputs. Imports data and models; training only on demand."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clausetag.models.decision import Answer
    from clausetag.serve.tagger import Tagger
    from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

_HOMES = {
    "Answer": "clausetag.models.decision",
    "TaggedClause": "clausetag.serve.tags",
    "TaggedResolution": "clausetag.serve.tags",
    "Tagger": "clausetag.serve.tagger",
    "Tags": "clausetag.serve.tags",
}

__all__ = ["Answer", "TaggedClause", "TaggedResolution", "Tagger", "Tags"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a module's names have no one type)
    """Import a public name when it is first asked for, so that `clausetag --help` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
