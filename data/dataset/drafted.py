"""Clauses written for this project in the style of United Nations drafting."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from clausetag.data.dataset.annotations import answers_of
from clausetag.data.dataset.example import Example
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import read_jsonl, text_field
from clausetag.data.languages import LANGUAGES

DRAFTED = Path(__file__).parents[1] / "drafted"  # every *.jsonl in it is read


def drafted_examples(keys: Collection[str], folder: Path | None = None) -> list[Example]:
    """Return the clauses that were asked for one of the themes; each is a document of its own.

    A line that names no `language` is in English. Versions of one clause in several languages name the same `document`,
    so that no split parts them.
    """
    examples = [
        _example(entry, keys, where)
        for path in sorted((folder or DRAFTED).glob("*.jsonl"))
        for where, entry in read_jsonl(path)
    ]
    return [example for example in examples if example.asked != ()]


def _example(entry: Mapping[str, Any], keys: Collection[str], where: str) -> Example:
    applies, asked = answers_of(entry, keys, where)
    language = entry.get("language", "en")
    if language not in LANGUAGES:
        raise LabelError(f"{where}: field 'language' must be one of {', '.join(LANGUAGES)}")
    name = text_field(entry, "id", where)
    return Example(
        id=name,
        text=text_field(entry, "text", where),
        themes=applies,
        asked=asked,
        section=text_field(entry, "section", where),
        source="drafted",
        document=f"drafted-{text_field(entry, 'document', where) if 'document' in entry else name}",
        year=None,
        organ=None,
        cluster=name,
        language=language,
    )
