"""`python -m clausetag.training.bench.few --corpus UNXML` (`make bench-few`): table, results and figure."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import text_hash
from clausetag.data.errors import ClausetagError
from clausetag.data.replacing import replacing_file
from clausetag.training.bench.few import __doc__ as about
from clausetag.training.bench.few.clauses import Themes, gather
from clausetag.training.bench.few.measure import Measured, tasks
from clausetag.training.bench.few.peers import PEERS, trained_peers
from clausetag.training.bench.few.results import measure_rest, read_results
from clausetag.training.bench.few.table import NOTE, format_table, rows_of
from clausetag.training.learners.sentences import sentence_encoder
from clausetag.training.plots.canvas import save
from clausetag.training.plots.few import few_labels

_AT_ONCE = 1000  # texts embedded before their vectors are kept
SIZES, SEEDS = (30, 100, 300, 1000, 3000), 5


def main(arguments: list[str] | None = None) -> int:
    """Measure what the results lack, print the table, write it and the figure; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m clausetag.training.bench.few", description=about)
    parser.add_argument("--corpus", type=Path, required=True, help="a clone, folder or zip of UNxml")
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help="numbers of labels; %(default)s")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="draws of labels; %(default)s")
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("out/bench-few.jsonl"),
        help="results, a line a cell; a bench that was stopped goes on from them, delete them to begin anew; "
        "embeddings (.npz), table (.md) and figure (.png) lie beside it; %(default)s",
    )
    given = parser.parse_args(arguments)
    try:
        read_results(given.out)  # a file that is none is told before clauses are read, which takes a minute
        sets = gather(given.corpus)
        _embed(sets, given.out.with_suffix(".npz"))
        peers, missing = trained_peers(PEERS)
        for one in measure_rest(tasks(sets, given.sizes, given.seeds, peers), given.out):
            cell = one.cell
            print(f"{cell.labels:,} {cell.theme} {cell.contestant}: {one.f1:.3f} / {one.ap:.3f}", file=sys.stderr)
        report = _write(read_results(given.out), given.out)
    except KeyboardInterrupt:
        print(f"stopped; {given.out} keeps what was measured, the same command goes on", file=sys.stderr)
        return 130
    except ClausetagError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print("\n".join([report, *missing]))
    return 0


def _embed(sets: Sequence[Themes], kept: Path) -> None:
    """Embed all clauses, which are remembered, and keep their vectors beside the results."""
    texts = {e.text for own in sets for e in (*own.pool, *(e for t in own.themes for e in own.tested(t.key)))}
    of_hash = {text_hash(text): text for text in sorted(texts)}
    known: dict[str, NDArray[np.float32]] = {}
    if kept.exists():
        with np.load(kept, allow_pickle=False) as arrays:
            known = dict(zip(arrays["hashes"].tolist(), arrays["vectors"], strict=True))
    encoder = sentence_encoder()
    new = [hash_ for hash_ in of_hash if hash_ not in known]
    for at in range(0, len(new), _AT_ONCE):
        some = new[at : at + _AT_ONCE]
        known.update(zip(some, encoder.embed([of_hash[hash_] for hash_ in some]), strict=True))
        kept.parent.mkdir(parents=True, exist_ok=True)
        with replacing_file(kept) as stream:
            np.savez(stream, hashes=np.array(list(known)), vectors=np.array(list(known.values())))
    encoder.remember({text: known[hash_] for hash_, text in of_hash.items()})


def _write(measured: Sequence[Measured], out: Path) -> str:
    table = f"{format_table(measured)}\n\n{NOTE}\n"
    out.with_suffix(".md").write_text(table, encoding="utf-8")
    save(few_labels(rows_of(measured)), out.with_suffix(".png"))
    return table


if __name__ == "__main__":
    sys.exit(main())
