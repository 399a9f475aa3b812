"""Line up the clauses of two texts by what they say. Knows nothing of themes."""

from clausetag.data.compare.align import align
from clausetag.data.compare.alignment import Alignment, Kind, Row
from clausetag.data.compare.marks import Change, Mark, mark_words

__all__ = ["Alignment", "Change", "Kind", "Mark", "Row", "align", "mark_words"]
