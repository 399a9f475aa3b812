"""Labels joined to official texts and carried into other languages, and what the reports say of them."""

import json
from pathlib import Path

import pytest

from clausetag.data import load_examples, load_themes
from clausetag.data.dataset import annotations as annotations_module
from clausetag.data.dataset import drafted as drafted_module
from clausetag.data.dataset import examples as examples_module
from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    Annotation,
    JoinReport,
    document_key,
    gold_documents,
    read_annotations,
    text_hash,
)
from clausetag.data.dataset.examples import LoadReport
from clausetag.data.dataset.official import read_official
from clausetag.data.dataset.official_examples import ProjectionReport, official_examples

PLANT = "Decides that girls and boys shall plant a tree of their own choice beside each school;"
WATER = "Requests the inspectors of labour to report on the wages that gardeners are paid;"
PLANTER = "Décide que filles et garçons planteront un arbre de leur choix à côté de chaque école ;"
ARROSER = "Prie les inspecteurs du travail de rendre compte des salaires que touchent les jardiniers ;"


@pytest.fixture
def texts(tmp_path, akn_document):
    """Write and read official texts, given as (symbol, language, clauses)."""

    def make(*documents):
        folder = tmp_path / "unxml"
        folder.mkdir(exist_ok=True)
        for number, (symbol, language, *clauses) in enumerate(documents):
            (folder / f"{number}.xml").write_bytes(akn_document(symbol, *clauses, language=language))
        return read_official([folder])

    return make


def label(text, doc="A/RES/99/1", unit="para_1", themes=("children",)):
    return Annotation(doc, unit, text_hash(text), themes)


def test_a_label_holds_in_every_language_that_has_the_clause(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("para_1", "1.", PLANT)),
        ("A/RES/99/1", "fra", ("para_1", "1.", PLANTER)),
        ("A/RES/99/1", "rus", ("para_1", "1.", "постановляет: 2030;")),
    )
    examples, report = official_examples([label(PLANT)], source)
    english, french = examples
    assert (english.id, english.text, english.language) == ("A/RES/99/1#para_1", PLANT, "en")
    assert (french.id, french.text, french.language) == ("A/RES/99/1#para_1@fr", PLANTER, "fr")
    for example in examples:
        assert (example.cluster, example.themes, example.section) == ("A/RES/99/1#para_1", ("children",), "operative")
        assert (example.source, example.document, example.year) == ("official", "A/RES/99/1", 2021)
        assert example.organ == "General Assembly"
    assert (report.joined, report.projected) == (1, {"fr": 1})
    assert report.refused == {("ru", "other resolutions or years named"): 1}
    assert report.no_text == {"es": 1, "ar": 1, "zh": 1}
    assert str(report).splitlines() == [
        "labels of official clauses joined: 1; texts that repeat one of them: 0",
        "  fr: held by 1, refused 0, no text 0",
        "  es: held by 0, refused 0, no text 1",
        "  ru: held by 0, refused 1 (other resolutions or years named 1), no text 0",
        "  ar: held by 0, refused 0, no text 1",
        "  zh: held by 0, refused 0, no text 1",
    ]


def test_a_translation_may_come_from_a_document_that_repeats_the_clause(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("para_1", "1.", PLANT)),
        ("A/RES/99/2", "eng", ("para_1", "1.", WATER), ("para_2", "2.", PLANT)),
        ("A/RES/99/2", "fra", ("para_1", "1.", ARROSER), ("para_2", "2.", PLANTER)),
        ("A/RES/99/3", "eng", ("para_1", "1.", PLANT)),
        (
            "A/RES/99/3",
            "spa",
            ("para_1", "1.", "Decide que niñas y niños plantarán un árbol a su gusto junto a la escuela;"),
        ),
    )
    labels = [label(PLANT), label(WATER, "A/RES/99/2", themes=("labour_rights",))]
    examples, report = official_examples(labels, source)
    lent = next(e for e in examples if e.text == PLANTER)
    assert (lent.id, lent.document, lent.cluster) == ("A/RES/99/1#para_1@fr", "A/RES/99/1", "A/RES/99/1#para_1")
    assert (report.projected, report.elsewhere) == ({"fr": 2}, {"fr": 1}), (
        "nobody labelled 99/3: it may be of the gold set"
    )
    assert "  fr: held by 2 (1 in a document that repeats the clause), refused 0, no text 0" in str(report)


def test_a_document_is_found_by_any_spelling_of_its_symbol(texts):
    source = texts(("A/RES/99/1 A", "eng", ("para_1", "1.", PLANT)))
    (example,), _ = official_examples([label(PLANT, "A/RES/99/1A")], source)
    assert (example.id, example.document) == ("A/RES/99/1A#para_1", "A/RES/99/1A")


