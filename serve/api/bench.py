"""Load on the prediction API, measured with wrk: `python -m clausetag.serve.api.bench`.

It starts `clausetag serve`, and beside it (one after the other, never both under load) `mlflow models serve` of the
same bundle, and prints Markdown tables: requests a second, median and 99th percentile at several numbers of
connections, for one clause and for the 77 of the seed document; then the memory of the service through a soak.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausetag.data.documents.read import read_resolution, seed_path
from clausetag.data.errors import UsageError
from clausetag.models.bundle import default_bundle

CONNECTIONS = (1, 16, 64, 256)
_SCRIPT = """
local file = io.open("%s", "rb")
wrk.method = "POST"
wrk.body = file:read("*a")
wrk.headers["Content-Type"] = "application/json"
busy, wrong = 0, 0
local threads = {}
function setup(thread) table.insert(threads, thread) end
function response(status)
  if status == 503 then busy = busy + 1 elseif status ~= 200 then wrong = wrong + 1 end
end
function done(summary, latency)
  local b, w = 0, 0
  for _, thread in ipairs(threads) do b = b + thread:get("busy"); w = w + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format('{"requests": %%d, "seconds": %%f, "p50": %%f, "p99": %%f, "busy": %%d, "errors": %%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    b, w + e.connect + e.read + e.write + e.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What one run of wrk saw. Times are in milliseconds."""

    rate: float
    p50: float
    p99: float
    busy: int  # answered 503 with Retry-After
    errors: int  # anything else that was not 200


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the prediction API under load with wrk.")
    parser.add_argument("--bundle", type=Path, default=default_bundle(), help="folder of the model")
    parser.add_argument("--seconds", type=int, default=10, help="of each measurement")
    parser.add_argument("--soak", type=int, default=0, help="seconds of a soak at 64 connections")
    parser.add_argument("--no-mlflow", action="store_true", help="leave mlflow models serve out")
    parser.add_argument("--out", type=Path, help="JSON file for the figures")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise UsageError("wrk is not installed; apt-get install wrk")
    clauses = [clause.text for clause in read_resolution(seed_path()).clauses]
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with _ours(options.bundle, folder) as (url, pid):
            figures["clausetag /v1/tag"] = _table(
                f"{url}/v1/tag", {1: {"texts": clauses[30:31]}, 77: {"texts": clauses}}, options.seconds, folder
            )
            scoring = {1: _split(clauses[30:31]), 77: _split(clauses)}
            figures["clausetag /invocations"] = _table(f"{url}/invocations", scoring, options.seconds, folder)
            if options.soak:
                figures["soak"] = _soak(f"{url}/v1/tag", {"texts": clauses}, options.soak, pid, folder)
        if not options.no_mlflow:
            with _mlflow(options.bundle, folder) as (url, _):
                figures["mlflow /invocations"] = _table(f"{url}/invocations", scoring, options.seconds, folder)
    print(_markdown(figures))
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _split(texts: list[str]) -> dict[str, Any]:
    return {"dataframe_split": {"columns": ["text"], "data": [[text] for text in texts]}}


def _table(url: str, bodies: dict[int, dict[str, Any]], seconds: int, folder: Path) -> list[dict[str, Any]]:
    rows = []
    for count, body in bodies.items():
        _wrk(url, body, 16, 2, folder)  # warms up
        for connections in CONNECTIONS:
            load = _wrk(url, body, connections, seconds, folder)
            rows.append({"clauses": count, "connections": connections} | {f: getattr(load, f) for f in load.__slots__})
    return rows


def _wrk(url: str, body: dict[str, Any], connections: int, seconds: int, folder: Path) -> Load:
    content, script = folder / "body.json", folder / "post.lua"
    content.write_text(json.dumps(body), encoding="utf-8")
    script.write_text(_SCRIPT % content, encoding="utf-8")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), url]
    run = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    found = json.loads(run.stdout.splitlines()[-1])
    time.sleep(1)  # what the last connections left behind is dropped before the next run
    rate = (found["requests"] - found["busy"]) / found["seconds"]
    return Load(rate, found["p50"], found["p99"], found["busy"], found["errors"])


def _soak(url: str, body: dict[str, Any], seconds: int, pid: int, folder: Path) -> list[dict[str, float]]:
    """Load the service for a while and note its memory every tenth of it."""
    rows, began = [], time.monotonic()
    while time.monotonic() - began < seconds:
        load = _wrk(url, body, 64, max(1, seconds // 10), folder)
        minutes = (time.monotonic() - began) / 60
        rows.append({"minutes": minutes, "megabytes": _memory(pid), "rate": load.rate, "errors": load.errors})
    return rows


def _memory(pid: int) -> float:
    """Resident memory of a process and its children."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024 + sum(_memory(int(child)) for child in children)


@contextmanager
def _ours(bundle: Path, folder: Path) -> Iterator[tuple[str, int]]:
    port = _free_port()
    command = [sys.executable, "-m", "clausetag.serve.cli", "serve", "--port", str(port), "--bundle", str(bundle)]
    command += ["--corrections", str(folder / "corrections.jsonl"), "--log-level", "warning"]
    with _process(command, f"http://127.0.0.1:{port}") as found:
        yield found


@contextmanager
def _mlflow(bundle: Path, folder: Path) -> Iterator[tuple[str, int]]:
    import mlflow.pyfunc

    code = Path(__file__).parents[1] / "pyfunc_model.py"
    model = folder / "model"
    mlflow.pyfunc.save_model(str(model), python_model=str(code), artifacts={"bundle": str(bundle)}, pip_requirements=[])
    port = _free_port()
    command = [sys.executable, "-m", "mlflow", "models", "serve", "--model-uri", str(model), "--env-manager", "local"]
    with _process([*command, "--port", str(port)], f"http://127.0.0.1:{port}") as found:
        yield found


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
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _markdown(figures: dict[str, Any]) -> str:
    lines = ["| server | clauses | connections | requests/s | p50 ms | p99 ms | 503 | errors |", "|" + "---|" * 8]
    for name, rows in figures.items():
        if name != "soak":
            lines += [
                f"| {name} | {r['clauses']} | {r['connections']} | {r['rate']:,.0f} | {r['p50']:.1f} | {r['p99']:.1f} "
                f"| {r['busy']} | {r['errors']} |"
                for r in rows
            ]
    if "soak" in figures:
        lines += ["", "| minutes | memory, MB | requests/s | errors |", "|---|---|---|---|"]
        lines += [
            f"| {r['minutes']:.1f} | {r['megabytes']:.0f} | {r['rate']:,.0f} | {r['errors']} |" for r in figures["soak"]
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
