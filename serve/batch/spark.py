"""The same job on Apache Spark: the same schema, the same tags (`pip install "clausetag[spark]"`, Java 17).

`tag_frame` is for a data team's own jobs: it takes any DataFrame of documents and gives one of tagged documents, which
`tables_of_frame` takes apart into the tables of `clausetag.serve.batch.schema`:

    documents = spark.read.format("binaryFile").load("s3://archive/*.pdf").selectExpr("path AS document", "content")
    tagged = tag_frame(documents, bundle="models/mine").cache()
    for name, table in tables_of_frame(tagged).items():
        table.write.parquet(f"s3://tags/{name}")

clausetag must be installed where the executors run. The bundle is shipped to each executor once; every Python worker
loads it once. A document is tagged on its own, so tags do not depend on how Spark divides the work.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.models.bundle import default_bundle
from clausetag.serve.batch.inputs import check_some, files_of, find_inputs, items_of_file
from clausetag.serve.batch.items import Item, held_item
from clausetag.serve.batch.journal import STAGE, Counts, Journal, check_out, clear_stage, locked, read_run, run_record
from clausetag.serve.batch.rows import NotTagged, tag_items
from clausetag.serve.batch.run import Report, check_apart
from clausetag.serve.batch.schema import COLUMNS, TABLES, Versions, parser_version
from clausetag.serve.batch.sheets import Columns
from clausetag.serve.outputs.columns import arrow_schema
from clausetag.serve.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StructType

_FILES = 32  # of a task
_ROWS = 50  # of a frame given back: bounds memory


def tag_frame(frame: "DataFrame", bundle: Path | str | None = None) -> "DataFrame":
    """Tag a DataFrame with the columns `document` (a name, unique) and `content` (bytes of a file, or a text).

    Returns:
        One row a document: the columns of the table documents, its `clause_rows` and `tag_rows`, and `reason`, which is
        null unless the document could not be tagged.
    """

    def items(batch: "pd.DataFrame") -> Iterator[Item]:
        for name, content in zip(batch["document"], batch["content"], strict=True):
            held = content.encode("utf-8", "replace") if isinstance(content, str) else bytes(content or b"")
            yield held_item(held, name, name.rsplit("/", 1)[-1])

    return _tag(frame, bundle, items)


def tables_of_frame(tagged: "DataFrame") -> "dict[str, DataFrame]":
    """Take the result of `tag_frame` apart into documents, clauses, tags and errors."""
    from pyspark.sql import functions as f

    names = {table: [column.name for column in columns] for table, columns in COLUMNS.items()}
    good = tagged.where(f.col("reason").isNull())
    return {
        "documents": good.select(*names["documents"]),
        "clauses": good.select(f.explode("clause_rows").alias("row")).select("row.*"),
        "tags": good.select(f.explode("tag_rows").alias("row")).select("row.*"),
        "errors": tagged.where(f.col("reason").isNotNull()).select(*names["errors"]),
    }


def run_spark(
    wanted: Sequence[str],
    out: Path,
    *,
    master: str | None = None,
    bundle: Path | None = None,
    columns: Columns | None = None,
    redo: bool = False,
) -> Report:
    """Do what `run_batch` does on a Spark cluster whose workers see inputs and `out` under the same paths.

    Spark does again what a lost worker leaves, and the tables take the place of earlier ones only when all is tagged. A
    run cut off as a whole is not taken up in the middle: each run writes all of it anew, and with `redo` over tables of
    another model or other inputs too. An archive or table of rows is the work of one task; for a large one, read it
    with Spark and use `tag_frame`.

    Raises:
        UsageError: As `run_batch`; or Spark or Java is not there, or the job failed.
    """
    began = time.monotonic()
    used = columns or Columns()
    inputs = find_inputs(wanted)
    check_apart(inputs, out)
    record = run_record(Versions(Tagger.load(bundle).info.version, parser_version()), "parquet", wanted)
    check_out(out, record, redo=redo)
    check_some(inputs, used)
    # bytes, for names that are not UTF-8
    files = [(os.fsencode(path.absolute()), os.fsencode(name)) for one in inputs for path, name in files_of(one)]
    journal = Journal(out.resolve(), "parquet")
    stage = journal.out / STAGE

    def items(batch: "pd.DataFrame") -> Iterator[Item]:
        for path, name in zip(batch["path"], batch["name"], strict=True):
            yield from items_of_file(Path(os.fsdecode(path)), os.fsdecode(name), used)

    with locked(out), _failures_told(), session(master) as spark:
        if read_run(out) is None:
            journal.begin(record)  # or a later run would not know whose the stage is
        clear_stage(out)
        try:
            frame = spark.createDataFrame(files, "path binary, name binary")
            frame = frame.repartition(-(-len(files) // _FILES), "path")
            _tag(frame, bundle, items).write.parquet((stage / "tagged").as_uri())
            counts = _write_tables(spark, stage)
            journal.begin(record, anew=True)  # from here on nothing is left to Spark
            for table in (*TABLES, "errors"):
                (journal.out / table).rmdir()
                (stage / table).rename(journal.out / table)
            journal.finish(record, counts, 10**6)
        finally:
            clear_stage(out)
    return Report(out, counts, Counts(), time.monotonic() - began)


@contextmanager
def _failures_told() -> Iterator[None]:
    with needs("spark"):
        from py4j.protocol import Py4JError  # type: ignore[import-untyped]
        from pyspark.errors import PySparkException
    try:
        yield
    except (Py4JError, PySparkException) as error:
        raise UsageError(f"Spark: {_reason(str(error))}; see its log above") from error


def _reason(text: str) -> str:
    """Find the line of a report that says most: the exception raised in a worker, else Spark's own."""
    found = re.findall(r"^\W*(?:\w+\.)*(\w+(?:Error|Exception): .+)$", text, re.MULTILINE)
    return found[-1] if found else " ".join(text.split())[:200]


