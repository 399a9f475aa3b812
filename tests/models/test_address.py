from pathlib import Path

import pytest

from clausetag.data import BundleError
from clausetag.data.themes import MORE_THEMES_FILE, load_themes
from clausetag.models.address import folder_of, load_model, local_folder, registered_uri
from clausetag.models.bundle import default_bundle


@pytest.mark.parametrize(
    "address", ["models:/clausetag@champion", Path("models:/clausetag@champion"), "models://clausetag@champion"]
)
def test_a_registered_model_is_known_by_its_uri(address):
    assert registered_uri(address) == "models:/clausetag@champion"


@pytest.mark.parametrize("address", [None, "", "models", "models/mine", Path("models/mine")])
def test_other_addresses_are_folders(address):
    assert registered_uri(address) is None
    with local_folder(address) as folder:
        assert folder == folder_of(address)


def test_no_address_is_the_bundle_that_ships():
    assert folder_of(None) == default_bundle()
    assert load_model(None).path == default_bundle()


def test_a_folder_without_a_bundle(tmp_path):
    with pytest.raises(BundleError, match="not a clausetag bundle"):
        load_model(tmp_path)


def test_a_bundle_that_ships_goes_by_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_model("more").model.themes == tuple(theme.key for theme in load_themes(MORE_THEMES_FILE))
    assert load_model("light").model.themes == load_model(None).model.themes
    (tmp_path / "more").mkdir()
    assert folder_of("more") != Path("more")
    (tmp_path / "more" / "manifest.json").touch()  # a bundle of one's own goes before it
    assert folder_of("more").resolve() == tmp_path / "more"
