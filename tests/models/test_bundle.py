import io
import json
import os
import zipfile

import numpy as np
import pytest

from clausetag.data import BundleError
from clausetag.models import bundle as bundle_module
from clausetag.models.bundle import ARRAYS, CARD, MANIFEST, load_bundle, save_bundle
from clausetag.models.calibration import PlattCalibration
from clausetag.models.decision import ThemeRule
from clausetag.models.model import Model, Rules


@pytest.fixture(scope="session")
def model(ngrams):
    calibrations, rules = (PlattCalibration(0.8, -0.3), PlattCalibration()), (ThemeRule(0.6, 0.2), ThemeRule(0.0, 0.5))
    spanish = Rules((PlattCalibration(2.0, 1.0), PlattCalibration()), (ThemeRule(0.4, 0.1), ThemeRule(0.3, 0.2)))
    return Model(ngrams, Rules(calibrations, rules), {"es": spanish})


def save(model, folder, **changes):
    metrics = {"validation": {"clauses": 3, "macro_f1": [0.9, 0.8, 1.0]}}
    words = {"card": "# A card\n", "dataset": {"fingerprint": "f"}, "metrics": metrics, "config": {"seed": 0}}
    return save_bundle(model, folder, **(words | changes))


@pytest.fixture
def saved(model, tmp_path):
    return save(model, tmp_path / "bundle").path


