"""The ways an evaluation is cut, so that a user knows where a model is weak."""

from collections.abc import Callable, Mapping, Sequence

from clausetag.data.dataset.example import Example


def _organ(example: Example) -> str:
    return example.organ or "unknown"


def _decade(example: Example) -> str:
    return f"{example.year // 10 * 10}s" if example.year else "unknown"


def _section(example: Example) -> str:
    return example.section


def _length(example: Example) -> str:
    n = len(example.text)
    return "0-199 characters" if n < 200 else "200-399 characters" if n < 400 else "400 or more characters"


def _language(example: Example) -> str:
    return example.language


SLICES: Mapping[str, Callable[[Example], str]] = {
    "organ": _organ,
    "decade": _decade,
    "section": _section,
    "length": _length,
}


def slices_of(examples: Sequence[Example]) -> dict[str, Callable[[Example], str]]:
    """Return the ways in which `examples` are cut: by language too where they are in more than one."""
    several = len({example.language for example in examples}) > 1
    return {**SLICES, "language": _language} if several else dict(SLICES)
