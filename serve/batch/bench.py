"""Local against Spark: how the time grows with the amount of documents (`make bench-batch`).

    python -m clausetag.serve.batch.bench CORPUS [--bundle FOLDER] [--sizes 1 4 16] [--master local[2]]

The corpus is laid out under as many names as a size says, as links. Each run is a process of its own, start included.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.cores import cores
from clausetag.serve.batch.run_info import read_run


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    engine: str
    size: int  # times the corpus
    documents: int
    clauses: int
    seconds: float


def measure(corpus: Path, size: int, options: Sequence[str], engine: str) -> Measured:
    """Tag the corpus `size` times over."""
    with tempfile.TemporaryDirectory(prefix="clausetag-bench-") as scratch:
        docs, out = Path(scratch) / "docs", Path(scratch) / "out"
        for copy in range(size):
            folder = docs / f"copy{copy:03d}"
            folder.mkdir(parents=True)
            for path in sorted(corpus.rglob("*-fr-parsed.json")):
                (folder / path.name).symlink_to(path.resolve())
        command = [sys.executable, "-c", "from clausetag.serve.cli import main; main()", "batch", str(docs)]
        began = time.monotonic()
        done = subprocess.run([*command, "--out", str(out), *options], capture_output=True, text=True, check=False)  # noqa: S603
        seconds = time.monotonic() - began
        run = read_run(out) if done.returncode in (0, 1) else None
        if run is None:
            sys.exit(done.stderr[-2000:])
        return Measured(engine, size, run["documents"], run["clauses"], seconds)


def format_measured(runs: Sequence[Measured]) -> str:
    """Return the runs as a table."""
    lines = [
        "| engine | corpus | documents | clauses | seconds | clauses a second |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {r.engine} | {r.size}x | {r.documents:,} | {r.clauses:,} | {r.seconds:.1f} | {r.clauses / r.seconds:,.0f} |"
        for r in runs
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time clausetag batch on this machine and on Spark.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--bundle")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--master", default=f"local[{cores()}]")
    parser.add_argument("--engines", nargs="+", choices=["local", "spark"], default=["local", "spark"])
    chosen = parser.parse_args(arguments)
    bundle = ["--bundle", chosen.bundle] if chosen.bundle else []
    options = {"local": bundle, "spark": [*bundle, "--engine", "spark", "--master", chosen.master]}
    if "spark" in chosen.engines and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        parser.error("Spark needs Java 17: apt-get install openjdk-17-jre-headless")
    runs = [measure(chosen.corpus, size, options[name], name) for size in chosen.sizes for name in chosen.engines]
    print(format_measured(runs))


if __name__ == "__main__":
    main()
