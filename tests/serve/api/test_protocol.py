"""What clients may do to a connection: raw sockets against the running service."""

import json
import socket
import threading
import time
from contextlib import suppress

import pytest

from clausetag.serve.tagger import Tagger

ALIVE = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


def connect(client):
    return socket.create_connection(("127.0.0.1", client.base_url.port), timeout=5)


def receive(connection, end=b'{"status":"alive"}'):
    received = b""
    while not received.endswith(end):
        piece = connection.recv(65_536)
        assert piece, received
        received += piece
    return received


def test_slow_bodies_and_slow_headers_are_cut(served):
    with served(body_seconds=0.3, header_seconds=0.3) as client:
        with connect(client) as slow:
            slow.sendall(b"POST /v1/tag HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{")
            assert slow.recv(100).startswith(b"HTTP/1.1 408")
        with connect(client) as slow:
            slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: loc")
            assert slow.recv(100) == b""
        with connect(client) as slow:  # the same on a connection kept alive
            slow.sendall(ALIVE)
            receive(slow)
            slow.sendall(b"GET /he")
            began = time.monotonic()
            assert slow.recv(100) == b""
            assert time.monotonic() - began < 4


def test_endless_headers_are_cut(client):
    with connect(client) as endless:
        endless.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n")
        with pytest.raises(OSError, match=r"reset|pipe"):
            endless.sendall((b"X-Long: " + b"a" * 10_000 + b"\r\n") * 1000)
    assert client.get("/healthz").status_code == 200


def test_headers_in_pieces_are_read_after_a_long_body(client):
    head = b"POST /v1/tag HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    body = b'{"texts": [' + b" " * 200_000 + b'"a b"]}'
    with connect(client) as patient:
        patient.sendall(head % len(body) + body)
        assert receive(patient, b"}]}").startswith(b"HTTP/1.1 200")
        patient.sendall(ALIVE[:30])
        time.sleep(0.1)
        patient.sendall(ALIVE[30:])
        assert receive(patient).startswith(b"HTTP/1.1 200")


def test_endless_trailers_are_cut(client):
    with connect(client) as endless:
        endless.sendall(
            b"POST /v1/tag HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n"
        )
        with pytest.raises(OSError, match=r"reset|pipe"):
            endless.sendall((b"X-Long: " + b"a" * 10_000 + b"\r\n") * 1000)


def test_what_is_no_http_is_a_problem_too(client):
    with connect(client) as wrong:
        wrong.sendall(b"HELLO\r\n\r\n")
        received = receive(wrong, b"}")
    assert received.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"content-type: application/problem+json\r\n" in received


def test_too_many_connections_are_an_honest_503(served):
    with served(connections=2) as client:
        assert client.get("/healthz").status_code == 200
        with connect(client), connect(client) as third:
            third.sendall(ALIVE)
            received = receive(third, b"}")
            assert received.startswith(b"HTTP/1.1 503")
            assert b"retry-after: 5\r\n" in received
            assert b"application/problem+json" in received
            with connect(client), connect(client), connect(client) as beyond:
                assert beyond.recv(100) == b""  # twice as many: not even answered
        time.sleep(0.1)
        assert client.get("/healthz").status_code == 200


def test_client_that_does_not_read_is_cut(served):
    with served(write_seconds=0.3) as client:
        size = len(client.get("/openapi.json").content)
        asked = 20_000_000 // size  # more than the kernel takes off the service's hands
        with connect(client) as silent:
            silent.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * asked)
            time.sleep(2)
            received = 0
            with suppress(ConnectionResetError):
                while piece := silent.recv(1_000_000):
                    received += len(piece)
        assert 0 < received < size * asked


def as_json(field):
    return lambda text: ("application/json", json.dumps({field: [text]}))


def as_upload(text):
    head = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain'
    return "multipart/form-data; boundary=edge", f"--edge\r\n{head}\r\n\r\n{text}\r\n--edge--\r\n"


@pytest.mark.parametrize(
    ("path", "written", "end"),
    [
        ("/v1/tag", as_json("texts"), b"}]}"),
        ("/invocations", as_json("inputs"), b"}]}"),
        ("/v1/documents", as_upload, b'"]}'),
    ],
)
def test_nobody_works_for_clients_that_have_gone(served, monkeypatch, path, written, end):
    tag_texts, tagged, go_on = Tagger.tag_texts, [], threading.Event()

    def slowly(tagger, texts):
        tagged.extend(texts)
        assert go_on.wait(20)
        return tag_texts(tagger, texts)

    def ask(connection, word):
        kind, body = written(word * 400)  # long enough not to be tagged at once
        head = f"Host: localhost\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}"
        connection.sendall(f"POST {path} HTTP/1.1\r\n{head}\r\n\r\n{body}".encode())

    def wait_for(what):
        deadline = time.monotonic() + 10
        while not what():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    with served() as client:

        def measured(name):
            return client.get("/metrics").text.partition(f"\n{name} ")[2].partition("\n")[0]

        monkeypatch.setattr(Tagger, "tag_texts", slowly)
        with connect(client) as here:
            ask(here, "first ")
            wait_for(lambda: tagged)
            alone = measured("clausetag_requests_running")
            with connect(client) as gone:
                ask(gone, "gone ")
                wait_for(lambda: measured("clausetag_waiting_texts") == "1.0")
            wait_for(lambda: measured("clausetag_requests_running") == alone)
            assert 'status="499"' in client.get("/metrics").text
            go_on.set()
            assert receive(here, end).startswith(b"HTTP/1.1 200")
            ask(here, "last ")
            assert receive(here, end).startswith(b"HTTP/1.1 200")
    assert {text.split()[0] for text in tagged} == {"first", "last"}