@contextmanager
def session(master: str | None) -> "Iterator[SparkSession]":
    """Give a Spark session, stopped at the end; one that runs already is used and left running."""
    with needs("spark"):
        from pyspark.sql import SparkSession
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise UsageError("Spark needs Java 17: apt-get install openjdk-17-jre-headless")
    found = SparkSession.getActiveSession()
    if found is not None:
        yield found
        return
    if master is None or master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("clausetag batch")
    spark = (builder if master is None else builder.master(master)).getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def _write_tables(spark: "SparkSession", stage: Path) -> Counts:
    tables = tables_of_frame(spark.read.parquet((stage / "tagged").as_uri()))
    for name, table in tables.items():
        table.write.parquet((stage / name).as_uri())
        for place, part in enumerate(sorted((stage / name).glob("part-*.parquet"))):
            part.rename(stage / name / f"part-{place:06d}.parquet")
        for left in (stage / name).glob(".*.crc"):
            left.unlink()
    return Counts(*(spark.read.parquet((stage / name).as_uri()).count() for name in (*TABLES, "errors")))


def _tag(
    frame: "DataFrame", bundle: Path | str | None, items: "Callable[[pd.DataFrame], Iterator[Item]]"
) -> "DataFrame":
    folder = default_bundle() if bundle is None else Path(bundle)
    versions = Versions(Tagger.load(folder).info.version, parser_version())
    archive = _ship(frame.sparkSession, folder, versions.model)

    def work(batches: "Iterator[pd.DataFrame]") -> "Iterator[pd.DataFrame]":
        import pandas as pd

        if parser_version() != versions.parser:
            raise UsageError(f"a worker has clausetag {parser_version()}, this is {versions.parser}; install the same")
        tagger = _tagger_of(archive)
        held: list[dict[str, Any]] = []
        for batch in batches:
            for item_rows in tag_items(items(batch), tagger, versions):
                held.append(_record(item_rows))
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


def _record(done: Any) -> dict[str, Any]:  # noqa: ANN401 (Rows or NotTagged)
    names = {table: [column.name for column in columns] for table, columns in COLUMNS.items()}
    if isinstance(done, NotTagged):
        empty: dict[str, Any] = dict.fromkeys(names["documents"])
        return empty | {"document": done.document, "clause_rows": [], "tag_rows": [], "reason": done.reason}
    return dict(zip(names["documents"], done.document, strict=True)) | {
        "clause_rows": [dict(zip(names["clauses"], row, strict=True)) for row in done.clauses],
        "tag_rows": [dict(zip(names["tags"], row, strict=True)) for row in done.tags],
        "reason": None,
    }


def _schema() -> "StructType":
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType

    of = {name: from_arrow_schema(arrow_schema(columns)) for name, columns in COLUMNS.items()}
    nested = [
        StructField(f"{name}_rows", ArrayType(of[table])) for name, table in (("clause", "clauses"), ("tag", "tags"))
    ]
    return StructType([*of["documents"].fields, *nested, StructField("reason", StringType())])
