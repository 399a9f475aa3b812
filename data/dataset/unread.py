"""Official clauses that nobody read, in every language: what one model says of them can teach another."""

from collections.abc import Collection, Sequence
from pathlib import Path

from clausetag.data.dataset.annotations import (
    Annotation,
    document_key,
    gold_documents,
    held_out_keys,
    read_gold,
    text_hash,
)
from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.nearcopies import near_any
from clausetag.data.dataset.official import OfficialTexts, is_official, read_official
from clausetag.data.dataset.official_examples import official_examples
from clausetag.data.themes import core_keys

_SHORTEST = 20  # characters: less says nothing


def unread_examples(corpora: Sequence[Corpus], examples: Sequence[Example]) -> list[Example]:
    """Return the clauses of the official texts among `corpora` that are none of `examples`, asked for no theme.

    They stand in English and in every language into which a label of theirs would be carried. Documents of the gold
    sets, and clauses that nearly repeat a gold clause, are left out.
    """
    sources = [source for source in corpora if isinstance(source, Path) and is_official(source)]
    if not sources:
        return []
    texts = read_official(sources)
    gold = held_out_keys(gold_documents())
    read = {example.text for example in examples}
    found, _ = official_examples(_unlabelled(texts, gold, read), texts)
    kept = apart_from(found, official_examples(read_gold(core_keys(), official=True), texts)[0])
    return [example for example in kept if example.text not in read]


def apart_from(examples: Sequence[Example], others: Sequence[Example]) -> list[Example]:
    """Return those examples that stand in no document of `others`, and whose English repeats no clause of them."""
    documents = {document_key(other.document) for other in others}
    elsewhere = [example for example in examples if document_key(example.document) not in documents]
    english = [example for example in elsewhere if example.language == "en"]
    near = near_any([example.text for example in english], [other.text for other in others if other.language == "en"])
    kept = {example.cluster for example, drop in zip(english, near, strict=True) if not drop}
    return [example for example in elsewhere if example.cluster in kept]


def _unlabelled(texts: OfficialTexts, gold: Collection[str], read: Collection[str]) -> list[Annotation]:
    return [
        Annotation(document["en"].symbol or key, clause.eid, text_hash(clause.text), (), asked=())
        for key, document in sorted(texts.documents.items())
        if key not in gold and "en" in document
        for clause in document["en"].clauses
        if clause.eid and len(clause.text) >= _SHORTEST and clause.text not in read
    ]
