"""Labels of the machine-translated corpus, carried over to the official texts of the same clauses.

The corpus holds the French original of each paragraph, so a clause is found in the official French text by its
letters; the English clause that is the same (`projection`) is the official one. What is not found, or found more than
once, or fails a check is counted and left.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    Annotation,
    document_key,
    gold_documents,
    held_out_keys,
    read_annotations,
    read_gold,
    text_hash,
)
from clausetag.data.dataset.corpus import Corpus, CorpusDocument, read_corpus
from clausetag.data.dataset.official import OfficialTexts, read_official
from clausetag.data.dataset.projection import counterpart, places_of
from clausetag.data.documents.numbering import split_label
from clausetag.data.documents.resolution import Clause, Resolution

ALIKE = 90.0  # percent: from here on two French texts are taken for one (normalised indel similarity of their letters)


@dataclass(frozen=True, slots=True)
class CarryReport:
    """Labels in documents that the official texts hold, by what became of them."""

    labels: int  # all that were given
    outcomes: Mapping[str, int]
    read_too: int = 0  # of those carried over, clauses that are labelled by reading
    alike: int = 0  # of these, with the same themes

    def __str__(self) -> str:
        found = "; ".join(f"{what} {n:,}" for what, n in self.outcomes.items())
        return (
            f"labels of the translated corpus: {self.labels:,}; {found}\n"
            f"labelled by reading too: {self.read_too:,}, the same themes in {self.alike:,}"
        )


def carry_labels(
    corpus: Corpus, official: Sequence[Path], themes: Collection[str], *, when: str
) -> tuple[list[Annotation], CarryReport]:
    """Carry over the labels that come with clausetag; returns the new ones, and what became of each.

    Documents of the gold sets are left out, and of the new labels those whose text is labelled by reading or is gold's.
    """
    gold = held_out_keys(gold_documents())
    labels = [label for label in read_annotations(themes)[0] if document_key(label.doc) not in gold]
    read = {label.id: label for label in read_annotations(themes, OFFICIAL_LABELS)[0] if label.by.startswith("reading")}
    known = {label.sha256 for label in [*read.values(), *read_gold(themes, official=True)]}
    texts = read_official(official, {document_key(label.doc) for label in labels})
    carried, report = carry_over(labels, read_corpus(corpus, {label.doc for label in labels}), texts, when=when)
    both = [label for label in carried if label.id in read]
    alike = sum(label.themes == read[label.id].themes for label in both)
    new = [label for label in carried if label.id not in read and label.sha256 not in known]
    new.sort(key=lambda label: (label.doc, label.unit))
    return new, replace(report, read_too=len(both), alike=alike)


def carry_over(
    annotations: Sequence[Annotation], documents: Iterable[CorpusDocument], texts: OfficialTexts, *, when: str
) -> tuple[list[Annotation], CarryReport]:
    """Return labels of official clauses made from those of the translated corpus, and what became of each.

    Args:
        annotations: Labels of the translated corpus.
        documents: Its documents.
        texts: The official texts.
        when: The day that the new labels bear.
    """
    by_document: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        by_document.setdefault(annotation.doc, []).append(annotation)
    outcomes: Counter[str] = Counter()
    carried: dict[str, Annotation] = {}
    for document in documents:
        labels = by_document.pop(document.id, [])
        official = texts.documents.get(document_key(document.id), {})
        if not {"en", "fr"} <= official.keys():
            outcomes["no official text in both languages"] += len(labels)
            continue
        finder = _Finder(official["en"], official["fr"])
        for label in labels:
            found = finder.find(document, label)
            if isinstance(found, str):
                outcomes[found] += 1
                continue
            new = Annotation(
                str(official["en"].symbol), found.eid, text_hash(found.text), label.themes, label.unsure, when, label.id
            )
            outcomes["carried over" if new.id not in carried else "another label of the same clause"] += 1
            carried.setdefault(new.id, new)
    outcomes["no official text in both languages"] += sum(map(len, by_document.values()))
    return list(carried.values()), CarryReport(len(annotations), dict(outcomes))


class _Finder:
    """Finds the English clause of a French paragraph of one document."""

    def __init__(self, english: Resolution, french: Resolution) -> None:
        self._french = [(letters_of(clause.text), clause) for clause in french.clauses if clause.eid]
        self._english = {clause.path: clause for clause in english.clauses}
        self._places = places_of(english), places_of(french)

    def find(self, document: CorpusDocument, label: Annotation) -> Clause | str:
        place = document.place(label.unit)
        if place is None or text_hash(document.paragraphs[place]) != label.sha256:
            return "another text than the one labelled"
        wanted = letters_of(split_label(document.french[place])[1]) if document.french else ""
        if not wanted:
            return "no French original"
        french = self._alike(wanted)
        if isinstance(french, str):
            return french
        english = self._english.get(french.path)
        if english is None or not english.eid:
            return "no English clause at its path"
        found = counterpart(english, *self._places, "fr")
        return english if found is french else found if isinstance(found, str) else "another clause by name"

    def _alike(self, wanted: str) -> Clause | str:
        same = [clause for letters, clause in self._french if letters == wanted]
        if not same:
            best = process.extract(wanted, [letters for letters, _ in self._french], scorer=fuzz.ratio, limit=2)
            same = [self._french[at][1] for _, score, at in best if score >= ALIKE]
        if len(same) > 1:
            return "several clauses alike"
        return same[0] if same else "not found by its French text"


def letters_of(text: str) -> str:
    """Return a text's letters alone, small and without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if sign.isalpha())


def label_lines(annotations: Iterable[Annotation], themes: Collection[str]) -> list[dict[str, Any]]:
    """Return the lines of a label file, in the order of documents and units."""
    return [
        {
            "doc": label.doc,
            "eid": label.unit,
            "sha256": label.sha256,
            "themes": [key for key in themes if key in label.themes],
            "unsure": label.unsure,
            "when": label.when,
            "by": label.by,
        }
        for label in annotations
    ]
