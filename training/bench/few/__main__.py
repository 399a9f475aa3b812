"""`python -m clausetag.training.bench.few --corpus UNXML` (`make bench-few`): table, results and figure."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from clausetag.data.errors import ClausetagError
from clausetag.training.bench.few import __doc__ as about
from clausetag.training.bench.few.clauses import Themes, gather
from clausetag.training.bench.few.measure import Measured, tasks
from clausetag.training.bench.few.peers import PEERS, trained_peers
from clausetag.training.bench.few.results import measure_rest, read_results
from clausetag.training.bench.few.table import NOTE, format_table, rows_of
from clausetag.training.learners.sentences import sentence_encoder
from clausetag.training.plots.canvas import save
from clausetag.training.plots.few import few_labels

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
        help="results, a line a cell; stopped, the bench goes on from there, so delete it to begin anew; table (.md) "
        "and figure (.png) lie beside it; %(default)s",
    )
    given = parser.parse_args(arguments)
    try:
        read_results(given.out)  # a file that is none is told before clauses are read, which takes a minute
        sets = gather(given.corpus)
        embedding = _seconds_to_embed(sets)
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
    print("\n".join([report, *missing, f"embedding a clause took {1000 * embedding:.0f} ms"]))
    return 0


def _seconds_to_embed(sets: Sequence[Themes]) -> float:
    """Embed all clauses, which are remembered, and return how long one took."""
    texts = {e.text for own in sets for e in (*own.pool, *(e for t in own.themes for e in own.tested(t.key)))}
    begun = time.perf_counter()
    sentence_encoder().embed(sorted(texts))
    return (time.perf_counter() - begun) / max(len(texts), 1)


def _write(measured: Sequence[Measured], out: Path) -> str:
    table = f"{format_table(measured)}\n\n{NOTE}\n"
    out.with_suffix(".md").write_text(table, encoding="utf-8")
    save(few_labels(rows_of(measured)), out.with_suffix(".png"))
    return table


if __name__ == "__main__":
    sys.exit(main())
