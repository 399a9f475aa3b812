"""Fetching, against a real server on this machine that serves well, badly and not at all."""

import io
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from clausetag.data.errors import LabelError, UsageError
from clausetag.data.fetch.fetch import Failure, FetchReport, fetch, format_report
from clausetag.data.fetch.files import MANIFEST, Record, read_manifest

httpx = pytest.importorskip("httpx")

from clausetag.data.fetch.http import Manners  # noqa: E402 - needs httpx

PDF = b"%PDF-1.7\n" + b"0 0 obj\n" * 40 + b"%%EOF\n"
A, B, C = "A/RES/54/166", "A/RES/55/92", "A/RES/56/170"

Answer = Callable[["Handler"], None]


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


@dataclass
class Service:
    """What the server is to answer, by symbol, one answer after the other, the last one ever after; and what it saw."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    seen: list[tuple[str, str, str]] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)
    base: str = ""
    done: threading.Event = field(default_factory=threading.Event)

    def on(self, symbol: str, *answers: Answer) -> None:
        self.answers[symbol] = list(answers)

    def asked(self, symbol: str) -> int:
        return sum(seen[0] == symbol for seen in self.seen)


class Handler(BaseHTTPRequestHandler):
    server: Any
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        service: Service = self.server.service
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        service.agents.append(self.headers["User-Agent"])
        if parts.path.startswith("/file/"):
            send(PDF)(self)
            return
        symbol = query["s"][0]
        service.seen.append((symbol, query["l"][0], query["t"][0]))
        answers = service.answers.get(symbol, [send(PDF)])
        (answers.pop(0) if len(answers) > 1 else answers[0])(self)

    def log_message(self, *_: object) -> None:
        pass


def send(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def go_to(location: str, status: int = 302) -> Answer:
    return send(b"", status, Location=location)


def cut_in_the_middle(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(PDF)))
    handler.end_headers()
    handler.wfile.write(PDF[:50])
    handler.wfile.flush()
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def cut_without_a_length(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(PDF[:50])
    handler.close_connection = True


def silent(handler: Handler) -> None:
    handler.server.service.done.wait(5)
    handler.close_connection = True


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(10_000):
            handler.wfile.write(b"%PDF-" * 2000)
    except OSError:
        pass


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    # No test speaks TLS, and reading the certificates takes longer than all the rest.
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: None)
    state = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.service = state  # type: ignore[attr-defined]
    state.base = f"http://127.0.0.1:{server.server_address[1]}/api/symbol/access"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield state
    state.done.set()
    server.shutdown()
    server.server_close()


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def get(service: Service, out: Path, *symbols: str, when: Time | None = None, **settings: Any) -> FetchReport:
    when = when or Time()
    return fetch(symbols, out, **{"base": service.base, "clock": when.clock, "sleep": when.sleep, **settings})


def reasons(report: FetchReport) -> dict[str, str]:
    return {failure.symbol: failure.reason for failure in report.failed}


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_documents_are_fetched_and_noted(service: Service, tmp_path: Path) -> None:
    written = docx()  # its parts bear the time
    service.on(B, send(written))
    report = get(service, tmp_path / "new" / "out", A)
    out = tmp_path / "new" / "out"
    assert (out / "A_RES_54_166.en.pdf").read_bytes() == PDF
    assert files(out) == {"A_RES_54_166.en.pdf", MANIFEST}
    (record,) = report.fetched
    assert (record.symbol, record.language, record.format, record.bytes) == (A, "en", "pdf", len(PDF))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.fetched)
    assert record.url.startswith(service.base + "?s=A")
    report = get(service, out, B, language="fr", format="docx")
    assert (out / "A_RES_55_92.fr.docx").read_bytes() == written
    assert service.seen == [(A, "en", "pdf"), (B, "fr", "docx")]
    assert list(read_manifest(out)) == [(A, "en", "pdf"), (B, "fr", "docx")]
    assert read_manifest(out)[(A, "en", "pdf")] == record


def test_the_user_agent_names_the_project_and_its_version(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A)
    assert re.fullmatch(r"clausetag/\d+\.\d+\S* python-httpx/\S+", service.agents[0])


def test_what_is_there_is_not_fetched_again(service: Service, tmp_path: Path) -> None:
    first = get(service, tmp_path, A, B)
    when = Time()
    again = get(service, tmp_path, A, B, "a/res/54/166", when=when)
    assert (again.cached, again.fetched, again.failed) == (first.fetched, (), ())
    assert len(service.seen) == 2
    assert when.slept == []


def test_a_changed_or_missing_file_is_fetched_again(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A, B, C)
    (tmp_path / "A_RES_54_166.en.pdf").write_bytes(PDF.replace(b"0", b"1"))
    (tmp_path / "A_RES_55_92.en.pdf").unlink()
    report = get(service, tmp_path, A, B, C)
    assert [record.symbol for record in report.fetched] == [A, B]
    assert [record.symbol for record in report.cached] == [C]
    assert (tmp_path / "A_RES_54_166.en.pdf").read_bytes() == PDF


def test_another_language_or_format_is_another_document(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A)
    assert len(get(service, tmp_path, A, language="es").fetched) == 1
    assert len(service.seen) == 2


def test_a_request_a_second(service: Service, tmp_path: Path) -> None:
    when = Time()
    get(service, tmp_path, A, B, C, when=when)
    assert when.slept == [1.0, 1.0]
    service.on(A, go_to("/file/1"))
    when = Time()
    get(service, tmp_path, A, when=when, language="ru")
    assert when.slept == [1.0]


def test_500_twice_then_fine(service: Service, tmp_path: Path) -> None:
    service.on(A, send(b"", 500), send(b"", 503), send(PDF))
    when = Time()
    report = get(service, tmp_path, A, when=when, manners=Manners(interval=0, backoff=8))
    assert len(report.fetched) == 1
    assert len(when.slept) == 2
    assert 4 <= when.slept[0] <= 8 <= when.slept[1] <= 16


def test_tries_come_to_an_end_and_the_others_go_on(service: Service, tmp_path: Path) -> None:
    service.on(A, send(b"", 502))
    report = get(service, tmp_path, A, B, manners=Manners(attempts=3))
    assert reasons(report) == {A: "the service answered 502 (3 tries)"}
    assert service.asked(A) == 3
    assert [record.symbol for record in report.fetched] == [B]


def test_retry_after_is_honoured(service: Service, tmp_path: Path) -> None:
    service.on(A, send(b"", 429, Retry_After="17"), send(PDF))
    when = Time()
    assert len(get(service, tmp_path, A, when=when).fetched) == 1
    assert when.slept == [17.0]


def test_retry_after_as_a_date(service: Service, tmp_path: Path) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    never = f"Mon, 01 Jan {10**30} 00:00:00 GMT"
    service.on(A, *(send(b"", 429, Retry_After=when) for when in (later, "soon", never)), send(PDF))
    when = Time()
    assert len(get(service, tmp_path, A, when=when).fetched) == 1
    assert 50 <= when.slept[0] <= 60
    assert max(when.slept[1:]) <= 4


def test_a_service_that_wants_a_long_pause_is_left_in_peace(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, C)
    service.on(A, send(b"", 503, Retry_After="3600"))
    when = Time()
    report = get(service, tmp_path, A, B, C, when=when)
    wait = "the service asks for a pause of 3600 s; run the same again after it"
    assert reasons(report) == {A: wait, B: wait}
    assert [record.symbol for record in report.cached] == [C]
    assert (service.asked(A), service.asked(B)) == (1, 0)
    assert when.slept == []


def test_a_slow_service_is_not_waited_for(service: Service, tmp_path: Path) -> None:
    service.on(A, silent, send(PDF))
    service.on(B, silent)
    report = get(service, tmp_path, A, B, manners=Manners(timeout=0.15, attempts=2))
    assert [record.symbol for record in report.fetched] == [A]
    assert reasons(report) == {B: "no answer within 0.15 s (2 tries)"}


def test_a_dripping_answer_ends_at_the_deadline(service: Service, tmp_path: Path) -> None:
    ticks = iter(range(0, 100_000, 100))
    report = get(service, tmp_path, A, clock=lambda: float(next(ticks)), manners=Manners(attempts=1, deadline=50))
    assert reasons(report) == {A: "not finished within 50 s"}
    assert files(tmp_path) == set()


@pytest.mark.parametrize("cut", [cut_in_the_middle, cut_without_a_length])
def test_a_connection_cut_in_the_middle_is_tried_again(service: Service, tmp_path: Path, cut: Answer) -> None:
    service.on(A, cut, send(PDF))
    service.on(B, cut)
    report = get(service, tmp_path, A, B, manners=Manners(attempts=2))
    assert [record.symbol for record in report.fetched] == [A]
    assert re.fullmatch(
        r"(the connection broke \(.+\)|the service gave a PDF without its end) \(2 tries\)", reasons(report)[B]
    )
    assert files(tmp_path) == {"A_RES_54_166.en.pdf", MANIFEST}


def test_a_word_file_cut_short(service: Service, tmp_path: Path) -> None:
    service.on(A, send(docx()[:-30]))
    report = get(service, tmp_path, A, format="docx", manners=Manners(attempts=2))
    assert reasons(report) == {A: "the service gave a .docx file without its end (2 tries)"}


def test_a_service_out_of_reach_gets_one_try_a_document(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    when = Time()
    report = fetch(
        [A, B, C],
        tmp_path,
        base=f"http://127.0.0.1:{port}/",
        clock=when.clock,
        sleep=when.sleep,
        manners=Manners(interval=0, attempts=3),
    )
    assert [reason.startswith("the service is out of reach") for reason in reasons(report).values()] == [True] * 3
    assert len(when.slept) == 2


def test_redirects_within_the_service_are_followed(service: Service, tmp_path: Path) -> None:
    service.on(A, go_to("/file/a.pdf"))
    service.on(B, go_to(service.base.replace("/api/symbol/access", "/file/b.pdf"), 307))
    report = get(service, tmp_path, A, B)
    assert [record.url.rpartition("/")[2] for record in report.fetched] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://localhost:9/file/a.pdf", "redirected to localhost:9, which is not a host of the service"),
        ("http://127.0.0.1:9/file/a.pdf", "redirected to 127.0.0.1:9, which is not a host of the service"),
        ("https://documents.un.org/x.pdf", "redirected to documents.un.org, which is not a host of the service"),
        ("file:///etc/passwd", "redirected from http to file, which is not followed"),
        ("ftp://127.0.0.1/a.pdf", "redirected from http to ftp, which is not followed"),
    ],
)
def test_other_redirects_are_not_followed(service: Service, tmp_path: Path, location: str, reason: str) -> None:
    service.on(A, go_to(location))
    assert reasons(get(service, tmp_path, A)) == {A: reason}
    assert service.asked(A) == 1
    assert files(tmp_path) == set()


def test_a_redirect_to_nonsense_fails(service: Service, tmp_path: Path) -> None:
    service.on(A, go_to("http://127.0.0.1:nine/a.pdf"))
    (failure,) = get(service, tmp_path, A, manners=Manners(attempts=1)).failed
    assert "Invalid port" in failure.reason


def test_a_host_can_be_allowed(service: Service, tmp_path: Path) -> None:
    port = urlsplit(service.base).port
    service.on(A, go_to(f"http://localhost:{port}/file/a.pdf"))
    assert len(get(service, tmp_path, A).failed) == 1
    assert len(get(service, tmp_path, A, hosts=[f"localhost:{port}"]).fetched) == 1


def test_a_redirect_with_a_password_is_not_followed(service: Service, tmp_path: Path) -> None:
    service.on(A, go_to(service.base.replace("127.0.0.1", "me:secret@127.0.0.1")))
    (failure,) = get(service, tmp_path, A).failed
    assert "secret" not in failure.reason


def test_a_redirect_loop_ends(service: Service, tmp_path: Path) -> None:
    service.on(A, go_to(f"?s={A}&l=en&t=pdf"))
    report = get(service, tmp_path, A, B)
    assert reasons(report) == {A: "redirected more than 5 times"}
    assert service.asked(A) == 6
    assert len(report.fetched) == 1


@pytest.mark.parametrize(
    ("body", "format_", "kind"),
    [
        (b"<!DOCTYPE html><html>no such page", "pdf", "a web page in place of a PDF"),
        (b"", "pdf", "an empty answer: it has no such document in this language and format"),
        (docx(), "pdf", "a Word (.docx) or other zip file in place of a PDF"),
        (b"\xff\xd8\xff\xe0" * 9, "pdf", "something else in place of a PDF"),
        (PDF, "docx", "a PDF in place of a .docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9, "docx", "an old Word file (.doc) in place of a .docx file"),
        (b"\xffWPC" * 9, "docx", "a WordPerfect file in place of a .docx file"),
        (docx().replace(b"word/", b"xord/"), "docx", "a zip file that is no Word document in place of a .docx file"),
    ],
)
def test_the_content_must_be_what_was_asked_for(
    service: Service, tmp_path: Path, body: bytes, format_: str, kind: str
) -> None:
    service.on(A, send(body, Content_Type="application/pdf"))
    report = get(service, tmp_path, A, B if format_ == "pdf" else A, format=format_)
    assert reasons(report)[A] == f"the service gave {kind}"
    assert service.asked(A) == 1
    assert "A_RES_54_166" not in " ".join(files(tmp_path))


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (404, "the service has no such document (404)"),
        (403, "the service answered 403"),
        (202, "the service answered 202"),
    ],
)
def test_a_refusal_is_not_argued_with(service: Service, tmp_path: Path, status: int, reason: str) -> None:
    service.on(A, send(PDF, status))
    assert reasons(get(service, tmp_path, A)) == {A: reason}
    assert service.asked(A) == 1


@pytest.mark.parametrize("answer", [send(b"%PDF-" + b"x" * 5000 + b"%%EOF"), endless])
def test_a_document_too_large_is_not_kept(service: Service, tmp_path: Path, answer: Answer) -> None:
    service.on(A, answer)
    report = get(service, tmp_path, A, manners=Manners(max_bytes=3000))
    assert reasons(report) == {A: "larger than 3,000 bytes"}
    assert files(tmp_path) == set()


def test_a_compressed_answer_is_refused(service: Service, tmp_path: Path) -> None:
    service.on(A, send(b"\x1f\x8b" + b"0" * 50, Content_Encoding="gzip"))
    assert reasons(get(service, tmp_path, A)) == {A: "the service sent it compressed though it was asked not to"}


def test_an_interrupted_run_leaves_nothing_half_written_and_can_be_resumed(service: Service, tmp_path: Path) -> None:
    def stop(outcome: Record | Failure) -> None:
        if outcome.symbol == B:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        get(service, tmp_path, A, B, C, progress=stop)
    assert files(tmp_path) == {"A_RES_54_166.en.pdf", "A_RES_55_92.en.pdf", MANIFEST}
    report = get(service, tmp_path, A, B, C)
    assert [record.symbol for record in report.cached] == [A, B]
    assert [record.symbol for record in report.fetched] == [C]
    assert [service.asked(symbol) for symbol in (A, B, C)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("place", "left"),
    [
        ("clausetag.data.fetch.http.settle", set()),
        ("clausetag.data.fetch.files.settle", {"A_RES_54_166.en.pdf"}),  # whole, but not noted: fetched again
    ],
)
def test_an_interruption_while_writing(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, left: set[str]
) -> None:
    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(place, interrupted)
        with pytest.raises(KeyboardInterrupt):
            get(service, tmp_path, A)
    assert files(tmp_path) == left
    assert len(get(service, tmp_path, A).fetched) == 1
    assert service.asked(A) == 2


def test_a_run_that_is_killed_in_mid_document_is_taken_up_again(service: Service, tmp_path: Path) -> None:
    half = threading.Event()

    def stall(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(PDF)))
        handler.end_headers()
        handler.wfile.write(PDF[:50])
        half.set()
        silent(handler)

    service.on(B, stall, send(PDF))
    code = (
        "import sys, pathlib; from clausetag.data.fetch.fetch import fetch; "
        "from clausetag.data.fetch.http import Manners; "
        "fetch(sys.argv[3:], pathlib.Path(sys.argv[2]), base=sys.argv[1], manners=Manners(interval=0))"
    )
    run = subprocess.Popen([sys.executable, "-c", code, service.base, str(tmp_path), A, B, C])
    try:
        assert half.wait(20)
    finally:
        run.kill()
        run.wait()
    assert files(tmp_path) - {".A_RES_55_92.en.pdf.part"} == {"A_RES_54_166.en.pdf", MANIFEST}
    report = get(service, tmp_path, A, B, C)
    assert [record.symbol for record in report.cached] == [A]
    assert [record.symbol for record in report.fetched] == [B, C]
    assert (tmp_path / "A_RES_55_92.en.pdf").read_bytes() == PDF
    assert not list(tmp_path.glob(".*"))


def test_what_a_killed_run_left_is_not_taken_for_a_document(service: Service, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / ".A_RES_54_166.en.pdf.part").symlink_to(elsewhere)
    (out / ".A_RES_55_92.en.pdf.part").write_bytes(PDF[:10])
    (out / "A_RES_54_166.en.pdf").write_bytes(b"not noted")
    assert len(get(service, out, A, B).fetched) == 2
    assert files(out) == {"A_RES_54_166.en.pdf", "A_RES_55_92.en.pdf", MANIFEST}
    assert elsewhere.read_bytes() == b"mine"


@pytest.mark.parametrize(
    "symbol", ["../../etc/passwd", "A/../../x", "/etc/passwd", "A\\..\\x", "A/RES/1/1&t=doc", "", "A/\x1b[31m"]
)
def test_a_hostile_symbol_goes_nowhere(service: Service, tmp_path: Path, symbol: str) -> None:
    out = tmp_path / "a" / "b"
    report = get(service, out, symbol, A)
    (failure,) = report.failed
    assert failure.reason.startswith("not a document symbol")
    assert failure.symbol.isprintable()
    assert service.asked(A) == len(service.seen) == 1
    assert {path.name for path in tmp_path.rglob("*")} == {"a", "b", "A_RES_54_166.en.pdf", MANIFEST}


def test_a_manifest_cannot_name_files_elsewhere(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A)
    manifest = tmp_path / MANIFEST
    manifest.write_text(manifest.read_text().replace("A_RES_54_166.en.pdf", "../A_RES_54_166.en.pdf"))
    assert len(get(service, tmp_path, A).fetched) == 1


def test_a_damaged_manifest_is_named(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A, B)
    manifest = tmp_path / MANIFEST
    lines = manifest.read_text().splitlines()
    manifest.write_text("\n".join([*lines[:2], lines[2][:30]]))
    with pytest.raises(LabelError, match=re.escape(f"{manifest}, line 3: damaged")):
        get(service, tmp_path, A)
    manifest.write_text("name\tsize\n")
    with pytest.raises(LabelError, match="line 1: not a manifest of fetched documents"):
        get(service, tmp_path, A)


def test_a_folder_that_cannot_be_written_to(service: Service, tmp_path: Path) -> None:
    (tmp_path / "A_RES_54_166.en.pdf").mkdir()
    report = get(service, tmp_path, A, B)
    assert reasons(report)[A].startswith(f"cannot be written to {tmp_path}")
    assert [record.symbol for record in report.fetched] == [B]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UsageError, match="cannot be made a folder"):
        get(service, tmp_path / "file", A)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"language": "xx"}, "unknown language 'xx'; the languages are en, fr, es, ru, ar, zh"),
        ({"format": "txt"}, "unknown format 'txt'; the formats are pdf, docx"),
        ({"base": "file:///etc"}, "must be an http or https address such as https://documents.un.org"),
        ({"base": "http://me:secret@127.0.0.1/"}, "must be an http or https address"),
        ({"base": "undocs.org"}, "must be an http or https address"),
    ],
)
def test_requests_that_cannot_be_carried_out(tmp_path: Path, settings: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        fetch([A], tmp_path / "out", **settings)
    assert not (tmp_path / "out").exists()


def test_without_httpx_the_command_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UsageError, match=re.escape('pip install "clausetag[fetch]"')):
        fetch([A], tmp_path)


def test_the_report_in_words(service: Service, tmp_path: Path) -> None:
    get(service, tmp_path, A)
    service.on(C, send(b"", 404))
    assert format_report(get(service, tmp_path, A, B, C)) == (
        f"fetched: 1 ({len(PDF)} bytes) into {tmp_path}\n"
        "there already: 1\n"
        "failed: 1\n"
        "  A/RES/56/170: the service has no such document (404)"
    )


def test_real_time_is_used_unless_told_otherwise(service: Service, tmp_path: Path) -> None:
    started = time.monotonic()
    fetch([A, B, C], tmp_path, base=service.base, manners=Manners(interval=0.1))
    assert 0.2 <= time.monotonic() - started < 2
