from clausetag.data import resolution_from_paragraphs
from clausetag.serve.outputs import records as module
from clausetag.serve.outputs.records import columns, records


def test_every_column_is_documented():
    for column in columns(("detention",)):
        assert f"`{column.name.replace('detention', '<theme>')}`" in module.__doc__


def test_records_have_the_columns_in_order(tagger):
    (record,) = records(tagger.tag(resolution_from_paragraphs(["1. Calls upon States to act;"])))
    assert list(record) == [column.name for column in columns(tagger.themes)]
