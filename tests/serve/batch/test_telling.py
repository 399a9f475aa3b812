"""The clearest clauses are clear, and different from each other."""

import json

import pytest

from clausetag.serve.batch.telling import find_telling

LAKES = "Urges all States to keep the lakes of the north clean for those who live beside them;"


@pytest.fixture
def tables(tmp_path):
    def write(*clauses):
        for table in ("tags", "clauses"):
            (tmp_path / table).mkdir()
        told = {"clause": 0, "path": "op1", "theme": "lakes", "answer": "applies"}
        tags = [told | {"document": name, "probability": p} for name, p, _ in clauses]
        texts = [{"document": name, "clause": 0, "text": text} for name, _, text in clauses]
        for table, rows in (("tags", tags), ("clauses", texts)):
            lines = "".join(json.dumps(row) + "\n" for row in rows)
            (tmp_path / table / "part-000000.jsonl").write_text(lines, encoding="utf-8")
        return tmp_path

    return write


def test_near_copies_and_clauses_of_one_document_stand_once(tables):
    out = tables(
        ("a", 0.99, LAKES),
        ("b", 0.98, LAKES.replace("north", "south")),
        ("c", 0.97, "Decides that boats need a licence;"),
        ("c2", 0.96, "Welcomes every swimmer who comes;"),
        ("d", 0.95, "请各国保护北方的湖泊；"),
        ("e", 0.94, "请各国保护北方的湖泊，"),
    )
    found = find_telling(out, "jsonl", {"c": "A/1", "c2": "A/1"})
    assert [one.document for one in found["lakes"]] == ["a", "c", "d"]


def test_a_formula_of_every_year_leaves_room_for_others(tables):
    yearly = [(f"y{n}", 0.99, LAKES.replace("north", f"north in {1950 + n}")) for n in range(60)]
    out = tables(*yearly, ("other", 0.5, "Decides that boats need a licence;"))
    assert [one.document for one in find_telling(out, "jsonl", {})["lakes"]] == ["y9", "other"]
