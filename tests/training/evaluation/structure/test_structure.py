"""Documents written out from the mark-up and read back."""

import dataclasses
import zipfile

import pytest

from clausetag.data import read_resolution_bytes
from clausetag.data.errors import UsageError
from clausetag.training.evaluation.structure import measure
from clausetag.training.evaluation.structure.compare import Comparison, compare
from clausetag.training.evaluation.structure.measure import measure_structure
from clausetag.training.evaluation.structure.pdf import pdf_of_docx
from clausetag.training.evaluation.structure.printed import Mark, print_document
from clausetag.training.evaluation.structure.table import format_structure
from clausetag.training.evaluation.structure.write import WRITERS


@pytest.fixture
def folder(tmp_path, lakes):
    (tmp_path / "a.xml").write_bytes(lakes)
    return tmp_path


def test_a_document_is_laid_out_as_it_is_printed(lakes):
    document = print_document(lakes)
    shown = [
        (line.number, "".join(p if isinstance(p, str) else f"^{p.shown}^" for p in line.pieces))
        for line in document.lines
    ]
    assert shown == [
        ("", "General Assembly"),
        ("", "A/RES/98/7"),
        ("", "Resolution adopted by the General Assembly on 4 March 2021"),
        ("", "98/7. Clean lakes"),
        ("", "The General Assembly,"),
        ("", "Recalling the Lakes Charter,^1^"),
        ("", "Noting the report of the wardens^2^ and its annex,"),
        ("1.", "Invites the lake villages to send:"),
        ("(a)", "Boats;"),
        ("(b)", "Nets;"),
        ("2.", "Decides to remain seized of the matter."),
        ("", "7th plenary meeting"),
        ("", "4 March 2021"),
        ("", "Annex"),
        ("1.", "The wardens meet once a year."),
    ]
    assert document.notes == (("1", "Resolution 90/1."), ("2", "A/98/12."))
    assert document.language == "en"


@pytest.mark.parametrize("kind", WRITERS)
def test_what_was_written_is_read_back(lakes, kind):
    own = read_resolution_bytes(lakes, "a.xml")
    comparison = compare(read_resolution_bytes(WRITERS[kind](print_document(lakes)), "a"), own)
    assert comparison.exact
    assert comparison.first == ""
    assert set(comparison.shares.values()) == {1.0}
    assert comparison.wrong == 0


def test_the_cover_of_a_collection_is_printed_above_its_parts():
    part = "<component><statement><mainBody><p>{}</p></mainBody></statement></component>"
    cover = "<coverPage><p><docNumber>A/RES/99/1 A-B</docNumber></p></coverPage><preface><p>99/1. Lakes</p></preface>"
    inner = f"{cover}<components>{part.format('Of the first.')}{part.format('Of the second.')}</components>"
    collection = f"<documentCollection>{inner}</documentCollection>"
    namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    lines = print_document(f"<akomaNtoso xmlns='{namespace}'>{collection}</akomaNtoso>".encode()).lines
    assert [line.pieces for line in lines[:2]] == [("A/RES/99/1 A-B",), ("99/1. Lakes",)]


def test_arabic_prints_marks_in_brackets_even_turned_round(akn):
    note = "<authorialNote marker='3'><p>) (\u200fالقرار 1.</p></authorialNote>"
    content = akn(f"<mainBody><paragraph><content><p>تقرر ذلك)<!-- -->{note}(.</p></content></paragraph></mainBody>")
    (line,) = print_document(content).lines
    assert line.pieces == ("تقرر ذلك", Mark("(3)", 0), ".")


def test_a_note_that_is_cited_again_keeps_its_mark_in_word(akn):
    note = "<authorialNote marker='1' eId='n'><p>See A/1.</p></authorialNote>"
    again = "<noteRef marker='1' href='#n'/>"
    body = "".join(
        f"<paragraph><num>{n}.</num><content><p>Thanks the crews of the {where} lake{mark} and their families;</p>"
        "</content></paragraph>"
        for n, where, mark in ((1, "upper", note), (2, "lower", again))
    )
    content = akn(f"<mainBody>{body}</mainBody>")
    for kind in ("html", "docx"):
        read = read_resolution_bytes(WRITERS[kind](print_document(content)), kind)
        assert [clause.footnotes for clause in read.clauses] == [("1",), ("1",)]
        assert [note.cited_by for note in read.footnotes] == [("op1", "op2")]


