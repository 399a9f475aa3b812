"""The dataset for training: labelled examples, split, as a `datasets.DatasetDict` on disk, with a fingerprint."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.croissant import write_croissant
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import LoadReport, load_examples
from clausetag.data.dataset.splits import split
from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.replacing import replacing_folder
from clausetag.data.themes import Theme, load_themes

if TYPE_CHECKING:
    from datasets import DatasetDict

SPLITS = ("train", "validation")
_INFO = "clausetag.json"  # beside what `datasets` writes: fingerprint and themes


@dataclass(frozen=True, slots=True)
class Built:
    """A dataset that has been built: what is in each split, how labels and texts came together, its fingerprint."""

    splits: Mapping[str, Sequence[Example]]
    themes: tuple[Theme, ...]
    report: LoadReport
    fingerprint: str


def build(
    corpora: Sequence[Corpus] = (),
    out: Path | None = None,
    *,
    leave_out: Collection[str] | None = None,
    themes: Sequence[Theme] | None = None,
    validation: float = 0.15,
    seed: int = 0,
    corrections: Path | None = None,
) -> Built:
    """Load, check and split every labelled clause and, if `out` is given, save the dataset there.

    Args:
        corpora: See `load_examples`; with none, the seed document and the drafted clauses alone.
        out: Folder to write; a dataset built earlier is replaced, anything else is left alone.
        leave_out: See `load_examples`; by default the documents of the gold set.
        themes: The themes to use; by default those that come with clausetag.
        validation: Share of the examples for validation.
        seed: Seed of the split.
        corrections: A file of readers' corrections, see `load_examples`.
    """
    chosen = tuple(themes or load_themes())
    examples, report = load_examples(corpora, leave_out, themes=chosen, corrections=corrections)
    splits: dict[str, Sequence[Example]] = dict(zip(SPLITS, split(examples, validation, seed), strict=True))
    built = Built(splits, chosen, report, fingerprint(splits))
    if out is not None:
        save(built, out)
    return built


def fingerprint(splits: Mapping[str, Iterable[Example]]) -> str:
    """Hash what the splits hold, whatever their order: the same on every machine for the same data."""
    lines = sorted(
        json.dumps({"split": name, **_fields(example)}, sort_keys=True, ensure_ascii=True)
        for name, examples in splits.items()
        for example in examples
    )
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def _fields(example: Example) -> dict[str, object]:
    """Return an example's fields, `asked` only where it was not asked for everything."""
    return {name: value for name, value in asdict(example).items() if name != "asked" or value is not None}


def build_dataset(built: Built) -> "DatasetDict":
    """Return what was built as a `datasets.DatasetDict`, each row an example; `themes`, `asked` are class labels."""
    with needs("train"):
        import datasets

    names = ("id", "text", "section", "source", "language", "document", "organ", "cluster")
    label = datasets.ClassLabel(names=[theme.key for theme in built.themes])
    features = datasets.Features(
        {name: datasets.Value("string") for name in names}
        | {"year": datasets.Value("int32"), "themes": datasets.Sequence(label), "asked": datasets.Sequence(label)}
    )
    keys = [theme.key for theme in built.themes]
    return datasets.DatasetDict(
        {
            name: datasets.Dataset.from_list([_row_of(example, keys) for example in examples], features=features)
            for name, examples in built.splits.items()
        }
    )


def _row_of(example: Example, keys: Sequence[str]) -> dict[str, object]:
    asked = [key for key in keys if example.was_asked(key)]
    return {**asdict(example), "themes": list(example.themes), "asked": asked}


def save(built: Built, out: Path) -> None:
    """Write the dataset to a folder, whole or not at all: as `datasets` keeps it, and as Parquet with Croissant."""
    if out.exists() and not (out / _INFO).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out}: holds something other than a dataset built by clausetag; name another folder")
    try:
        with replacing_folder(out) as new:
            _write(build_dataset(built), new)
            write_croissant(built.splits, built.themes, built.fingerprint, new)
            info = {"fingerprint": built.fingerprint, "themes": [theme.key for theme in built.themes]}
            (new / _INFO).write_text(json.dumps(info, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written ({error.strerror})") from error


def _write(dataset: "DatasetDict", folder: Path) -> None:
    import datasets

    hidden = datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        dataset.save_to_disk(folder)
    finally:
        if not hidden:
            datasets.enable_progress_bars()
