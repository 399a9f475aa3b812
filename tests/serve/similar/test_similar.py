"""Who asked for it already: the index beside the tables, families, outputs, the command."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from clausetag.data.errors import UsageError
from clausetag.serve.cli import app
from clausetag.serve.similar import Index, build_index
from tests.serve.similar.conftest import TEXTS

BRIDGES, LIGHTHOUSE, HARBOUR = TEXTS
REWORDED = BRIDGES.replace("in winter", "in every winter")


@pytest.fixture
def indexed(tables):
    tables(0, ("A/RES/1/1", "General Assembly", 1999, TEXTS), ("A/RES/2/1", "General Assembly", 2003, [REWORDED]))
    out = tables(1, ("A/HRC/RES/9/2", "Human Rights Council", 2010, [BRIDGES, LIGHTHOUSE]))
    build_index(out)
    return out


def test_a_family_says_how_much_alike_by_whom_and_since_when(indexed):
    (family,) = Index.open(indexed).families(BRIDGES.upper())
    assert family.likeness == 1
    assert (family.clauses, family.documents) == (3, 3)
    assert (family.first.name, family.first.year) == ("A/RES/1/1 op1", 1999)
    assert (family.last.name, family.last.year) == ("A/HRC/RES/9/2 op1", 2010)
    assert family.organs == (("General Assembly", 2), ("Human Rights Council", 1))


def test_likeness_is_the_share_of_words_in_one_order(indexed):
    (family, *_) = Index.open(indexed).families(HARBOUR.replace("third fair", "fourth fair"))
    words = len(HARBOUR.split())
    assert family.likeness == pytest.approx((words - 1) / words)
    assert family.text == HARBOUR


def test_what_is_like_nothing_and_what_is_the_drafts_own(indexed):
    index = Index.open(indexed)
    assert index.families("Decides that no goose shall be weighed on a Sunday before noon") == ()
    assert index.families(HARBOUR, but="A/RES/1/1") == ()
    (family,) = index.families(BRIDGES, but="A/RES/1/1")
    assert (family.documents, family.first.year) == (2, 2003)


def test_an_index_is_updated_by_adding_and_knows_what_it_lacks(indexed, tables):
    tables(2, ("S/RES/5 (2020)", "Security Council", 2020, [BRIDGES]))
    assert Index.open(indexed).missing == 1
    built = build_index(indexed)
    assert (built.added, built.kept) == (1, 2)
    index = Index.open(indexed)
    assert index.missing == 0
    assert index.families(BRIDGES)[0].last.year == 2020
    assert build_index(indexed).added == 0


def test_a_part_that_changed_or_went_is_indexed_anew(indexed, tables):
    tables(1, ("A/HRC/RES/9/2", "Human Rights Council", 2011, ["Takes note of the colour of the roofs of Velm;"]))
    build_index(indexed)
    assert Index.open(indexed).families(BRIDGES)[0].documents == 2
    for table in ("documents", "clauses"):
        (indexed / table / "part-000001.jsonl").unlink()
    build_index(indexed)
    assert Index.open(indexed).families("Takes note of the colour of the roofs of Velm;") == ()


def test_many_small_segments_are_put_together(tables):
    for number in range(12):
        out = tables(number, (f"A/RES/{number}/1", "General Assembly", 1990 + number, [BRIDGES]))
        build_index(out)
    assert len(list((out / "_index").glob("segment-*"))) <= 8
    assert Index.open(out).families(BRIDGES)[0].documents == 12


_SLOW = """
import sys
from pathlib import Path
import clausetag.serve.similar.index as index
index._TEXTS = 1
index.build_index(Path(sys.argv[1]))
"""


def test_a_build_that_is_killed_leaves_what_was_there_and_goes_on(tables, monkeypatch):
    for number in range(150):
        out = tables(number, (f"A/RES/{number}/1", "General Assembly", 1900 + number, [f"{BRIDGES} Part {number}"]))
    folder = out / "_index"
    for wanted in (3, 20):
        process = subprocess.Popen([sys.executable, "-c", _SLOW, str(out)], env=os.environ.copy())
        deadline = time.monotonic() + 60
        while len(list(folder.glob("segment-*"))) < wanted and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert Index.open(out).families(BRIDGES)[0].likeness > 0.9
    assert Index.open(out).missing > 0
    monkeypatch.setattr("clausetag.serve.similar.index._TEXTS", 1)
    built = build_index(out)
    assert built.added < 150 == built.added + built.kept
    assert Index.open(out).missing == 0
    assert not [left for left in folder.iterdir() if left.name.startswith(".")]


def test_errors_say_what_to_do(tables, tmp_path):
    out = tables(0, ("A/RES/1/1", "General Assembly", 1999, TEXTS))
    with pytest.raises(UsageError, match="run clausetag index"):
        Index.open(out)
    with pytest.raises(UsageError, match="no tables of clausetag batch"):
        build_index(tmp_path / "nothing")
    build_index(out)
    next((out / "_index").glob("segment-*/keys.npy")).write_bytes(b"broken")
    with pytest.raises(UsageError, match="index again"):
        Index.open(out)


def test_tables_without_clauses_can_be_indexed(tables):
    out = tables(0)
    build_index(out)
    assert Index.open(out).families(BRIDGES) == ()


def run(*args):
    return CliRunner().invoke(app, [str(arg) for arg in args])


def test_the_command_in_every_format(indexed, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(f"The General Assembly,\n\n1. {REWORDED}\n\n2. Decides to weigh no goose on Sundays.\n")
    result = run("similar", draft, "--in", indexed, "--format", "json")
    assert result.exit_code == 0, result.output
    first, second = json.loads(result.stdout)["clauses"]
    assert (first["path"], first["families"][0]["documents"]) == ("op1", 3)
    assert second["families"] == []
    shown = run("similar", draft, "--in", indexed).stdout
    assert "100% A/RES/2/1 op1" in shown
    assert "1999 to 2010, 3 clauses in 3 documents: General Assembly 2, Human Rights Council 1" in shown
    assert "new: nothing like it" in shown
    page = tmp_path / "similar.html"
    assert run("similar", draft, "--in", indexed, "--out", page).exit_code == 0
    assert "https://undocs.org/en/A/RES/2/1" in page.read_text()


def test_a_clause_may_be_given_as_it_is(indexed):
    result = run("similar", BRIDGES.replace("bread", "flour"), "--in", indexed)
    assert "[-bread-]{+flour+}" in result.stdout
    assert run("similar", "nosuch.txt", "--in", indexed).exit_code == 2
    assert run("similar", BRIDGES, "--in", indexed / "documents").exit_code == 2
