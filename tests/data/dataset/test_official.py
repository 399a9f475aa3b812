"""Sources of official texts, keys of documents, places of labels, and the labels that are shipped."""

import datetime
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data import LabelError, UsageError, load_themes
from clausetag.data.dataset import annotations as annotations_module
from clausetag.data.dataset.annotations import (
    GOLD_LABELS,
    OFFICIAL_LABELS,
    Annotation,
    document_key,
    gold_documents,
    held_out_keys,
    place_fields,
    read_annotations,
    read_gold,
    read_place,
)
from clausetag.data.dataset.official import is_official, read_official
from clausetag.data.jsonl import read_jsonl
from clausetag.data.themes import MORE_THEMES_FILE

KEYS = [theme.key for theme in load_themes()]
SYMBOL = "A/RES/99/1"
TREES = ("para_1", "1.", "Decides to plant trees;")
ARBRES = ("para_1", "1.", "Décide de planter des arbres ;")


def written(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def zipped(path: Path, method: int = zipfile.ZIP_DEFLATED, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(f"ga/{name}.xml", content)
    return path


# Sources.


def test_a_folder_of_files_and_zip_files_is_read_by_document_and_language(tmp_path, akn_document):
    written(tmp_path / "ga" / "one.xml", akn_document(SYMBOL, TREES))
    zipped(
        tmp_path / "more.zip", one=akn_document(SYMBOL, ARBRES, language="fra"), two=akn_document("A/RES/99/2", TREES)
    )
    found = read_official([tmp_path])
    assert {key: sorted(texts) for key, texts in found.documents.items()} == {
        document_key(SYMBOL): ["en", "fr"],
        document_key("A/RES/99/2"): ["en"],
    }
    french = found.documents[document_key(SYMBOL)]["fr"]
    assert [clause.text for clause in french.clauses] == [ARBRES[2]]
    assert found.unreadable == ()


@pytest.mark.parametrize("kind", ["xml", "zip", "ZIP"])
def test_a_single_file_is_a_source(tmp_path, akn_document, kind):
    content = akn_document(SYMBOL, TREES)
    path = tmp_path / f"one.{kind}"
    source = written(path, content) if kind == "xml" else zipped(path, one=content)
    assert is_official(source)
    assert list(read_official([source]).documents) == [document_key(SYMBOL)]


def test_several_sources_are_one(tmp_path, akn_document):
    sources = [written(tmp_path / str(n) / "a.xml", akn_document(f"A/RES/99/{n}", TREES)) for n in (1, 2)]
    assert len(read_official([source.parent for source in sources]).documents) == 2


def test_what_is_official_and_what_is_the_translated_corpus(tmp_path, akn_document):
    entries = json.dumps([{"type": "paragraph", "text_fr": "", "text_en": "Decides;"}]).encode()
    written(tmp_path / "corpus" / "train-data" / "A-RES-60-1-fr-parsed.json", entries)
    zipped(tmp_path / "corpus" / "as_fetched.zip", one=entries)
    written(tmp_path / "deep" / "a" / "b" / "one.xml", akn_document(SYMBOL, TREES))
    written(tmp_path / "gold.jsonl", b"{}")
    (tmp_path / "empty").mkdir()
    names = ("corpus", "corpus/train-data", "deep", "gold.jsonl", "empty", "nowhere")
    assert [name for name in names if is_official(tmp_path / name)] == ["deep"]


def test_only_the_documents_wanted_are_read(tmp_path, akn_document):
    for number in (1, 2):
        written(tmp_path / f"{number}.xml", akn_document(f"A/RES/99/{number}", TREES))
    found = read_official([tmp_path], only={document_key("A-RES-99-2")})
    assert list(found.documents) == [document_key("A/RES/99/2")]


def test_a_document_that_is_not_wanted_is_not_parsed(tmp_path, akn_document):
    broken = akn_document("A/RES/99/1", TREES).removesuffix(b"</akomaNtoso>")
    written(tmp_path / "1.xml", broken)
    written(tmp_path / "2.xml", akn_document("A/RES/99/2", TREES))
    assert read_official([tmp_path], only={document_key("A/RES/99/2")}).unreadable == ()


@pytest.mark.parametrize(
    "symbol",
    [
        "A/RES/99/1<authorialNote marker='*'><p>Reissued on 3 May.</p></authorialNote>",
        "A&#47;RES&#47;99/1",
        "<b>A/RES/</b>99/1",
        " A/RES/99/1\n",
    ],
)
def test_a_symbol_is_known_whatever_is_marked_up_in_it(tmp_path, akn_document, symbol):
    written(tmp_path / "1.xml", akn_document(symbol, TREES))
    assert list(read_official([tmp_path], only={document_key(SYMBOL)}).documents) == [document_key(SYMBOL)]
    assert list(read_official([tmp_path], only={document_key("A/RES/99/2")}).documents) == []


def test_of_a_document_that_is_there_twice_the_first_by_name_is_taken(tmp_path, akn_document):
    written(tmp_path / "b.xml", akn_document(SYMBOL, ("para_1", "1.", "Decides to plant elms;")))
    written(tmp_path / "a.xml", akn_document("A/RES/99/1 ", TREES))
    (english,) = read_official([tmp_path]).documents[document_key(SYMBOL)].values()
    assert (english.source, english.clauses[0].text) == ("a.xml", TREES[2])


def test_malformed_xml_is_left_out_and_named_with_the_reason(tmp_path, akn_document):
    content = akn_document(SYMBOL, TREES)
    zipped(tmp_path / "all.zip", good=content, bad=content[:-20])
    written(tmp_path / "z.xml", b"<akomaNtoso><act/></akomaNtoso>")
    found = read_official([tmp_path])
    assert list(found.documents) == [document_key(SYMBOL)]
    assert [reason.partition(":")[0] for reason in found.unreadable] == ["ga/bad.xml", "z.xml"]
    assert "not well-formed" in found.unreadable[0]


def test_a_source_of_which_nothing_can_be_read_is_refused(tmp_path, akn_document):
    written(tmp_path / "good" / "a.xml", akn_document(SYMBOL, TREES))
    written(tmp_path / "bad" / "a.xml", b"<akomaNtoso>")
    written(tmp_path / "bad" / "b.xml", b"<rss/>")
    for sources in ([tmp_path / "bad"], [tmp_path / "good", tmp_path / "bad"]):
        with pytest.raises(UsageError) as caught:
            read_official(sources)
        assert str(caught.value).startswith(
            f"{tmp_path / 'bad'}: none of its 2 XML files can be read, the first: a.xml: not well-formed XML ("
        )
    assert len(read_official([tmp_path]).unreadable) == 2


def test_a_document_without_symbol_or_known_language_belongs_to_none(tmp_path, akn_document):
    written(tmp_path / "a.xml", akn_document("", TREES))
    written(tmp_path / "b.xml", akn_document(SYMBOL, TREES, language="tlh"))
    assert read_official([tmp_path]).documents == {}


def test_folders_named_like_files_are_looked_into(tmp_path, akn_document):
    written(tmp_path / "session.zip" / "one.xml", akn_document(SYMBOL, TREES))
    (tmp_path / "empty.xml").mkdir()
    assert len(read_official([tmp_path]).documents) == 1


def test_sources_without_xml_are_refused_by_name(tmp_path):
    (tmp_path / "empty").mkdir()
    other = zipped(tmp_path / "other.zip")
    with pytest.raises(UsageError, match=r"empty, .*other\.zip: no AKN XML here; give a clone of UNxml"):
        read_official([tmp_path / "empty", other])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_file_damaged_within_is_refused_by_name(tmp_path, akn_document, method):
    path = zipped(tmp_path / "bad.zip", method, one=akn_document(SYMBOL, TREES))
    content = bytearray(path.read_bytes())
    start = content.index(b"ga/one.xml") + len("ga/one.xml")
    content[start : start + 40] = bytes(255 - byte for byte in content[start : start + 40])
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"bad\.zip: cannot be read .*; fetch it again"):
        read_official([tmp_path])


@given(at=st.integers(0, 600), value=st.integers(0, 255))
def test_a_zip_file_with_any_byte_changed_is_read_or_refused(tmp_path_factory, akn_document, at, value):
    path = zipped(tmp_path_factory.mktemp("zip") / "bad.zip", one=akn_document(SYMBOL, TREES))
    content = bytearray(path.read_bytes())
    content[at % len(content)] = value
    path.write_bytes(content)
    try:
        read_official([path])
    except UsageError as error:
        assert str(path) in str(error)  # noqa: PT017


def test_a_zip_file_cut_short_is_refused_by_name(tmp_path, akn_document):
    path = zipped(tmp_path / "bad.zip", one=akn_document(SYMBOL, TREES))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UsageError, match=r"bad\.zip: cannot be read"):
        read_official([path])


