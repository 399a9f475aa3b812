"""The service on a free port, as it really runs: uvicorn, its readers, its model."""

import io
import socket
import threading
import time
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from clausetag.serve.api.app import create_app
from clausetag.serve.api.run import configuration
from clausetag.serve.api.settings import Settings


@contextmanager
def running(settings):
    app = create_app(settings)
    server = uvicorn.Server(configuration(app, settings, "warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        deadline = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < deadline
            assert thread.is_alive()
            time.sleep(0.02)
        with httpx.Client(base_url=f"http://127.0.0.1:{settings.port}", timeout=30) as client:
            client.app = app
            yield client
    finally:
        server.should_exit = True
        thread.join(20)


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@pytest.fixture(scope="session")
def settings(bundle, tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")

    def make(**changes):
        defaults = {
            "port": free_port(),
            "bundle": bundle,
            "corrections": folder / "corrections.jsonl",
            "model_seconds": 0.2,
        }
        return Settings(**(defaults | changes))

    return make


@pytest.fixture(scope="session")
def client(settings):
    with running(settings()) as client:
        yield client


@pytest.fixture(scope="module")
def served(settings):
    """Start a service with other settings."""

    @contextmanager
    def start(**changes):
        with running(settings(**changes)) as client:
            yield client

    return start


@pytest.fixture(scope="session")
def written(seed):
    """The seed as a Word and as a PDF document, paragraph for paragraph."""
    import docx
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    lines = [line for line in seed.read_text(encoding="utf-8").splitlines() if line.strip()]
    word, pdf = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(word)
    style = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8, firstLineIndent=24)
    story = [Paragraph(line.replace("&", "&amp;").replace("<", "&lt;"), style) for line in lines]
    SimpleDocTemplate(pdf, leftMargin=72, rightMargin=72).build(story)
    return {"seed.docx": word.getvalue(), "seed.pdf": pdf.getvalue()}
