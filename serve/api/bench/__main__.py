"""Load on the prediction API, measured with wrk: `python -m clausetag.serve.api.bench`.

It starts `clausetag serve`, and beside it (one after the other, never both under load) `mlflow models serve` of the
same bundle, and prints Markdown tables: requests a second, median and 99th percentile at several numbers of
connections, for one clause and for the 77 of the seed document; then the memory of the service through a soak.
"""

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from clausetag.data.documents.read import read_resolution, seed_path
from clausetag.data.errors import UsageError
from clausetag.models.bundle import default_bundle
from clausetag.serve.api.bench.load import run_wrk
from clausetag.serve.api.bench.servers import clausetag_server, memory_of, mlflow_server

CONNECTIONS = (1, 16, 64, 256)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure the prediction API under load with wrk.")
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
        with clausetag_server(options.bundle, folder) as (url, pid):
            figures["clausetag /v1/tag"] = _table(
                f"{url}/v1/tag", {1: {"texts": clauses[30:31]}, 77: {"texts": clauses}}, options.seconds, folder
            )
            scoring = {1: _split(clauses[30:31]), 77: _split(clauses)}
            figures["clausetag /invocations"] = _table(f"{url}/invocations", scoring, options.seconds, folder)
            if options.soak:
                figures["soak"] = _soak(f"{url}/v1/tag", {"texts": clauses}, options.soak, pid, folder)
        if not options.no_mlflow:
            with mlflow_server(options.bundle, folder) as (url, _):
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
        run_wrk(url, body, 16, 2, folder)  # warms up
        for connections in CONNECTIONS:
            load = run_wrk(url, body, connections, seconds, folder)
            rows.append({"clauses": count, "connections": connections} | {f: getattr(load, f) for f in load.__slots__})
    return rows


def _soak(url: str, body: dict[str, Any], seconds: int, pid: int, folder: Path) -> list[dict[str, float]]:
    """Load the service for a while and note its memory every tenth of it."""
    rows, began = [], time.monotonic()
    while time.monotonic() - began < seconds:
        load = run_wrk(url, body, 64, max(1, seconds // 10), folder)
        minutes = (time.monotonic() - began) / 60
        rows.append({"minutes": minutes, "megabytes": memory_of(pid), "rate": load.rate, "errors": load.errors})
    return rows


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
