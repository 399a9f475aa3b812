"""Drafted clauses that nearly repeat another clause: they teach nothing new, and can carry a measured text along.

Two drafted clauses that differ in little but the theme teach what makes the difference, and may stay.
"""

from collections.abc import Iterable, Sequence

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.nearcopies import near_pairs

_CORRECTED = "corrected-"  # readers' corrections count as drafted, but their texts are as found


def near_copies_of_drafted(examples: Iterable[Example], others: Iterable[Example] = ()) -> list[tuple[str, str]]:
    """Return the ids of each drafted clause and of an example, or one of `others`, of which it is a near-copy."""
    everything = [*examples]
    drafted = [e for e in everything if e.source == "drafted" and not e.document.startswith(_CORRECTED)]
    known = {e.id for e in drafted}
    rest = [*(e for e in everything if e.id not in known), *others]
    all_of_them = [*drafted, *rest]
    pairs = near_pairs([e.text for e in drafted], [e.text for e in all_of_them])
    return sorted(
        (drafted[i].id, all_of_them[j].id)
        for i, j in pairs
        if j > i and (j >= len(drafted) or drafted[i].themes == drafted[j].themes)
    )


def format_near_copies(found: Sequence[tuple[str, str]]) -> str:
    """Name the drafted clauses to change or drop, or say that there are none."""
    if not found:
        return "drafted clauses that nearly repeat others: none"
    near: dict[str, list[str]] = {}
    for drafted, other in found:
        near.setdefault(drafted, []).append(other)
    lines = [f"drafted clauses that nearly repeat others: {len(near):,}; change or drop them"]
    lines += [f"  {name}: {', '.join(others[:3])}{', ...' if len(others) > 3 else ''}" for name, others in near.items()]
    return "\n".join(lines)
