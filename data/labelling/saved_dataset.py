"""Labelled texts in a folder that `datasets` saved: a Dataset, or a DatasetDict with all its splits."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from clausetag.data.errors import LabelError
from clausetag.data.extras import needs
from clausetag.data.labelling.table import Table, table_of

if TYPE_CHECKING:
    from datasets import Dataset


def is_saved_dataset(folder: Path) -> bool:
    """Whether a folder looks like one that `datasets` saved."""
    return any((folder / name).is_file() for name in ("dataset_info.json", "dataset_dict.json"))


def read_saved_dataset(folder: Path) -> Table:
    """Read the rows of every split, numbered from 1; class labels become names. LabelError if there is no dataset."""
    with needs("train"):
        import datasets

    try:
        found = datasets.load_from_disk(str(folder))
    except (OSError, ValueError) as error:
        raise LabelError(f"{folder}: no dataset there; give a folder that `save_to_disk` of datasets wrote") from error
    splits = found if isinstance(found, datasets.DatasetDict) else {"": found}
    rows = [row for name, dataset in splits.items() for row in _rows(dataset, f"{name} row".strip())]
    return table_of(folder.name, rows)


def _rows(dataset: "Dataset", place: str) -> Iterator[tuple[str, dict[str, object]]]:
    names = {column: found for column, feature in dataset.features.items() if (found := _names(feature))}
    for number, row in enumerate(cast("Iterable[dict[str, object]]", dataset), start=1):
        named = {column: _named(row[column], known) for column, known in names.items()}
        yield f"{place} {number}", {**row, **named}


def _names(feature: object) -> list[str]:
    """Return the names of a class label, or of a list of them; none for anything else."""
    names = getattr(getattr(feature, "feature", feature), "names", None)
    return list(names) if names else []


def _named(value: object, names: list[str]) -> object:
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    return names[value] if isinstance(value, int) and 0 <= value < len(names) else value
