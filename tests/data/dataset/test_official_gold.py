"""The gold set of official texts: joined to them in every language, or from a file that holds its texts."""

import json
import zipfile
from pathlib import Path

import pytest

from clausetag.data import LabelError, load_gold

SHARED = Path(__file__).resolve().parents[4] / "shared"


def test_labels_are_joined_in_english_and_taken_over_where_the_same_clause_stands(official):
    examples = load_gold(official)
    by_language = {language: [e for e in examples if e.language == language] for language in ("en", "fr", "ru")}
    assert {language: len(found) for language, found in by_language.items()} == {"en": 5, "fr": 5, "ru": 4}
    english, french = by_language["en"][0], by_language["fr"][0]
    assert (english.id, french.id) == ("A/RES/99/1#para_1", "A/RES/99/1#para_1@fr")
    assert english.themes == french.themes == ("detention",)
    assert english.cluster == french.cluster == english.id
    assert (french.document, french.source, french.section, french.year) == (
        "A/RES/99/1",
        "official",
        "operative",
        2021,
    )
    assert "A/RES/99/1#para_4@ru" not in {example.id for example in examples}


def test_a_zip_file_does_as_well(official, tmp_path):
    packed = tmp_path / "pack.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in official.iterdir():
            archive.write(path, path.name)
    assert {example.id for example in load_gold(packed)} == {example.id for example in load_gold(official)}


def test_an_english_text_that_is_another_or_missing_is_an_error_and_one_in_french_is_not(official):
    path = official / "eng.xml"
    (official / "fra.xml").unlink()
    assert {example.language for example in load_gold(official)} == {"en", "ru"}
    path.write_text(path.read_text(encoding="utf-8").replace("Urges", "Asks"), encoding="utf-8")
    with pytest.raises(LabelError, match=r"(?s)not every gold label finds its English text here.*para_2"):
        load_gold(official)
    path.unlink()
    with pytest.raises(LabelError, match=r"documents not in the source: 1 \(A/RES/99/1"):
        load_gold(official)


def test_a_file_with_texts_gives_the_same_clauses(official, official_file):
    joined, read = ({example.id: example for example in load_gold(source)} for source in (official, official_file))
    assert set(read) == {*joined, "A/RES/99/1#para_4@ru"}
    for name, example in joined.items():
        other = read[name]
        assert (other.text, other.themes, other.section) == (example.text, example.themes, example.section)
        assert (other.language, other.cluster, other.document) == (example.language, example.cluster, example.document)
    assert (read["A/RES/99/1#para_1"].organ, read["A/RES/99/1#para_1"].year) == ("General Assembly", 2044)


@pytest.mark.parametrize(
    ("kind", "text", "section"),
    [
        ("preambular", "Its wish,", "preambular"),
        ("paragraph", "Its wish;", "operative"),
        (None, "Recalling its resolution,", "preambular"),
        (None, "Decides to plant a tree.", "operative"),
    ],
)
def test_the_section_is_that_of_the_mark_up_or_else_of_the_words(tmp_path, kind, text, section):
    path = tmp_path / "gold.jsonl"
    entry = {"doc": "S/RES/3000 (2044)", "unit": "c1", "kind": kind, "themes": [], "texts": {"en": text}}
    path.write_text(json.dumps(entry), encoding="utf-8")
    (example,) = load_gold(path)
    assert (example.section, example.organ, example.year) == (section, "Security Council", 2044)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"texts": ["Decides."]}, "field 'texts' must hold texts by language"),
        ({"texts": {"fr": "Décide."}}, "field 'texts' must hold texts by language"),
        ({"texts": {"en": "Decides.", "de": "Beschließt."}}, "field 'texts' must hold texts by language"),
        ({"texts": {"en": "Decides.", "fr": ""}}, "texts: field 'fr' must be a text"),
        ({"unit": None}, "field 'unit' must be a text"),
        ({"doc": 7}, "field 'doc' must be a text"),
        ({"themes": ["joy"]}, "unknown theme 'joy'"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, change, message):
    path = tmp_path / "gold.jsonl"
    entry = {"doc": "A/RES/99/1", "unit": "c1", "themes": [], "texts": {"en": "Decides."}} | change
    path.write_text(json.dumps(entry), encoding="utf-8")
    with pytest.raises(LabelError, match=f"line 1.*{message}"):
        load_gold(path)


def test_every_committed_label_finds_its_text_in_the_real_files_and_it_is_the_one_that_was_read(tmp_path):
    unxml, texts = SHARED / "unxml", SHARED / "gold" / "official_dev.jsonl"
    if not unxml.is_dir() or not texts.is_file():
        pytest.skip("needs ../shared/unxml and ../shared/gold/official_dev.jsonl beside the repository")
    packs = (pack for pack in unxml.rglob("*.zip") if "-" not in pack.stem or pack.stem.endswith(("-English", "-2020")))
    for pack in packs:  # those of other languages alone take much longer
        (tmp_path / f"{pack.parent.name}-{pack.name}").symlink_to(pack)
    joined, read = ([e for e in load_gold(source) if e.language == "en"] for source in (tmp_path, texts))
    assert len(joined) == 570
    assert {(e.id, e.text, e.themes) for e in joined} == {(e.id, e.text, e.themes) for e in read}
