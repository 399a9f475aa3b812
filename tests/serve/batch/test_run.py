import errno
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from clausetag.data.errors import UsageError
from clausetag.serve.batch import pool, run, work
from clausetag.serve.batch.journal import Journal
from clausetag.serve.batch.parts import FIRST
from clausetag.serve.batch.run import run_batch
from clausetag.serve.batch.run_info import run_info
from clausetag.serve.batch.schema import COLUMNS, TABLES, Versions, parser_version

COMMAND = [sys.executable, "-c", "from clausetag.serve.cli import main; main()", "batch"]


def test_tables_hold_what_the_tagger_says(docs, bundle, tagger, tmp_path, batch, read):
    result = batch(docs, "--out", tmp_path / "out", "-w", 1)
    assert result.exit_code == 1, result.stderr
    assert "230 documents" in result.stdout
    assert "2 inputs were not tagged" in result.stderr
    assert "empty.txt: empty; give a document with text" in result.stderr

    out = tmp_path / "out"
    documents, clauses, tags, references = (read(out, table) for table in TABLES)
    first = documents[0]
    assert len(documents) == 230
    assert (first["document"], first["source"]) == (f"{docs}/d001.txt", "d001.txt")
    assert (first["clause_count"], first["organ"]) == (4, "General Assembly")
    assert (first["model_version"], first["parser_version"]) == (tagger.info.version, parser_version())
    told = tagger.tag(docs / "d001.txt")
    assert [(row["path"], row["text"], tuple(row["themes"])) for row in clauses[:4]] == [
        (one.clause.path, one.clause.text, one.tags.themes) for one in told.clauses
    ]
    mine = [row for row in tags if row["document"] == first["document"]]
    assert len(mine) == 16
    for row in mine:
        said = told.clauses[row["clause"]].tags
        assert row["probability"] == said.probabilities[row["theme"]]
        assert row["answer"] == said.answers[row["theme"]].value
        assert list(map(tuple, row["evidence"])) == list(said.evidence.get(row["theme"], ()))
    assert [(row["path"], row["kind"], row["text"], row["symbol"]) for row in references[:1]] == [
        ("pp1", "resolution", "60/1", "A/RES/60/1")
    ]
    assert clauses[0]["text"][references[0]["start"] : references[0]["end"]] == "60/1"
    assert [row["reason"] for row in read(out, "errors")] == [
        "empty; give a document with text", "a picture; give a document with text",
    ]  # fmt: skip
    told = json.loads((out / "_run.json").read_text())
    assert told["finished"] is True
    assert (told["documents"], told["clauses"], told["tags"], told["errors"]) == (230, len(clauses), len(tags), 2)


def test_any_number_of_workers_writes_the_same_bytes(processes, docs, bundle, tmp_path, bytes_of):
    for workers in (1, 3):
        run_batch([str(docs)], tmp_path / str(workers), bundle=bundle, workers=workers)
    one = bytes_of(tmp_path / "1")
    assert len(one) == 8 * 5 + 1  # parts of four tables and the journal, and the errors
    assert one == bytes_of(tmp_path / "3")


