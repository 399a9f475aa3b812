"""A workbook with a cell far out is refused before all cells up to there are made."""

import io
import zipfile

import pytest

from clausetag.data import DocumentError
from clausetag.data.sheets.read import sheet_of_bytes

CONTENT = "content.xml"


def changed(workbook, part, old, new):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def refused(content, name):
    with pytest.raises(DocumentError) as raised:
        sheet_of_bytes(content, name)
    return str(raised.value)


def test_a_cell_far_out_is_refused_before_room_is_made_for_it(xlsx):
    sheet = "xl/worksheets/sheet1.xml"
    whole = changed(xlsx(A=[["text"], ["Urges States to act"]]), sheet, b'r="A2"', b'r="XFD1048576"')
    far = changed(whole, sheet, b'<row r="2"', b'<row r="1048576"')
    assert "has cells as far as XFD1048576" in refused(far, "a.xlsx")


@pytest.mark.parametrize(
    ("what", "end"),
    [
        (b'row table:number-rows-repeated="1000000"', "A1000001"),
        (b'cell table:number-columns-repeated="2000"', "BXX2"),
        (b'cell table:number-columns-repeated="0000000002000"', "BXX2"),
    ],
)
def test_a_cell_repeated_far_out_is_refused_before_room_is_made_for_it(ods, what, end):
    cell = b'<table:table-cell office:value-type="string"><text:p>Urges</text:p></table:table-cell>'
    row = b"<table:table-row>" + cell + b"</table:table-row>"
    repeated = row.replace(what.split()[0], what, 1)
    assert f"has cells as far as {end}" in refused(changed(ods([["text"], ["Urges"]]), CONTENT, row, repeated), "a.ods")


def test_rows_and_cells_repeated_to_the_edge_with_nothing_in_them_take_no_room(ods):
    edge = (
        b'<table:table-row table:number-rows-repeated="1048574">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    whole = changed(ods([["text"], ["Urges States to act"]]), CONTENT, b"</table:table>", edge)
    assert sheet_of_bytes(whole, "a.ods").rows == (("Urges States to act",),)


def test_a_broken_sheet_of_ods_is_refused(ods):
    whole = ods([["text"], ["Urges States to act"]])
    assert "damaged" in refused(changed(whole, CONTENT, b"</table:table>", b""), "a.ods")
    entities = b'<!DOCTYPE a [<!ENTITY b "c">]><office:document-content'
    typed = changed(whole, CONTENT, b"<office:document-content", entities)
    assert "document type" in refused(typed, "a.ods")
