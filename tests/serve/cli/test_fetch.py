"""`clausetag data fetch` against a real server on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from clausetag.data.fetch.catalogue import load_catalogue

pytest.importorskip("httpx")
PDF = b"%PDF-1.7\n" + b"0 0 obj\n" * 40 + b"%%EOF\n"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.seen.append((asked["s"], asked["l"], asked["t"]))
        body = b"" if asked["s"].endswith("999") else PDF
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def service(monkeypatch):
    from clausetag.data.fetch import http as fetch_http

    monkeypatch.setattr(fetch_http, "Manners", lambda real=fetch_http.Manners: real(interval=0.0, attempts=1))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetch(cli, service, tmp_path):
    address = f"http://127.0.0.1:{service.server_address[1]}/access"
    return lambda *args: cli("data", "fetch", *args, "--out", tmp_path / "docs", "--base", address)


def test_symbols_are_fetched_once(fetch, service, tmp_path):
    result = fetch("A/RES/67/172", "A/RES/54/166", "--language", "fr")
    assert result.exit_code == 0, result.stderr
    assert "fetched: 2" in result.stdout
    assert (tmp_path / "docs" / "A_RES_67_172.fr.pdf").read_bytes() == PDF
    assert service.seen == [("A/RES/67/172", "fr", "pdf"), ("A/RES/54/166", "fr", "pdf")]
    assert "there already: 2" in fetch("A/RES/67/172", "A/RES/54/166", "--language", "fr").stdout
    assert len(service.seen) == 2


def test_the_catalogue_by_theme(fetch, service):
    result = fetch("--catalogue", "--theme", "trafficking")
    assert result.exit_code == 0, result.stderr
    assert [symbol for symbol, _, _ in service.seen] == [e.symbol for e in load_catalogue(theme="trafficking")]


def test_failures_are_named_and_give_their_exit_codes(fetch):
    some = fetch("A/RES/67/172", "A/RES/67/999")
    assert some.exit_code == 1
    assert "A/RES/67/999: " in some.stdout
    assert fetch("A/RES/67/999").exit_code == 2
    assert fetch("A/RES/67/172", "--format", "docx").exit_code == 2


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "nothing to fetch: give symbols, or --catalogue"),
        (["A/RES/67/172", "--theme", "children"], "--theme chooses from the catalogue"),
        (["--catalogue", "--theme", "nothing"], "unknown theme 'nothing'"),
        (["A/RES/67/172", "--language", "de"], "unknown language 'de'"),
    ],
)
def test_what_cannot_be_asked_is_one_line(fetch, args, message, tmp_path):
    result = fetch(*args)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "docs").exists()
