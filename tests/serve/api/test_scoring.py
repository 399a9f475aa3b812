import pytest

from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.scoring import texts_of

TEXT = "Urges States to protect children in prison;"


@pytest.mark.parametrize(
    "body",
    [
        {"dataframe_split": {"columns": ["text"], "data": [[TEXT], ["x"]]}},
        {"dataframe_split": {"index": [0, 1], "columns": ["n", "text"], "data": [[1, TEXT], [2, "x"]]}},
        {"dataframe_records": [{"text": TEXT, "n": 1}, {"text": "x"}]},
        {"instances": [TEXT, "x"]},
        {"instances": [[TEXT], ["x"]]},
        {"instances": [{"text": TEXT}, {"text": "x"}]},
        {"inputs": {"text": [TEXT, "x"]}},
        {"inputs": [TEXT, "x"], "params": {"any": 1}},
        {"inputs": {"clause": [TEXT, "x"]}},
    ],
)
def test_every_form_of_the_protocol_gives_the_same_predictions(client, tagger, body):
    answer = client.post("/invocations", json=body)
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["predictions"]
    (tags,) = tagger.tag_texts([TEXT])
    assert first["themes"] == list(tags.themes) == ["detention", "children"]
    assert first["children_probability"] == pytest.approx(tags.probabilities["children"])
    assert (first["children_answer"], second["children_answer"]) == ("applies", "not_scored")
    assert first["children_evidence"] == [[24, 32]]
    assert first["model_version"] == tagger.info.version


def test_csv_is_taken_too(client):
    answer = client.post("/invocations", content=f'n,text\n1,"{TEXT}"\n', headers={"content-type": "text/csv"})
    assert [row["themes"] for row in answer.json()["predictions"]] == [["detention", "children"]]


def test_single_input_is_one_text():
    assert texts_of(b'{"inputs": "a"}', "application/json") == ["a"]
    assert texts_of(b'{"inputs": {"text": "a"}}', "application/json; charset=utf-8") == ["a"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "application/json", 400),
        (b'{"instances": [], "inputs": []}', "application/json", 400),
        (b'{"instances": ["a"], "other": 1}', "application/json", 400),
        (b'{"instances": []}', "application/json", 400),
        (b'{"instances": ["a"], "params": []}', "application/json", 400),
        (b'{"instances": [1]}', "application/json", 400),
        (b'{"instances": [null]}', "application/json", 400),
        (b'{"instances": [{"a": "x", "b": "y"}]}', "application/json", 400),
        (b'{"instances": [{}]}', "application/json", 400),
        (b'{"instances": ["\\ud800"]}', "application/json", 400),
        (b'{"inputs": {}}', "application/json", 400),
        (b'{"dataframe_split": []}', "application/json", 400),
        (b'{"dataframe_split": {"columns": ["text"], "data": ["a"]}}', "application/json", 400),
        (b'{"dataframe_split": {"columns": [["text"]], "data": [["a"]]}}', "application/json", 400),
        (b'{"dataframe_records": {"text": "a"}}', "application/json", 400),
        (b"text\n" + b"a" * 20_001, "text/csv", 400),
        (b"a,b\n1,2\n", "text/csv", 400),
        (b"text\n\xff\n", "text/csv", 400),
        (b'text\n"a', "text/csv", 400),
        (b"", "text/csv", 400),
        (b"<x/>", "application/xml", 415),
    ],
)
def test_what_holds_no_texts_is_refused(body, kind, status):
    with pytest.raises(ProblemError) as raised:
        texts_of(body, kind)
    assert raised.value.status == status
