"""A Spark session, and what is said when a job on it fails."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def failures_told() -> Iterator[None]:
    """Turn what Spark raises into a UsageError of one line."""
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
