"""Questions to the tables of a batch, from the command line: what is found, what nobody looked at."""

import csv
import io
import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausetag.data.documents.resolution import Section
from clausetag.data.errors import UsageError
from clausetag.serve.find import Query, Tables


@pytest.fixture(scope="module")
def tables(tagged_folder):
    return Tables(tagged_folder)


def paths(found):
    return [(clause.symbol, clause.path) for clause in found.clauses]


A, B, C = "A/RES/67/901", "A/RES/73/902", "A/RES/73/903"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"text": "LAKES"}, [(B, "op1"), (A, "op2"), (None, "p1")]),
        ({"text": "in   detention"}, [(A, "op1")]),
        ({"themes": ("trafficking",)}, [(B, "op1")]),
        ({"themes": ("children",), "section": Section.OPERATIVE}, [(A, "op1")]),
        ({"themes": ("children", "trafficking"), "first": 2018}, [(B, "op1")]),
        ({"first": 2013, "last": 2017}, []),
        ({"last": 2012, "section": Section.PREAMBULAR}, [(A, "pp1")]),
        ({"organ": "assembly", "text": "lakes", "language": "en"}, [(B, "op1"), (A, "op2")]),
        ({"language": "fr"}, [(C, "op1")]),
    ],
)
def test_what_is_asked_is_found_the_newest_first(tables, asked, wanted):
    assert paths(tables.find(Query(**asked))) == wanted


def test_a_clause_comes_with_citation_address_and_words(tables):
    (clause,) = tables.find(Query(text="every child in detention")).clauses
    assert clause.citation == "A/RES/67/901, para. 1"
    assert clause.address == "https://docs.un.org/en/A/RES/67/901"
    answers = {answer.theme: answer for answer in clause.answers}
    assert {"children", "detention"} <= answers.keys()
    words = {clause.text[start:end] for start, end in answers["children"].evidence}
    assert "child" in " ".join(words)


@pytest.mark.parametrize("name", ["documents", "clauses", "tags"])
@pytest.mark.parametrize("harm", [lambda file: file.write_bytes(file.read_bytes()[:60]), lambda file: file.unlink()])
def test_a_damaged_table_is_told(tagged_folder, tmp_path, name, harm):
    copy = shutil.copytree(tagged_folder, tmp_path / "tables")
    for file in (copy / name).rglob("*.parquet"):
        harm(file)
    with pytest.raises(UsageError, match="redo"):
        Tables(copy).find(Query(text="lakes", themes=("children",)))


def test_nothing_found_is_not_the_same_as_nobody_looked(tables):
    nothing = tables.find(Query(text="zebra"))
    assert (nothing.total, nothing.searched, nothing.unknown) == (0, 4, {})
    years = tables.find(Query(first=1900, text="lakes"))
    assert (years.total, years.searched, years.unknown) == (2, 3, {"year": 1})
    themes = tables.find(Query(themes=("children",)))
    assert themes.not_scored == 1  # the French clause
    with pytest.raises(UsageError, match="no theme 'water' in this model"):
        tables.find(Query(themes=("water",)))
    with pytest.raises(UsageError, match="comes after the last"):
        tables.find(Query(first=2020, last=2010))


@given(start=st.integers(0, 8), most=st.integers(0, 8))
def test_pages_are_cut_from_the_whole(tables, start, most):
    whole = tables.find(Query())
    part = tables.find(Query(), start=start, most=most)
    assert part.clauses == whole.clauses[start : start + most]
    assert (part.total, part.documents) == (whole.total, whole.documents)


@given(text=st.text(max_size=12))
def test_any_text_is_looked_for_as_it_stands(tables, text):
    words = " ".join(text.split())
    found = {(clause.document, clause.path) for clause in tables.find(Query(text=text)).clauses}
    if words.isascii():
        every = tables.find(Query()).clauses
        assert found == {(c.document, c.path) for c in every if words.lower() in c.text.lower()}


def test_the_command_prints_says_and_writes(cli, tagged_folder, tmp_path):
    shown = cli("find", tagged_folder, "--theme", "children", "--from", "2010", "--organ", "general")
    assert shown.exit_code == 0, shown.output
    assert "A/RES/67/901, para. 1  detention" in shown.stdout
    assert "https://docs.un.org/en/A/RES/67/901" in shown.stdout
    assert shown.stdout.splitlines()[-4:] == [
        "2 clauses in 1 document, of 3 documents searched",
        "1 document does not say the year: not searched",
        "1 document does not say the organ: not searched",
        "1 more clause was not scored, so the model was not asked about the themes",
    ]
    nothing = cli("find", tagged_folder, "--text", "zebra")
    assert nothing.stdout == "nothing found: no clause of the 4 documents searched is like that\n"
    nobody = cli("find", tagged_folder, "--organ", "Council")
    assert nobody.stdout.startswith("nothing searched: none of 4 documents is of that kind; organs there: General Ass")
    for ending in ("csv", "jsonl", "xlsx"):
        out = tmp_path / f"found.{ending}"
        assert cli("find", tagged_folder, "--text", "lakes", "--out", out).stdout.endswith(f"written to {out}\n")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "found.csv").read_text("utf-8-sig"))))
    assert [row["citation"] for row in rows] == ["A/RES/73/902, para. 1", "A/RES/67/901, para. 2", "para. 1"]
    assert rows[0]["themes"] == "trafficking"
    lines = [json.loads(line) for line in (tmp_path / "found.jsonl").read_text("utf-8").splitlines()]
    assert [line["year"] for line in lines] == [2018, 2012, None]
    verdict = lines[0]["verdicts"]["trafficking"]
    assert verdict.keys() == {"answer", "probability", "evidence"}
    assert [lines[0]["text"][slice(*span)] for span in verdict["evidence"]]
    assert (tmp_path / "found.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--out", "a.docx"], "no format has the ending .docx"),
        (["--out", "a"], "has no ending to tell the format by"),
        (["--out", "no/a.csv"], "make it first"),
        (["--text", "x" * 600], "600 characters to look for"),
    ],
)
def test_requests_that_cannot_be_carried_out(cli, tagged_folder, args, said):
    result = cli("find", tagged_folder, *args)
    assert (result.exit_code, said in result.stderr) == (2, True), result.output


def test_folders_without_tables(cli, tmp_path, bundle):
    assert "no tables of clausetag batch here" in cli("find", tmp_path).stderr
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Decides to rest.\n")
    cli("batch", tmp_path / "a.txt", "--out", tmp_path / "csv", "--format", "csv", "--bundle", bundle)
    assert "questions need the tables as Parquet" in cli("find", tmp_path / "csv").stderr
