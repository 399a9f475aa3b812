"""The parts the dataset grew by: which file of labels each example comes from."""

from collections.abc import Iterable

from clausetag.data.dataset.annotations import LABELS, OFFICIAL_LABELS, read_place
from clausetag.data.dataset.drafted import DRAFTED
from clausetag.data.dataset.example import Example
from clausetag.data.jsonl import read_jsonl, text_field


def parts_of(examples: Iterable[Example]) -> list[str]:
    """Name the part of each example, or of its English: its file (the first that labels it), or else its source."""
    names: dict[str, str] = {}
    for path in sorted(DRAFTED.glob("*.jsonl")):
        for where, entry in read_jsonl(path):
            names.setdefault(text_field(entry, "id", where), path.stem)
    for path in (*sorted(LABELS.glob("*.jsonl")), *sorted(OFFICIAL_LABELS.glob("*.jsonl"))):
        for where, entry in read_jsonl(path):
            names.setdefault("#".join(read_place(entry, where)), path.stem)
    return [
        example.source if example.source == "seed" else names.get(example.id.partition("@")[0], example.source)
        for example in examples
    ]
