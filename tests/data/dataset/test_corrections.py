import json

import pytest

from clausetag.data import LabelError, load_examples, load_themes, read_resolution, seed_path
from clausetag.data.dataset.annotations import read_annotations, text_hash
from clausetag.data.dataset.corrections import Correction, correction_line, read_corrections

pytestmark = pytest.mark.usefixtures("learns_from_few")
KEYS = tuple(theme.key for theme in load_themes())


def write(path, *corrections):
    lines = [json.dumps(correction_line(c, KEYS), ensure_ascii=False) + "\n" for c in corrections]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_text_that_no_label_file_knows_is_kept_with_its_text(tmp_path):
    correction = Correction(
        "Urges ships to dock;", ("labour_rights",), "operative", unsure=True, document="A/RES/1/1",
        path="op2", when="2026-11-26", model="abc", before=("children",),
    )  # fmt: skip
    assert correction_line(correction, KEYS) == {
        "id": f"c-{text_hash(correction.text)[:16]}",
        "text": "Urges ships to dock;",
        "themes": ["labour_rights"],
        "asked": list(KEYS),
        "section": "operative",
        "unsure": True,
        "document": "A/RES/1/1",
        "path": "op2",
        "when": "2026-11-26",
        "model": "abc",
        "before": ["children"],
    }
    found = read_corrections(write(tmp_path / "c.jsonl", correction), KEYS)
    assert found.texts == (correction,)


def test_text_that_a_label_file_knows_is_kept_stand_off(tmp_path, monkeypatch):
    from clausetag.data.dataset import corrections

    known = read_annotations(KEYS)[0][0]
    monkeypatch.setattr(corrections, "text_hash", lambda _: known.sha256)
    line = correction_line(Correction("whatever it says", ("children",), "operative"), KEYS)
    place = {"doc": line["doc"], "index": line["index"]} | ({"item": line["item"]} if "item" in line else {})
    assert line == place | {
        "sha256": known.sha256,
        "text": "whatever it says",
        "themes": ["children"],
        "asked": list(KEYS),
        "section": "operative",
        "unsure": False,
    }
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(line) + "\n")
    corrected = read_corrections(path, KEYS).annotated(read_annotations(KEYS)[0], official=False)
    assert {a.themes for a in corrected if a.sha256 == known.sha256} == {("children",)}


def test_the_last_correction_of_a_text_holds_and_goes_before_the_label_it_has(tmp_path):
    text = read_resolution(seed_path()).clause("op4(b)").text
    path = write(
        tmp_path / "c.jsonl",
        Correction(text, ("children",), "operative"),
        Correction(text, ("trafficking",), "operative"),
        Correction("Welcomes the new quay of the harbour at noon;", (), "operative"),
    )
    examples, _ = load_examples(leave_out=(), corrections=path)
    assert [e.themes for e in examples if e.text == text] == [("trafficking",)]
    (added,) = (e for e in examples if e.id.startswith("c-"))
    assert (added.themes, added.source) == ((), "drafted")
    assert len(examples) == len(load_examples(leave_out=())[0]) + 1


@pytest.mark.parametrize(
    ("symbol", "document"), [("A/RES/9/9", "A-RES-9-9"), ("S/RES/2068(2012)", "S-RES-2068-(2012)")]
)
def test_corrections_of_a_document_that_is_left_out_are_left_out_too(tmp_path, symbol, document):
    path = write(tmp_path / "c.jsonl", Correction("Hails the tide;", ("children",), "operative", document=symbol))
    assert not any(e.text == "Hails the tide;" for e in load_examples(leave_out=[document], corrections=path)[0])
    assert any(e.text == "Hails the tide;" for e in load_examples(leave_out=[], corrections=path)[0])


def test_files_of_earlier_versions_are_read(tmp_path):
    known = read_annotations(KEYS)[0][0]
    old = {"id": "c-1", "text": "Hails the tide;", "themes": ["children"], "section": "operative", "unsure": False}
    stand_off = {"doc": "A-RES-1-1", "index": 3, "sha256": known.sha256, "themes": ["children"], "unsure": False}
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps(old) + "\n" + json.dumps(stand_off) + "\n")
    found = read_corrections(path, KEYS)
    assert found.texts == (Correction("Hails the tide;", ("children",), "operative"),)
    assert found.themes[known.sha256] == ("children",)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"text": "x"}',
        '{"text": "", "themes": []}',
        '{"text": "x", "section": "operative", "themes": ["joy"]}',
        '{"text": "x", "section": "operative", "themes": [], "before": "children"}',
        '{"doc": "A", "index": -1, "sha256": "0", "themes": []}',
    ],
)
def test_malformed_line_is_named(tmp_path, line):
    path = tmp_path / "c.jsonl"
    path.write_text("\n" + line)
    with pytest.raises(LabelError, match="line 2"):
        read_corrections(path, KEYS)


def test_model_with_other_themes_keeps_its_corrections_with_their_texts():
    line = correction_line(Correction("Urges rest;", ("sleep",), "operative"), ["sleep"])
    assert (line["themes"], line["text"]) == (["sleep"], "Urges rest;")
