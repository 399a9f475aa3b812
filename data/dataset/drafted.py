"""Clauses written for this project in the style of United Nations drafting."""

from collections.abc import Collection
from pathlib import Path

from clausetag.data.dataset.example import Example
from clausetag.data.jsonl import read_jsonl, text_field, themes_field

DRAFTED = Path(__file__).parents[1] / "drafted"  # every *.jsonl in it is read


def drafted_examples(keys: Collection[str], folder: Path | None = None) -> list[Example]:
    """Return the clauses; each is a document of its own."""
    return [
        Example(
            id=text_field(entry, "id", where),
            text=text_field(entry, "text", where),
            themes=themes_field(entry, keys, where),
            section=text_field(entry, "section", where),
            source="drafted",
            document=f"drafted-{entry['id']}",
            year=None,
            organ=None,
            cluster=str(entry["id"]),
        )
        for path in sorted((folder or DRAFTED).glob("*.jsonl"))
        for where, entry in read_jsonl(path)
    ]
