import os
from pathlib import Path

import pytest

from clausetag.data import UsageError
from clausetag.serve.outputs.write import replacing


def test_the_file_appears_whole(tmp_path):
    out = tmp_path / "out"
    with replacing(out) as stream:
        stream.write(b"first")
        assert not out.exists()
    assert out.read_bytes() == b"first"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_failure_leaves_no_trace(tmp_path):
    out = tmp_path / "out"
    out.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(out) as stream:  # noqa: PT012
        stream.write(b"new")
        raise RuntimeError
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_link_is_followed(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    with replacing(link) as stream:
        stream.write(b"x")
    assert link.is_symlink()
    assert target.read_bytes() == b"x"


def test_a_device_is_written_to():
    device = Path(os.devnull)
    with replacing(device) as stream:
        stream.write(b"x")
    assert device.is_char_device()


def test_a_place_that_is_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"), replacing(tmp_path / "no" / "out"):
        pass
