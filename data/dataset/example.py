"""One labelled clause, from whatever source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled clause. `cluster` is shared by clauses that are near-copies of each other, and by translations."""

    id: str
    text: str
    themes: tuple[str, ...]
    section: str
    source: str  # "seed", "drafted", "resolutions" (machine-translated) or "official"
    document: str
    year: int | None
    organ: str | None
    cluster: str
    language: str = "en"
