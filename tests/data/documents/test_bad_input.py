"""Whatever the bytes, a document is read or exactly one clear DocumentError is raised."""

import io
import os
import zipfile

import pytest

from clausetag.data import DocumentError, read_resolution, read_resolution_bytes
from clausetag.data.documents.limits import MAX_BYTES


def refused(content: bytes, name: str = "file.bin") -> str:
    with pytest.raises(DocumentError) as caught:
        read_resolution_bytes(content, name)
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert "\n" not in message
    return message


def zipped(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def word(document: bytes, **more: bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": document, **more})


def test_missing_file(tmp_path):
    with pytest.raises(DocumentError, match=r"^gone\.txt: no such file"):
        read_resolution(tmp_path / "gone.txt")


def test_folder(tmp_path):
    with pytest.raises(DocumentError, match="is a folder"):
        read_resolution(tmp_path)


def test_file_that_vanishes_while_it_is_opened(tmp_path, monkeypatch):
    file = tmp_path / "a.txt"
    file.write_text("1. Decides to act;")
    monkeypatch.setattr(type(file), "is_dir", lambda self: bool(self.unlink()) if self.exists() else False)
    with pytest.raises(DocumentError, match=r"^a\.txt: no such file"):
        read_resolution(file)


def test_path_with_a_null_byte():
    with pytest.raises(DocumentError, match="cannot be read"):
        read_resolution("a\x00b.txt")


def test_200_megabytes_are_refused_before_reading(tmp_path):
    file = tmp_path / "big.txt"
    with file.open("wb") as stream:
        os.truncate(stream.fileno(), 200 * 1024 * 1024)
    with pytest.raises(DocumentError, match=r"^big\.txt: 200 MB, more than the 50 MB"):
        read_resolution(file)


def test_too_many_bytes():
    assert "split it" in refused(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("content", [b"", b"  \r\n\t\n", b"\x00" * 50, b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty(content):
    assert "give a document" in refused(content)


def test_binary_junk():
    assert "binary data" in refused(bytes(range(32)) * 50)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"\xff\xd8\xff\xe0....", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"\x1f\x8b\x08....", "gzip"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<p>1. Decides to act;", "web archive"),
    ],
)
def test_other_kinds_are_named(content, what):
    assert what in refused(content)


NOT_AKN = "XML, but not AKN: its root is <rss>, not <akomaNtoso>"
XML_THAT_IS_NONE = [
    (b"<?xml version='1.0'?><akomaNtoso><statement>", "not well-formed XML ("),
    (b"<?xml version='1.0'?><rss><item>", "not well-formed XML ("),
    (b"<?xml version='1.0'?>", "not well-formed XML ("),
    (b"<?xml version='1.0'?><rss><item>1. Decides to act;</item></rss>", NOT_AKN),
    ("<?xml version='1.0' encoding='utf-16'?><rss>1. Decides to act;</rss>".encode("utf-16"), NOT_AKN),
    (b"<?xml version='1.0'?><akomaNtoso><act/></akomaNtoso>", "AKN XML without a statement in it (it holds a <act>)"),
]


@pytest.mark.parametrize(("content", "what"), XML_THAT_IS_NONE)
def test_xml_that_is_no_resolution(content, what):
    assert refused(content).startswith(f"file.bin: {what}")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        *XML_THAT_IS_NONE,
        (b"<rss><item>", "not well-formed XML ("),
        (b"<rss><p>1. Decides to act;</p></rss>", NOT_AKN),
        (b"1. Decides to act;", "not well-formed XML ("),
        (b" ", "empty"),
    ],
)
def test_a_file_named_xml_is_read_as_nothing_else(tmp_path, content, what):
    file = tmp_path / "a.XML"
    file.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_resolution(file)
    assert str(caught.value).startswith(f"a.XML: {what}")
    assert "\n" not in str(caught.value)


def test_a_page_with_an_xml_declaration_is_a_page():
    content = b"<?xml version='1.0'?><html><body><p>1. Decides to act;</p></body></html>"
    assert [c.path for c in read_resolution_bytes(content, "a.html").clauses] == ["op1"]


def test_neither_utf8_nor_windows_1252():
    assert "UTF-8" in refused(b"The General Assembly,\n\x81\x8d\x8f Recalling")


def test_text_in_another_alphabet_of_eight_bits():
    assert "UTF-8" in refused("Генеральная Ассамблея, ссылаясь на свои резолюции".encode("cp1251"))


def test_damaged_utf16():
    assert "damaged" in refused(b"\xff\xfeT\x00h\x00e")


def test_encrypted_pdf():
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt=StandardEncryption("secret", canPrint=0))
    page.drawString(100, 700, "The General Assembly,")
    page.save()
    assert "password" in refused(stream.getvalue(), "locked.pdf")


