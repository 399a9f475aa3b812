"""Lines are added whole or not at all."""

import resource
from concurrent.futures import ThreadPoolExecutor

import pytest

from clausetag.data.appending import append_lines


def test_lines_are_added_at_the_end_and_a_new_file_is_as_open_as_asked(tmp_path):
    path = tmp_path / "lines"
    append_lines(path, b"one\n", 0o600)
    append_lines(path, b"two\nthree\n")
    assert path.read_bytes() == b"one\ntwo\nthree\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path):
    path = tmp_path / "lines"
    path.write_bytes(b"one\ntw")
    append_lines(path, b"three\n")
    assert path.read_bytes() == b"one\ntw\nthree\n"


def test_of_lines_that_do_not_fit_none_is_kept(tmp_path):
    path = tmp_path / "lines"
    append_lines(path, b"one\n")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            append_lines(path, b"two\n" * 50)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"one\n"


def test_lines_added_at_once_do_not_mix(tmp_path):
    path = tmp_path / "lines"
    lines = [bytes([sign]) * 10_000 + b"\n" for sign in b"abcdefgh"]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda line: append_lines(path, line), lines))
    assert sorted(path.read_bytes().splitlines(keepends=True)) == lines
