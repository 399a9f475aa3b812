"""The servers that are measured, each a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausetag.data.errors import UsageError


@contextmanager
def clausetag_server(bundle: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Start `clausetag serve`; give its address and process id."""
    port = _free_port()
    command = [sys.executable, "-m", "clausetag.serve.cli", "serve", "--port", str(port), "--bundle", str(bundle)]
    command += ["--corrections", str(folder / "corrections.jsonl"), "--log-level", "warning"]
    with _process(command, f"http://127.0.0.1:{port}") as server:
        yield server


@contextmanager
def mlflow_server(bundle: Path, folder: Path) -> Iterator[tuple[str, int]]:
    """Start `mlflow models serve` of the same bundle; give its address and process id."""
    import mlflow.pyfunc

    code = Path(__file__).parents[2] / "pyfunc_model.py"
    model = folder / "model"
    mlflow.pyfunc.save_model(str(model), python_model=str(code), artifacts={"bundle": str(bundle)}, pip_requirements=[])
    port = _free_port()
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", str(model), "--env-manager", "local"]
    with _process([*command, "--port", str(port)], f"http://127.0.0.1:{port}") as server:
        yield server


@contextmanager
def _process(command: list[str], url: str) -> Iterator[tuple[str, int]]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # mlflow starts uvicorn by its name
    process = subprocess.Popen(  # noqa: S603
        command,
        env={**os.environ, "PATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 180
        while not _answers(f"{url}/ping"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise UsageError(f"{' '.join(command[1:5])} ... does not answer")
            time.sleep(0.2)
        yield url, process.pid
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 (our own process)
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def memory_of(pid: int) -> float:
    """Resident memory of a process and its children, in megabytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024 + sum(memory_of(int(child)) for child in children)
