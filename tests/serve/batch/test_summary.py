import re
import sys

import pytest

from clausetag.data import UsageError
from clausetag.serve.batch.run import run_batch
from clausetag.serve.batch.summary import summarize
from clausetag.serve.batch.summary_text import format_summary


@pytest.fixture
def out(docs, bundle, tmp_path, in_this_process):
    (docs / "d001.txt").write_text(
        "General Assembly\nA/RES/67/172\n\nThe General Assembly,\n\n"
        "1. Urges <b>States</b> to protect children from trafficking in persons and children in detention;\n"
    )
    with in_this_process():
        run_batch([str(docs)], tmp_path / "out", bundle=bundle)
    return tmp_path / "out"


def test_counts_are_those_of_the_tables(out, read):
    summary = summarize(out)
    clauses, documents = read(out, "clauses"), read(out, "documents")
    assert summary.total.clauses == len(clauses)
    for theme in summary.themes:
        assert summary.total.themes[theme] == sum(theme in row["themes"] for row in clauses)
        assert summary.review[theme] == sum(theme in row["review"] for row in clauses)
    assert summary.total.review == sum(bool(row["review"]) for row in clauses)
    assert sum(share.clauses for share in summary.organs.values()) == len(clauses)
    assert len(summary.documents) == len(documents)
    assert sum(summary.together.values()) == sum(len(r["themes"]) * (len(r["themes"]) - 1) // 2 for r in clauses)
    assert summary.years[2012].clauses == 1
    best = {}
    for row in read(out, "tags"):
        best[row["theme"]] = max(row["probability"], best.get(row["theme"], 0.0))
    assert {theme: found[0].probability for theme, found in summary.telling.items() if found}.items() <= best.items()
    assert [error.reason[:5] for error in summary.errors] == ["empty", "a pic"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_other_formats_say_the_same(out, docs, bundle, tmp_path, in_this_process, form):
    with in_this_process():
        run_batch([str(docs)], tmp_path / form, bundle=bundle, form=form)
    assert format_summary(summarize(tmp_path / form)) == format_summary(summarize(out))


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_a_damaged_table_is_named(docs, bundle, tmp_path, in_this_process, form):
    with in_this_process():
        run_batch([str(docs / "d001.txt")], tmp_path / form, bundle=bundle, form=form)
    (part,) = (tmp_path / form / "clauses").glob("part-*")
    content = part.read_bytes()
    part.write_bytes(content[: len(content) // 2] + b"\xff")
    with pytest.raises(UsageError, match=rf"{part.name}: damaged \(.+--redo$"):
        summarize(tmp_path / form)


def test_the_command_prints_and_draws(cli, out, tmp_path):
    pytest.importorskip("matplotlib")
    result = cli("summarize", out, "--html", tmp_path / "s.html", "--png", tmp_path / "s.png")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("230 documents, ")
    assert "for a person to decide" in result.stdout
    assert (tmp_path / "s.png").read_bytes().startswith(b"\x89PNG")
    page = (tmp_path / "s.html").read_text()
    assert "A/RES/67/172" in page
    assert "<b>States" not in page
    assert not re.search(r"(?:src|action)=|url\(|@import", page)


def test_nothing_tagged_is_no_picture(cli, bundle, tmp_path, in_this_process):
    pytest.importorskip("matplotlib")
    (tmp_path / "empty.txt").write_text("")
    with in_this_process():
        run_batch([str(tmp_path / "empty.txt")], tmp_path / "none", bundle=bundle)
    result = cli("summarize", tmp_path / "none", "--html", tmp_path / "s.html", "--png", tmp_path / "s.png")
    assert result.exit_code == 2
    assert "s.png: not drawn, for no document was tagged; the reasons are in errors" in result.stderr
    assert (tmp_path / "s.html").exists()
    assert not (tmp_path / "s.png").exists()


def test_a_picture_says_what_it_needs(cli, out, tmp_path, monkeypatch):
    for name in ("matplotlib", "matplotlib.backends.backend_agg"):
        monkeypatch.setitem(sys.modules, name, None)
    result = cli("summarize", out, "--png", tmp_path / "s.png")
    assert result.exit_code == 2
    assert 'pip install "clausetag[train]"' in result.stderr


def test_unfinished_or_foreign_folders_are_refused(cli, out, tmp_path):
    assert "no tables of clausetag batch here" in cli("summarize", tmp_path).stderr
    told = (out / "_run.json").read_text()
    (out / "_run.json").write_text(told.replace('"finished": true', '"finished": false'))
    result = cli("summarize", out)
    assert result.exit_code == 2
    assert "not finished; run the same clausetag batch again" in result.stderr
