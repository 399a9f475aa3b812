import os
from pathlib import Path

import pytest

from clausetag.data import UsageError
from clausetag.data.replacing import replacing_file, replacing_folder


def test_the_file_appears_whole(tmp_path):
    out = tmp_path / "out"
    with replacing_file(out) as stream:
        stream.write(b"first")
        assert not out.exists()
    assert out.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_two_at_once_do_not_meet(tmp_path):
    out = tmp_path / "out"
    with replacing_file(out) as first, replacing_file(out) as second:
        first.write(b"first")
        second.write(b"second")
    assert out.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_no_trace(tmp_path):
    out = tmp_path / "out"
    out.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing_file(out) as stream:  # noqa: PT012
        stream.write(b"new")
        raise RuntimeError
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    with replacing_file(link) as stream:
        stream.write(b"x")
    assert link.is_symlink()
    assert target.read_bytes() == b"x"


def test_a_device_is_written_to():
    device = Path(os.devnull)
    with replacing_file(device) as stream:
        stream.write(b"x")
    assert device.is_char_device()


def test_a_place_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"), replacing_file(tmp_path / "no" / "out"):
        pass


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").touch()
    return folder


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_takes_the_place_of_another(folder, tmp_path):
    with replacing_folder(folder) as new:
        (new / "new").touch()
        assert names(folder) == ["old"]
    assert names(tmp_path) == ["folder", "folder/new"]


def test_a_folder_may_be_new_and_so_may_the_one_around_it(tmp_path):
    with replacing_folder(tmp_path / "around" / "folder") as new:
        (new / "new").touch()
    assert names(tmp_path) == ["around", "around/folder", "around/folder/new"]


def test_a_failure_leaves_the_old_folder_alone(folder, tmp_path):
    with pytest.raises(RuntimeError), replacing_folder(folder) as new:  # noqa: PT012
        (new / "new").touch()
        raise RuntimeError
    assert names(tmp_path) == ["folder", "folder/old"]


def test_a_folder_that_does_not_get_into_its_place_leaves_the_old_one_there(folder, tmp_path):
    with pytest.raises(FileNotFoundError), replacing_folder(folder) as new:
        new.rmdir()
    assert names(tmp_path) == ["folder", "folder/old"]
