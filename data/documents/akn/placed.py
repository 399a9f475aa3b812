"""What became of the units of a document."""

from dataclasses import dataclass, field

from clausetag.data.documents.akn.units import Unit
from clausetag.data.documents.paths import Entry


@dataclass(slots=True)
class Placed:
    """The entries of a document, the unit of each, the labels of parts and blocks, the headings, and the remarks."""

    entries: list[Entry] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    parts: dict[int, str] = field(default_factory=dict)
    blocks: dict[int, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
