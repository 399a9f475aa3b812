"""The workbook of clauses and counts, as a spreadsheet program reads it."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from clausetag.data import Clause, Resolution, Section, UsageError, load_themes, resolution_from_paragraphs
from clausetag.models.decision import Answer
from clausetag.serve.outputs import growing_sheet
from clausetag.serve.outputs.clause_book import write_clause_book
from clausetag.serve.outputs.workbook import height_of
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags

THEMES = load_themes()


def book_of(*documents, corrected=None):
    stream = io.BytesIO()
    write_clause_book(documents, THEMES, stream, corrected)
    return stream.getvalue()


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    return {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in tables.items()}


def sheet_xml(content, number=1):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def answered(resolution, answer=Answer.APPLIES):
    tags = Tags((THEMES[0].key,), {t.key: 0.5 for t in THEMES}, dict.fromkeys((t.key for t in THEMES), answer), {})
    return TaggedResolution(resolution, tuple(TaggedClause(c, tags) for c in resolution.clauses), "9.9")


@pytest.fixture(scope="module")
def tagged(tagger, seed):
    return tagger.tag(seed)


@pytest.fixture(scope="module")
def content(tagged):
    return book_of(tagged)


def test_clauses_are_in_words_and_per_cent(content, tagged):
    rows = sheets_of(content)["clauses"]
    assert [row["Path"] for row in rows] == [item.clause.path for item in tagged.clauses]
    (row,) = [row for row in rows if row["Path"] == "op4(a)"]
    item = next(item for item in tagged.clauses if item.clause.path == "op4(a)")
    assert row["Citation"] == "A/RES/67/172, para. 4 (a)"
    assert row["Under"] == item.clause.chapeau
    assert (row["Title"], row["Adopted"].isoformat(), row["Year"]) == ("Protection of migrants", "2012-12-20", 2012)
    assert row["Detention, how likely"] == round(item.tags.probabilities["detention"], 4)
    assert {row["Detention"] for row in rows} <= {"applies", "does not apply", "for a person to decide", "not scored"}
    assert any("detention" in row["Detention, words"].split(", ") for row in rows)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert '"0.0%"' in archive.read("xl/styles.xml").decode()


def test_citations_link_to_the_official_document(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        targets = re.findall(r'Target="([^"]+)"', archive.read("xl/worksheets/_rels/sheet1.xml.rels").decode())
    assert set(targets) == {"https://docs.un.org/en/A/RES/67/172"}
    assert sheet_xml(content).count("<hyperlink ") == 77


def test_the_header_stays_in_sight_and_filters(content):
    for number in (1, 2):
        assert re.search(r'<pane xSplit="1" ySplit="1" [^>]*state="frozen"', sheet_xml(content, number))
        assert "<autoFilter " in sheet_xml(content, number)


def test_counts_are_those_of_the_clauses(content, tagged):
    counts = {row["Section"]: row for row in sheets_of(content)["counts"]}
    assert list(counts) == ["preambular", "operative", "all"]
    assert counts["all"]["Clauses"] == 77
    assert counts["all"]["Children"] == sum("children" in item.tags.themes for item in tagged.clauses)
    assert counts["all"]["With a theme"] == sum(bool(item.tags.themes) for item in tagged.clauses)
    assert all(counts["preambular"][n] + counts["operative"][n] == counts["all"][n] for n in ("Clauses", "Children"))


def test_several_documents_have_a_sum(tagged):
    other = replace(tagged, resolution=replace(tagged.resolution, symbol="A/RES/99/9"))
    rows = [row for row in sheets_of(book_of(tagged, other))["counts"] if row["Section"] == "all"]
    assert [(row["Document"], row["Clauses"]) for row in rows] == [
        ("A/RES/67/172", 77),
        ("A/RES/99/9", 77),
        ("All documents", 154),
    ]


def test_corrections_have_a_column_where_there_may_be_any(tagged, content):
    assert "Corrected by a reader" not in sheets_of(content)["clauses"][0]
    rows = sheets_of(book_of(tagged, corrected={"op1"}))["clauses"]
    assert [row["Path"] for row in rows if row["Corrected by a reader"] == "yes"] == ["op1"]


def test_clauses_that_nobody_scored_are_counted_and_without_figures():
    resolution = resolution_from_paragraphs(["1. Decides to plant ash;"])
    tags = Tags((), {}, {theme.key: Answer.NOT_SCORED for theme in THEMES}, {})
    tagged = TaggedResolution(resolution, (TaggedClause(resolution.clauses[0], tags),), "9.9")
    sheets = sheets_of(book_of(tagged))
    assert sheets["clauses"][0]["Detention"] == "not scored"
    assert sheets["clauses"][0]["Detention, how likely"] == ""
    assert sheets["counts"][-1]["Not scored"] == 1


@given(st.text(min_size=1, max_size=40).filter(str.strip), st.sampled_from(["=1+1", "http://a.b", "@x", "-1", ""]))
def test_any_text_stays_the_text_it_is(text, start):
    clause = Clause("op1", Section.OPERATIVE, start + text)
    rows = sheets_of(book_of(answered(Resolution((clause,)))))["clauses"]
    printable = "".join(ch for ch in start + text if ch.isprintable())
    if printable == start + text:
        assert str(rows[0]["Text"]) == start + text


def test_what_no_sheet_holds_is_said(monkeypatch):
    long = Resolution((Clause("op1", Section.OPERATIVE, "a" * 40_000),), symbol="A/RES/99/1")
    with pytest.raises(UsageError, match=r"A/RES/99/1, para. 1 has more than 32,767 characters"):
        book_of(answered(long))
    monkeypatch.setattr(growing_sheet, "_MOST_ROWS", 1)
    two = Resolution(tuple(Clause(f"op{n}", Section.OPERATIVE, "Decides;") for n in (1, 2)))
    with pytest.raises(UsageError, match="more than 1 clauses"):
        book_of(answered(two))


@given(st.text(max_size=400), st.integers(10, 80))
def test_rows_are_high_enough_for_their_texts(text, width):
    words = max((len(line) for line in text.split("\n")), default=0)
    assert height_of([(text, width)]) >= min(15 * max(1, words // width), 409)
    assert height_of([(text * 2, width)]) >= height_of([(text, width)])


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("short", 1), ("word " * 16, 1), ("word " * 17, 2), ("\u6cd5" * 45, 2)]
)
def test_lines_end_at_words_and_chinese_is_wide(text, lines):
    assert height_of([(text, 80)]) == (15 if lines == 1 else 15 * lines + 2.5)
