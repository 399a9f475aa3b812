from clausetag.data import read_resolution_bytes, resolution_from_paragraphs
from clausetag.serve.outputs import answer as module
from clausetag.serve.outputs.records import CLAUSE, DOCUMENT, VERDICT, columns, flat, records


def test_every_column_is_documented():
    for column in (*DOCUMENT, *CLAUSE, *VERDICT):
        assert f"`{column.name}`" in module.__doc__


def test_records_have_the_columns_in_order(tagger):
    (record,) = records(tagger.tag(resolution_from_paragraphs(["1. Calls upon States to act;"])))
    assert list(flat(record))[: len(columns(tagger.themes))] == [column.name for column in columns(tagger.themes)]


def test_records_say_what_the_mark_up_says(tagger, marked_up):
    found = list(records(tagger.tag(read_resolution_bytes(marked_up, "made.xml"))))
    assert [(record["path"], record["eid"]) for record in found] == [("pp1", "c1"), ("op1", "p1"), ("op2", "p2")]
    assert {record["language"] for record in found} == {"en"}
    assert [record["subjects"] for record in found] == 3 * [
        [
            {"scheme": "unbis", "id": "1001603", "name": "DETAINED PERSONS"},
            {"scheme": "sdg", "id": "16", "name": "Peace"},
            {"scheme": "unbis", "id": "", "name": "PRISONS"},
        ]
    ]
