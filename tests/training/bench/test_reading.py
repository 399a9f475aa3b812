import shutil

import pytest

from clausetag.data import DocumentError, UsageError, read_resolution_bytes
from clausetag.training.bench.reading import Document, draw, main, measure


def test_the_same_clauses_in_every_format(official):
    formats = draw(official, 5)
    own = read_resolution_bytes((official / "eng.xml").read_bytes(), "eng.xml")
    assert {"txt", "html", "docx", "pdf", "akn xml"} <= set(formats)
    for documents in formats.values():
        assert [(d.name, d.pages) for d in documents] == [("eng.xml", 1)]
        read = read_resolution_bytes(documents[0].content, "a")
        assert [(c.path, c.text) for c in read.clauses] == [(c.path, c.text) for c in own.clauses]


def test_pdftotext_is_left_out_where_it_is_not_installed(official, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert set(draw(official, 1)) == {"txt", "html", "docx", "pdf", "akn xml"}


def test_pdftotext_reads_standard_input(official, tmp_path, monkeypatch):
    program = tmp_path / "pdftotext"
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    program.write_text("#!/bin/sh\nhead -c 5\n")
    program.chmod(0o755)
    assert draw(official, 1)["txt of pdftotext"][0].content == b"%PDF-"
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(UsageError, match="made no text of a PDF"):
        draw(official, 1)


def test_what_was_measured():
    text = Document("a.txt", b"The General Assembly,\n\n1. Decides to act;", 3)
    speed = measure("txt", [text, text])
    assert (speed.format, speed.documents, speed.pages) == ("txt", 2, 6)
    assert speed.processor > 0
    assert speed.wall > 0
    with pytest.raises(DocumentError, match=r"^b\.txt: empty"):
        measure("txt", [Document("b.txt", b"", 1)])


def test_a_table_with_a_row_for_each_format(official, tmp_path, capsys):
    file = tmp_path / "a.pdf"
    file.write_bytes(draw(official, 1)["pdf"][0].content)
    assert main([str(official), "--sample", "1", "--pdf", str(file)]) == 0
    rows = [line.split("|") for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    found = [row[1].strip() for row in rows[2:]]
    assert [kind for kind in found if kind != "txt of pdftotext"] == [
        "txt", "html", "docx", "pdf", "akn xml", "pdf, as given",
    ]  # fmt: skip
    assert all(row[2].strip() == "1" and int(row[5].replace(",", "")) > 0 for row in rows[2:])


def test_what_cannot_be_measured_is_one_line(official, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.4 no more")
    for arguments, said in (
        ([str(empty)], "no English AKN XML here"),
        ([str(official), "--pdf", str(tmp_path / "gone.pdf")], "gone.pdf"),
        ([str(official), "--pdf", str(damaged)], "damaged.pdf"),
    ):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert error.startswith("error: ")
        assert said in error
        assert error.count("\n") == 1
