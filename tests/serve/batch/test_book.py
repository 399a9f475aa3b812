"""`--format xlsx`: the tables, and a workbook of the same clauses that `clausetag tag` would write."""

from python_calamine import CalamineWorkbook

from clausetag.serve.batch.read import read_table


def sheets(path):
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_is_that_of_tag(cli, seed, bundle, tmp_path):
    out = tmp_path / "tags"
    result = cli("batch", seed, "--out", out, "--format", "xlsx", "--workers", 1, "--bundle", bundle)
    assert result.exit_code == 0
    assert f"{out}/clauses.xlsx: all clauses and their counts" in result.stdout
    assert cli("tag", seed, "--out", tmp_path / "own.xlsx", "--bundle", bundle).exit_code == 0
    assert sheets(out / "clauses.xlsx") == sheets(tmp_path / "own.xlsx")
    again = cli("batch", seed, "--out", out, "--workers", 1, "--bundle", bundle)
    assert again.exit_code == 0
    assert "1 were done already" in again.stdout


def test_tables_say_how_clauses_are_cited_and_where_they_stand(cli, seed, bundle, tmp_path):
    cli("batch", seed, "--out", tmp_path / "tags", "--workers", 1, "--bundle", bundle)
    (row,) = [row for row in read_table(tmp_path / "tags", "clauses", "parquet") if row["path"] == "op4(a)"]
    assert (row["citation"], row["address"]) == ("A/RES/67/172, para. 4 (a)", "https://docs.un.org/en/A/RES/67/172")
    (document,) = read_table(tmp_path / "tags", "documents", "parquet")
    assert document["address"] == row["address"]
