import json
from collections.abc import Callable
from pathlib import Path

import pytest

from clausetag.data import LabelError, UsageError
from clausetag.data.dataset.annotations import join, read_annotations, text_hash
from clausetag.data.dataset.corpus import describe, normalise, read_corpus

THEMES = ("detention", "children")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus" / "train-data"
    folder.mkdir(parents=True)
    entries = [
        {"type": "heading", "level": 1, "text_fr": "", "text_en": "The General Assembly,"},
        {"type": "paragraph", "text_fr": "", "text_en": "Recalling \n its resolution\\_s,  "},
        {"type": "list", "items_fr": ["", ""], "items_en": ["1. Urges  States;", "2. Decides;"]},
        {"type": "paragraph", "text_fr": "", "text_en": "Adopted."},
    ]
    (folder / "A-RES-60-214-fr-parsed.json").write_text(json.dumps(entries), encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def labels(tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "labels"
    folder.mkdir()

    def write(*lines: object, name: str = "a.jsonl") -> Path:
        texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        (folder / name).write_text("\n".join(texts) + "\n", encoding="utf-8")
        return folder

    return write


def label(index: int, text: str, **more: object) -> dict[str, object]:
    return {"doc": "A-RES-60-214", "index": index, "sha256": text_hash(text), "themes": ["children"], **more}


def test_a_corpus_is_read_with_its_texts_folded_and_lists_opened(corpus: Path):
    (document,) = read_corpus(corpus)
    assert document.paragraphs == (
        "The General Assembly,", "Recalling its resolution_s,", "1. Urges States;", "2. Decides;", "Adopted."
    )  # fmt: skip
    assert (document.symbol, document.organ, document.year) == ("A/RES/60/214", "General Assembly", 2005)
    assert [document.place(unit) for unit in ("1", "2.1", "3")] == [1, 3, 4]
    assert [document.place(unit) for unit in ("2.2", "4", "1.1", "", "2.x", "3.-1", "9" * 5000)] == [None] * 7


def test_the_inner_folder_does_as_well_and_only_the_documents_wanted_are_read(corpus: Path):
    assert [document.id for document in read_corpus(corpus / "train-data")] == ["A-RES-60-214"]
    assert list(read_corpus(corpus, only={"A-RES-1-1"})) == []


def test_a_folder_without_a_corpus_is_refused(tmp_path: Path):
    with pytest.raises(UsageError, match="no corpus here; give the folder that holds train-data"):
        list(read_corpus(tmp_path))


@pytest.mark.parametrize("content", ["{", "[3]", '[{"type": "paragraph"}]', '{"a": 1}', '[{"text_en": null}]'])
def test_a_malformed_document_is_named(corpus: Path, content: str):
    path = corpus / "train-data" / "A-RES-1-1-fr-parsed.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LabelError, match=r"A-RES-1-1-fr-parsed\.json: not a list of entries"):
        list(read_corpus(corpus))


def test_a_failed_download_says_to_give_a_local_copy(monkeypatch: pytest.MonkeyPatch):
    hub = pytest.importorskip("huggingface_hub")

    def offline(*_args: object, **_more: object) -> str:
        raise ConnectionError

    monkeypatch.setattr(hub, "snapshot_download", offline)
    with pytest.raises(UsageError, match="give a local copy with --corpus PATH"):
        list(read_corpus("hub"))


def test_what_the_hub_gives_is_read_like_a_local_copy(corpus: Path, monkeypatch: pytest.MonkeyPatch):
    hub = pytest.importorskip("huggingface_hub")
    monkeypatch.setattr(hub, "snapshot_download", lambda *_, **__: str(corpus))
    assert [document.id for document in read_corpus("hub")] == ["A-RES-60-214"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("A-RES-71-166", ("A/RES/71/166", "General Assembly", 2016)),
        ("A-RES-1102(XI)", ("A/RES/1102(XI)", "General Assembly", 1956)),
        ("A-RES-2200(XXIV)", ("A/RES/2200(XXIV)", "General Assembly", 1969)),
        ("A-RES-60-260-B", ("A/RES/60/260 B", "General Assembly", 2005)),
        ("A-RES-41-70-A-B", ("A/RES/41/70 A-B", "General Assembly", 1986)),
        ("A-RES-S-26-2", ("A/RES/S-26/2", "General Assembly", None)),
        ("A-HRC-RES-45-30", ("A/HRC/RES/45/30", "Human Rights Council", 2020)),
        ("A-HRC-RES-S-9-1", ("A/HRC/RES/S-9/1", "Human Rights Council", None)),
        ("S-RES-2552-(2020)", ("S/RES/2552(2020)", "Security Council", 2020)),
        ("S-RES-2031(2011)", ("S/RES/2031(2011)", "Security Council", 2011)),
        ("E-RES-2013-45", ("E/RES/2013/45", "Economic and Social Council", 2013)),
        ("something", (None, None, None)),
    ],
)
def test_symbol_organ_and_year_come_from_the_id(name: str, expected: tuple[str | None, str | None, int | None]):
    assert describe(name) == expected


def test_texts_are_folded_as_they_were_hashed():
    assert normalise(" a\\_b\n\tc  ") == "a_b c"


def test_labels_find_their_texts(corpus: Path, labels: Callable[..., Path]):
    folder = labels(label(1, "Recalling its resolution_s,", unsure=True), "", label(2, "2. Decides;", item=1))
    annotations, repeated = read_annotations(THEMES, folder)
    matched, report = join(annotations, read_corpus(corpus))
    assert [document.paragraphs[place] for _, document, place in matched] == [
        "Recalling its resolution_s,",
        "2. Decides;",
    ]
    assert [annotation.id for annotation, _, _ in matched] == ["A-RES-60-214#1", "A-RES-60-214#2.1"]
    assert annotations[0].unsure
    assert (report.matched, repeated) == (2, 0)
    assert str(report) == "labels joined to texts: 2"


def test_a_text_that_differs_is_left_out_and_named(corpus: Path, labels: Callable[..., Path]):
    folder = labels(label(1, "Recalling another"), label(9, "beyond the end"))
    matched, report = join(read_annotations(THEMES, folder)[0], read_corpus(corpus))
    assert matched == []
    assert report.mismatched == ("A-RES-60-214#1", "A-RES-60-214#9")
    assert "text differs from the one labelled: 2 (A-RES-60-214#1, A-RES-60-214#9)" in str(report)


def test_a_missing_document_is_reported_by_name(corpus: Path, labels: Callable[..., Path]):
    folder = labels(label(1, "x") | {"doc": "A-RES-1-1"}, label(2, "y") | {"doc": "A-RES-1-1"})
    matched, report = join(read_annotations(THEMES, folder)[0], read_corpus(corpus))
    assert matched == []
    assert report.missing == ("A-RES-1-1",)
    assert "documents not in the corpus: 1 (A-RES-1-1)" in str(report)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: must be an object in braces"),
        (label(1, "x") | {"doc": ""}, "line 2: field 'doc' must be a text"),
        (label(1, "x") | {"index": -1}, "line 2: field 'index' must be a whole number"),
        (label(1, "x") | {"index": True}, "line 2: field 'index' must be a whole number"),
        (label(1, "x") | {"themes": "children"}, "line 2: field 'themes' must be a list"),
        (label(1, "x") | {"themes": ["kids"]}, "line 2: unknown theme 'kids'; the themes are detention, children"),
    ],
)
def test_a_malformed_line_is_refused_by_file_and_number(labels: Callable[..., Path], line: object, message: str):
    folder = labels(label(0, "x"), line)
    with pytest.raises(LabelError) as caught:
        read_annotations(THEMES, folder)
    assert str(caught.value).startswith(f"{folder / 'a.jsonl'}, {message}")


def test_the_same_paragraph_twice_in_a_file_is_refused(labels: Callable[..., Path]):
    with pytest.raises(LabelError, match="line 2: A-RES-60-214#1 is labelled twice in this file"):
        read_annotations(THEMES, labels(label(1, "x"), label(1, "x")))


def test_two_files_that_agree_count_once_and_two_that_differ_are_refused(labels: Callable[..., Path]):
    labels(label(1, "x"))
    folder = labels(label(1, "x"), name="b.jsonl")
    annotations, repeated = read_annotations(THEMES, folder)
    assert (len(annotations), repeated) == (1, 1)
    labels(label(1, "x") | {"themes": []}, name="b.jsonl")
    with pytest.raises(LabelError, match=r"b\.jsonl, line 1: A-RES-60-214#1 has other labels in .*a\.jsonl, line 1"):
        read_annotations(THEMES, folder)