# Names of documents, places of labels.

NUMBERS = st.integers(1, 9999).map(str)


@given(st.sampled_from(("", "S-", "ES-")), NUMBERS, NUMBERS, st.sampled_from(("", " A", " A-B")))
def test_all_spellings_of_a_symbol_have_one_key(special, session, number, part):
    symbol = f"A/RES/{special}{session}/{number}{part}"
    for gap in ("-", "_", " / ", "/\u200e", " ", "\u00a0"):
        assert document_key(symbol.replace("/", gap)) == document_key(symbol)
    assert document_key(symbol.replace("/", "-").replace(" ", "-")) == document_key(symbol)
    assert document_key(f" {symbol.lower()}\n") == document_key(symbol)


@given(NUMBERS, st.integers(1946, 2026))
def test_years_in_brackets_make_no_difference_by_their_spaces(number, year):
    spellings = (
        f"S/RES/{number} ({year})",
        f"S/RES/{number}({year})",
        f"S-RES-{number}-({year})",
        f"S_RES_{number}_{year}",
    )
    assert len({document_key(name) for name in spellings}) == 1


@given(st.tuples(NUMBERS, NUMBERS), st.tuples(NUMBERS, NUMBERS))
def test_other_numbers_are_other_documents(one, other):
    keys = [document_key(f"A/HRC/RES/{session}/{number}") for session, number in (one, other)]
    assert (keys[0] == keys[1]) is (one == other)
    assert document_key("A/HRC/RES/6/11") != document_key("A/HRC/RES/61/1")