def test_truncated_pdf(written_seed, write_pdf):
    content = write_pdf(written_seed)
    for size in (20, len(content) // 2, len(content) - 200):
        assert "fetch the file again" in refused(content[:size], "cut.pdf")


def test_damaged_pdf():
    assert "fetch the file again" in refused(b"%PDF-1.7\n" + b"junk " * 100 + b"\n%%EOF\n", "x.pdf")


def test_scanned_pdf():
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.rect(100, 100, 300, 300, fill=1)
    page.save()
    assert "text recognition" in refused(stream.getvalue(), "scan.pdf")


def test_pdf_with_too_many_pages():
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    for _ in range(501):
        page.showPage()
    page.save()
    assert "501 pages" in refused(stream.getvalue(), "long.pdf")


def test_zip_that_is_no_document():
    assert "a zip archive, not a Word document" in refused(zipped(a=b"hello"))
    assert "Excel" in refused(zipped(**{"[Content_Types].xml": b"<Types/>", "xl__workbook.xml": b"<x/>"}))


def test_truncated_docx(written_seed, write_docx):
    content = write_docx(written_seed)
    for size in (4, 100, len(content) // 2, len(content) - 10):
        assert "fetch it again" in refused(content[:size], "cut.docx")


def test_zip_bomb():
    assert "unpacks to far more" in refused(word(b"<x>" + b" " * 60_000_000 + b"</x>"))


def test_zip_bomb_that_lies_about_its_size():
    content = bytearray(word(b"<x>" + b" " * 3_000_000 + b"</x>"))
    real = (3_000_007).to_bytes(4, "little")
    assert real in content
    assert "damaged" in refused(bytes(content.replace(real, (1000).to_bytes(4, "little"))))


def test_zip_with_too_many_members():
    assert "unpacks to far more" in refused(zipped(**{f"m{i}": b"" for i in range(5001)}))


def test_docx_with_entities():
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "DTD" in refused(word(bomb))


def test_docx_whose_entity_names_a_file():
    steal = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    assert "DTD" in refused(word(steal))


def test_docx_nested_too_deep():
    ns = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deep = b"<w:document " + ns + b"><w:body>" + b"<w:tbl>" * 5000 + b"</w:tbl>" * 5000 + b"</w:body></w:document>"
    refused(word(deep))


def test_docx_without_text():
    ns = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    assert "no text" in refused(word(b"<w:document " + ns + b"><w:body/></w:document>"))
    assert "without a text" in refused(word(b"<w:document " + ns + b"/>"))


def test_html_nested_too_deep():
    refused(b"<html><body>" + b"<div>" * 3000 + b"text", "deep.html")


def test_html_without_text():
    refused(b"<html><head><title>x</title></head><body><script>1</script></body></html>", "a.html")


def test_html_takes_nothing_from_outside(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("stolen")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>Decides &x; to act;</p></body></html>'
    found = read_resolution_bytes(page.encode(), "a.html")
    assert "stolen" not in repr(found)
