"""The gold set: clauses that two annotators labelled, for measuring only. Labels and places are here, texts never."""

from collections.abc import Sequence
from pathlib import Path

from clausetag.data.dataset.annotations import GOLD_LABELS, gold_documents, join, read_annotations, text_hash
from clausetag.data.dataset.corpus import Corpus, describe, read_corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.examples import resolution_examples
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import index_field, read_jsonl, text_field, themes_field
from clausetag.data.themes import load_themes

__all__ = ["gold_documents", "load_gold"]


def load_gold(source: Corpus, themes: Sequence[str] | None = None) -> list[Example]:
    """Read the gold clauses: from a `.jsonl` file that holds their texts, or by joining our gold labels to a corpus.

    `themes` are the keys that labels may name; None for those of the themes that come with clausetag.

    Raises:
        LabelError: A line is malformed, a text is not the one that was labelled, or the corpus lacks one.
    """
    keys = themes or [theme.key for theme in load_themes()]
    if isinstance(source, Path) and source.is_file():
        return _from_file(source, keys)
    annotations, _ = read_annotations(keys, GOLD_LABELS)
    matched, report = join(annotations, read_corpus(source, gold_documents()))
    if len(matched) < len(annotations):
        raise LabelError(f"{source}: not every gold label finds its text here\n{report}")
    return resolution_examples(matched)


def _from_file(path: Path, keys: Sequence[str]) -> list[Example]:
    from clausetag.data.documents.sections import sections_of

    examples = []
    for where, entry in read_jsonl(path):
        doc, text = text_field(entry, "doc", where), text_field(entry, "text", where)
        if text_hash(text) != text_field(entry, "sha256", where):
            raise LabelError(f"{where}: the text does not have the hash that is given for it")
        name = f"{doc}#{index_field(entry, 'index', where)}"
        _, organ, year = describe(doc)
        themes = themes_field(entry, keys, where)
        section = sections_of([text])[0].value  # the file gives no neighbours: judged by its own words
        examples.append(Example(name, text, themes, section, "resolutions", doc, year, organ, cluster=name))
    return examples
