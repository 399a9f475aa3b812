"""The command line: `python -m clausetag.training.bench --corpus FOLDER --gold FILE --bundles FOLDER ...`."""

import argparse
import json
import sys
from pathlib import Path

from clausetag.data.dataset.gold import load_gold
from clausetag.data.errors import ClausetagError, UsageError
from clausetag.data.extras import needs
from clausetag.data.languages import LANGUAGES
from clausetag.data.themes import load_themes
from clausetag.training.bench.contestants import PEERS, bundle_contestants
from clausetag.training.bench.machine import describe_machine
from clausetag.training.bench.report import format_results, to_json
from clausetag.training.bench.rounds import Result, run


def main(arguments: list[str] | None = None) -> int:
    """Run the bench, print the table, write the JSON; returns the exit status."""
    given = _parser().parse_args(arguments)
    try:
        _bench(given)
    except ClausetagError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def _bench(given: argparse.Namespace) -> None:
    with needs("bench"):
        from clausetag.training.bench.clauses import gather

    machine = describe_machine()  # first: before the bench itself is the load
    themes = tuple(theme.key for theme in load_themes())
    ours, skipped = bundle_contestants(given.bundles)
    chosen = [*PEERS, *ours]
    if given.only:
        chosen = [c for c in chosen if c.module in given.only]
        skipped = {}
    if not chosen:
        raise UsageError("nobody to measure: --only bundle needs --bundles")
    gold = [example for example in load_gold(given.gold or given.corpus[0]) if example.language == given.language]
    clauses = gather(given.corpus, gold, given.limit, given.language)
    results = run(chosen, clauses, themes, lambda line: print(line, file=sys.stderr, flush=True))
    results += [Result(name, reason=reason) for name, reason in skipped.items()]
    try:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(to_json(results, machine, clauses), indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{given.out}: cannot be written ({error.strerror})") from error
    print(format_results(results, machine, clauses))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m clausetag.training.bench", description="Measure peers and ours.")
    parser.add_argument(
        "--corpus",
        type=_corpus,
        nargs="+",
        required=True,
        help='sources of the labelled resolutions: official texts, the corpus\'s folder, or "hub"',
    )
    parser.add_argument("--gold", type=Path, help="gold clauses with their texts; by default of the first corpus")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of all clauses; %(default)s")
    parser.add_argument("--bundles", type=Path, nargs="*", default=[], help="bundles of ours, one of a kind")
    names = list(dict.fromkeys([*(peer.module for peer in PEERS), "bundle"]))
    parser.add_argument("--only", nargs="+", choices=names, help="measure these alone")
    parser.add_argument("--limit", type=int, help="learn from and race on so few clauses, to try the bench out")
    parser.add_argument("--out", type=Path, default=Path("out/bench.json"), help="the JSON file; %(default)s")
    return parser


def _corpus(text: str) -> Path | str:
    return text if text == "hub" else Path(text)


if __name__ == "__main__":
    sys.exit(main())
