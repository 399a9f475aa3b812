"""Spreadsheets of every kind come out as the same table; what cannot be read says why in one line."""

import csv
import datetime
import io
import unicodedata
import zipfile
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import DocumentError
from clausetag.data.sheets.read import read_sheet, sheet_of_bytes

HEADER = ["No.", "Recommendation", "State"]
ROWS = [
    ["1", "Release all children, without delay; report on it", "Freedonia"],
    ["2", "Protéger les “enfants” privés de liberté", "Sylvania"],
    ["3", "Ratify the Convention", "Ruritania"],
]


def written(delimiter=",", rows=(HEADER, *ROWS), **how):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, **how).writerows(rows)
    return stream.getvalue()


def refused(content, name="a.csv"):
    with pytest.raises(DocumentError) as raised:
        sheet_of_bytes(content, name)
    message = str(raised.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_in_any_encoding_with_any_delimiter(encoding, delimiter):
    sheet = sheet_of_bytes(written(delimiter).encode(encoding), "a.csv")
    assert sheet.columns == tuple(HEADER)
    assert [list(row) for row in sheet.rows] == ROWS
    assert sheet.delimiter == delimiter
    assert sheet.remarks == ()


def test_texts_full_of_commas_in_one_column():
    text = "text\nUrges States, all of them, to act\nRecalls, as it did, its decision\nAct now\nNotes that, too\n"
    assert [row[0] for row in sheet_of_bytes(text.encode(), "a.csv").rows] == text.splitlines()[1:]


def test_excel_may_name_the_delimiter():
    sheet = sheet_of_bytes(b"sep=;\r\nid;text\r\n1;Urges States, to act\r\n", "a.csv")
    assert sheet.columns == ("id", "text")
    assert sheet.rows == (("1", "Urges States, to act"),)


def test_a_cell_over_several_lines_is_one_cell():
    sheet = sheet_of_bytes(b'id,text\n1,"Urges States\nto act"\n', "a.csv")
    assert sheet.rows == (("1", "Urges States\nto act"),)
    assert sheet.texts(1) == ["Urges States to act"]


def test_a_quotation_mark_that_does_not_close_is_remarked_on():
    sheet = sheet_of_bytes(b'id,text\n1,"Urges States\n2,Calls upon all\n', "a.csv")
    assert len(sheet.remarks) == 1
    assert "quotation mark" in sheet.remarks[0]


def test_cells_of_a_workbook_keep_their_types(xlsx):
    day = datetime.datetime(2024, 5, 17)
    rows = [["id", "text", "share", "when", "done"], [1, "Urges States to act", 0.25, day, True], [None, None, 3]]
    sheet = sheet_of_bytes(xlsx(A=rows), "a.xlsx")
    assert sheet.columns == ("id", "text", "share", "when", "done")
    assert sheet.rows == (
        (1, "Urges States to act", 0.25, day.date(), True),
        (None, None, 3, None, None),
    )
    assert [type(cell) for cell in sheet.rows[0]] == [int, str, float, datetime.date, bool]
    assert sheet.delimiter is None


def test_the_first_visible_sheet_with_rows_is_read_and_the_others_are_named(xlsx):
    content = xlsx(Cover=[], hidden_Lists=[["x"], ["y"]], Texts=[["text"], ["Urges States to act"]], More=[["a"], [1]])
    sheet = sheet_of_bytes(content, "a.xlsx")
    assert sheet.rows == (("Urges States to act",),)
    assert sheet.remarks == ("only its sheet Texts is read; left out: More",)


def test_ods(ods):
    sheet = sheet_of_bytes(ods([HEADER, *ROWS]), "a.ods")
    assert sheet.columns == tuple(HEADER)
    assert [list(row) for row in sheet.rows] == ROWS


def test_columns_without_a_name_or_with_one_name(xlsx):
    rows = [["text", None, "note", "note"], ["Urges States to act", "x", "y", "z", "beyond"]]
    assert sheet_of_bytes(xlsx(A=rows), "a.xlsx").columns == ("text", "B", "note", "note (2)", "E")


def test_texts_without_a_header_lose_no_row():
    sheet = sheet_of_bytes(b"Urges all States to act;\nCalls upon all to do so;\n", "a.csv")
    assert sheet.columns == ("A",)
    assert len(sheet.rows) == 2
    assert "no header" in sheet.remarks[0]


def test_empty_rows_stay_in_the_middle_and_go_at_the_ends():
    sheet = sheet_of_bytes(b"\n\nid,text\n1,Act\n\n3,Report\n,\n\n", "a.csv")
    assert sheet.rows == (("1", "Act"), (None, None), ("3", "Report"))


def test_missing_file(tmp_path):
    with pytest.raises(DocumentError, match=r"^gone\.csv: cannot be read \(No such file"):
        read_sheet(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n \r\n", "empty"),
        (b"text\n", "no row in it but a header"),
        (bytes(range(256)) * 40, "neither a workbook nor readable as CSV"),
        (b"PK\x03\x04 cut off", "damaged, cut off or encrypted"),
        (b"\xd0\xcf\x11\xe0 no workbook", "damaged or no spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet(content, said):
    assert said in refused(content)


def test_other_packages_are_no_spreadsheet():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "no spreadsheet in it" in refused(stream.getvalue(), "a.docx")


def test_what_unpacks_to_too_much_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("content.xml", "w") as part:
        for _ in range(260):
            part.write(b" " * (1 << 20))
    assert "unpacks to more than 256 MB" in refused(stream.getvalue(), "a.ods")


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("clausetag.data.sheets.read.MAX_ROWS", 10)
    assert "split it" in refused(b"text\n" + b"Act\n" * 11)


cell = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\ufeff", exclude_categories=["Cs", "Cc"]), max_size=30
).map(partial(unicodedata.normalize, "NFC"))  # as texts are read


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_every_cell_of_csv_comes_back(rows, delimiter):
    text = written(delimiter, [["id", "text", "note"], *rows], quoting=csv.QUOTE_ALL)
    sheet = sheet_of_bytes(text.encode(), "a.csv") if any(any(row) for row in rows) else None
    while rows and not any(rows[-1]):
        rows.pop()
    assert [[cell or "" for cell in row] for row in (sheet.rows if sheet else ())] == rows


@given(
    st.binary(max_size=400)
    | st.binary(max_size=400).map(lambda tail: b"PK\x03\x04" + tail)
    | st.text(max_size=300).map(str.encode)
)
def test_any_bytes_are_a_sheet_or_an_error_in_one_line(content):
    try:
        sheet = sheet_of_bytes(content, "a.csv")
    except DocumentError:
        refused(content)
        return
    assert sheet.rows
    assert len(set(sheet.columns)) == len(sheet.columns)
    assert {len(row) for row in sheet.rows} == {len(sheet.columns)}


def test_rows_are_numbered_as_spreadsheets_show_them(xlsx):
    rows = [[], [], ["id", "text"], [1, "Urges States to act"]]
    assert sheet_of_bytes(xlsx(A=rows), "a.xlsx").first_row == 4
    assert sheet_of_bytes(b"\nid,text\n1,Act\n", "a.csv").first_row == 3
    assert sheet_of_bytes(b"Urges all States to act;\nCalls upon all to do so;\n", "a.csv").first_row == 1


def test_a_title_above_the_header_is_named_and_left_out():
    above = (["Recommendations of 2031", "", ""], [""] * 3)
    sheet = sheet_of_bytes(written(rows=(*above, HEADER, *ROWS)).encode(), "a.csv")
    assert (sheet.columns, [list(row) for row in sheet.rows], sheet.first_row) == (tuple(HEADER), ROWS, 4)
    assert sheet.remarks == ("its rows above the header (row 3) are left out",)


def test_a_header_that_names_one_column_is_no_title():
    sheet = sheet_of_bytes(b"Recommendation,\nRatify the treaty,Norland\nBuild a hut,Sudland\n", "a.csv")
    assert (sheet.columns, len(sheet.rows), sheet.remarks) == (("Recommendation", "B"), 2, ())
