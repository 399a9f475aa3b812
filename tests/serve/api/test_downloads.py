"""What the page gives to take away is made in memory: the texts that were sent stay off the disk."""

import io
import tempfile

import pytest

EMPTY = {"accept": "text/html"}
FILES = ("tags.xlsx", "tags.csv", "tags.json", "resolution.docx", "report.html")
ROWS = b"No,Recommendation\n1,Release all children who are held in prison\n"


@pytest.fixture
def no_disk(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(OSError, match="none"):
        tempfile.mkstemp()


@pytest.mark.usefixtures("no_disk")
def test_no_download_is_written_to_disk(client, seed):
    where = client.post("/", data={"text": seed}, headers=EMPTY).headers["location"]
    for name in FILES:
        assert client.get(f"{where}/{name}").status_code == 200, name


@pytest.mark.usefixtures("no_disk")
def test_no_download_of_a_spreadsheet_is_either(client):
    files = {"file": ("advice.csv", io.BytesIO(ROWS))}
    where = client.post("/", files=files, headers=EMPTY).headers["location"]
    for form in ("xlsx", "csv", "jsonl"):
        assert client.get(f"{where}/sheet.{form}").status_code == 200, form
