"""`clausetag serve` as a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.results import Results
from clausetag.serve.tags import TaggedResolution


@contextmanager
def process(bundle, settings, tmp_path, *options):
    port = settings().port
    command = [sys.executable, "-m", "clausetag.serve.cli", "serve", "--port", str(port), "--bundle", str(bundle)]
    log = (tmp_path / "log").open("wb")
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    found = subprocess.Popen([*command, *options], stderr=log, stdout=log, env=environment, cwd=tmp_path)
    try:
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while found.poll() is None and time.monotonic() < deadline:
            try:
                if httpx.get(f"{url}/readyz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield found, url
    finally:
        if found.poll() is None:
            found.kill()
        found.wait()


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_stops_gracefully_and_leaves_nothing_behind(bundle, settings, tmp_path, seed):
    with process(bundle, settings, tmp_path) as (found, url):
        readers = children(found.pid)
        assert readers
        answers = []
        content = seed.read_bytes() * 20
        slow = threading.Thread(
            target=lambda: answers.append(httpx.post(f"{url}/v1/documents", files={"file": ("a", content)}, timeout=60))
        )
        slow.start()
        deadline = time.monotonic() + 20
        while "clausetag_requests_running 2.0" not in httpx.get(f"{url}/metrics").text and slow.is_alive():
            assert time.monotonic() < deadline
        found.send_signal(signal.SIGTERM)
        slow.join(60)
        assert answers[0].status_code == 200  # it was under way
        assert found.wait(30) in (0, -signal.SIGTERM)
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{url}/healthz")
        assert not any(Path(f"/proc/{reader}").exists() for reader in readers)
    log = (tmp_path / "log").read_text()
    assert str(tmp_path / "clausetag" / "corrections.jsonl") in log
    assert "Traceback" not in log
    assert "migrants" not in log


def test_listening_beyond_this_machine_without_a_key_is_refused(bundle, settings, tmp_path):
    with process(bundle, settings, tmp_path, "--host", "0.0.0.0") as (found, _):
        assert found.wait(60) == 2
    assert "API keys" in (tmp_path / "log").read_text()


def test_a_port_that_is_taken_is_one_line(bundle, settings, tmp_path, cli):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = cli("serve", "--port", port, "--bundle", bundle, "--corrections", tmp_path / "c.jsonl")
    assert result.exit_code == 2
    assert result.stderr == (
        f"clausetag: cannot listen on 127.0.0.1, port {port}: another program listens there; "
        "stop it, or give another --port\n"
    )


def test_results_are_bounded_in_number_size_and_time(settings, tagger, seed):
    tagged = tagger.tag(seed)
    one = Results(settings()).add(tagged, tagger).characters
    assert one > sum(len(c.clause.text) + len(c.clause.chapeau) for c in tagged.clauses)

    def kept(count, **limits):
        results = Results(settings(**limits))
        names = [results.add(tagged, tagger).id for _ in range(count)]
        assert len(set(names)) == count
        return [name in results._results for name in names]

    assert kept(3, results=2) == [False, True, True]
    assert kept(3, result_characters=2 * one) == [False, True, True]
    with pytest.raises(ProblemError, match="too long to be shown"):
        kept(1, result_characters=one - 1)
    results = Results(settings(result_seconds=0))
    first = results.add(TaggedResolution(tagged.resolution, (), ""), tagger)
    time.sleep(0.01)
    with pytest.raises(ProblemError, match="no longer kept"):
        results.get(first.id)


def test_results_are_let_go_though_nobody_asks(served, seed):
    with served(result_seconds=0.1) as client:
        assert client.post("/", files={"file": ("a.txt", seed.read_bytes())}).status_code == 303
        kept = client.app.state.service.results._results
        deadline = time.monotonic() + 20
        while kept:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def test_correction_after_a_torn_line_starts_a_line_of_its_own(tmp_path):
    import asyncio

    from clausetag.data.dataset.corrections import Correction
    from clausetag.serve.api.corrections import CorrectionsFile

    path = tmp_path / "deep" / "corrections.jsonl"
    path.parent.mkdir()
    path.write_text('{"torn')
    asyncio.run(CorrectionsFile(path).add(Correction("Urges rest;", (), "operative"), ["children"]))
    assert path.read_text().splitlines()[1].startswith('{"id": "c-')
    assert path.read_text().endswith("}\n")