def changed(resolution, place, **fields):
    clauses = list(resolution.clauses)
    clauses[place] = dataclasses.replace(clauses[place], **fields)
    return dataclasses.replace(resolution, clauses=tuple(clauses))


def test_brackets_that_the_mark_up_has_astray_may_stand_either_way_and_no_others(lakes):
    own = read_resolution_bytes(lakes, "a.xml")
    text = own.clauses[2].text
    astray, right, turned = (f"{text} {brackets}" for brackets in ("(A/1(", "(A/1)", ")A/1("))
    assert compare(changed(own, 2, text=right), changed(own, 2, text=astray)).exact
    assert not compare(changed(own, 2, text=turned), changed(own, 2, text=right)).exact
    assert not compare(changed(own, 2, text=right), changed(own, 2, text=f"{text} (A/2(")).exact


def test_the_first_difference_is_named(lakes):
    own = read_resolution_bytes(lakes, "a.xml")
    assert compare(changed(own, 2, path="op9"), own).first == (
        'op9 "Invites the lake villages to s…" instead of op1 "Invites the lake villages to s…"'
    )
    assert compare(changed(own, 3, text="Boots;"), own).first == 'op1(a): "Boots;" instead of "Boats;"'
    short = dataclasses.replace(own, clauses=own.clauses[:-1])
    assert compare(short, own).first.startswith("annex.op1 is missing")
    assert compare(own, short).first.startswith("annex.op1 is too much")
    assert compare(dataclasses.replace(own, title="Lakes"), own).first == "title: Lakes instead of Clean lakes"


def test_shares_are_of_the_clauses_of_the_mark_up(lakes):
    own = read_resolution_bytes(lakes, "a.xml")
    shares = compare(changed(own, 2, path="op9"), own).shares
    assert shares["paths"] == shares["sections"] == pytest.approx(6 / 7)
    assert shares["texts"] == 1


def test_a_space_before_a_comma_is_no_difference(lakes):
    own = read_resolution_bytes(lakes, "a.xml")
    assert compare(changed(own, 0, text="Recalling the Lakes Charter ,"), own).exact


def test_figures_and_their_tables(folder, monkeypatch):
    monkeypatch.setattr(measure, "soffice", lambda: None)
    figures = measure_structure(folder)
    assert [(r.format, r.name, r.language, r.year) for r in figures.readings] == [
        (kind, "A/RES/98/7", "en", "2021") for kind in ("txt", "html", "docx", "wrapped", "pages")
    ]
    table = format_structure(figures)
    assert "en html 1 100.0" in " ".join(table.split())
    assert "PDF was not measured: LibreOffice (soffice) is not installed" in table
    assert table.count("General Assembly") == 1


def test_the_worst_are_named_first(folder, monkeypatch):
    monkeypatch.setattr(measure, "soffice", lambda: None)
    monkeypatch.setattr(measure, "compare", lambda read, own: Comparison.unread("nothing here"))
    assert "  en txt  A/RES/98/7: 100%; nothing here" in format_structure(measure_structure(folder))


def test_a_sample_is_drawn_the_same_way_every_time(tmp_path, akn_document, monkeypatch):
    monkeypatch.setattr(measure, "soffice", lambda: None)
    for n in range(8):
        text = "Decides to meet again at the lake in the spring."
        (tmp_path / f"{n}.xml").write_bytes(akn_document(f"A/RES/98/{n}", ("p", "1.", text)))
    drawn = [{r.name for r in measure_structure(tmp_path, sample=3).readings} for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 3


def test_files_that_cannot_be_read_are_counted(folder, monkeypatch):
    monkeypatch.setattr(measure, "soffice", lambda: None)
    (folder / "b.xml").write_bytes(b"<akomaNtoso><statement>")
    assert "Files of the mark-up that cannot be read themselves: 1" in format_structure(measure_structure(folder))


def test_zip_files_and_empty_folders(tmp_path, lakes, monkeypatch):
    monkeypatch.setattr(measure, "soffice", lambda: None)
    with pytest.raises(UsageError, match="no AKN XML here"):
        measure_structure(tmp_path)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.xml", lakes)
    assert len(measure_structure(tmp_path / "a.zip").readings) == 5


def test_pdf_by_the_program_that_makes_it(tmp_path):
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\nfor last; do :; done\ncp "$last" "${last%.docx}.pdf"\n')
    program.chmod(0o755)
    assert pdf_of_docx(b"word", str(program)) == b"word"
    program.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(UsageError, match="LibreOffice made no PDF"):
        pdf_of_docx(b"word", str(program))