def test_held_out_keys_hold_for_every_spelling():
    assert held_out_keys(["A-RES-60-260-B", "A/RES/60/260 B", "S-RES-1888-(2009)"]) == {
        document_key("A/RES/60/260B"),
        document_key("S/RES/1888 (2009)"),
    }


UNITS = st.one_of(
    st.tuples(
        st.from_regex(r"A/RES/\d{2}/\d{1,3}", fullmatch=True), st.from_regex(r"para_\d+(__list_1)?", fullmatch=True)
    ),
    st.tuples(
        st.from_regex(r"A-RES-\d{2}-\d{1,3}", fullmatch=True),
        st.from_regex(r"(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*))?", fullmatch=True),
    ),
)


@given(UNITS)
def test_the_fields_of_a_place_give_the_place_back(place):
    label = Annotation(*place, sha256="0", themes=())
    assert read_place(json.loads(json.dumps(place_fields(label))), "here") == place
    assert label.official is ("eid" in place_fields(label))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"doc": SYMBOL, "eid": ""}, "here: field 'eid' must be a text"),
        ({"doc": SYMBOL, "eid": 3}, "here: field 'eid' must be a text"),
        ({"doc": SYMBOL}, "here: field 'index' must be a whole number"),
        ({"doc": "A-RES-60-1", "index": 3, "item": -1}, "here: field 'item' must be a whole number"),
        ({"eid": "para_1"}, "here: field 'doc' must be a text"),
    ],
)
def test_a_place_with_a_wrong_field_is_refused(entry, message):
    with pytest.raises(LabelError, match=message):
        read_place(entry, "here")


def test_labels_are_sorted_by_document_and_by_numbers_in_names(tmp_path):
    units = ("para_10", "para_9", "container_2", "para_10__list_1")
    lines = [
        {"doc": SYMBOL, "eid": eid, "sha256": "0", "themes": [], "when": "2026-11-26", "by": "reading"} for eid in units
    ]
    written(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)).encode())
    labels, _ = read_annotations(KEYS, tmp_path)
    assert [label.unit for label in labels] == ["container_2", "para_9", "para_10", "para_10__list_1"]
    assert {(label.when, label.by, label.official) for label in labels} == {("2026-11-26", "reading", True)}


