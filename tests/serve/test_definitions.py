"""What a page says of themes: those of every bundle that ships are described, others go by their keys."""

from clausetag.data.themes import MORE_THEMES_FILE, load_themes
from clausetag.serve.definitions import definitions_of


def test_themes_are_described_in_the_order_asked_whichever_bundle_they_are_of():
    core, more = load_themes(), load_themes(MORE_THEMES_FILE)
    assert definitions_of([more[1].key, core[0].key]) == (more[1], core[0])


def test_a_theme_described_nowhere_goes_by_its_key():
    (theme,) = definitions_of(["deep_sea"])
    assert (theme.key, theme.name, theme.definition) == ("deep_sea", "Deep sea", "Not described in themes.toml.")
