"""Themes, documents, clauses, labels, and how a dataset is built from them. Imports nothing else of clausetag."""

from clausetag.data.documents import read_resolution, read_resolution_bytes, resolution_from_paragraphs, seed_path
from clausetag.data.errors import BundleError, ClausetagError, DocumentError, LabelError, UsageError
from clausetag.data.resolution import Clause, Footnote, Resolution, Section

__all__ = [
    "BundleError",
    "Clause",
    "ClausetagError",
    "DocumentError",
    "Footnote",
    "LabelError",
    "Resolution",
    "Section",
    "UsageError",
    "read_resolution",
    "read_resolution_bytes",
    "resolution_from_paragraphs",
    "seed_path",
]