def test_gold_labels_are_told_apart_by_their_texts_source(tmp_path, monkeypatch):
    official = {"doc": SYMBOL, "eid": "para_1", "sha256": "0", "themes": []}
    translated = {"doc": "A-RES-99-1", "index": 1, "sha256": "0", "themes": []}
    written(tmp_path / "a.jsonl", f"{json.dumps(official)}\n{json.dumps(translated)}\n".encode())
    monkeypatch.setattr(annotations_module, "GOLD_LABELS", tmp_path)
    assert [label.id for label in read_gold(KEYS, official=True)] == ["A/RES/99/1#para_1"]
    assert [label.id for label in read_gold(KEYS, official=False)] == ["A-RES-99-1#1"]


# The labels that are shipped.

MORE_KEYS = [theme.key for theme in load_themes(MORE_THEMES_FILE)]
SHIPPED = [*sorted(OFFICIAL_LABELS.glob("*.jsonl")), GOLD_LABELS / "official_dev.jsonl"]
FIELDS = {  # each in full: none can hold a text
    "doc": r"(A/RES|S/PRST)/(ES-|S-)?\d+/\d+ ?([A-Z](-[A-Z])?)?|S/RES/\d+ ?\(\d{4}\)",
    "eid": r"[\w.\-]+",
    "sha256": r"[0-9a-f]{64}",
    "unsure": r"True|False",
    "when": r"\d{4}-\d\d-\d\d",
    "by": r"reading(, \d readers)?|[\w()\-]+#\d+(\.\d+)?",
    "id": r"d\d{3}",
    "drawn": r"uncertain|random|" + "|".join(KEYS),
}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_labels_have_their_fields_and_no_text(path):
    fields = {"doc", "eid", "sha256", "themes", "unsure"}
    fields |= {"id", "drawn"} if path.parent == GOLD_LABELS else {"when", "by"}
    keys = MORE_KEYS if path.stem == "more" else KEYS
    fields |= {"asked"} if path.stem == "more" else set()
    lines = list(read_jsonl(path))
    assert lines
    for where, entry in lines:
        assert set(entry) == fields, where
        themes = entry.pop("themes")
        assert themes == [key for key in keys if key in themes], where  # known, in order, each once
        assert entry.pop("asked", keys) == keys, where
        odd = {name: value for name, value in entry.items() if not re.fullmatch(FIELDS[name], str(value))}
        assert not odd, where
        if "when" in entry:
            datetime.date.fromisoformat(entry["when"])


def test_shipped_official_labels_are_read_whole_and_are_official():
    labels, repeated = read_annotations([*KEYS, *MORE_KEYS], OFFICIAL_LABELS)
    both = sum(label.asked is None for label in labels)  # asked for the core themes and for the others
    assert both > 100
    assert len(labels) + repeated + both == sum(1 for path in SHIPPED[:-1] for _ in read_jsonl(path))
    assert all(label.official and label.by and label.when for label in labels)
    assert {theme for label in labels for theme in label.themes} == {*KEYS, *MORE_KEYS}


def test_no_gold_clause_is_labelled_for_training():
    gold = {label.id for official in (True, False) for label in read_gold(KEYS, official=official)}
    assert not gold & {label.id for label in read_annotations(KEYS, OFFICIAL_LABELS)[0]}


@pytest.mark.parametrize("path", SHIPPED[:-1], ids=lambda path: path.stem)
def test_no_document_and_no_text_of_a_gold_set_is_labelled_for_training(path):
    documents = held_out_keys(gold_documents())
    texts = {label.sha256 for official in (True, False) for label in read_gold(KEYS, official=official)}
    lines = list(read_jsonl(path))
    assert [where for where, entry in lines if document_key(entry["doc"]) in documents] == []
    assert [where for where, entry in lines if entry["sha256"] in texts] == []


def test_carried_labels_name_a_label_of_the_same_document():
    known = {label.id: label for label in read_annotations(KEYS)[0]}
    for label in read_annotations(KEYS, OFFICIAL_LABELS)[0]:
        if not label.by.startswith("reading"):
            assert document_key(label.by.partition("#")[0]) == document_key(label.doc)
            assert label.themes == known[label.by].themes
