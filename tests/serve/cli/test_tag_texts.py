"""A spreadsheet goes in, and comes back with columns added."""

import csv
import datetime
import io
import json
import zipfile

import pytest
from python_calamine import load_workbook

from clausetag.serve.outputs.workbook import LONGEST_TEXT, write_workbook

HEADER = ["No.", "Recommendation", "State", "Note"]
ROWS = [
    ["001", "Release all children who are held in immigration detention; report on it", "Freedonia", "-5"],
    ["002", "", "Sylvania", "=1+1"],
    ["003", "Poursuivre les efforts visant à protéger les droits des enfants privés de liberté", "Ruritania", ""],
    ["004", "Ratify the Convention against trafficking in persons,\n“without delay”", "Zubrowka", "x"],
]
ADDED = ["language", "themes"]


@pytest.fixture
def tag_texts(cli, bundle):
    return lambda *args, **kwargs: cli("tag-texts", *args, "--bundle", bundle, **kwargs)


@pytest.fixture
def made(tmp_path):
    """A CSV file as a spreadsheet in another country writes it."""
    file = tmp_path / "made.csv"
    with file.open("w", encoding="cp1252", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([HEADER, *ROWS])
    return file


@pytest.fixture
def workbook(tmp_path):
    """A workbook with cells of every type."""
    file = tmp_path / "made.xlsx"
    rows = [[1, ROWS[0][1], datetime.date(2024, 5, 17), 0.5, True, "=1+1"], [2, None, None, None, None, None]]
    with file.open("wb") as stream:
        write_workbook(["id", "text", "day", "share", "done", "formula"], rows, stream)
    return file


def table(content, delimiter=","):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_csv_comes_back_with_its_own_columns_and_ours(tag_texts, made, tmp_path, tagger):
    out = tmp_path / "tagged.csv"
    result = tag_texts(made, "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = table(content, ";")
    assert [[row[name] for name in HEADER] for row in rows] == ROWS
    assert list(rows[0])[:6] == [*HEADER, *ADDED]
    assert [row["language"] for row in rows] == ["en", "", "fr", "en"]
    assert rows[0]["themes"] == "detention;children"
    assert rows[0]["children_answer"] == "applies"
    (tags,) = tagger.tag_texts([ROWS[0][1]])
    assert float(rows[0]["children_probability"]) == round(tags.probabilities["children"], 4)
    assert {row["detention_answer"] for row in rows[1:3]} == {"not_scored"}
    assert {row["detention_probability"] for row in rows[1:3]} == {""}
    assert {row["model_version"] for row in rows} == {tagger.info.version}
    assert result.stderr.splitlines() == [
        "clausetag: made.csv: takes the texts from column 'Recommendation'; --column names another",
        "clausetag: made.csv: 2 of 4 rows not scored: 1 without text, 1 in fr (the model knows en)",
    ]


def test_without_out_csv_goes_to_standard_output(tag_texts, made):
    result = tag_texts(made)
    assert result.exit_code == 0
    assert not result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert len(table(result.stdout_bytes, ";")) == len(ROWS)


def test_a_workbook_comes_back_as_a_workbook(tag_texts, workbook, tmp_path):
    out = tmp_path / "tagged.xlsx"
    assert tag_texts(workbook, "--out", out).exit_code == 0
    header, first, second = load_workbook(out).get_sheet_by_index(0).to_python()
    assert first[:6] == [1, ROWS[0][1], datetime.date(2024, 5, 17), 0.5, True, "=1+1"]
    assert second[:6] == [2, "", "", "", "", ""]
    found = dict(zip(header, first, strict=True))
    assert found["themes"] == "detention;children"
    assert 0.5 < found["children_probability"] <= 1
    with zipfile.ZipFile(out) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet  # no text became a formula
    assert b"autoFilter" in sheet
    assert b'state="frozen"' in sheet


def test_the_same_rows_make_the_same_workbook(tag_texts, workbook, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        assert tag_texts(workbook, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_texts_of_a_workbook_become_no_formulas_in_csv(tag_texts, workbook):
    rows = table(tag_texts(workbook).stdout_bytes)
    assert rows[0]["formula"] == "'=1+1"
    assert [rows[0][name] for name in ("id", "day", "share", "done")] == ["1", "2024-05-17", "0.5", "TRUE"]


def test_jsonl_keeps_types_and_lists(tag_texts, workbook, tmp_path):
    out = tmp_path / "tagged.jsonl"
    assert tag_texts(workbook, "--out", out).exit_code == 0
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first["themes"] == ["detention", "children"]
    assert [first[name] for name in ("id", "day", "share", "done")] == [1, "2024-05-17", 0.5, True]
    assert second["text"] is None
    assert second["detention_answer"] == "not_scored"


def test_the_column_can_be_named(tag_texts, made):
    result = tag_texts(made, "--column", "state")
    assert result.exit_code == 0
    assert "takes the texts" not in result.stderr
    assert [row["No."] for row in table(result.stdout_bytes, ";")] == ["001", "002", "003", "004"]


def test_a_spreadsheet_that_was_tagged_keeps_what_it_had(tag_texts, made, tmp_path):
    once = tmp_path / "once.csv"
    tag_texts(made, "--out", once)
    twice = table(tag_texts(once).stdout_bytes, ";")
    assert twice[0]["themes"] == twice[0]["themes (2)"] == "detention;children"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--out", "{tmp}/a.docx"], "no format has the ending .docx; give one of .csv .xlsx .jsonl"),
        (["--out", "{tmp}/a"], "has no ending to tell the format by; give one of .csv .xlsx .jsonl"),
        (["--out", "{tmp}/no/a.csv"], "no folder {tmp}/no to write it in; make it first"),
        (["--out", "{doc}"], "is one of the documents to tag; choose another --out"),
        (["--column", "clause"], "no column 'clause' in made.csv; its columns are No., Recommendation, State, Note"),
    ],
)
def test_requests_that_cannot_be_carried_out(tag_texts, made, tmp_path, args, message):
    names = {"tmp": str(tmp_path), "doc": str(made)}
    before = made.read_bytes()
    result = tag_texts(made, *(arg.format(**names) for arg in args))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert message.format(**names) in result.stderr
    assert made.read_bytes() == before


@pytest.mark.parametrize(("content", "said"), [(b"", "empty"), (b"id\n1\n", "no column holds texts")])
def test_what_holds_no_texts(tag_texts, tmp_path, content, said):
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    result = tag_texts(file)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"clausetag: odd.csv: {said}")


def test_a_text_that_no_cell_holds_is_not_cut(tag_texts, tmp_path):
    file, out = tmp_path / "long.csv", tmp_path / "long.xlsx"
    file.write_text(f"text\nUrges States to act\n{'Urges States ' * (LONGEST_TEXT // 12)}\n", encoding="utf-8")
    result = tag_texts(file, "--out", out)
    assert result.exit_code == 2
    assert "row 3 has a text of more than 32,767 characters" in result.stderr
    assert not out.exists()
    assert tag_texts(file, "--out", tmp_path / "long.csv.jsonl").exit_code == 0


def test_a_text_longer_than_any_clause_is_named(tag_texts, tmp_path):
    file = tmp_path / "long.csv"
    file.write_text(f"text\nUrges States to act\n{'Urges States ' * 10_000}\n", encoding="utf-8")
    result = tag_texts(file)
    assert result.exit_code == 2
    assert "the text of row 3 has 129,999 characters" in result.stderr
