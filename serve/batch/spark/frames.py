"""Tagging a DataFrame of documents, and taking the result apart into tables."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausetag.data.errors import UsageError
from clausetag.models.address import Address, local_folder
from clausetag.serve.batch.items import Item, held_item
from clausetag.serve.batch.rows import NotTagged, Rows, tag_items
from clausetag.serve.batch.schema import COLUMNS, Versions, parser_version
from clausetag.serve.outputs.columns import arrow_schema
from clausetag.serve.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

_ROWS = 50  # of a frame given back: bounds memory
_NESTED = {"clause": "clauses", "tag": "tags", "reference": "references"}  # rows within the row of a document
_NAMES = {table: [column.name for column in columns] for table, columns in COLUMNS.items()}


def tag_frame(frame: "DataFrame", bundle: Address = None) -> "DataFrame":
    """Tag a DataFrame with the columns `document` (a name, unique) and `content` (bytes of a file, or a text).

    Returns:
        One row a document: the columns of the table documents, its `clause_rows`, `tag_rows` and `reference_rows`, and
        `reason`, which is null unless the document could not be tagged.
    """

    def items(batch: "pd.DataFrame") -> Iterator[Item]:
        for name, content in zip(batch["document"], batch["content"], strict=True):
            held = content.encode("utf-8", "replace") if isinstance(content, str) else bytes(content or b"")
            yield held_item(held, name, name.rsplit("/", 1)[-1])

    with local_folder(bundle) as folder:
        return tag_items_of(frame, folder, items)


def tables_of_frame(tagged: "DataFrame") -> "dict[str, DataFrame]":
    """Take the result of `tag_frame` apart into documents, clauses, tags, references and errors."""
    from pyspark.sql import functions as f

    good = tagged.where(f.col("reason").isNull())
    return {
        "documents": good.select(*_NAMES["documents"]),
        "clauses": good.select(f.explode("clause_rows").alias("row")).select("row.*"),
        "tags": good.select(f.explode("tag_rows").alias("row")).select("row.*"),
        "references": good.select(f.explode("reference_rows").alias("row")).select("row.*"),
        "errors": tagged.where(f.col("reason").isNotNull()).select(*_NAMES["errors"]),
    }


def tag_items_of(frame: "DataFrame", folder: Path, items: "Callable[[pd.DataFrame], Iterator[Item]]") -> "DataFrame":
    """Tag the items that `items` makes of each batch of a frame, with the bundle in a folder; see `tag_frame`."""
    versions = Versions(Tagger.load(folder).info.version, parser_version())
    archive = _ship(frame.sparkSession, folder, versions.model)

    def work(batches: "Iterator[pd.DataFrame]") -> "Iterator[pd.DataFrame]":
        import pandas as pd

        if parser_version() != versions.parser:
            raise UsageError(f"a worker has clausetag {parser_version()}, this is {versions.parser}; install the same")
        tagger = _tagger_of(archive)
        held: list[dict[str, Any]] = []
        for batch in batches:
            for done in tag_items(items(batch), tagger, versions):
                held.append(_frame_row(done))
                if len(held) == _ROWS:
                    yield pd.DataFrame(held, dtype=object)
                    held = []
        if held:
            yield pd.DataFrame(held, dtype=object)

    return frame.mapInPandas(work, _schema())


def _ship(spark: "SparkSession", folder: Path, version: str) -> str:
    """Give the bundle to every executor, once; return its name there."""
    name = f"clausetag-bundle-{version}.zip"
    if not any(known.endswith(name) for known in spark.sparkContext.listArchives):
        scratch = Path(tempfile.mkdtemp(prefix="clausetag-"))
        made = shutil.make_archive(str(scratch / name.removesuffix(".zip")), "zip", folder)
        spark.sparkContext.addArchive(made)
    return name


@lru_cache(maxsize=2)
def _tagger_of(archive: str) -> Tagger:
    """Load the bundle once a Python worker."""
    from pyspark import SparkFiles

    return Tagger.load(SparkFiles.get(archive))


def _frame_row(done: Rows | NotTagged) -> dict[str, Any]:
    if isinstance(done, NotTagged):
        empty: dict[str, Any] = dict.fromkeys(_NAMES["documents"])
        nothing: dict[str, Any] = {f"{name}_rows": [] for name in _NESTED}
        return empty | nothing | {"document": done.document, "reason": done.reason}
    return dict(zip(_NAMES["documents"], done.document, strict=True)) | {
        "clause_rows": [dict(zip(_NAMES["clauses"], row, strict=True)) for row in done.clauses],
        "tag_rows": [dict(zip(_NAMES["tags"], row, strict=True)) for row in done.tags],
        "reference_rows": [dict(zip(_NAMES["references"], row, strict=True)) for row in done.references],
        "reason": None,
    }


def _schema() -> "StructType":
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType

    of = {name: from_arrow_schema(arrow_schema(columns)) for name, columns in COLUMNS.items()}
    nested = [StructField(f"{name}_rows", ArrayType(of[table])) for name, table in _NESTED.items()]
    return StructType([*of["documents"].fields, *nested, StructField("reason", StringType())])
