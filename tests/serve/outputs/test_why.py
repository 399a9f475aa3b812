import csv
import io
import json

import pytest
from pyarrow import parquet

TEXT = "The General Assembly,\n\n1. Urges States to free children from prison;\n\n2. Decides to meet again.\n"


@pytest.fixture
def made(tmp_path):
    path = tmp_path / "made.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_terminal_says_a_line_a_theme_with_the_words_and_the_threshold(tag, made):
    found = tag(made, "--explain", "--theme", "children")
    assert found.exit_code == 0, found.stderr
    lines = [line for line in found.stdout.splitlines() if line.startswith("  children")]
    assert len(lines) == 1
    assert "% of 50%" in lines[0]
    assert "applies" in lines[0]
    assert "for children +" in lines[0]
    assert found.stdout.count("does not apply") >= 1


def test_json_says_why_and_without_the_option_is_as_ever(tag, made):
    plain = [json.loads(line) for line in tag(made, "--format", "jsonl").stdout.splitlines()]
    asked = [json.loads(line) for line in tag(made, "--format", "jsonl", "--explain").stdout.splitlines()]
    first, last = (row["verdicts"]["children"].pop("why") for row in asked)
    for row in asked:
        for verdict in row["verdicts"].values():
            verdict.pop("why", None)
    assert asked == plain
    assert first["threshold"] == 0.5
    assert first["margin"] > 0 > last["margin"]
    assert "children" in [plain[0]["text"][word["start"] : word["end"]] for word in first["speaks_for"]]


def test_tables_get_columns_behind_the_others(tag, made, tmp_path):
    plain, _ = csv.DictReader(io.StringIO(tag(made, "--format", "csv").stdout))
    asked, _ = csv.DictReader(io.StringIO(tag(made, "--format", "csv", "--explain").stdout))
    assert dict(list(asked.items())[: len(plain)]) == plain
    assert asked["children_speaks_for"].split(";")[0] == "children"
    assert tag(made, "--explain", "--out", tmp_path / "a.parquet").exit_code == 0
    first, _ = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    word = first["children_speaks_for"][0]
    assert first["text"][word["start"] : word["end"]] == "children"
    assert f"{first['children_margin']}" == asked["children_margin"]


def test_what_was_not_scored_is_not_explained(tag, tmp_path):
    path = tmp_path / "other.txt"
    path.write_text("1. Спасти детей из тюрьмы и освободить всех заключенных;\n", encoding="utf-8")
    (row,) = (json.loads(line) for line in tag(path, "--format", "jsonl", "--explain").stdout.splitlines())
    assert row["verdicts"]["children"] == {"answer": "not_scored", "probability": None, "evidence": []}
    (row,) = csv.DictReader(io.StringIO(tag(path, "--format", "csv", "--explain").stdout))
    assert (row["children_threshold"], row["children_against"]) == ("", "")
    assert "not scored" in tag(path, "--explain").stdout


def test_akn_has_no_place_for_it(tag, made):
    found = tag(made, "--format", "akn", "--explain")
    assert found.exit_code == 2
    assert "AKN XML has no place for explanations" in found.stderr


def test_python_is_told_on_demand_and_the_answers_are_the_same(tagger, made):
    plain, asked = tagger.tag(made), tagger.tag(made, explain=True)
    for one, other in zip(plain.clauses, asked.clauses, strict=True):
        assert one.tags.why == {}
        assert other.tags.why.keys() == set(tagger.themes)
        assert (one.tags.probabilities, one.tags.answers) == (other.tags.probabilities, other.tags.answers)
    (tags,) = tagger.tag_texts(["Urges States to free children;"], explain=True)
    assert tags.why["children"].margin > 0
