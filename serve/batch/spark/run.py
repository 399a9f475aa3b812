"""Tag many documents on a Spark cluster: list, hand to Spark, put the finished tables in place."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.models.address import Address, local_folder
from clausetag.serve.batch.inputs import Input, check_some, files_of, find_inputs, items_of_file
from clausetag.serve.batch.items import Item
from clausetag.serve.batch.journal import STAGE, Journal, clear_stage
from clausetag.serve.batch.lock import locked
from clausetag.serve.batch.run import Report, check_apart
from clausetag.serve.batch.run_info import Counts, check_out, read_run, run_info
from clausetag.serve.batch.schema import TABLES, Versions, parser_version
from clausetag.serve.batch.sheets import Columns
from clausetag.serve.batch.spark.frames import tables_of_frame, tag_items_of
from clausetag.serve.batch.spark.session import failures_told, session
from clausetag.serve.tagger import Tagger

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

_FILES = 32  # of a task


def run_spark(
    wanted: Sequence[str],
    out: Path,
    *,
    master: str | None = None,
    bundle: Address = None,
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
    with local_folder(bundle) as folder:
        info = run_info(Versions(Tagger.load(folder).info.version, parser_version()), "parquet", wanted)
        check_out(out, info, redo=redo)
        check_some(inputs, used)
        journal = Journal(out.resolve(), "parquet")
        stage = journal.out / STAGE
        with locked(out), failures_told(), session(master) as spark:
            if read_run(out) is None:
                journal.begin(info)  # or a later run would not know whose the stage is
            clear_stage(out)
            try:
                _tag(spark, inputs, used, folder).write.parquet((stage / "tagged").as_uri())
                counts = _write_tables(spark, stage)
                journal.begin(info, anew=True)  # from here on nothing is left to Spark
                for table in (*TABLES, "errors"):
                    (journal.out / table).rmdir()
                    (stage / table).rename(journal.out / table)
                journal.finish(info, counts, 10**6)
            finally:
                clear_stage(out)
    return Report(out, counts, Counts(), time.monotonic() - began)


def _tag(spark: "SparkSession", inputs: Sequence[Input], columns: Columns, folder: Path) -> "DataFrame":
    """Have the files of the inputs read and tagged, some at a time."""
    # bytes, for names that are not UTF-8
    files = [(os.fsencode(path.absolute()), os.fsencode(name)) for one in inputs for path, name in files_of(one)]

    def items(batch: "pd.DataFrame") -> Iterator[Item]:
        for path, name in zip(batch["path"], batch["name"], strict=True):
            yield from items_of_file(Path(os.fsdecode(path)), os.fsdecode(name), columns)

    frame = spark.createDataFrame(files, "path binary, name binary").repartition(-(-len(files) // _FILES), "path")
    return tag_items_of(frame, folder, items)


def _write_tables(spark: "SparkSession", stage: Path) -> Counts:
    tables = tables_of_frame(spark.read.parquet((stage / "tagged").as_uri()))
    for name, table in tables.items():
        table.write.parquet((stage / name).as_uri())
        for place, part in enumerate(sorted((stage / name).glob("part-*.parquet"))):
            part.rename(stage / name / f"part-{place:06d}.parquet")
        for left in (stage / name).glob(".*.crc"):
            left.unlink()
    return Counts(*(spark.read.parquet((stage / name).as_uri()).count() for name in (*TABLES, "errors")))