def test_texts_that_differ_and_documents_that_are_missing_are_named(texts):
    source = texts(("A/RES/99/1", "eng", ("para_1", "1.", PLANT)), ("A/RES/99/2", "fra", ("para_1", "1.", PLANTER)))
    labels = [label("Decides otherwise;"), label(PLANT, "A/RES/99/2"), label(WATER, "A/RES/99/2", "para_2")]
    examples, report = official_examples(labels, source)
    assert examples == []
    assert (report.joined, report.mismatched, report.missing) == (0, ("A/RES/99/1#para_1",), ("A/RES/99/2",))
    assert "text differs from the one labelled: 1 (A/RES/99/1#para_1 ...)" in str(report)
    assert "documents not in the source: 1 (A/RES/99/2 ...)" in str(report)


def test_names_that_have_moved_do_no_harm_where_the_text_is_the_same(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("para_1", "1.", WATER), ("para_2", "2.", PLANT)),
        ("A/RES/99/1", "fra", ("para_1", "1.", ARROSER), ("para_2", "2.", PLANTER)),
    )
    examples, report = official_examples([label(PLANT, unit="para_1")], source)
    assert [(example.id, example.text) for example in examples] == [
        ("A/RES/99/1#para_1", PLANT),
        ("A/RES/99/1#para_1@fr", PLANTER),
    ]
    assert report.mismatched == ()


def test_of_two_clauses_with_the_text_the_one_of_the_name_is_taken(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("container_1", "", PLANT), ("para_1", "1.", PLANT)),
    )
    (example,), _ = official_examples([label(PLANT)], source)
    assert example.section == "operative"


def test_texts_that_are_repeated_count_once_in_each_language(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("para_1", "1.", PLANT)),
        ("A/RES/99/1", "fra", ("para_1", "1.", PLANTER)),
        ("A/RES/99/2", "eng", ("para_1", "1.", PLANT)),
        ("A/RES/99/2", "fra", ("para_1", "1.", PLANTER)),
        ("A/RES/99/3", "eng", ("para_1", "1.", PLANT.replace("each", "every"))),
        ("A/RES/99/3", "fra", ("para_1", "1.", PLANTER)),
    )
    labels = [label(PLANT), label(PLANT, "A/RES/99/2"), label(PLANT.replace("each", "every"), "A/RES/99/3")]
    examples, report = official_examples(labels, source)
    assert [example.id for example in examples] == [
        "A/RES/99/1#para_1",
        "A/RES/99/1#para_1@fr",
        "A/RES/99/3#para_1",
    ]
    assert (report.joined, report.repeated, report.projected) == (3, 1, {"fr": 1})
    assert report.refused == {("fr", "text of another clause"): 1}


def test_every_label_is_counted_in_every_language(texts):
    source = texts(
        ("A/RES/99/1", "eng", ("para_1", "1.", PLANT), ("para_2", "2.", WATER)),
        ("A/RES/99/1", "fra", ("para_1", "1.", PLANTER), ("para_2", "2.", PLANTER)),
        (
            "A/RES/99/1",
            "zho",
            ("para_1", "1.", "2030年；"),
            ("para_2", "2.", "请劳动监察员报告园丁所得的工资和工作时间；"),
        ),
    )
    examples, report = official_examples([label(PLANT), label(WATER, unit="para_2")], source)
    for language in ("fr", "es", "ru", "ar", "zh"):
        refused = sum(number for (of, _), number in report.refused.items() if of == language)
        held = report.projected.get(language, 0)
        assert held == sum(example.language == language for example in examples)
        assert held + refused + report.no_text.get(language, 0) == report.joined - report.repeated == 2


# Official labels among the others.


