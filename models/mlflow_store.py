"""The MLflow store that experiments and registered models live in: where it is, whether it answers, what went wrong.

`MLFLOW_TRACKING_URI` names it; without, it is the file `mlflow.db` in the working directory. A failure of the store
becomes one UsageError that says what to do.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import BundleError, UsageError
from clausetag.data.extras import needs
from clausetag.models.bundle import MANIFEST, Bundle, load_bundle

if TYPE_CHECKING:
    from mlflow import MlflowClient

DEFAULT_STORE = "sqlite:///mlflow.db"
REGISTERED = "clausetag"  # the registered model
PATIENCE = 20.0  # seconds that a locked SQLite store is waited for
_QUIET = {  # what MLflow says by itself besides; a user's own settings stand
    "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "3",
    "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT": "true",
    "MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR": "false",
    "MLFLOW_DISABLE_TELEMETRY": "true",
}


def store_uri() -> str:
    """Return the store's URI."""
    return os.environ.get("MLFLOW_TRACKING_URI") or DEFAULT_STORE


def connect(*, create: bool = False) -> "MlflowClient":
    """Return a client of the store once it has answered.

    Args:
        create: Make the SQLite file where there is none; otherwise that is an error.

    Raises:
        UsageError: MLflow is not installed, or the store is absent, locked, down or does not answer.
    """
    uri = store_uri()
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    with needs("train"):
        import mlflow
    _hush()
    with _alone(uri), store_errors():
        _check_file(uri, create)
        mlflow.set_tracking_uri(uri)
        client = mlflow.MlflowClient()
        client.search_experiments(max_results=1)
    return client


@contextmanager
def _alone(uri: str) -> Iterator[None]:
    """Let nobody else of ours open the same SQLite store meanwhile: two that make its tables at once would fail."""
    path = _sqlite_file(uri)
    if path is None or not path.parent.is_dir():
        yield
        return
    from fcntl import LOCK_EX, flock

    folder = os.open(path.parent, os.O_RDONLY)  # the folder itself is locked, so that no file is left behind
    try:
        flock(folder, LOCK_EX)
        yield
    finally:
        os.close(folder)


def _hush() -> None:
    """Keep MLflow's notes and tracebacks about the database off the terminal: its errors reach the user as ours."""
    import logging

    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    for name in ("mlflow.store.db.utils", "mlflow.utils.requirements_utils", "mlflow.pyfunc", "mlflow.models.model"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _sqlite_file(uri: str) -> Path | None:
    return Path(uri.removeprefix("sqlite:///").partition("?")[0]) if uri.startswith("sqlite:///") else None


def artifact_folder() -> str | None:
    """Return where the artifacts of a SQLite store go: beside the file. Any other store says so itself: None."""
    path = _sqlite_file(store_uri())
    return (path.resolve().parent / "mlruns" / REGISTERED).as_uri() if path else None


def _check_file(uri: str, create: bool) -> None:
    """Wait for a SQLite store that is locked, and refuse one that is absent: MLflow itself would make it silently."""
    path = _sqlite_file(uri)
    if path is None:
        return
    if not path.exists():
        if create and path.parent.is_dir():
            return
        what = f"no folder {path.parent}" if create else "there is no such file"
        raise UsageError(f"the MLflow store {uri} cannot be used: {what}; set MLFLOW_TRACKING_URI to where it is")
    try:
        connection = sqlite3.connect(path, timeout=PATIENCE)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.rollback()
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise UsageError(_explain(error)) from error


@contextmanager
def store_errors(then: str = "") -> Iterator[None]:
    """Turn what the store raises into a UsageError; `then` says what became of the work and how to go on."""
    with needs("train"):
        from mlflow.exceptions import MlflowException
        from requests import RequestException
        from sqlalchemy.exc import SQLAlchemyError
    try:
        yield
    except (MlflowException, RequestException, SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise UsageError(_explain(error) + then) from error


def _explain(error: Exception) -> str:
    text, uri = str(error), store_uri()
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    if full or any(sign in text for sign in ("disk is full", "No space left", "disk I/O error", "File too large")):
        return f"the disk that the MLflow store {uri} writes to is full; make room"
    if "database is locked" in text:
        return f"the MLflow store {uri} is locked by another program; wait until it has finished and try again"
    if any(sign in text for sign in ("Max retries", "Connection refused", "Connection aborted", "Failed to connect")):
        return f"the MLflow store {uri} does not answer; start it, or set MLFLOW_TRACKING_URI to where it is"
    if "not a database" in text or "readonly database" in text or "unable to open" in text:
        return f"the MLflow store {uri} cannot be used ({text.splitlines()[0]}); check the file and its permissions"
    first = text.splitlines()[0].rstrip(".") if text else type(error).__name__
    return f"the MLflow store {uri}: {first}"


def load_registered(uri: str) -> Bundle:
    """Load a bundle from the registry: `models:/clausetag@champion`, `models:/clausetag/3` or a run's `models:/<id>`.

    Raises:
        UsageError: The store does not answer, or holds no such model.
        BundleError: What it holds is no usable bundle.
    """
    with downloaded(uri) as folder:
        return replace(load_bundle(folder), path=Path(uri))


@contextmanager
def downloaded(uri: str) -> Iterator[Path]:
    """Give the folder of a registered bundle, downloaded to a temporary place that goes at the end.

    Only the bundle is read; the code that MLflow stores beside it is not run.

    Raises:
        UsageError: The store does not answer, or holds no such model.
        BundleError: What it holds is no bundle.
    """
    connect()
    from mlflow.artifacts import download_artifacts

    with tempfile.TemporaryDirectory(prefix="clausetag-") as scratch:
        with store_errors("; `clausetag models` lists what is registered"):
            folder = Path(download_artifacts(uri, dst_path=scratch))
        found = sorted(folder.glob(f"artifacts/*/{MANIFEST}"))
        if len(found) != 1:
            raise BundleError(f"{uri}: not a model that `clausetag train` logged: no bundle in it")
        yield found[0].parent
