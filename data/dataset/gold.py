"""The gold sets: clauses that two annotators labelled, for measuring only. Labels and places are here, texts never.

One is of the machine-translated corpus; the other of official texts, whose labels hold in the other languages too.
"""

from collections.abc import Sequence
from pathlib import Path

from clausetag.data.dataset.annotations import document_key, gold_documents, join, read_gold
from clausetag.data.dataset.corpus import Corpus, read_corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import resolution_examples
from clausetag.data.dataset.gold_file import read_gold_file
from clausetag.data.dataset.official import is_official, read_official
from clausetag.data.dataset.official_examples import official_examples
from clausetag.data.errors import LabelError
from clausetag.data.themes import load_themes

__all__ = ["gold_documents", "load_gold"]


def load_gold(source: Corpus, themes: Sequence[str] | None = None) -> list[Example]:
    """Read the gold clauses of one source.

    Args:
        source: A `.jsonl` file that holds the clauses with their texts; or texts that our gold labels are joined to:
            official ones (a clone, folder or zip file of UNxml), or the machine-translated corpus ("hub" or a folder).
        themes: The keys that labels may name; None for those of the themes that come with clausetag.

    Returns:
        The clauses of the machine-translated corpus in English; official ones in English, and in every other language
        in which the same clause is shown to stand.

    Raises:
        LabelError: A line is malformed, a text is not the one that was labelled, or the source lacks an English one.
    """
    keys = themes or [theme.key for theme in load_themes()]
    if source == "hub":
        return _translated(source, keys)
    if is_official(source):
        return _official(source, keys)
    return read_gold_file(source, keys) if source.is_file() else _translated(source, keys)


def _translated(source: Corpus, keys: Sequence[str]) -> list[Example]:
    annotations = read_gold(keys, official=False)
    matched, report = join(annotations, read_corpus(source, {label.doc for label in annotations}))
    if len(matched) < len(annotations):
        raise LabelError(f"{source}: not every gold label finds its text here\n{report}")
    return resolution_examples(matched)


def _official(source: Path, keys: Sequence[str]) -> list[Example]:
    annotations = read_gold(keys, official=True)
    texts = read_official([source], {document_key(label.doc) for label in annotations})
    examples, report = official_examples(annotations, texts)
    if report.joined < len(annotations):
        unreadable = "".join(f"\ncould not be read: {reason}" for reason in texts.unreadable)
        raise LabelError(f"{source}: not every gold label finds its English text here\n{report}{unreadable}")
    return examples