@pytest.fixture
def small(tmp_path, monkeypatch, akn_document):
    """Sources and labels of three documents: one of gold, one with a near-copy of its clause, one of another."""
    labels, gold, drafted, source = (tmp_path / name for name in ("official", "gold", "drafted", "unxml"))
    for folder in (labels, gold, drafted, source):
        folder.mkdir()
    near = (PLANT.replace("each school", "every school"), PLANTER.replace("chaque école", "toute école"))
    clauses = {"A/RES/99/1": (PLANT, PLANTER), "A/RES/99/2": near, "A/RES/99/3": (WATER, ARROSER)}
    lines = []
    for number, (symbol, (english, french)) in enumerate(clauses.items()):
        lines.append({"doc": symbol, "eid": "para_1", "sha256": text_hash(english), "themes": ["children"]})
        for language, text in (("eng", english), ("fra", french)):
            content = akn_document(symbol, ("para_1", "1.", text), language=language)
            (source / f"{number}{language}.xml").write_bytes(content)
    (labels / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (gold / "a.jsonl").write_text(json.dumps(lines[0]) + "\n", encoding="utf-8")
    monkeypatch.setattr(annotations_module, "GOLD_LABELS", gold)
    monkeypatch.setattr(examples_module, "OFFICIAL_LABELS", labels)
    monkeypatch.setattr(drafted_module, "DRAFTED", drafted)
    gold_documents.cache_clear()
    yield source
    gold_documents.cache_clear()


def official_of(examples):
    return {example.id: example for example in examples if example.source == "official"}


def test_gold_documents_and_near_copies_of_them_are_left_out_in_every_language(small):
    examples, report = load_examples([small])
    assert sorted(official_of(examples)) == ["A/RES/99/3#para_1", "A/RES/99/3#para_1@fr"]
    assert report.official is not None
    assert (report.official.joined, report.official_left_out, report.near_left_out) == (2, 1, 1)
    assert "labels of official clauses in documents left out: 1" in str(report)
    assert "near-copies of clauses held out, dropped: 1" in str(report)


def test_translations_and_near_copies_share_a_cluster(small):
    examples, report = load_examples([small], leave_out=())
    found = official_of(examples)
    clusters = {example.cluster for name, example in found.items() if not name.startswith("A/RES/99/3")}
    assert clusters == {"A/RES/99/1#para_1"}
    assert {found[f"A/RES/99/3#para_1{at}"].cluster for at in ("", "@fr")} == {"A/RES/99/3#para_1"}
    assert (len(found), report.official_left_out, report.near_left_out) == (6, 0, 0)


@pytest.mark.parametrize("name", ["A/RES/99/3", "A-RES-99-3", "A_RES_99_3"])
def test_a_document_is_left_out_by_any_of_its_names(small, name):
    found = official_of(load_examples([small], leave_out=[name])[0])
    assert {example.document for example in found.values()} == {"A/RES/99/1", "A/RES/99/2"}


def test_files_that_cannot_be_read_are_named(small):
    (small / "broken.xml").write_bytes(b"<akomaNtoso")
    report = load_examples([small])[1]
    assert len(report.unreadable) == 1
    assert str(report).splitlines()[-1].startswith("could not be read: broken.xml: ")


def test_corrected_themes_hold_in_every_language_and_left_out_documents_stay_out(small, tmp_path):
    lines = [
        {"doc": "A/RES/99/3", "eid": "para_1", "sha256": text_hash(WATER), "themes": ["labour_rights"]},
        {"doc": "A/RES/99/1", "eid": "para_1", "sha256": text_hash(PLANT), "themes": []},
    ]
    corrections = tmp_path / "corrections.jsonl"
    corrections.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = official_of(load_examples([small], corrections=corrections)[0])
    assert {name: example.themes for name, example in found.items()} == {
        "A/RES/99/3#para_1": ("labour_rights",),
        "A/RES/99/3#para_1@fr": ("labour_rights",),
    }


def test_without_official_texts_their_labels_are_counted(small):
    examples, report = load_examples()
    assert official_of(examples) == {}
    assert (report.official, report.official_without) == (None, 3)
    assert "labels of official clauses not joined, no official texts were given: 3" in str(report)


def test_the_translated_corpus_and_official_texts_are_read_side_by_side(small, tmp_path):
    corpus = tmp_path / "corpus" / "train-data"
    corpus.mkdir(parents=True)
    entries = [{"type": "paragraph", "text_fr": ARROSER, "text_en": WATER}]
    (corpus / "A-RES-60-1-fr-parsed.json").write_text(json.dumps(entries), encoding="utf-8")
    line = {"doc": "A-RES-60-1", "index": 0, "sha256": text_hash(WATER), "themes": ["labour_rights"]}
    labels = tmp_path / "themes"
    labels.mkdir()
    (labels / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotations_module, "LABELS", labels)
        examples, report = load_examples([corpus, small])
    by_id = {example.id: example for example in examples}
    names = ("A-RES-60-1#0", "A/RES/99/3#para_1", "A/RES/99/3#para_1@fr")
    assert {by_id[name].cluster for name in names} == {"A-RES-60-1#0"}
    assert report.translated.matched == 1


def test_the_report_says_every_number_that_is_not_zero():
    whole = LoadReport(
        JoinReport(matched=1_000, left_out=2, repeated=3),
        ProjectionReport(joined=4),
        official_left_out=5,
        near_left_out=6,
        unreadable=("a.xml: empty", "b.xml: damaged"),
    )
    assert str(whole).splitlines() == [
        "labels joined to texts: 1,000",
        "  in documents left out: 2 labels",
        "  labelled alike in more than one file: 3",
        "labels of official clauses joined: 4; texts that repeat one of them: 0",
        "labels of official clauses in documents left out: 5",
        "near-copies of clauses held out, dropped: 6",
        "could not be read: a.xml: empty",
        "could not be read: b.xml: damaged",
    ]
    assert str(LoadReport(JoinReport(), None)) == "labels joined to texts: 0"


def test_shipped_labels_find_their_texts_in_the_real_files():
    folder = Path(__file__).resolve().parents[4] / "shared" / "unxml" / "ga"
    if not folder.is_dir():
        pytest.skip("needs ../shared/unxml beside the repository: the United Nations' own files in AKN4UN XML")
    labels = read_annotations([theme.key for theme in load_themes()], OFFICIAL_LABELS)[0]
    labels = [one for one in labels if one.doc.startswith("A/RES/79/")]
    packs = [folder / f"79session-{name}.zip" for name in ("English", "Arabic")]
    source = read_official(packs, {document_key(one.doc) for one in labels})
    examples, report = official_examples(labels, source)
    assert source.unreadable == ()
    assert (report.joined, report.mismatched, report.missing) == (len(labels), (), ())
    once = report.joined - report.repeated
    assert sum(example.language == "en" for example in examples) == once
    assert report.projected["ar"] > 0.9 * (once - report.no_text["ar"])
