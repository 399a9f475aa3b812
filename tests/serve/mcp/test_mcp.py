"""The tools, asked by the SDK's own client: on standard input and output, and on HTTP."""

import json
import os
import socket
import subprocess
import sys
import time

import anyio
import httpx
import pytest

pytest.importorskip("mcp")

from mcp import Client, StdioServerParameters

COMMAND = ["-c", "from clausetag.serve.cli import main; main()", "mcp"]
CLAUSE = "Urges Atlantis to release every child held in detention in its harbours;"


@pytest.fixture(scope="module")
def arguments(bundle, tagged_folder):
    folder = tagged_folder.parent
    (folder / "elsewhere").symlink_to("/etc")
    return [*COMMAND, "--bundle", str(bundle), "--documents", str(folder), "--tags", str(tagged_folder)]


@pytest.fixture(scope="module")
def http(arguments):
    """Address of a server on HTTP."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, *arguments, "--port", str(port)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            break
        except OSError:
            assert process.poll() is None, process.stderr.read()
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/mcp"
    process.terminate()
    process.wait(30)
    process.stderr.close()


def ask(server, *calls):
    """Call tools one after the other; return their results."""

    async def talk():
        async with Client(server) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(talk)


@pytest.fixture(params=["stdio", "http"])
def server(request, arguments):
    if request.param == "http":
        return request.getfixturevalue("http")
    return StdioServerParameters(command=sys.executable, args=arguments, env=dict(os.environ))


def test_every_tool_answers_what_it_declares(server):
    async def talk():
        async with Client(server) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            answers = {
                name: await client.call_tool(name, given)
                for name, given in {
                    "tag_text": {"text": CLAUSE},
                    "explain_tag": {"text": CLAUSE, "theme": "children"},
                    "read_document": {"path": "a.txt", "most": 2},
                    "find_clauses": {"themes": ["children"], "first_year": 2000},
                }.items()
            }
            return tools, answers

    tools, answers = anyio.run(talk)
    assert tools.keys() == {"tag_text", "read_document", "find_clauses", "explain_tag"}
    for name, tool in tools.items():
        assert len(tool.description) < 120
        assert tool.output_schema["type"] == "object"
        assert not answers[name].is_error, answers[name].content
    told = {name: answer.structured_content for name, answer in answers.items()}

    answer = told["tag_text"]
    assert {"children", "detention"} <= set(answer["themes"])
    assert any("child" in word for word in answer["verdicts"]["children"]["evidence"])

    why = told["explain_tag"]["why"]
    assert told["explain_tag"]["answer"] == "applies"
    assert told["explain_tag"]["probability"] > why["threshold"]
    assert why["margin"] > 0
    assert any("child" in one["word"] and one["weight"] > 0 for one in why["speaks_for"])

    document = told["read_document"]
    assert (document["symbol"], document["total"], len(document["clauses"])) == ("A/RES/67/901", 3, 2)
    assert document["note"] == ""
    assert document["clauses"][1]["citation"] == "A/RES/67/901, para. 1"

    found = told["find_clauses"]
    assert [one["citation"] for one in found["clauses"]] == [
        "A/RES/67/901, preambular para. 1",
        "A/RES/67/901, para. 1",
    ]
    assert all(set(one["verdicts"]) == {*one["themes"], *one["review"]} for one in found["clauses"])
    assert found["clauses"][0]["address"] == "https://docs.un.org/en/A/RES/67/901"
    assert "1 document does not say the year: not searched" in found["said"]
    assert json.loads(answers["find_clauses"].content[0].text) == found


def test_errors_are_one_line_and_inputs_are_bounded(server):
    calls = [
        ("explain_tag", {"text": CLAUSE, "theme": "water"}, "no theme 'water'"),
        ("tag_text", {"text": "x" * 20_001}, "text: String should have at most 20000"),
        ("tag_text", {}, "text: Field required"),
        ("read_document", {"path": "../secret.txt"}, "lies outside the folder of documents"),
        ("read_document", {"path": "elsewhere/passwd"}, "lies outside the folder of documents"),
        ("read_document", {"path": "absent.txt"}, "no such file"),
        ("read_document", {"path": "a.txt", "most": 5000}, "most: Input should be less than or equal to 100"),
        ("find_clauses", {"first_year": 2020, "last_year": 2010}, "comes after the last"),
        ("find_clauses", {"themes": ["water"]}, "no theme 'water'"),
        ("find_clauses", {"section": "middle"}, "section: Input should be"),
    ]
    answers = ask(server, *((name, given) for name, given, _ in calls))
    for (name, _, said), answer in zip(calls, answers, strict=True):
        text = answer.content[0].text
        assert answer.is_error, name
        assert said in text
        assert "\n" not in text
        assert "Traceback" not in text


def test_a_text_that_is_no_resolution_says_so(server):
    (answer,) = ask(server, ("read_document", {"path": "notes.txt"}))
    assert answer.structured_content["note"] == "notes.txt, 1 paragraph, no resolution recognised"


def test_pages_of_other_sites_and_large_requests_are_refused(http):
    ping = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    headers = {"accept": "application/json, text/event-stream"}
    for wrong in ({"origin": "http://evil.example"}, {"host": "evil.example"}):
        assert httpx.post(http, json=ping, headers=headers | wrong).status_code in (403, 421)
    large = httpx.post(http, json=ping | {"params": {"x": "y" * 2_000_000}}, headers=headers)
    assert large.status_code == 413


def test_what_the_command_cannot_do_is_one_line(cli, http, tmp_path, bundle):
    port = http.rpartition(":")[2].partition("/")[0]
    taken = cli("mcp", "--port", port, "--bundle", bundle)
    assert taken.exit_code == 2
    assert taken.stderr == (
        f"clausetag: cannot listen on 127.0.0.1, port {port}: another program listens there; "
        "stop it, or give another --port\n"
    )
    assert "no such folder" in cli("mcp", "--documents", tmp_path / "absent", "--bundle", bundle).stderr
    assert "no tables of clausetag batch" in cli("mcp", "--tags", tmp_path, "--bundle", bundle).stderr