def edit(folder, change):
    """Change the manifest."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    change(manifest)
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def put_arrays(folder, content):
    """Put other arrays in, with their right hash: what a forger or a careless script would do."""
    (folder / ARRAYS).write_bytes(content)
    edit(folder, lambda m: m["files"].update({ARRAYS: bundle_module._sha256(folder / ARRAYS)}))


def npz(**arrays):
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=True, **arrays)
    return buffer.getvalue()


def refusal(folder, **limits):
    with pytest.raises(BundleError) as caught:
        load_bundle(folder, **limits)
    return str(caught.value)


def test_a_saved_model_answers_as_before(model, saved, texts, evidence):
    loaded = load_bundle(saved)
    np.testing.assert_allclose(loaded.model.predict_proba(texts), model.predict_proba(texts), atol=1e-6)
    languages = ["es", None, "en"] * len(texts)
    told = [own.predict_proba(texts, languages[: len(texts)]) for own in (loaded.model, model)]
    np.testing.assert_allclose(*told, atol=1e-6)
    assert (loaded.model.shared, loaded.model.by_language) == (model.shared, model.by_language)
    assert evidence(loaded.model, texts[:9], "children") == evidence(load_bundle(saved).model, texts[:9], "children")
    assert loaded.manifest.dataset == {"fingerprint": "f"}
    assert loaded.manifest.metrics["validation"]["macro_f1"] == [0.9, 0.8, 1.0]
    assert loaded.manifest.config == {"seed": 0}
    assert set(loaded.manifest.versions) == {"clausetag", "numpy"}
    assert sorted(p.name for p in saved.iterdir()) == [CARD, ARRAYS, MANIFEST]


def test_the_same_model_is_saved_as_the_same_files(model, saved, tmp_path):
    again = save(model, tmp_path / "again")
    assert again.manifest.version == load_bundle(saved).manifest.version
    for name in (ARRAYS, CARD, MANIFEST):
        assert (again.path / name).read_bytes() == (saved / name).read_bytes()


def test_a_bundle_is_replaced_whole(model, saved):
    (saved / CARD).write_text("changed by hand, and unloadable for it", encoding="utf-8")
    save(model, saved, card="# Another\n")
    assert (load_bundle(saved).path / CARD).read_text(encoding="utf-8") == "# Another\n"
    assert [p.name for p in saved.parent.iterdir()] == ["bundle"]


def test_an_empty_folder_is_filled_and_missing_parents_are_made(model, tmp_path):
    (tmp_path / "empty").mkdir()
    assert save(model, tmp_path / "empty").path == tmp_path / "empty"
    assert save(model, tmp_path / "a" / "b" / "c").path.is_dir()


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"name": "my web app", "files": {}}', "[" * 100_000])
def test_a_folder_that_is_no_bundle_is_never_replaced(model, tmp_path, manifest):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("years of work", encoding="utf-8")
    if manifest is not None:
        (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(BundleError) as caught:
        save(model, folder)
    assert str(caught.value) == (f"{folder}: exists and is not a clausetag bundle; choose another folder or remove it")
    assert (folder / "chapter.txt").read_text(encoding="utf-8") == "years of work"


def test_a_bundle_with_a_file_of_someone_elses_is_not_replaced(model, saved):
    (saved / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BundleError) as caught:
        save(model, saved)
    assert str(caught.value) == f"{saved / 'notes.txt'}: would be lost, it does not belong to the bundle; move it away"
    assert (saved / "notes.txt").is_file()


def test_a_file_in_the_place_of_the_folder_is_left_alone(model, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(BundleError, match="exists and is not a clausetag bundle"):
        save(model, tmp_path / "file")
    with pytest.raises(BundleError, match="bundle: cannot be written"):
        save(model, tmp_path / "file" / "bundle")


def test_a_full_disk_leaves_the_old_bundle_and_nothing_else(model, saved, monkeypatch):
    before = {p.name: p.read_bytes() for p in saved.iterdir()}

    def full(path, **arrays):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(BundleError) as caught:
        save(model, saved)
    assert str(caught.value) == f"{saved}: cannot be written (No space left on device)"
    assert {p.name: p.read_bytes() for p in saved.iterdir()} == before
    assert [p.name for p in saved.parent.iterdir()] == ["bundle"]


def test_when_the_last_step_fails_the_old_bundle_is_put_back(model, saved, monkeypatch):
    rename = type(saved).rename

    def fail(self, target):
        if self.name == "new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(type(saved), "rename", fail)
    with pytest.raises(BundleError, match=r"bundle: cannot be written \(Permission denied\)$"):
        save(model, saved, card="# New\n")
    assert (load_bundle(saved).path / CARD).read_text(encoding="utf-8") == "# A card\n"


def test_no_manifest_no_bundle(tmp_path):
    assert refusal(tmp_path) == f"{tmp_path}: no manifest.json in it, so it is not a clausetag bundle"
    assert refusal(tmp_path / "nowhere") == (
        f"{tmp_path / 'nowhere'}: no such folder, and no bundle that ships (default, light, more)"
    )


@pytest.mark.parametrize("name", [ARRAYS, CARD])
def test_a_changed_file_is_named(saved, name):
    content = bytearray((saved / name).read_bytes())
    content[len(content) // 2] ^= 1
    (saved / name).write_bytes(content)
    assert refusal(saved) == (f"{saved / name}: changed since the bundle was saved (sha256 differs from manifest.json)")


@pytest.mark.parametrize("name", [ARRAYS, CARD])
def test_a_truncated_file_is_named(saved, name):
    (saved / name).write_bytes((saved / name).read_bytes()[:-5])
    assert refusal(saved).startswith(f"{saved / name}: changed since the bundle was saved")


@pytest.mark.parametrize("name", [ARRAYS, CARD])
def test_a_missing_file_is_named(saved, name):
    (saved / name).unlink()
    assert refusal(saved) == f"{saved / name}: named in manifest.json but missing"


def test_a_foreign_file_is_named(saved):
    (saved / "weights.pkl").write_bytes(b"\x80\x04.")
    assert refusal(saved) == (
        f"{saved / 'weights.pkl'}: a foreign file, not named in manifest.json; remove it or retrain"
    )


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "sub/file", "..", "."])
def test_a_manifest_that_names_files_elsewhere_is_refused(saved, name):
    (saved.parent / "secret.txt").write_text("secret", encoding="utf-8")
    edit(saved, lambda m: m["files"].update({name: "0" * 64}))
    message = refusal(saved)
    assert message in (
        f"{saved / MANIFEST}: names {name!r}, which is not a file of the bundle",
        f"{saved / name}: named in manifest.json but missing",
    )


def test_a_link_is_followed_only_to_the_very_content_that_was_saved(saved, tmp_path):
    elsewhere = tmp_path / "cache.npz"  # as the hub's client lays out what it fetches
    (saved / ARRAYS).rename(elsewhere)
    (saved / ARRAYS).symlink_to(elsewhere)
    assert load_bundle(saved)
    (saved / ARRAYS).unlink()
    (saved / ARRAYS).symlink_to("/dev/zero")
    assert refusal(saved) == f"{saved / ARRAYS}: named in manifest.json but missing"


def test_a_changed_threshold_or_calibration_is_noticed(saved):
    edit(saved, lambda m: m["themes"][0]["rule"].update(threshold=0.01))
    assert refusal(saved) == (
        f"{saved / MANIFEST}: changed since the bundle was saved (themes do not match its version)"
    )


def test_other_formats_and_kinds_are_refused(saved):
    edit(saved, lambda m: m.update(kind="pickle"))
    assert refusal(saved) == f"{saved / MANIFEST}: kind 'pickle' is not known to this version of clausetag"
    edit(saved, lambda m: m.update(kind=["ngrams"]))
    assert refusal(saved) == f"{saved / MANIFEST}: kind ['ngrams'] is not known to this version of clausetag"
    edit(saved, lambda m: m.update(format=1))
    assert refusal(saved) == (f"{saved / MANIFEST}: format 1, this version reads format 3; update clausetag or retrain")


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"{}", b"\xff", b"[" * 200_000, b'"text"', b"null"])
def test_what_is_no_manifest_is_refused(saved, content):
    (saved / MANIFEST).write_bytes(content)
    assert refusal(saved).startswith(f"{saved / MANIFEST}: not a clausetag manifest (")


def test_a_huge_manifest_is_not_read(saved):
    with (saved / MANIFEST).open("r+b") as file:
        file.truncate(1_000_000_000)  # sparse: takes no room
    assert refusal(saved) == f"{saved / MANIFEST}: larger than 4,194,304 bytes, too large for a manifest"


def test_an_incomplete_manifest_says_what_is_missing(saved):
    edit(saved, lambda m: [m.pop("themes"), m.pop("metrics")])
    assert refusal(saved) == f"{saved / MANIFEST}: incomplete (metrics, themes missing)"


@pytest.mark.parametrize("files", [[], {}, {"README.md": "0"}])
def test_a_manifest_without_arrays_is_incomplete(saved, files):
    edit(saved, lambda m: m.update(files=files))
    assert refusal(saved) == f"{saved / MANIFEST}: incomplete (files missing)"


@pytest.mark.parametrize(
    "themes", [None, "children", [1], [{}], [{"key": "a", "calibration": {"sloppe": 1}, "rule": {}}]]
)
def test_themes_of_another_shape_are_refused(saved, themes):
    edit(saved, lambda m: m.update(themes=themes))
    assert refusal(saved).startswith(f"{saved}: not a usable bundle (")


def test_a_pickle_inside_the_arrays_is_never_opened(saved, tmp_path):
    class Harm:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "harm"),)

    put_arrays(saved, npz(words=np.array([Harm()], dtype=object)))
    assert refusal(saved) == (
        f"{saved}: not a usable bundle (Object arrays cannot be loaded when allow_pickle=False); "
        "train or download it again"
    )
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        b"\x80\x04\x95.",
        npz(intercept=np.zeros(2)),
        npz(intercept=np.zeros(2))[:-30],
        npz(**{"intercept": np.zeros(2), "character_range": np.array([3])}),
    ],
)
def test_arrays_that_are_none_are_refused(saved, content):
    put_arrays(saved, content)
    assert refusal(saved).startswith(f"{saved}: not a usable bundle (")


def test_damage_inside_an_archive_is_refused(saved):
    content = bytearray((saved / ARRAYS).read_bytes())
    content[200:260] = bytes(60)
    put_arrays(saved, bytes(content))
    assert refusal(saved).startswith(f"{saved}: not a usable bundle (")


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(saved):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("words.npy", bytes(1_000_001))
    put_arrays(saved, buffer.getvalue())
    assert refusal(saved, most_bytes=1_000_000) == (
        f"{saved}: not a usable bundle (arrays.npz unpacks to more than 1,000,000 bytes); train or download it again"
    )
    assert refusal(saved, most_bytes=100) == f"{saved / ARRAYS}: larger than 100 bytes"


def test_a_file_that_cannot_be_read_is_named(saved, monkeypatch):
    opened = type(saved).open

    def deny(self, *given, **named):
        if self.name == ARRAYS:
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *given, **named)

    monkeypatch.setattr(type(saved), "open", deny)
    assert refusal(saved) == f"{saved / ARRAYS}: cannot be read (Permission denied)"
