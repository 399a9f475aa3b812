"""Names of files to write: the format that an ending asks for, and what is refused before any work is done."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from clausetag.data.errors import UsageError

Form = TypeVar("Form")

# What people expect to open with a program of its own.
_OFFICE = {".docx", ".doc", ".odt", ".xlsx", ".xls", ".ods", ".pdf", ".json"}


def form_of(out: Path, endings: Mapping[str, Form], form: Form | None = None) -> Form | None:
    """Return the format that a file's name asks for, or `form`, the one asked for by itself; None if there is neither.

    Raises:
        UsageError: The ending belongs to no format, or to another one than `form`.
    """
    ending = out.suffix.lower()
    found = endings.get(ending)
    if form is None and ending and found is None:
        raise UsageError(f"{out}: no format has the ending {ending}; give one of {' '.join(endings)}")
    if form is not None and (ending in _OFFICE or found is not None) and found != form:
        own = " or ".join(ending for ending, other in endings.items() if other == form)
        raise UsageError(f"{out}: {ending} is not the ending of {form}; give one that ends in {own}")
    return form or found


def form_by_name(out: Path, endings: Mapping[str, Form]) -> Form:
    """Return the format that a file's name asks for; UsageError if it asks for none."""
    form = form_of(out, endings)
    if form is None:
        raise UsageError(f"{out}: has no ending to tell the format by; give one of {' '.join(endings)}")
    return form


def check_file(out: Path) -> None:
    """Refuse the name of a folder, or of a file in a folder that is not there."""
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; give the name of a file")
    check_around(out)


def check_around(out: Path) -> None:
    """Refuse a name in a folder that is not there."""
    if not out.parent.is_dir():
        raise UsageError(f"{out}: no folder {out.parent} to write it in; make it first")
