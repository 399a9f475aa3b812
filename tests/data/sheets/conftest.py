"""Workbooks made for the tests."""

import io
import zipfile

import pytest
import xlsxwriter

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
_XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())


@pytest.fixture
def xlsx():
    """Make an .xlsx of sheets by name, each a list of rows; a name that begins with a dot is hidden."""

    def make(**sheets):
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.removeprefix("hidden_"))
            if name.startswith("hidden_"):
                sheet.hide()
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    sheet.write(number, place, value)
        book.close()
        return stream.getvalue()

    return make


@pytest.fixture
def ods():
    """Make an .ods of one sheet of texts."""

    def make(rows):
        cells = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in rows
        )
        content = (
            f'<?xml version="1.0"?><office:document-content {_XMLNS}><office:body><office:spreadsheet>'
            f'<table:table table:name="A">{cells}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>"
        )
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", content)
            archive.writestr("META-INF/manifest.xml", manifest)
        return stream.getvalue()

    return make
