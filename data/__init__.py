"""Themes, documents, clauses, labels, and how a dataset is built from them. Imports nothing else of clausetag."""

from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import load_examples
from clausetag.data.dataset.gold import load_gold
from clausetag.data.documents.read import read_resolution, read_resolution_bytes, resolution_from_paragraphs, seed_path
from clausetag.data.documents.resolution import Clause, Footnote, Resolution, Section
from clausetag.data.documents.sections import sections_of
from clausetag.data.errors import BundleError, ClausetagError, DocumentError, LabelError, UsageError
from clausetag.data.themes import Theme, load_themes

__all__ = [
    "BundleError",
    "Clause",
    "ClausetagError",
    "DocumentError",
    "Example",
    "Footnote",
    "LabelError",
    "Resolution",
    "Section",
    "Theme",
    "UsageError",
    "load_examples",
    "load_gold",
    "load_themes",
    "read_resolution",
    "read_resolution_bytes",
    "resolution_from_paragraphs",
    "sections_of",
    "seed_path",
]