def test_the_corpus_has_symbol_organ_and_year(corpus, bundle, tmp_path, read):
    run_batch([str(corpus)], tmp_path / "out", bundle=bundle, workers=1)
    rows = read(tmp_path / "out", "documents")
    assert [(row["symbol"], row["organ"], row["year"]) for row in rows] == [
        (f"A/RES/60/{n}", "General Assembly", 2005) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_other_formats_hold_the_same_rows(docs, bundle, tmp_path, batch, read, form):
    batch(docs / "d00*.txt", "--out", tmp_path / "parquet", "-w", 1)
    batch(docs / "d00*.txt", "--out", tmp_path / form, "-w", 1, "-f", form)
    for table in TABLES:
        ours, theirs = read(tmp_path / "parquet", table), read(tmp_path / form, table, form)
        assert [row["document"] for row in theirs] == [row["document"] for row in ours]
        assert list(theirs[0]) == [column.name for column in COLUMNS[table]]
    probabilities = [float(row["probability"]) for row in read(tmp_path / form, "tags", form)]
    assert probabilities == [row["probability"] for row in read(tmp_path / "parquet", "tags")]


@pytest.fixture
def processes():
    """Tests that ask for it run real worker processes; the others tag in this one."""


@pytest.fixture(autouse=True)
def inline(request, in_this_process):
    if "processes" in request.fixturenames:
        yield
        return
    with in_this_process():
        yield


def start(docs, out, bundle, workers=2):
    return subprocess.Popen(
        [*COMMAND, str(docs), "--out", str(out), "--bundle", str(bundle), "-w", str(workers)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def times(out):
    return {path.name: path.stat().st_mtime_ns for path in (out / "_journal").glob("part-*")}


def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(docs, bundle, tmp_path, bytes_of):
    run_batch([str(docs)], tmp_path / "whole", bundle=bundle, workers=2)
    out, chance = tmp_path / "out", random.Random(4)
    for when in (0, 1, 2):  # killed when that many parts were finished, and a little later
        process = start(docs, out, bundle)
        while len(times(out)) < when and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = times(out)
    report = run_batch([str(docs)], out, bundle=bundle, workers=2)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")
    assert not list(out.rglob("*.part"))
    assert (report.counts.documents, report.counts.errors) == (230, 2)
    assert done.items() <= times(out).items()  # nothing was redone
    assert report.done_before.documents + report.done_before.errors >= FIRST * len(done)


def test_workers_end_with_the_main_process(docs, bundle, tmp_path):
    process = start(docs, tmp_path / "out", bundle)
    children = []
    while len(children) < 3 and process.poll() is None:  # two workers, and the keeper of their semaphores
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
        children = [int(pid) for pid in found.stdout.split()]
    process.kill()
    process.wait()
    end = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


def test_finished_runs_are_not_redone_and_changed_inputs_are(docs, bundle, tmp_path, text_of, read, bytes_of):
    out = tmp_path / "out"
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    before = times(out)
    again = run_batch([str(docs)], out, bundle=bundle, workers=1)
    assert again.counts == again.done_before
    assert times(out) == before

    (docs / "d150.txt").write_text(text_of(151))
    (docs / "sub").joinpath("d000.txt").unlink()
    changed = run_batch([str(docs)], out, bundle=bundle, workers=1)
    assert changed.done_before.documents == 120  # of the five parts before d150.txt
    assert changed.counts.documents == 229
    fresh = tmp_path / "fresh"
    run_batch([str(docs)], fresh, bundle=bundle, workers=1)
    assert bytes_of(out) == bytes_of(fresh)

    for path in docs.glob("d1*.txt"):
        path.unlink()
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    assert len(times(out)) == 6  # parts of inputs that are gone have gone too
    assert len(read(out, "documents")) == 229 - 86


def test_a_lost_or_shortened_part_is_written_again(docs, bundle, tmp_path, bytes_of):
    out = tmp_path / "out"
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    whole = bytes_of(out)
    (out / "tags" / "part-000001.parquet").unlink()
    (out / "clauses" / "part-000002.parquet").write_bytes(b"PAR1")
    report = run_batch([str(docs)], out, bundle=bundle, workers=1)
    assert bytes_of(out) == whole
    assert report.done_before.documents == 230 - 16 - 24


def test_another_model_parser_or_format_is_refused_unless_redo(docs, bundle, tmp_path, batch):
    out = tmp_path / "out"
    few = docs / "d00*.txt"
    assert batch(few, "--out", out, "-w", 1).exit_code == 0
    for field, value in (("model_version", "0123"), ("parser_version", "0.0+1"), ("format", "csv"), ("schema", 0)):
        told = json.loads((out / "_run.json").read_text())
        (out / "_run.json").write_text(json.dumps(told | {field: value}))
        result = batch(few, "--out", out, "-w", 1)
        assert result.exit_code == 2
        assert f"written with {field.replace('_', ' ')} {value}, this run has" in result.stderr
        assert batch(few, "--out", out, "-w", 1, "--redo").exit_code == 0


def test_other_inputs_are_refused_unless_redo(docs, tmp_path, batch, read):
    out = tmp_path / "out"
    batch(docs / "d00*.txt", "--out", out, "-w", 1)
    result = batch(docs / "d01*.txt", docs / "d02*.txt", "--out", out, "-w", 1)
    assert result.exit_code == 2
    assert f"with inputs {docs}/d00*.txt, this run has {docs}/d01*.txt and 1 more; choose another --" in result.stderr
    assert len(read(out, "documents")) == 8
    assert batch(docs / "d01*.txt", docs / "d02*.txt", "--out", out, "-w", 1, "--redo").exit_code == 0
    assert len(read(out, "documents")) == 17


def test_inputs_that_are_empty_all_at_once_remove_nothing(docs, tmp_path, batch, bytes_of):
    out = tmp_path / "out"
    batch(docs, "--out", out, "-w", 1)
    whole = bytes_of(out)
    docs.rename(tmp_path / "elsewhere")
    docs.mkdir()
    for extra in ([], ["--redo"]):
        result = batch(docs, "--out", out, "-w", 1, *extra)
        assert result.exit_code == 2
        assert f"no documents in {docs}; is a disk not mounted?" in result.stderr
    assert bytes_of(out) == whole
    assert json.loads((out / "_run.json").read_text())["finished"] is True


def test_a_folder_that_cannot_be_listed_stops_the_run(docs, tmp_path, batch, read, monkeypatch):
    out = tmp_path / "out"
    batch(docs, "--out", out, "-w", 1)

    def scandir(folder, real=os.scandir):
        if folder == docs / "sub":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(folder)

    with monkeypatch.context() as failing:
        failing.setattr(os, "scandir", scandir)
        result = batch(docs, "--out", out, "-w", 1)
    assert result.exit_code == 2
    assert f"{docs}/sub: cannot be listed (Input/output error)" in result.stderr
    assert len(read(out, "documents")) == 230


def test_a_file_that_could_not_be_read_is_tried_again(docs, bundle, tmp_path, read, monkeypatch):
    def open_(path, *args, real=Path.open, **options):
        if path.name == "d003.txt":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(path, *args, **options)

    out = tmp_path / "out"
    with monkeypatch.context() as failing:
        failing.setattr(Path, "open", open_)
        report = run_batch([str(docs / "d00*.txt")], out, bundle=bundle, workers=1)
    assert (report.counts.documents, report.counts.errors) == (7, 1)
    assert read(out, "errors")[0]["reason"] == "cannot be read (Input/output error)"
    report = run_batch([str(docs / "d00*.txt")], out, bundle=bundle, workers=1)
    assert (report.counts.documents, report.counts.errors) == (8, 0)


def test_what_spark_left_when_it_was_cut_off_is_removed(docs, bundle, tmp_path, bytes_of):
    out = tmp_path / "out"
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    whole = bytes_of(out)
    (out / "tags" / "part-00000-2b1c-c000.snappy.parquet").write_bytes(b"PAR1")
    (out / "_stage" / "tags").mkdir(parents=True)
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    assert bytes_of(out) == whole
    assert not (out / "_stage").exists()


def test_the_headings_that_a_clause_stands_under(bundle, tmp_path, read):
    text = (
        "Report of the Working Group on Lakes\n\nI. Introduction\n\n1. The wardens met.\n\n"
        "II. Lakes\n\nA. Boats\n\n2. They counted the boats."
    )
    (tmp_path / "report.txt").write_text(text)
    run_batch([str(tmp_path / "report.txt")], tmp_path / "out", bundle=bundle)
    found = [(row["path"], row["headings"]) for row in read(tmp_path / "out", "clauses")]
    assert found == [("p1", ["I. Introduction"]), ("p2", ["II. Lakes", "A. Boats"])]


def test_one_document_is_said_in_the_singular_and_without_a_rate(tmp_path, batch, read):
    (tmp_path / "notes.txt").write_text("Buy milk and eggs\n\nCall the plumber about the tap\n")
    result = batch(tmp_path / "notes.txt", "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert re.fullmatch(
        rf"tagged 1 document in \d+\.\d s\n{tmp_path}/out: 1 document, 2 clauses, 8 tags\n", result.stdout
    )
    assert result.stderr == "clausetag: 1 document with no resolution recognised, tagged paragraph by paragraph\n"
    (document,) = read(tmp_path / "out", "documents")
    assert document["remarks"] == ["no resolution recognised; its clauses are its paragraphs"]
    assert [(row["path"], row["section"]) for row in read(tmp_path / "out", "clauses")] == [
        ("p1", "neither"),
        ("p2", "neither"),
    ]


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_pages_that_are_pictures_are_said(tmp_path, batch, read, form):
    page = canvas.Canvas(str(tmp_path / "scanned.pdf"), pagesize=(300, 300))
    for n, line in enumerate(("The Council,", "1. Asks all wardens to keep the lakes clean;", "2. Decides to meet.")):
        page.drawString(20, 250 - 20 * n, line)
    page.showPage()
    page.drawImage(ImageReader(Image.new("RGB", (60, 80), "white")), 0, 0)
    page.save()
    result = batch(tmp_path / "scanned.pdf", "--out", tmp_path / "out", "--format", form)
    assert result.exit_code == 0
    assert result.stderr == (
        "clausetag: 1 document with remarks, as of pages that are pictures; "
        f"they are in the column remarks of {tmp_path}/out/documents\n"
    )
    remark = "page 2 is a picture; run text recognition on it"
    (document,) = read(tmp_path / "out", "documents", form)
    assert document["remarks"] == ([remark] if form == "parquet" else remark)


def test_one_part_is_tagged_in_one_process_that_has_the_model(processes, bundle, tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Urges States to protect the rights of the child;\n")
    monkeypatch.setattr(pool, "get_context", methods := Recorded(pool.get_context))
    report = run_batch([str(tmp_path / "a.txt")], tmp_path / "out", bundle=bundle, workers=2)
    assert (report.counts.documents, methods.asked) == (1, [pool._QUICK])


class Recorded:
    """A function that notes what it is called with."""

    def __init__(self, function):
        self.function, self.asked = function, []

    def __call__(self, argument):
        self.asked.append(argument)
        return self.function(argument)


def test_a_symbol_beyond_belief(bundle, tmp_path, text_of, read):
    docs = tmp_path / "docs"
    docs.mkdir()
    for name, digits in (("large.txt", 11), ("largest.txt", 5000)):
        (docs / name).write_text(f"General Assembly\nA/RES/{'9' * digits}/1\n\n{text_of(1)}")
    run_batch([str(docs)], tmp_path / "out", bundle=bundle, workers=1)
    (row,) = read(tmp_path / "out", "documents")
    assert (row["source"], row["symbol"], row["year"]) == ("large.txt", "A/RES/99999999999/1", None)
    assert [row["document"] for row in read(tmp_path / "out", "errors")] == [f"{docs}/largest.txt"]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_names_that_are_not_utf8(bundle, tmp_path, text_of, read, form):
    docs = tmp_path / "docs"
    docs.mkdir()
    for name in (b"\xfe.txt", b"\xff.txt"):
        (docs / os.fsdecode(name)).write_text(text_of(1))
    run_batch([str(docs / "*.txt"), str(docs / os.fsdecode(b"\xff.txt"))], tmp_path / "out", bundle=bundle, form=form)
    assert [row["source"] for row in read(tmp_path / "out", "documents", form)] == ["\\udcfe.txt", "\\udcff.txt"]


@pytest.mark.parametrize("where", ["docs", "."])
def test_results_are_not_written_over_inputs(docs, tmp_path, batch, where):
    result = batch(docs, "--out", tmp_path / where)
    assert result.exit_code == 2
    assert "give --out a folder of its own for the results" in result.stderr


def test_results_in_a_folder_of_documents_are_passed_over(
    docs, bundle, tmp_path, bytes_of, monkeypatch, in_this_process
):
    monkeypatch.chdir(docs)
    with in_this_process():
        first = run_batch(["."], Path("tags"), bundle=bundle)
        again = run_batch(["."], Path("tags"), bundle=bundle)
        other = run_batch(["."], Path("more/tags"), bundle=bundle)
        pattern = run_batch(["**/*"], Path("third"), bundle=bundle)
    assert again.done_before == first.counts == other.counts == pattern.counts
    assert bytes_of(docs / "tags") == bytes_of(docs / "more" / "tags")


def test_a_first_run_that_failed_is_not_in_the_way_of_the_right_one(docs, tmp_path, batch, read):
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "empty.txt").write_text("")
    out = tmp_path / "out"
    assert batch(tmp_path / "wrong", "--out", out, "-w", 1).exit_code == 2
    result = batch(docs / "d00*.txt", "--out", out, "-w", 1)
    assert result.exit_code == 0, result.stderr
    assert len(read(out, "documents")) == 8
    assert read(out, "errors") == []
    assert batch(tmp_path / "wrong", "--out", out, "-w", 1).exit_code == 2  # what was tagged stays
    assert len(read(out, "documents")) == 8


def test_a_folder_with_other_things_is_left_alone(docs, tmp_path, batch):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    for extra in ([], ["--redo"]):
        result = batch(docs, "--out", tmp_path / "out", *extra)
        assert result.exit_code == 2
        assert "has other things in it" in result.stderr
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name != ".lock"] == ["mine.txt"]


def test_a_second_run_at_once_is_refused(docs, bundle, tmp_path):
    from clausetag.serve.batch.lock import locked

    with locked(tmp_path / "out"), pytest.raises(UsageError, match="another run is writing there"):
        run_batch([str(docs)], tmp_path / "out", bundle=bundle)


def test_a_full_disk_is_a_clear_stop_and_the_run_goes_on_later(docs, bundle, tmp_path, bytes_of, batch, monkeypatch):
    out = tmp_path / "out"
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    before = times(out)
    for number in (150, 151):
        (docs / f"d{number}.txt").write_text("The General Assembly,\n\n1. Calls upon all States to report;\n")

    def write(batches, stream, columns, real=work.WRITERS["parquet"]):
        if columns[-1].name == "review":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(batches, stream, columns)

    args = (docs, "--out", out, "-w", 1)
    with monkeypatch.context() as full:
        full.setitem(work.WRITERS, "parquet", write)
        stopped = batch(*args)
    assert stopped.exit_code == 2
    assert "cannot be written (No space left on device)" in stopped.stderr
    assert "what is finished is kept: the same command goes on from there" in stopped.stderr
    assert len(stopped.stderr.splitlines()) == 1
    assert before.items() - times(out).items() == {("part-000005.json", before["part-000005.json"])}
    assert not list(out.rglob("*.part"))
    with monkeypatch.context() as full:
        full.setitem(work.WRITERS, "parquet", write)
        stopped = batch(*args, "--redo")
    assert "what is finished is kept: the same command without --redo goes on from there" in stopped.stderr
    run_batch([str(docs)], out, bundle=bundle, workers=1)
    run_batch([str(docs)], tmp_path / "whole", bundle=bundle, workers=1)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_no_worker_writes_on_after_the_run_has_stopped(processes, docs, bundle, tagger, tmp_path):
    out = tmp_path / "out"
    inputs = [str(docs)]
    versions = Versions(tagger.info.version, parser_version())
    out.mkdir()
    Journal(out, "parquet").begin(run_info(versions, "parquet", inputs))
    (out / "tags" / "part-000000.parquet").mkdir()  # in the way
    with pytest.raises(UsageError, match="cannot be written"):
        run_batch(inputs, out, bundle=bundle, workers=2)
    assert not [process for process in multiprocessing.active_children() if lives(process.pid)]


def lives(pid):
    """Whether a process is there: the pool's own thread may have waited for it, and told nobody."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_that_dies_while_parts_are_handed_out(processes, docs, bundle, tmp_path, bytes_of, monkeypatch):
    class Pool:
        """Does the work at once, and breaks at the third part."""

        given = 0

        def __init__(self, *_args, **_options):
            pass

        def submit(self, function, *args):
            Pool.given += function is work.tag_part
            if Pool.given == 3:
                Pool.given += 1
                raise BrokenProcessPool
            done = Future()
            done.set_result(function(*args))
            return done

        def shutdown(self, **_options):
            pass

    with monkeypatch.context() as patch:
        patch.setattr(pool, "ProcessPoolExecutor", Pool)
        report = run_batch([str(docs)], tmp_path / "out", bundle=bundle, workers=2)
    assert report.counts.documents == 230
    run_batch([str(docs)], tmp_path / "whole", bundle=bundle, workers=1)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "whole")


def test_inputs_that_vanish_are_named(docs, bundle, tmp_path, read, monkeypatch):
    def vanish(items):
        held = list(items)
        (docs / "d001.txt").unlink()
        return held

    monkeypatch.setattr(run, "items_of", lambda inputs, columns, real=run.items_of: vanish(real(inputs, columns)))
    report = run_batch([str(docs / "d00*.txt")], tmp_path / "out", bundle=bundle, workers=1)
    assert (report.counts.documents, report.counts.errors) == (7, 1)
    assert read(tmp_path / "out", "errors")[0]["reason"] == "cannot be read (No such file or directory)"


def test_a_document_that_kills_its_reader_is_left_out(docs, bundle, tmp_path, read):
    """A worker that dies takes nothing with it but the one document."""
    script = Path(__file__).with_name("deadly_reader.py")
    args = [sys.executable, str(script), str(docs / "d00*.txt"), str(tmp_path / "out"), str(bundle)]
    done = subprocess.run(args, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(read(tmp_path / "out", "documents")) == 7
    assert next(row["reason"] for row in read(tmp_path / "out", "errors")) == work.FATAL


def test_workers_that_cannot_start_are_said_so(processes, docs, bundle, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "start_worker", os.abort)
    with pytest.raises(UsageError, match="worker processes cannot be started"):
        run_batch([str(docs)], tmp_path / "out", bundle=bundle, workers=1)


def test_memory_stays_flat(bundle, tmp_path, text_of):
    """Ten times the documents, not a twentieth more memory: main process and workers."""
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from clausetag.serve.batch.run import run_batch\n"
        "if __name__ == '__main__':\n"
        "    run_batch([sys.argv[1]], Path(sys.argv[2]), bundle=Path(sys.argv[3]), workers=1)\n"
        "    own = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'))\n"
        "    print(own.split()[1], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    (tmp_path / "measure.py").write_text(code)
    started = []
    for size in (100, 1000):  # both at once: each has one worker
        folder = tmp_path / str(size)
        folder.mkdir()
        for number in range(size):
            (folder / f"{number}.txt").write_text(text_of(number))
        args = [sys.executable, str(tmp_path / "measure.py"), str(folder), str(tmp_path / f"out{size}"), str(bundle)]
        started.append(subprocess.Popen(args, stdout=subprocess.PIPE, text=True))
    peaks = [[int(n) for n in process.communicate(timeout=120)[0].split()] for process in started]
    assert [len(peak) for peak in peaks] == [2, 2]
    for small, large in zip(*peaks, strict=True):
        assert large < small * 1.06, peaks


def test_the_bench_tags_the_corpus_as_often_as_its_size_says(corpus, bundle):
    from clausetag.serve.batch.bench import format_measured, measure

    measured = measure(corpus, 2, ["--bundle", str(bundle), "-w", "1"], "local")
    assert (measured.documents, measured.clauses) == (6, 24)
    assert "| local | 2x | 6 | 24 |" in format_measured([measured])
