"""One resolution as text, Word, HTML and PDF gives the same clauses and footnotes."""

import dataclasses

import pytest

from clausetag.data import Resolution, read_resolution_bytes


def shape(resolution: Resolution) -> list[tuple[object, ...]]:
    return [dataclasses.astuple(clause) for clause in resolution.clauses]


def assert_same(found: Resolution, seed: Resolution) -> None:
    assert [c.path for c in found.clauses] == [c.path for c in seed.clauses]
    for mine, theirs in zip(found.clauses, seed.clauses, strict=True):
        assert mine == theirs
    assert found.footnotes == seed.footnotes
    fields = ("title", "organ", "session", "agenda_item", "adopted", "meeting", "report", "symbol")
    assert [getattr(found, f) for f in fields] == [getattr(seed, f) for f in fields]


def test_text(seed, written_seed, write_txt):
    assert_same(read_resolution_bytes(write_txt(written_seed), "a.txt"), seed)


def test_word_with_typed_numbers(seed, written_seed, write_docx):
    assert_same(read_resolution_bytes(write_docx(written_seed), "a.docx"), seed)


def test_word_with_automatic_numbers(seed, written_seed, write_docx):
    assert_same(read_resolution_bytes(write_docx(written_seed, automatic_numbers=True), "a.docx"), seed)


def test_html(seed, written_seed, write_html):
    assert_same(read_resolution_bytes(write_html(written_seed), "a.html"), seed)


@pytest.mark.parametrize("hyphenate", [False, True])
def test_pdf(seed, written_seed, write_pdf, hyphenate):
    assert_same(read_resolution_bytes(write_pdf(written_seed, hyphenate=hyphenate), "a.pdf"), seed)


def test_pdf_on_short_pages(seed, written_seed, write_pdf):
    found = read_resolution_bytes(write_pdf(written_seed, hyphenate=False, height=420), "a.pdf")
    assert_same(found, seed)


def test_the_name_does_not_choose_the_reader(seed, written_seed, write_pdf, write_docx):
    assert shape(read_resolution_bytes(write_docx(written_seed), "a.pdf")) == shape(seed)
    assert shape(read_resolution_bytes(write_pdf(written_seed, hyphenate=False), "a.docx")) == shape(seed)
