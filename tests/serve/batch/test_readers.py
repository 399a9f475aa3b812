"""What the README says of reading the tables elsewhere."""

import pytest

from clausetag.serve.batch import run, work

LABOUR = """
    SELECT d.symbol, c.path, c.text, t.probability
    FROM '{out}/tags/*.parquet' t
    JOIN '{out}/clauses/*.parquet' c USING (document, clause)
    JOIN '{out}/documents/*.parquet' d USING (document)
    WHERE t.theme = 'labour_rights' AND t.answer = 'applies'
    ORDER BY t.probability DESC, d.document, c.clause
"""


@pytest.fixture(scope="module")
def out(bundle, text_of, tmp_path_factory):
    folder = tmp_path_factory.mktemp("readers")
    (folder / "docs").mkdir()
    for number in range(120):
        (folder / "docs" / f"d{number:03d}.txt").write_text(text_of(number))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "tag_parts", lambda parts, job, workers: (work.tag_part(part, job) for part in parts))
        run.run_batch([str(folder / "docs")], folder / "out", bundle=bundle)
    return folder / "out"


@pytest.fixture(scope="module")
def expected(out, read):
    rows = [r for r in read(out, "tags") if (r["theme"], r["answer"]) == ("labour_rights", "applies")]
    assert rows
    return sorted((row["document"], row["clause"]) for row in rows)


def test_duckdb(out, expected):
    duckdb = pytest.importorskip("duckdb")
    assert len(duckdb.sql(LABOUR.format(out=out)).fetchall()) == len(expected)
    words = duckdb.sql(f"""
        SELECT DISTINCT lower(text[span[1] + 1 : span[2]])
        FROM (SELECT document, clause, unnest(evidence) AS span FROM '{out}/tags/*.parquet' WHERE theme = 'children')
        JOIN '{out}/clauses/*.parquet' USING (document, clause)
    """)
    assert "child" in {word for (word,) in words.fetchall()}
    assert duckdb.sql(f"SELECT count(*) FROM '{out}/errors/*.parquet'").fetchall() == [(0,)]


def test_pandas(out, expected):
    pd = pytest.importorskip("pandas")
    tags = pd.read_parquet(out / "tags").query("theme == 'labour_rights' and answer == 'applies'")
    joined = tags.merge(pd.read_parquet(out / "clauses"), on=["document", "clause"])
    assert sorted(zip(joined.document, joined.clause, strict=True)) == expected
    assert len(pd.read_parquet(out / "documents")) == 120


def test_polars(out, expected):
    pl = pytest.importorskip("polars")
    tags = pl.scan_parquet(out / "tags").filter((pl.col("theme") == "labour_rights") & (pl.col("answer") == "applies"))
    joined = tags.join(pl.scan_parquet(out / "clauses"), on=["document", "clause"]).collect()
    assert sorted(joined.select("document", "clause").rows()) == expected


def test_datasets(out, expected, tmp_path):
    datasets = pytest.importorskip("datasets")
    files = str(out / "tags" / "*.parquet")
    tags = datasets.load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path))
    kept = tags.filter(lambda row: row["theme"] == "labour_rights" and row["answer"] == "applies")
    assert sorted(zip(kept["document"], kept["clause"], strict=True)) == expected
