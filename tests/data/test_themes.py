import subprocess
import sys
from pathlib import Path

import pytest

from clausetag.data import LabelError, load_themes
from clausetag.data.themes import THEMES_FILE

MINIMAL = '[[theme]]\nkey = "water"\nname = "Water"\ndefinition = "Safe drinking water and sanitation."\n'


def test_the_four_core_themes_in_their_order_with_concepts_of_other_vocabularies():
    themes = load_themes()
    assert [theme.key for theme in themes] == ["detention", "children", "trafficking", "labour_rights"]
    assert all(theme.name and theme.definition and theme.applies and theme.excludes for theme in themes)
    assert all({"unbis", "sdg"} <= {concept.scheme for concept in theme.concepts} for theme in themes)


def test_a_fifth_theme_is_added_without_code(tmp_path: Path):
    path = tmp_path / "themes.toml"
    path.write_text(THEMES_FILE.read_text(encoding="utf-8") + "\n" + MINIMAL, encoding="utf-8")
    assert [theme.key for theme in load_themes(path)][-1] == "water"


def test_a_file_may_begin_with_a_byte_order_mark_as_editors_of_windows_write_it(tmp_path: Path):
    path = tmp_path / "themes.toml"
    path.write_text(MINIMAL, encoding="utf-8-sig")
    assert [theme.key for theme in load_themes(path)] == ["water"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("not toml [", "not a TOML file"),
        ("", "no [[theme]] tables"),
        ("theme = 3", "no [[theme]] tables"),
        ("theme = {}", "[theme] is not read"),
        ('[[theme]]\nname = "Water"', "theme 1: field 'key' must be a text"),
        (MINIMAL.replace('"water"', '"Water!"'), "theme 1: field 'key' is 'Water!'"),
        (MINIMAL.replace('"Water"', '""'), "theme 1 (water): field 'name' must be a text"),
        (MINIMAL + "applies = 4", "theme 1 (water): field 'applies' must be a list of texts"),
        (MINIMAL + 'aplies = ["x"]', "theme 1: unknown field 'aplies'; did you mean 'applies'?"),
        (MINIMAL + 'colour = "x"', "theme 1: unknown field 'colour'; known are applies, concepts"),
        ('[themes.water]\nname = "Water"', "[themes.water] is not read; begin each theme with [[theme]]"),
        ('[theme.water]\nname = "Water"', "[theme.water] is not read; begin each theme with [[theme]]"),
        ('[theme]\nkey = "water"', "[theme] is not read; begin each theme with [[theme]]"),
        (MINIMAL.replace("[[theme]]", "[[themes]]"), "[[themes]] is not read; begin each theme with [[theme]]"),
        (MINIMAL + '[water]\nname = "Water"', "[water] is not read; begin each theme with [[theme]]"),
        ('name = "mine"\n' + MINIMAL, "'name' stands outside of a theme"),
        (MINIMAL + 'concepts = [{scheme = "sdg"}]', "theme 1 (water): concept 1: field 'id' must be a text"),
        (MINIMAL + MINIMAL, "the theme key 'water' is given more than once"),
    ],
)
def test_a_wrong_themes_file_is_refused_by_file_and_field(tmp_path: Path, content: str, message: str):
    path = tmp_path / "themes.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LabelError) as caught:
        load_themes(path)
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


def test_a_missing_themes_file_is_named(tmp_path: Path):
    with pytest.raises(LabelError, match=r"nowhere\.toml: cannot be read"):
        load_themes(tmp_path / "nowhere.toml")


def test_importing_the_data_room_loads_nothing_heavy():
    heavy = ("sklearn", "scipy", "datasets", "torch", "pandas", "pyarrow", "huggingface_hub")
    code = f"import sys, clausetag.data; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
