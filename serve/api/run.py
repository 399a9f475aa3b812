"""Running the service with uvicorn."""

import logging
import resource
import sys
from typing import Any

import uvicorn

from clausetag.serve.api.app import create_app
from clausetag.serve.api.protocol import protocol
from clausetag.serve.api.settings import Settings, check
from clausetag.serve.port import listening_socket

_LOG = logging.getLogger("clausetag.serve")


def serve(settings: Settings, log_level: str = "info") -> None:
    """Serve until told to stop (SIGTERM, Ctrl-C): requests under way are finished, new ones refused.

    Raises:
        UsageError: The address needs API keys and there are none, or cannot be listened on.
        BundleError: The model cannot be loaded.
    """
    check(settings)
    socket = listening_socket(settings.host, settings.port)  # a port that is taken is known before the model is loaded
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=log_level.upper(), stream=sys.stderr)
    sys.setswitchinterval(0.001)  # the event loop waits no longer than this for a thread that tags
    _allow_files(2 * settings.connections + 100)
    app = create_app(settings)
    _LOG.info("corrections are kept in %s", settings.corrections)
    if settings.review:
        _LOG.info("clauses for readers, from %s, are at /review", settings.review)
    _LOG.info("listening on http://%s:%d/", settings.host, settings.port)
    uvicorn.Server(configuration(app, settings, log_level)).run([socket])


def configuration(app: Any, settings: Settings, log_level: str = "info") -> uvicorn.Config:  # noqa: ANN401 (any ASGI app)
    """Return uvicorn's configuration. Nothing of a request is logged: its address line may hold a result's name."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=protocol(settings),
        ws="none",
        access_log=False,
        log_level=log_level,
        log_config=None,
        server_header=False,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=settings.stop_seconds,
        backlog=1024,
    )


def _allow_files(count: int) -> None:
    """Let this process open so many files, connections among them, as far as it may decide that itself."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(count, hard), hard))
