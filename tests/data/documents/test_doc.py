"""Old Word documents: LibreOffice reads them where it is installed; a program in its place stands for it here."""

import io
import os
import subprocess
import time
import zipfile

import pytest

from clausetag.data import DocumentError, read_resolution_bytes
from clausetag.data.documents.office import OfficeError, convert

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLD + bytes(504) + "WordDocument".encode("utf-16-le")
NONE_HERE = "a.doc: an old Word (.doc) or encrypted Office document; save it as .docx without a password"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Put a program in the place of LibreOffice's, from the lines of a script that knows $in and $folder."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.defpath}")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)

    def put(script: str) -> str:
        program = tmp_path / "soffice"
        program.write_text(f'#!/bin/sh\nfor in; do :; done\nfolder=$(dirname "$in")\n{script}\n')
        program.chmod(0o755)
        return str(program)

    return put


def refused(content: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_resolution_bytes(content, "a.doc")
    return str(caught.value)


def test_the_document_that_libreoffice_makes_is_read(office, tmp_path):
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("1. Decides to act;", "2. Asks."))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>')
    (tmp_path / "made.docx").write_bytes(stream.getvalue())
    office(
        f'echo "$@" > {tmp_path}/said; cmp "$in" {tmp_path}/given && cp {tmp_path}/made.docx "$folder/document.docx"'
    )
    (tmp_path / "given").write_bytes(DOC)
    found = read_resolution_bytes(DOC, "$(a) 'b'.doc")
    assert [clause.path for clause in found.clauses] == ["op1", "op2"]
    assert found.source == "$(a) 'b'.doc"
    assert "--headless --convert-to docx --outdir" in (tmp_path / "said").read_text()
    assert not list(tmp_path.glob("clausetag-*"))


@pytest.mark.parametrize("script", ["exit 3", "exit 0", 'echo junk > "$folder/document.docx"'])
def test_libreoffice_makes_nothing_of_it(office, script):
    office(script)
    message = refused(DOC)
    assert message.startswith("a.doc: ")
    assert "\n" not in message


def test_what_is_no_word_document_is_not_given_to_libreoffice(office, tmp_path):
    office(f"touch {tmp_path}/started")
    assert refused(OLD + bytes(600)) == NONE_HERE
    assert not (tmp_path / "started").exists()


def test_without_libreoffice_it_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(DOC) == NONE_HERE


def test_past_its_time_it_ends_with_all_that_it_started(office, tmp_path):
    program = office(f"sleep 600 & echo $! > {tmp_path}/child; wait")
    began = time.monotonic()
    with pytest.raises(OfficeError, match="timed out"):
        convert(DOC, program, "doc", "docx", seconds=1)
    assert time.monotonic() - began < 20
    child = (tmp_path / "child").read_text().strip()
    time.sleep(0.2)
    state = subprocess.run(["ps", "-o", "stat=", "-p", child], capture_output=True, text=True, check=False).stdout
    assert state.strip()[:1] in ("", "Z")
