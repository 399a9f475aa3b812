import io
import json
from datetime import date

import pytest

from clausetag.serve.outputs.columns import Column, Kind, arrow_schema
from clausetag.serve.outputs.writers import WRITERS, csv_lines, write_csv, write_jsonl, write_parquet

COLUMNS = tuple(Column(kind.name.lower(), kind) for kind in Kind)
SUBJECTS = [{"scheme": "unbis", "id": "1", "name": "a; b"}, {"scheme": "sdg", "id": "8", "name": "sdg 8"}]
REFERENCES = [{"kind": "resolution", "text": "7/1", "symbol": "A/RES/7/1", "start": 0, "end": 3, "note": ""}]
WEIGHTED = [{"start": 1, "end": 2, "weight": 0.5}]
NOTES = [{"number": "1", "text": "a; b", "cited_by": ["op1"]}]
ROW = ("=1", 7, 0.1, date(2012, 12, 20), ["a", "b"], [[1, 2], [30, 44]], WEIGHTED, REFERENCES, NOTES, SUBJECTS)
NOTHING = (None,) * len(COLUMNS)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("@now", "'@now"),
        ("-1", "'-1"),
        ("+1", "'+1"),
        (-1, "-1"),
        (-0.5, "-0.5"),
        ("Calls upon, = all", '"Calls upon, = all"'),
        ("", '""'),
        (None, '""'),
    ],
)
def test_csv_cells_are_no_formulas(value, cell):
    assert csv_lines([[value]]).decode() == f"{cell}\n"


def test_csv_has_a_header_and_lists_in_one_cell():
    stream = io.BytesIO()
    write_csv([[ROW], [NOTHING]], stream, COLUMNS)
    assert stream.getvalue().decode().splitlines() == [
        "text,whole,number,day,keys,pairs,weighted,references,notes,subjects",
        '\'=1,7,0.1,2012-12-20,a;b,1-2;30-44,1-2,resolution:A/RES/7/1 7/1,"1 a, b","unbis:1 a, b;sdg:8 sdg 8"',
        ",,,,,,,,,",
    ]


def test_json_keeps_lists():
    stream = io.BytesIO()
    write_jsonl([[ROW, NOTHING]], stream, COLUMNS)
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert list(first) == [column.name for column in COLUMNS]
    assert tuple(first.values()) == (*ROW[:3], "2012-12-20", *ROW[4:])
    assert tuple(second.values()) == NOTHING


@pytest.mark.parametrize("batches", [[[ROW], [NOTHING]], [[]], []])
def test_parquet_has_the_schema_whatever_rows_there_are(batches):
    from pyarrow import parquet

    stream = io.BytesIO()
    write_parquet(batches, stream, COLUMNS)
    table = parquet.read_table(stream)
    assert table.schema == arrow_schema(COLUMNS)
    assert [tuple(row.values()) for row in table.to_pylist()] == [row for batch in batches for row in batch]


def test_a_batch_is_written_before_the_next_is_asked_for():
    for name in ("jsonl", "csv"):
        stream = io.BytesIO()

        def batches(stream=stream):
            yield [ROW]
            assert b"2012-12-20" in stream.getvalue()

        WRITERS[name](batches(), stream, COLUMNS)
