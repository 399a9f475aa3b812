"""How well `sections_of` does on paragraphs of the corpus that were labelled by reading.

The labels (`labels/sections.jsonl`; `sections_hard.jsonl` of texts that are hard to tell; `sections_drawn.jsonl` of
both kinds, drawn later) stand off: document, place in its file, a hash of the text, the section. The texts come from
a local copy of the corpus. Only labelled paragraphs count. Half of the documents are the development split that the
tables of `section_scores` were tuned on, half the test split. In a declaration the reasons before its first commitment
are preambular; where it is annexed, its labels say so: in the whole document such a paragraph is one of the annex, by
itself it is preambular or operative.
"""

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import SECTION_LABELS, read_place, text_hash
from clausetag.data.dataset.corpus import CorpusDocument, read_corpus
from clausetag.data.documents.openings import find_opening, unnumbered
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.sections import sections_of
from clausetag.data.errors import LabelError, UsageError
from clausetag.data.jsonl import read_jsonl, text_field
from clausetag.training.evaluation.columns import in_columns
from clausetag.training.evaluation.metrics import Array, Estimate, bootstrap, estimate, f1

CLASSES = (Section.PREAMBULAR, Section.OPERATIVE, Section.NEITHER)  # annex counts as neither
_SPLITS = ("test", "development")


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """The section of one paragraph of a document, named by its unit."""

    split: str
    unit: str
    sha256: str
    section: Section
    annex: bool  # whether it stands in an annex, which has a preamble and operative paragraphs of its own


Known = Mapping[int, SectionLabel]  # labels by place in a document's paragraphs
Pair = tuple[Section, Section]  # the label, the answer
Condition = Callable[[Sequence[str], Known], list[Pair]]


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One condition on one split: F1 of each class that occurs, and their mean with its interval over documents."""

    split: str
    condition: str
    documents: int
    paragraphs: int
    macro_f1: Estimate
    f1: Mapping[Section, float]


@dataclass(frozen=True, slots=True)
class SectionEvaluation:
    """All conditions on all splits, and how many labels found no text that matches."""

    scores: tuple[SectionScore, ...]
    unmatched: int

    def score(self, split: str, condition: str) -> SectionScore:
        """The score of one condition on one split; KeyError if there is none."""
        for score in self.scores:
            if (score.split, score.condition) == (split, condition):
                return score
        raise KeyError((split, condition))


def evaluate_sections(corpus: Path, labels: Path = SECTION_LABELS) -> SectionEvaluation:
    """Measure `sections_of` on the labelled paragraphs of the corpus.

    Conditions: "documents" (as the corpus has them), "no numbers" (numbers and letters in front taken off), "body
    only" (nothing but the labelled clauses, without numbers, headings or the rest of the document; two classes), and
    "openings alone" (each paragraph by its opening words, without position: what the sequence is worth).

    Args:
        corpus: Folder of the corpus's JSON files, or the folder above its `train-data`.
        labels: The stand-off labels.

    Returns:
        The scores of each condition on the test and the development split.

    Raises:
        LabelError: Labels or a document cannot be read, or no label matches a text in the folder.
    """
    wanted = _read_labels(labels)
    pairs: dict[tuple[str, str], list[tuple[str, Pair]]] = {}
    matched = 0
    for document in _documents(corpus, wanted):
        for split in _SPLITS:
            known = _known(document, (label for label in wanted[document.id] if label.split == split))
            matched += len(known)
            if not known:
                continue
            for condition, answer in _CONDITIONS.items():
                answered = answer(document.paragraphs, known)
                pairs.setdefault((split, condition), []).extend((document.id, pair) for pair in answered)
    if not pairs:
        raise LabelError(
            f"{corpus}: no text matches {labels.name}; point --corpus at the folder of the corpus's JSON files"
        )
    scores = [
        _score(split, condition, pairs[split, condition])
        for split in _SPLITS
        for condition in _CONDITIONS
        if (split, condition) in pairs
    ]
    return SectionEvaluation(tuple(scores), sum(map(len, wanted.values())) - matched)


def format_evaluation(evaluation: SectionEvaluation) -> str:
    """The evaluation as a plain table."""
    head = ("split", "condition", "documents", "paragraphs", "macro-F1", "95% interval", *(c.value for c in CLASSES))
    rows = [head, *(_cells(score) for score in evaluation.scores)]
    lines = in_columns(rows)
    if evaluation.unmatched:
        lines.append(f"{evaluation.unmatched} labels match no text of this corpus and were left out")
    return "\n".join(lines)


def _cells(score: SectionScore) -> tuple[str, ...]:
    macro = score.macro_f1
    return (
        score.split,
        score.condition,
        str(score.documents),
        str(score.paragraphs),
        f"{macro.value:.3f}",
        f"{macro.low:.3f} to {macro.high:.3f}",
        *(f"{score.f1[c]:.3f}" if c in score.f1 else "-" for c in CLASSES),
    )


def _documents(corpus: Path, names: Collection[str]) -> Iterator[CorpusDocument]:
    """Read the documents named; a folder that holds no corpus at all holds none of them."""
    with contextlib.suppress(UsageError):
        yield from read_corpus(corpus, names)


def _read_labels(path: Path) -> dict[str, list[SectionLabel]]:
    """Read the labels of each document, by its id."""
    found: dict[str, list[SectionLabel]] = {}
    for where, entry in read_jsonl(path):
        try:
            section = Section(text_field(entry, "section", where))
        except ValueError as error:
            raise LabelError(f"{where}: not a section label ({error})") from error
        given = {name: value for name, value in entry.items() if value is not None}  # "item": null is no item
        doc, unit = read_place(given, where)
        split, sha256 = text_field(entry, "split", where), text_field(entry, "sha256", where)
        annex = entry.get("annex", section is Section.ANNEX)
        if not isinstance(annex, bool):
            raise LabelError(f"{where}: 'annex' is true or false, not {annex!r}")
        found.setdefault(doc, []).append(SectionLabel(split, unit, sha256, section, annex))
    return found


def _known(document: CorpusDocument, labels: Iterable[SectionLabel]) -> dict[int, SectionLabel]:
    """Return the labels that fit the document's text, by place in its paragraphs."""
    places = ((document.place(label.unit), label) for label in labels)
    return {
        place: label
        for place, label in places
        if place is not None and text_hash(document.paragraphs[place]) == label.sha256
    }


