import errno
import os

import pytest

from clausetag.data import UsageError
from clausetag.serve.outputs.write import write_rows


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_failure_halfway_leaves_the_old_file(tagger, seed, tmp_path, form):
    out = tmp_path / "tags"
    out.write_text("kept", encoding="utf-8")

    def documents():
        yield tagger.tag(seed)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(UsageError) as raised:
        write_rows(documents(), form, tagger.themes, out)
    assert str(raised.value) == f"{out}: cannot be written (No space left on device); choose another --out"
    assert out.read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["tags"]


def test_a_full_disk_is_said_so(tag, seed):
    result = tag(seed, "--format", "jsonl", "--out", "/dev/full")
    assert result.exit_code == 2
    assert result.stderr == "clausetag: /dev/full: cannot be written (No space left on device); choose another --out\n"
