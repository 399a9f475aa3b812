"""Spark on this machine: in one process, and a master with two workers of which one is killed."""

import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import pytest

from clausetag.serve.batch.run import run_batch
from clausetag.serve.batch.schema import TABLES, parser_version

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="needs Java 17: openjdk-17-jre-headless"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
LOCAL = {
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_PYTHON": sys.executable,
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # compiling well takes longer than so small a job
}


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        for name, value in LOCAL.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
        yield session
        session.stop()


@pytest.fixture(scope="module")
def docs(text_of, akn_resolution, tmp_path_factory):
    """Documents of every kind of input, one that cannot be read, one with a symbol and a day, one with subjects."""
    folder = tmp_path_factory.mktemp("spark") / "docs"
    folder.mkdir()
    for number in range(70):
        (folder / f"d{number:03d}.txt").write_text(text_of(number))
    (folder / "empty.txt").write_text("")
    (folder / "full.txt").write_text(
        "General Assembly\nSixty-seventh session\nResolution adopted by the General Assembly on 20 December 2012\n"
        "67/172. Protection of migrants\n\n" + text_of(3)
    )
    (folder / "rows.jsonl").write_text("\n".join(json.dumps({"text": text_of(n)}) for n in range(20)))
    with tarfile.open(folder / "t.tar", "w") as archive:
        content = text_of(4).encode()
        info = tarfile.TarInfo("in/a.txt")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    (folder / "a.xml").write_bytes(akn_resolution("Urges States to protect children;", language="fra"))
    (folder / "b.xml").write_text("<rss/>")
    return folder


@pytest.fixture(scope="module")
def ours(docs, bundle, in_this_process, tmp_path_factory):
    out = tmp_path_factory.mktemp("local") / "out"
    with in_this_process():
        run_batch([str(docs)], out, bundle=bundle)
    return out


def in_order(rows):
    return sorted(rows, key=lambda row: (row["document"], row.get("clause", 0), row.get("theme", "")))


def same_tables(one, other, read):
    from pyarrow import parquet

    for table in (*TABLES, "errors"):
        assert in_order(read(one, table)) == in_order(read(other, table)), table
        schemas = [parquet.read_schema(next((out / table).glob("*.parquet"))) for out in (one, other)]
        assert schemas[0].names == schemas[1].names
        assert [str(t).replace("element:", "item:") for t in schemas[0].types] == [
            str(t).replace("element:", "item:") for t in schemas[1].types
        ]


def test_the_same_tables_as_the_local_run(spark, cli, docs, ours, bundle, tmp_path, read):
    out = tmp_path / "out"
    args = ("batch", docs, "--out", out, "--bundle", bundle, "--engine", "spark", "--master", "local[2]")
    result = cli(*args)
    assert result.exit_code == 1, result.stderr
    assert "93 documents" in result.stdout
    same_tables(ours, out, read)
    assert not (out / "_stage").exists()
    assert cli("summarize", out).stdout == cli("summarize", ours).stdout


def test_a_registered_model_is_shipped(spark, cli, docs, ours, bundle, register, tmp_path, read):
    register(bundle)
    few = docs / "d00*.txt"
    args = ("batch", few, "--engine", "spark", "--bundle", "models:/clausetag@champion", "--out", tmp_path / "out")
    result = cli(*args)
    assert result.exit_code == 0, result.stderr
    wanted = [row for row in read(ours, "tags") if Path(row["document"]).match("d00*.txt")]
    assert in_order(read(tmp_path / "out", "tags")) == in_order(wanted)


def test_finished_tables_stay_when_spark_cannot_run(cli, docs, bundle, tmp_path, bytes_of, ours, monkeypatch):
    out = shutil.copytree(ours, tmp_path / "out")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = cli("batch", docs, "--out", out, "--bundle", bundle, "--engine", "spark", "--redo")
    assert result.exit_code == 2
    assert "Spark needs Java 17" in result.stderr
    assert bytes_of(out) == bytes_of(ours)
    assert (out / "_run.json").read_bytes() == (ours / "_run.json").read_bytes()


def test_finished_tables_stay_when_the_job_fails(spark, cli, docs, bundle, tmp_path, bytes_of, ours, monkeypatch):
    out = shutil.copytree(ours, tmp_path / "out")
    parser_version.cache_clear()
    monkeypatch.setattr("importlib.metadata.version", lambda _: "9.9")  # here, not in the workers
    try:
        result = cli("batch", docs, "--out", out, "--bundle", bundle, "--engine", "spark", "--redo")
    finally:
        parser_version.cache_clear()
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("clausetag: Spark: UsageError: a worker has clausetag ")
    assert bytes_of(out) == bytes_of(ours)
    assert not (out / "_stage").exists()


def test_a_frame_of_ones_own(spark, docs, ours, bundle, read):
    from pyspark.sql import functions as f

    from clausetag.serve.batch.spark import tables_of_frame, tag_frame

    frame = spark.read.format("binaryFile").option("pathGlobFilter", "*.txt").load(docs.as_uri())
    name = f.concat(f.lit(f"{docs}/"), f.element_at(f.split("path", "/"), -1))
    tagged = tag_frame(frame.select(name.alias("document"), "content"), bundle)
    tags = [row.asDict(recursive=True) for row in tables_of_frame(tagged)["tags"].collect()]
    wanted = [row for row in read(ours, "tags") if row["document"].endswith(".txt") and "!" not in row["document"]]
    assert in_order(tags) == in_order(wanted)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture
def cluster(tmp_path):
    """A master and two workers of one core; the workers are leaders of process groups of their own."""
    home = Path(pyspark.__file__).parent
    port = free_port()
    env = {**os.environ, **LOCAL, "SPARK_HOME": str(home), "SPARK_WORKER_DIR": str(tmp_path / "work")}
    started = []

    def start(*args):
        log = (tmp_path / f"{len(started)}.log").open("wb")
        command = [str(home / "bin" / "spark-class"), *args]
        started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True))

    web = ("--webui-port", "0", "--host", "127.0.0.1")
    start("org.apache.spark.deploy.master.Master", *web, "--port", str(port))
    for _ in range(2):
        start("org.apache.spark.deploy.worker.Worker", *web, "-c", "1", "-m", "1g", f"spark://127.0.0.1:{port}")
    yield f"spark://127.0.0.1:{port}", started[1:]
    for process in started:
        end(process)


def end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def test_a_worker_killed_in_mid_job(cluster, bundle, in_this_process, text_of, tmp_path, read):
    master, workers = cluster
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(320):
        (docs / f"d{number:03d}.txt").write_text(text_of(number))
    out = tmp_path / "out"
    args = ["batch", docs, "--out", out, "--bundle", bundle, "--engine", "spark", "--master", master]
    command = [sys.executable, "-c", "from clausetag.serve.cli import main; main()", *map(str, args)]
    log = (tmp_path / "driver.log").open("wb")
    job = subprocess.Popen(command, env={**os.environ, **LOCAL}, stdout=log, stderr=log)
    limit = time.monotonic() + 200
    while not list(out.glob("_stage/tagged/_temporary/0/task_*")) and job.poll() is None and time.monotonic() < limit:
        time.sleep(0.02)
    finished = len(list(out.glob("_stage/tagged/_temporary/0/task_*")))
    end(workers[0])  # and its executor, which is of the same group
    assert job.wait(timeout=200) == 0, (tmp_path / "driver.log").read_text()[-3000:]
    assert 1 <= finished < 10  # it was in the middle of the ten tasks
    with in_this_process():
        run_batch([str(docs)], tmp_path / "local", bundle=bundle)
    same_tables(tmp_path / "local", out, read)
