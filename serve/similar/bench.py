"""How long a clause takes among official clauses, and among ten times as many.

    python -m clausetag.serve.similar.bench UNXML [--copies 9] [--asked 500]

The English clauses of a clone, folder or zip file of UNxml are indexed, then the same with copies beside them in which
every tenth word is another one. Asked for are clauses drawn with a fixed seed, perturbed in the same way.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from clausetag.data.dataset.official import official_files
from clausetag.data.documents.read import read_file_bytes
from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError
from clausetag.data.similar.segment import Segment
from clausetag.data.similar.write import SegmentWriter
from clausetag.serve.similar.search import Index

_SEED = 20261126
_CHANGED = 10  # of so many words one


def english(source: Path) -> Iterator[Resolution]:
    """Yield the documents of a source that are in English."""
    for name, content in official_files(source):
        if b'language="eng"' not in content and b"language='eng'" not in content:
            continue
        try:
            yield read_file_bytes(content, name)
        except DocumentError:
            continue


def perturbed(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Return a text with some of its words replaced."""
    return " ".join(chance.choice(words) if chance.random() < 1 / _CHANGED else word for word in text.split())


def measure(documents: Sequence[Resolution], copies: int, asked: int) -> str:
    """Index documents and their copies, ask, and return the figures as a row of a table."""
    chance = random.Random(_SEED)  # noqa: S311 (a sample, not a secret)
    words = [word for document in documents[:200] for clause in document.clauses for word in clause.text.split()]
    writer = SegmentWriter()
    clauses = 0
    began = time.monotonic()
    for copy in range(copies + 1):
        for document in documents:
            year = document.adopted.year if document.adopted else None
            writer.add_document(
                {"document": f"{document.source} {copy}", "symbol": f"{document.symbol} {copy}", "year": year}
            )
            for clause in document.clauses:
                writer.add_clause(clause.path, perturbed(clause.text, words, chance) if copy else clause.text)
                clauses += 1
    with tempfile.TemporaryDirectory(prefix="clausetag-bench-") as scratch:
        folder = Path(scratch)
        writer.write(folder)
        texts, built = len(writer), time.monotonic() - began
        size = sum(file.stat().st_size for file in folder.iterdir())
        del writer
        index = Index([Segment(folder)])
        drawn = chance.choices([clause.text for document in documents for clause in document.clauses], k=asked)
        drawn = [perturbed(text, words, chance) for text in drawn]
        times, found = [], 0
        for text in drawn:
            start = time.perf_counter()
            found += bool(index.families(text))
            times.append(1000 * (time.perf_counter() - start))
    times.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    figures = (
        f"{clauses:,}",
        f"{texts:,}",
        f"{built:.0f}",
        f"{size / 2**20:,.0f}",
        f"{memory:.1f}",
        f"{sum(times) / len(times):.1f}",
        f"{times[len(times) * 95 // 100]:.1f}",
        f"{times[-1]:.1f}",
        f"{found / len(times):.3f}",
    )
    return f"| {' | '.join(figures)} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time clausetag similar.")
    parser.add_argument("source", type=Path)
    parser.add_argument("--copies", type=int, default=9)
    parser.add_argument("--asked", type=int, default=500)
    chosen = parser.parse_args(arguments)
    documents = list(english(chosen.source))
    print("| clauses | texts | index, s | MB | memory, GB | ms a clause | 95% within | slowest | found |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for copies in (0, chosen.copies):
        print(measure(documents, copies, chosen.asked), flush=True)


if __name__ == "__main__":
    main()
