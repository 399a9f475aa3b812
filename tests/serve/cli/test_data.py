import hashlib
import json

import pytest

TEXTS = [
    ("Calls upon all States to release persons held in arbitrary detention;", ["detention"]),
    ("Urges States to protect the rights of the child;", ["children"]),
    ("Condemns trafficking in persons in all its forms;", ["trafficking"]),
    ("Reaffirms the right of workers to join trade unions and to safe working conditions;", ["labour_rights"]),
    ("Decides to remain seized of the matter.", []),
]


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "gold.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for i, (text, themes) in enumerate(TEXTS):
            sha = hashlib.sha256(text.encode()).hexdigest()
            entry = {"doc": f"A-RES-60-{i}", "index": 0, "text": text, "sha256": sha, "themes": themes}
            stream.write(json.dumps(entry) + "\n")
    return path


def test_evaluate_prints_recorded_figures_then_gold_beside_keywords(cli, bundle, gold):
    result = cli("evaluate", "--bundle", bundle, "--gold", gold)
    assert result.exit_code == 0, result.stderr
    assert "a small set: macro-F1 0.900 [0.800, 0.950], 7 clauses" in result.stdout
    assert "gold: 5 clauses of 5 documents" in result.stdout
    assert "keywords" in result.stdout


def test_evaluate_structure_writes_official_documents_out_and_reads_them_back(cli, official):
    result = cli("evaluate-structure", "--corpus", official, "--sample", 1)
    assert result.exit_code == 0, result.stderr
    rows = [line.split() for line in result.stdout.splitlines()]
    html = [row for row in rows if row[1:2] == ["html"]]
    assert [row[:4] for row in html] == [[language, "html", "1", "100.0"] for language in ("en", "fr", "ru")]


def test_evaluate_structure_needs_official_documents(cli, tmp_path):
    result = cli("evaluate-structure", "--corpus", tmp_path)
    assert result.exit_code != 0
    assert "no AKN XML here; give a clone of UNxml" in result.stderr


def test_evaluate_structure_names_files_that_are_no_xml(cli, tmp_path):
    (tmp_path / "a.xml").write_text("Decides to remain seized of the matter.", encoding="utf-8")
    result = cli("evaluate-structure", "--corpus", tmp_path)
    assert result.exit_code == 2
    assert "a.xml: not well-formed XML" in result.stderr + result.stdout


def test_evaluate_measures_official_clauses_in_english_and_then_by_language(cli, bundle, official):
    result = cli("evaluate", "--bundle", bundle, "--corpus", official, "--parts")
    assert result.exit_code == 0, result.stderr
    assert "gold, official texts in English: 5 clauses of 1 document" in result.stdout
    english, languages = result.stdout.split(": by language\n")
    assert "  section " in english
    head, *rows = [line.split() for line in languages.splitlines()]
    assert head == ["clauses", "not", "read", "macro-F1", "detention", "children", "trafficking", "labour_rights"]
    assert [row[:3] for row in rows] == [["en", "5", "0"], ["fr", "5", "5"], ["ru", "4", "4"]]
    assert rows[2][3:] == ["0.000", "[0.000,", "0.000]", "0.000", "0.000", "0.000", "-"]


def test_evaluate_measures_each_gold_set_by_itself(cli, bundle, gold, official_file):
    one = cli("evaluate", "--bundle", bundle, "--gold", gold).stdout
    other = cli("evaluate", "--bundle", bundle, "--gold", official_file).stdout
    both = cli("evaluate", "--bundle", bundle, "--gold", gold, "--gold", official_file)
    assert both.exit_code == 0, both.stderr
    assert both.stdout == one + other[other.index("\ngold, official texts") :]
    assert "by language" not in one


def test_evaluate_without_gold_says_what_to_give(cli, bundle):
    result = cli("evaluate", "--bundle", bundle)
    assert result.exit_code == 0
    assert result.stdout.endswith("to measure it on the gold clauses, give --gold FILE or --corpus PATH|hub\n")


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["evaluate", "--gold", "nothing.jsonl"], "nothing.jsonl"),
        (["evaluate", "--gold", "a", "--corpus", "b"], "--gold and --corpus both name the gold clauses"),
        (["evaluate-sections", "--corpus", "nothing"], "nothing"),
        (["data", "build", "--corpus", "nothing"], "nothing"),
        (["train", "ngrams", "--no-track", "--out", "x", "--corpus", "nothing"], "nothing"),
    ],
)
def test_what_is_not_there_is_one_line(cli, bundle, args, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = cli(*args, *(["--bundle", bundle] if args[0] == "evaluate" else []))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("learns_from_few")
def test_build_prints_a_summary_and_saves(cli, tmp_path):
    datasets = pytest.importorskip("datasets")
    out = tmp_path / "dataset"
    result = cli("data", "build", "--out", out)
    assert result.exit_code == 0, result.stderr
    assert "fingerprint" in result.stdout
    assert set(datasets.load_from_disk(out)) == {"train", "validation"}


def test_build_ends_where_no_file_can_be_read(cli, tmp_path):
    (tmp_path / "a.xml").write_text("<akomaNtoso><statement>")
    result = cli("data", "build", "--corpus", tmp_path)
    assert result.exit_code != 0
    assert f"{tmp_path}: none of its 1 XML files can be read, the first: a.xml: not well-formed" in result.stderr
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)


def test_carry_writes_labels_of_official_clauses_and_says_what_became_of_each(cli, akn_document, tmp_path, monkeypatch):
    english, french = "Urges States to plant trees;", "Engage les États à planter des arbres;"
    unxml, translated, labels = (tmp_path / name for name in ("unxml", "train-data", "labels"))
    for folder in (unxml, translated, labels):
        folder.mkdir()
    for language, text in (("eng", english), ("fra", french)):
        (unxml / f"{language}.xml").write_bytes(akn_document("A/RES/99/1", ("p1", "1.", text), language=language))
    entries = [{"type": "paragraph", "text_fr": french, "text_en": "It is urged that States plant trees;"}]
    (translated / "A-RES-99-1-fr-parsed.json").write_text(json.dumps(entries), encoding="utf-8")
    place = {"doc": "A-RES-99-1", "index": 0, "sha256": hashlib.sha256(entries[0]["text_en"].encode()).hexdigest()}
    (labels / "a.jsonl").write_text(json.dumps({**place, "themes": ["children"]}) + "\n", encoding="utf-8")
    monkeypatch.setattr("clausetag.data.dataset.annotations.LABELS", labels)

    result = cli("data", "carry", tmp_path, unxml, "--out", tmp_path / "carried.jsonl")
    assert result.exit_code == 0, result.stderr
    assert "labels of the translated corpus: 1; carried over 1" in result.stdout
    assert "labelled by reading too: 0, the same themes in 0" in result.stdout
    (line,) = map(json.loads, (tmp_path / "carried.jsonl").read_text().splitlines())
    assert (line["doc"], line["eid"], line["themes"], line["by"]) == ("A/RES/99/1", "p1", ["children"], "A-RES-99-1#0")
    assert line["sha256"] == hashlib.sha256(english.encode()).hexdigest()
    assert cli("data", "carry", tmp_path, labels).exit_code == 2  # no XML there
