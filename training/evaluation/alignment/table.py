"""The figures of alignment as a plain table, and what ours lined up otherwise than the reader."""

from collections.abc import Sequence

from clausetag.training.evaluation.alignment.measure import Lined
from clausetag.training.evaluation.columns import in_columns


def format_alignment(lined: Sequence[Lined]) -> str:
    """Return one row a method with a column a reading, then one row a pair for the first method, then its errors."""
    readings = list(dict.fromkeys(one.pair.reading for one in lined))
    ways = list(dict.fromkeys(one.method for one in lined))
    head = ("share of clauses lined up rightly", *readings, "with the kind", "ms a pair")
    rows: list[tuple[str, ...]] = [head]
    for way in ways:
        ours = [one for one in lined if one.method == way]
        shares = [_share([one for one in ours if one.pair.reading == reading]) for reading in readings]
        kinds = sum(one.kinds for one in ours) / sum(one.clauses for one in ours)
        rows.append((way, *shares, f"{kinds:.3f}", f"{1000 * sum(one.seconds for one in ours) / len(ours):.0f}"))
    if "redlines" not in ways:
        rows.append(("redlines", *("-" for _ in head[1:])))
    pairs: list[tuple[str, ...]] = [("pair", "reading", "clauses", *ways)]
    for pair in dict.fromkeys((one.pair.reading, one.pair.old, one.pair.new) for one in lined):
        found = [one for one in lined if (one.pair.reading, one.pair.old, one.pair.new) == pair]
        pairs.append((f"{pair[1]} {pair[2]}", pair[0], f"{found[0].clauses}", *(_share([one]) for one in found)))
    lines = [*in_columns(rows), "", *in_columns(pairs), "", f"what {ways[0]} lines up otherwise than the reader"]
    for one in lined:
        if one.method == ways[0] and one.wrong:
            lines += [f"  {one.pair.old} {one.pair.new}", *(f"    {wrong}" for wrong in one.wrong)]
    if "redlines" not in ways:
        lines.append('redlines is not installed: pip install "clausetag[bench]"')
    return "\n".join(lines)


def _share(lined: Sequence[Lined]) -> str:
    return f"{sum(one.right for one in lined) / sum(one.clauses for one in lined):.3f}"
