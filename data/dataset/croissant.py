"""A built dataset as Parquet files, described in Croissant 1.0 (MLCommons): others can find, load and check it."""

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.dataset.example import Example
from clausetag.data.extras import needs
from clausetag.data.themes import Theme

if TYPE_CHECKING:
    from mlcroissant import FileObject, FileSet, RecordSet

METADATA = "croissant.json"
_LICENCES = {
    "seed": "https://www.un.org/en/about-us/terms-of-use",
    "drafted": "https://spdx.org/licenses/Apache-2.0",
    "official": "https://github.com/UNxml/GAresolutions",  # free to use if the United Nations is named as the source
    "resolutions": "https://spdx.org/licenses/CC-BY-NC-4.0",
}
_FIELDS = {
    "id": ("Name of the clause: document and place.", "TEXT"),
    "text": ("The clause's own words.", "TEXT"),
    "themes": ("Keys of the themes that apply; none or several.", "TEXT"),
    "asked": ("Keys of the themes that a reader answered for; the others are not known.", "TEXT"),
    "section": ("preambular, operative or other.", "TEXT"),
    "source": ("seed, drafted, official or resolutions (machine-translated).", "TEXT"),
    "language": ("ISO 639-1 code of the text's language.", "TEXT"),
    "document": ("The document that the clause stands in.", "TEXT"),
    "organ": ("Who adopted it; empty where unknown.", "TEXT"),
    "year": ("Year of adoption; empty where unknown.", "INTEGER"),
    "cluster": ("Shared by near-copies and translations, which belong in one split.", "TEXT"),
}
_LISTS = ("themes", "asked")


def write_croissant(
    splits: Mapping[str, Sequence[Example]], themes: Sequence[Theme], fingerprint: str, folder: Path
) -> None:
    """Write a Parquet file for each split and `croissant.json`, which gives fields, licences and checksums."""
    with needs("train"):
        import mlcroissant as mlc

    for name, examples in splits.items():
        _write_parquet(examples, [theme.key for theme in themes], folder / f"{name}.parquet")
    files: list[FileObject | FileSet] = [
        mlc.FileObject(
            id=f"{name}.parquet",
            name=f"{name}.parquet",
            content_url=f"{name}.parquet",
            encoding_formats=["application/x-parquet"],
            sha256=hashlib.sha256((folder / f"{name}.parquet").read_bytes()).hexdigest(),
        )
        for name in splits
    ]
    sources = sorted({example.source for examples in splits.values() for example in examples})
    described = mlc.Metadata(
        name="clausetag",
        description="Clauses of United Nations resolutions with their themes: "
        + ", ".join(f"{theme.key} ({theme.name})" for theme in themes)
        + ". Official texts: source, the United Nations.",
        version="1.0.0",
        url="https://github.com/UNxml/GAresolutions",
        license=[_LICENCES[source] for source in sources],
        cite_as=f"clausetag dataset, fingerprint {fingerprint}",
        date_published=datetime.datetime.now(datetime.UTC),
        distribution=files,
        record_sets=[_record_set(name) for name in splits],
    )
    text = json.dumps(described.to_json(), indent=2, ensure_ascii=False, default=str)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


def _record_set(split: str) -> "RecordSet":
    import mlcroissant as mlc

    return mlc.RecordSet(
        id=split,
        name=split,
        description=f"The clauses of the split {split}.",
        fields=[
            mlc.Field(
                id=f"{split}/{name}",
                name=name,
                description=description,
                data_types=[getattr(mlc.DataType, kind)],
                repeated=name in _LISTS,
                source=mlc.Source(file_object=f"{split}.parquet", extract=mlc.Extract(column=name)),
            )
            for name, (description, kind) in _FIELDS.items()
        ],
    )


def _write_parquet(examples: Sequence[Example], keys: Sequence[str], path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {**dict.fromkeys(_LISTS, pa.list_(pa.string())), "year": pa.int32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in _FIELDS])
    columns = {name: [getattr(example, name) for example in examples] for name in _FIELDS}
    columns["themes"] = [list(example.themes) for example in examples]
    columns["asked"] = [[key for key in keys if example.was_asked(key)] for example in examples]
    pq.write_table(pa.table(columns, schema=schema), path)
