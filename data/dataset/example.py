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
    asked: tuple[str, ...] | None = None  # themes that a reader answered for; None: every theme it may be labelled with

    def was_asked(self, theme: str) -> bool:
        """Whether a reader said if the theme applies. What nobody was asked is no answer, and no "no"."""
        return self.asked is None or theme in self.asked
