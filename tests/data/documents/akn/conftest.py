"""Small AKN documents, read, and the real files, where they lie beside the repository."""

import zipfile
from pathlib import Path

import pytest

from clausetag.data.documents.read import read_resolution_bytes

SHARED = Path(__file__).resolve().parents[5] / "shared"
LANGUAGES = ("Arabic", "Chinese", "French", "Russian", "Spanish")


@pytest.fixture
def read(akn):
    """Read what `akn` makes."""
    return lambda *parts, **kwargs: read_resolution_bytes(akn(*parts, **kwargs), "made.xml")


@pytest.fixture(scope="session")
def unxml():
    """Open the zip files of UNxml by their names: ga/75session-English."""
    folder = SHARED / "unxml"
    if not folder.is_dir():
        pytest.skip("needs ../shared/unxml beside the repository: the United Nations' own files in AKN4UN XML")
    open_files: dict[Path, zipfile.ZipFile] = {}

    def find(pack: str) -> zipfile.ZipFile:
        path = folder / f"{pack}.zip"
        return open_files.setdefault(path, zipfile.ZipFile(path))

    yield find
    for file in open_files.values():
        file.close()


@pytest.fixture(scope="session")
def sample(unxml):
    """Some 40 real files, of every organ, time and language: name and content."""
    packs = [f"ga/{n}session-{lang}" for n, lang in zip(range(75, 80), LANGUAGES, strict=True)]
    packs += ["ga/79session-English", "ga/75session-Chinese", "sc/pre-2020", "sc/2021", "sc/2023"]
    found = []
    for pack in packs:
        names = sorted(name for name in unxml(pack).namelist() if name.endswith(".xml"))
        found += [(name, unxml(pack).read(name)) for name in names[7 :: max(1, len(names) // 4)]]
    return found
