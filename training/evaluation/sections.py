"""How well `sections_of` does on paragraphs of the corpus that were labelled by reading.

The labels (`labels/sections.jsonl`) stand off: document, place in its file, a hash of the text, the section. The texts
come from a local copy of the corpus. `sections_of` always runs over whole documents; only labelled paragraphs count.
Half of the documents are the development split that the tables of `sections` were tuned on, half the test split.
"""

import hashlib
import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag import data
from clausetag.data.documents.openings import find_opening, unnumbered
from clausetag.data.documents.resolution import Section
from clausetag.data.documents.sections import sections_of
from clausetag.data.errors import LabelError

LABELS = Path(data.__file__).with_name("labels") / "sections.jsonl"
CLASSES = (Section.PREAMBULAR, Section.OPERATIVE, Section.NEITHER)  # annex counts as neither
_SPLITS = ("test", "development")
_RESAMPLES = 1000

Place = tuple[int, int | None]  # entry of the document's file, and item where the entry is a list
Pair = tuple[Section, Section]  # the label, the answer


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One condition on one split: F1 of each class, their mean, and its bootstrap interval over documents."""

    split: str
    condition: str
    documents: int
    paragraphs: int
    macro_f1: float
    interval: tuple[float, float]
    f1: dict[Section, float]
    accuracy: float


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


def evaluate_sections(corpus: Path, labels: Path = LABELS) -> SectionEvaluation:
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
        LabelError: The labels cannot be read, or none of them matches a text of the corpus.
    """
    folder = corpus / "train-data" if (corpus / "train-data").is_dir() else corpus
    pairs: dict[tuple[str, str], list[list[Pair]]] = {}
    unmatched = 0
    for (split, document), truth in _read_labels(labels).items():
        texts = document_paragraphs(folder / f"{document}-fr-parsed.json")
        known = {
            place: section
            for place, (sha256, section) in truth.items()
            if place in texts and _hash(texts[place]) == sha256
        }
        unmatched += len(truth) - len(known)
        if known:
            for condition, answer in _CONDITIONS.items():
                pairs.setdefault((split, condition), []).append(answer(texts, known))
    if not pairs:
        raise LabelError(
            f"{folder}: no text matches {labels.name}; point --corpus at the folder of the corpus's JSON files"
        )
    scores = [
        _score(split, condition, pairs[split, condition])
        for split in _SPLITS
        for condition in _CONDITIONS
        if (split, condition) in pairs
    ]
    return SectionEvaluation(tuple(scores), unmatched)


def format_evaluation(evaluation: SectionEvaluation) -> str:
    """The evaluation as a plain table."""
    head = (
        "split",
        "condition",
        "documents",
        "paragraphs",
        "macro-F1",
        "95% interval",
        "preambular",
        "operative",
        "neither",
    )
    rows: list[tuple[str, ...]] = [head]
    for score in evaluation.scores:
        low, high = score.interval
        classes = [f"{score.f1[c]:.3f}" if c in score.f1 else "-" for c in CLASSES]
        rows.append(
            (
                score.split, score.condition, str(score.documents), str(score.paragraphs), f"{score.macro_f1:.3f}",
                f"{low:.3f} to {high:.3f}", *classes,
            )
        )  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if evaluation.unmatched:
        lines.append(f"{evaluation.unmatched} labels match no text of this corpus and were left out")
    return "\n".join(lines)


def document_paragraphs(path: Path) -> dict[Place, str]:
    """The English paragraphs of one file of the corpus in order, each item of a list for itself; empty if absent."""
    if not path.is_file():
        return {}
    found: dict[Place, str] = {}
    for index, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        if "items_en" in entry:
            found |= {(index, item): _folded(text) for item, text in enumerate(entry["items_en"])}
        else:
            found[index, None] = _folded(entry["text_en"])
    return found


def _folded(text: str) -> str:
    return " ".join(text.replace("\\_", "_").split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read_labels(path: Path) -> dict[tuple[str, str], dict[Place, tuple[str, Section]]]:
    found: dict[tuple[str, str], dict[Place, tuple[str, Section]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            place = (row["index"], row["item"])
            found.setdefault((row["split"], row["doc"]), {})[place] = (row["sha256"], Section(row["section"]))
        except (KeyError, ValueError, TypeError) as error:
            raise LabelError(f"{path.name}, line {number}: not a section label ({error})") from error
    return found


def _folded_class(section: Section) -> Section:
    return Section.NEITHER if section is Section.ANNEX else section


def _in_document(texts: dict[Place, str], known: dict[Place, Section], change: Callable[[str], str]) -> list[Pair]:
    answers = dict(zip(texts, sections_of([change(text) for text in texts.values()]), strict=True))
    return [(_folded_class(section), _folded_class(answers[place])) for place, section in known.items()]


def _body_only(texts: dict[Place, str], known: dict[Place, Section]) -> list[Pair]:
    body = {p: s for p, s in known.items() if s in {Section.PREAMBULAR, Section.OPERATIVE}}
    answers = sections_of([unnumbered(texts[place]) for place in body])
    return list(zip(body.values(), map(_folded_class, answers), strict=True))


def _openings_alone(texts: dict[Place, str], known: dict[Place, Section]) -> list[Pair]:
    pairs = []
    for place, section in known.items():
        opening = find_opening(texts[place])
        pairs.append((_folded_class(section), opening.section if opening else Section.NEITHER))
    return pairs


_CONDITIONS: dict[str, Callable[[dict[Place, str], dict[Place, Section]], list[Pair]]] = {
    "documents": lambda texts, known: _in_document(texts, known, str),
    "no numbers": lambda texts, known: _in_document(texts, known, unnumbered),
    "body only": _body_only,
    "openings alone": _openings_alone,
}


def _score(split: str, condition: str, by_document: Sequence[list[Pair]]) -> SectionScore:
    every = [pair for pairs in by_document for pair in pairs]
    classes = [c for c in CLASSES if any(truth is c for truth, _ in every)]
    counts = [_counts(pairs) for pairs in by_document]
    f1 = _f1(counts, classes)
    rng = random.Random(0)  # noqa: S311 (a bootstrap, no secret)
    means = sorted(
        sum(_f1(rng.choices(counts, k=len(counts)), classes).values()) / len(classes) for _ in range(_RESAMPLES)
    )
    return SectionScore(
        split=split,
        condition=condition,
        documents=sum(1 for pairs in by_document if pairs),
        paragraphs=len(every),
        macro_f1=sum(f1.values()) / len(classes),
        interval=(means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]),
        f1=f1,
        accuracy=sum(truth is answer for truth, answer in every) / len(every),
    )


def _counts(pairs: Iterable[Pair]) -> dict[Section, tuple[int, int]]:
    """For each class: how often label and answer agree on it, and how often either names it (both counted)."""
    agreed = dict.fromkeys(CLASSES, 0)
    named = dict.fromkeys(CLASSES, 0)
    for truth, answer in pairs:
        agreed[truth] += truth is answer
        named[truth] += 1
        named[answer] += 1
    return {c: (agreed[c], named[c]) for c in CLASSES}


def _f1(counts: Sequence[dict[Section, tuple[int, int]]], classes: Sequence[Section]) -> dict[Section, float]:
    f1 = {}
    for c in classes:
        agreed = sum(count[c][0] for count in counts)
        named = sum(count[c][1] for count in counts)
        f1[c] = 2 * agreed / named if named else 1.0
    return f1