def _without_annex(section: Section) -> Section:
    return Section.NEITHER if section is Section.ANNEX else section


def _in_document(paragraphs: Sequence[str], known: Known) -> list[Pair]:
    answers = sections_of(paragraphs)
    return [
        (Section.NEITHER if label.annex else label.section, _without_annex(answers[place]))
        for place, label in known.items()
    ]


def _no_numbers(paragraphs: Sequence[str], known: Known) -> list[Pair]:
    return _in_document([unnumbered(text) for text in paragraphs], known)


def _body_only(paragraphs: Sequence[str], known: Known) -> list[Pair]:
    body = {
        place: label.section
        for place, label in sorted(known.items())
        if label.section in (Section.PREAMBULAR, Section.OPERATIVE)
    }
    answers = sections_of([unnumbered(paragraphs[place]) for place in body])
    return list(zip(body.values(), map(_without_annex, answers), strict=True))


def _openings_alone(paragraphs: Sequence[str], known: Known) -> list[Pair]:
    pairs = []
    for place, label in known.items():
        opening = find_opening(paragraphs[place])
        pairs.append((_without_annex(label.section), opening.section if opening else Section.NEITHER))
    return pairs


_CONDITIONS: Mapping[str, Condition] = {
    "documents": _in_document,
    "no numbers": _no_numbers,
    "body only": _body_only,
    "openings alone": _openings_alone,
}


def _score(split: str, condition: str, pairs: Sequence[tuple[str, Pair]]) -> SectionScore:
    documents = [document for document, _ in pairs]
    label, answer = (np.array([CLASSES.index(pair[side]) for _, pair in pairs]) for side in (0, 1))
    present = np.unique(label)
    is_label, is_answer = ((column[:, None] == present).astype(np.int8) for column in (label, answer))

    def by_class(rows: NDArray[np.int64]) -> Array:
        return np.array([f1(is_label[rows, k], is_answer[rows, k]) for k in range(len(present))])

    scores = by_class(np.arange(len(pairs)))
    resampled = bootstrap(documents, by_class)
    return SectionScore(
        split=split,
        condition=condition,
        documents=len(set(documents)),
        paragraphs=len(pairs),
        macro_f1=estimate(scores.mean(), resampled.mean(axis=1)),
        f1={CLASSES[c]: float(score) for c, score in zip(present, scores, strict=True)},
    )
