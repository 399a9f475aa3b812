import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clausetag.data import LabelError, UsageError, load_examples, load_gold, load_themes
from clausetag.data.dataset import annotations as annotations_module
from clausetag.data.dataset import drafted as drafted_module
from clausetag.data.dataset import examples as examples_module
from clausetag.data.dataset.annotations import (
    GOLD_LABELS,
    LABELS,
    OFFICIAL_LABELS,
    gold_documents,
    join,
    read_annotations,
    read_gold,
    text_hash,
)
from clausetag.data.dataset.corpus import read_corpus
from clausetag.data.dataset.drafted import drafted_examples
from clausetag.data.dataset.examples import SEED_DOCUMENT, seed_examples
from clausetag.data.themes import Theme

pytestmark = pytest.mark.usefixtures("learns_from_few")
KEYS = [theme.key for theme in load_themes()]
ONE_THEME = "Condemns the detention of children in military prisons without charge or trial for many months;"
OTHER = "Takes note of the statistical work done on the classification of products in foreign trade;"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A corpus of three documents with labels: one in the gold set, one with a near-copy of its clause."""
    corpus = tmp_path / "train-data"
    labels, gold = tmp_path / "themes", tmp_path / "gold"
    for folder in (corpus, labels, gold):
        folder.mkdir()
    texts = {
        "A-RES-60-1": ["The General Assembly,", ONE_THEME],
        "A-RES-61-1": ["The General Assembly,", ONE_THEME.replace("many months", "many years"), OTHER],
        "A-RES-62-1": ["The General Assembly,", "Stresses that girls must be able to go to school in safety;"],
    }
    lines = []
    for doc, paragraphs in texts.items():
        entries = [{"type": "paragraph", "text_fr": "", "text_en": text} for text in paragraphs]
        (corpus / f"{doc}-fr-parsed.json").write_text(json.dumps(entries), encoding="utf-8")
        for index, text in enumerate(paragraphs[1:], start=1):
            themes = ["detention", "children"] if "detention" in text else ["children"] if "girls" in text else []
            lines.append({"doc": doc, "index": index, "sha256": text_hash(text), "themes": themes})
    (labels / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (gold / "dev.jsonl").write_text(json.dumps(lines[0]) + "\n", encoding="utf-8")
    monkeypatch.setattr(annotations_module, "LABELS", labels)
    monkeypatch.setattr(annotations_module, "GOLD_LABELS", gold)
    gold_documents.cache_clear()
    yield corpus
    gold_documents.cache_clear()


def test_every_clause_of_the_seed_has_its_labels():
    examples = seed_examples(KEYS)
    assert len(examples) == 77
    themes = {example.id.partition("#")[2]: example.themes for example in examples}
    assert themes["op8"] == ("trafficking", "labour_rights")
    assert themes["op4(a)"] == ("detention",)
    assert themes["pp7"] == themes["op2"] == themes["pp25"] == ()
    assert themes["op5(k)"] == ("trafficking",)
    assert {(example.document, example.year, example.source) for example in examples} == {(SEED_DOCUMENT, 2012, "seed")}


def test_seed_labels_that_do_not_fit_the_seed_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    table = tmp_path / "labels.tsv"
    table.write_text(
        examples_module.SEED_LABELS.read_text(encoding="utf-8").replace("op15\t", "op16\t"), encoding="utf-8"
    )
    monkeypatch.setattr(examples_module, "SEED_LABELS", table)
    with pytest.raises(LabelError, match="differ at op15, op16"):
        seed_examples(KEYS)
    table.write_text("path\tthemes\npp1 children\n", encoding="utf-8")
    with pytest.raises(LabelError, match="line 2: must be a clause's path, a tab and its themes"):
        seed_examples(KEYS)


def test_without_a_corpus_seed_and_drafted_clauses_are_loaded_and_the_rest_is_counted():
    examples, report = load_examples()
    assert {example.source for example in examples} == {"seed", "drafted"}
    assert (report.translated.matched, report.official) == (0, None)
    assert report.translated.without_corpus == len(read_annotations(KEYS)[0]) > 3_000
    assert report.official_without == len(read_annotations(KEYS, OFFICIAL_LABELS)[0]) > 3_000
    assert "not joined, no corpus was given" in str(report)
    assert len({example.id for example in examples}) == len(examples)
    assert all(example.cluster in {other.id for other in examples} for example in examples[:50])


def test_gold_documents_and_near_copies_of_gold_clauses_are_left_out_of_training(small: Path):
    examples, report = load_examples([small])
    real = [example for example in examples if example.source == "resolutions"]
    assert {example.id for example in real} == {"A-RES-61-1#2", "A-RES-62-1#1"}
    assert (report.translated.matched, report.translated.left_out, report.near_left_out) == (3, 1, 1)


def test_all_is_there_when_nothing_is_to_be_left_out_and_near_copies_share_a_cluster(small: Path):
    examples, report = load_examples([small], leave_out=())
    clusters = {example.id: example.cluster for example in examples}
    assert clusters["A-RES-60-1#1"] == clusters["A-RES-61-1#1"] == "A-RES-60-1#1"
    assert clusters["A-RES-62-1#1"] == "A-RES-62-1#1"
    assert (report.translated.matched, report.translated.left_out, report.near_left_out) == (4, 0, 0)


def test_the_seed_can_be_left_out_for_measuring_on_it():
    examples, _ = load_examples(leave_out={SEED_DOCUMENT})
    assert not [example for example in examples if example.source == "seed"]


def test_a_fifth_theme_loads_beside_the_labels_of_the_four():
    themes = (*load_themes(), Theme("water", "Water", "Safe drinking water."))
    assert len(load_examples(themes=themes)[0]) == len(load_examples()[0]) > 100


def test_of_some_of_the_themes_only_their_labels_are_taken():
    first, all_of_them = load_themes()[:1], load_examples()[0]
    examples, _ = load_examples(themes=first)
    assert {e.id: e.themes for e in examples} == {
        e.id: tuple(key for key in e.themes if key == first[0].key) for e in all_of_them
    }
    assert all(example.asked is None for example in examples)


def test_a_theme_of_ones_own_was_asked_of_no_clause_that_ships():
    own = Theme("seafarers", "Seafarers", "People who work at sea.")
    assert load_examples(themes=(own,))[0] == []
    examples, _ = load_examples(themes=(*load_themes(), own))
    assert {example.asked for example in examples} == {tuple(KEYS)}


def test_two_examples_of_one_id_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    line = json.dumps({"id": "x1", "text": "Decides;", "themes": [], "section": "operative"})
    (tmp_path / "a.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    monkeypatch.setattr(drafted_module, "DRAFTED", tmp_path)
    with pytest.raises(LabelError, match="drafted: the id 'x1' is given to two examples"):
        load_examples()


def test_a_drafted_line_without_text_is_refused_by_file_and_line(tmp_path: Path):
    (tmp_path / "a.jsonl").write_text('{"id": "x1", "themes": [], "section": "operative"}\n', encoding="utf-8")
    with pytest.raises(LabelError, match=r"a\.jsonl, line 1: field 'text' must be a text"):
        drafted_examples(KEYS, tmp_path)


def test_a_missing_extra_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    with pytest.raises(UsageError, match=r'pip install "clausetag\[train\]"'):
        load_examples()


def test_what_is_committed_of_gold_and_labels_holds_no_text():
    known = {"id", "doc", "index", "item", "eid", "sha256", "themes", "unsure", "drawn", "when", "by", "asked"}
    for folder in (LABELS, OFFICIAL_LABELS, GOLD_LABELS):
        for path in folder.glob("*.jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                assert set(json.loads(line)) <= known


@pytest.mark.parametrize(("official", "clauses", "documents"), [(False, 600, 428), (True, 570, 299)])
def test_no_label_for_training_names_a_clause_of_gold(official: bool, clauses: int, documents: int):
    gold = read_gold(KEYS, official=official)
    assert (len({label.id for label in gold}), len({label.doc for label in gold})) == (clauses, documents)
    assert {label.doc for label in gold} <= gold_documents()
    training = [*read_annotations(KEYS)[0], *read_annotations(KEYS, OFFICIAL_LABELS)[0]]
    assert not {label.id for label in gold} & {label.id for label in training}


def test_gold_joins_its_labels_to_a_corpus(small: Path):
    (example,) = load_gold(small)
    assert (example.id, example.text, example.themes) == ("A-RES-60-1#1", ONE_THEME, ("detention", "children"))


def test_gold_with_texts_is_read_from_its_file_and_each_text_is_checked(tmp_path: Path):
    entry = {"doc": "A-RES-60-1", "index": 1, "sha256": text_hash(OTHER), "text": OTHER, "themes": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(entry), encoding="utf-8")
    (example,) = load_gold(path)
    assert (example.id, example.year, example.organ) == ("A-RES-60-1#1", 2005, "General Assembly")
    path.write_text(json.dumps(entry | {"text": "Else"}), encoding="utf-8")
    with pytest.raises(LabelError, match="line 1: the text does not have the hash"):
        load_gold(path)


def test_gold_that_a_corpus_does_not_hold_is_an_error(small: Path):
    (small / "A-RES-60-1-fr-parsed.json").unlink()
    with pytest.raises(LabelError, match="documents not in the corpus: 1"):
        load_gold(small)


def test_every_committed_label_finds_its_text_in_the_real_corpus():
    corpus = Path(__file__).resolve().parents[4] / "shared" / "corpus"
    if not corpus.is_dir():
        pytest.skip("needs a copy of the public corpus at ../shared/corpus beside the repository")
    annotations = read_annotations(KEYS)[0] + read_gold(KEYS, official=False)
    matched, report = join(annotations, read_corpus(corpus, {annotation.doc for annotation in annotations}))
    assert len(matched) == len(annotations)
    assert report.mismatched == report.missing == ()
