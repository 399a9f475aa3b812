"""Requests answered past the framework get the answers that the framework gives."""

import json

import pytest

from clausetag.serve.api import direct

TEXT = "Urges all States to release children held in detention;"
JSON = {"content-type": "application/json"}


@pytest.fixture
def both(client, monkeypatch):
    """Ask once past the framework and once through it; what takes requests past it says which it took."""
    taken = []

    def ask(path, body, headers=JSON):
        with monkeypatch.context() as patch:
            for name, answer in direct._ANSWERS.items():

                async def watched(body, request, answer=answer):
                    response = await answer(body, request)
                    taken.append(response is not None)
                    return response

                patch.setitem(direct._ANSWERS, name, watched)
            first = client.post(path, content=body, headers=headers)
        with monkeypatch.context() as patch:
            for name in list(direct._ANSWERS):
                patch.delitem(direct._ANSWERS, name)
            return first, client.post(path, content=body, headers=headers), taken

    return ask


@pytest.mark.parametrize(
    ("path", "body", "past"),
    [
        ("/v1/tag", json.dumps({"texts": [TEXT, "1."]}), True),
        ("/v1/tag", json.dumps({"texts": [TEXT], "explain": True}), True),
        ("/v1/tag", json.dumps({"texts": []}), False),
        ("/v1/tag", json.dumps({"texts": [TEXT], "explain": "yes"}), False),
        ("/v1/tag", json.dumps({"texts": [1]}), False),
        ("/v1/tag", '{"texts": ["\\ud800"]}', False),
        ("/v1/tag", "{", False),
        ("/v1/tag", "[" * 100_000, False),
        ("/v1/tag", "", False),
        ("/invocations", json.dumps({"inputs": {"text": [TEXT]}}), True),
    ],
)
def test_answers_and_errors_are_the_same(both, path, body, past):
    first, second, taken = both(path, body)
    assert taken == [past]
    assert first.status_code == second.status_code
    assert (first.status_code == 200) == past
    assert first.json() == second.json()
    assert dict(first.headers) | {"date": ""} == dict(second.headers) | {"date": ""}


@pytest.mark.parametrize("body", ["{", json.dumps({"inputs": []}), json.dumps({"inputs": [3]})])
def test_a_request_without_texts_is_the_same_problem(both, body):
    first, second, _ = both("/invocations", body)
    assert first.status_code == second.status_code == 400
    assert first.json() == second.json()


def test_a_body_of_another_kind_goes_the_usual_way(both):
    first, second, taken = both("/v1/tag", json.dumps({"texts": [TEXT]}), {"content-type": "text/plain"})
    assert taken == [False]
    assert first.status_code == second.status_code == 415


def test_requests_answered_past_the_framework_are_counted_by_route(client):
    client.post("/v1/tag", json={"texts": [TEXT]})
    assert 'route="/v1/tag",status="200"' in client.get("/metrics").text
