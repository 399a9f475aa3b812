"""Labelled clauses from every source, in one form: the seed document, the drafted clauses, the labelled resolutions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.dataset.annotations import (
    OFFICIAL_LABELS,
    Annotation,
    JoinReport,
    document_key,
    gold_documents,
    held_out_keys,
    join,
    read_annotations,
    read_gold,
    text_hash,
)
from clausetag.data.dataset.corpus import Corpus, CorpusDocument, read_corpus
from clausetag.data.dataset.corrections import Corrections, read_corrections
from clausetag.data.dataset.drafted import drafted_examples
from clausetag.data.dataset.example import Example
from clausetag.data.dataset.official import is_official, read_official
from clausetag.data.dataset.official_examples import ProjectionReport, official_examples
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import ordered_themes
from clausetag.data.themes import Theme, core_keys, load_themes

SEED_DOCUMENT = "A-RES-67-172"
_DATA = Path(__file__).parents[1]
SEED_LABELS = _DATA / "seed" / "labels.tsv"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How labels and texts came together, source by source; nothing is left out without being counted."""

    translated: JoinReport
    official: ProjectionReport | None  # None where no official texts were given
    official_without: int = 0  # labels of official clauses, where none were given
    official_left_out: int = 0  # in documents left out
    near_left_out: int = 0  # examples that nearly repeat a gold or seed clause of a document left out
    unreadable: tuple[str, ...] = ()  # files of official texts

    def __str__(self) -> str:
        lines = [str(self.translated)]
        if self.official is not None:
            lines.append(str(self.official))
        if self.official_without:
            lines.append(
                f"labels of official clauses not joined, no official texts were given: {self.official_without:,}"
            )
        if self.official_left_out:
            lines.append(f"labels of official clauses in documents left out: {self.official_left_out:,}")
        if self.near_left_out:
            lines.append(f"near-copies of clauses held out, dropped: {self.near_left_out:,}")
        lines += [f"could not be read: {reason}" for reason in self.unreadable]
        return "\n".join(lines)


def load_examples(
    corpora: Sequence[Corpus] = (),
    leave_out: Collection[str] | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
) -> tuple[list[Example], LoadReport]:
    """Load every labelled clause for training, and say how labels and texts came together.

    Args:
        corpora: Where the texts of labelled resolutions are: official ones (clones, folders or zip files of UNxml), the
            machine-translated corpus ("hub" or a folder). None: the seed document and the drafted clauses alone.
        leave_out: Names of documents to leave out, in whatever source and language, and with them near-copies of their
            gold clauses (of all their clauses, for the seed document). None leaves out the documents of the gold
            sets; an empty collection, nothing.
        themes: The themes that labels may name; None for the ones that come with clausetag.
        corrections: A file that `clausetag serve` keeps of what readers corrected; it goes before every other label.
    """
    keys = [theme.key for theme in themes or load_themes()]
    corrected = read_corrections(corrections, keys) if corrections else Corrections()
    held_out = held_out_keys(gold_documents() if leave_out is None else leave_out)
    seed = seed_examples(keys)  # none where it was asked for none of the themes
    without_seed = document_key(SEED_DOCUMENT) in held_out
    examples = ([] if without_seed else seed) + drafted_examples(keys)
    held_out_texts = [example.text for example in seed] if without_seed else []

    official = [source for source in corpora if source != "hub" and is_official(source)]
    found, texts, report = _official(official, corrected, held_out, keys)
    examples += found
    held_out_texts += texts
    found, texts, translated = _translated([c for c in corpora if c not in official], corrected, held_out, keys)
    examples += found
    held_out_texts += texts
    examples = corrected_examples(examples, corrected, held_out)
    _refuse_duplicates(examples)
    clustered, near = _clustered(examples, held_out_texts)
    return clustered, replace(report, translated=translated, near_left_out=near)


def _translated(
    corpora: Sequence[Corpus], corrected: Corrections, held_out: Collection[str], keys: Sequence[str]
) -> tuple[list[Example], list[str], JoinReport]:
    """Return examples of the machine-translated corpus, the texts of its gold clauses held out, and the report."""
    annotations, repeated = read_annotations(keys)
    annotations = corrected.annotated(annotations, official=False)
    wanted = [label for label in annotations if document_key(label.doc) not in held_out]
    if not corpora:
        return [], [], JoinReport(without_corpus=len(annotations), repeated=repeated)
    gold = [label for label in read_gold(keys, official=False) if document_key(label.doc) in held_out]
    names = {label.doc for label in [*wanted, *gold]}
    documents = [document for corpus in corpora for document in read_corpus(corpus, names)]
    matched, report = join(wanted, documents)
    texts = [document.paragraphs[place] for _, document, place in join(gold, documents)[0]]
    return (
        resolution_examples(matched),
        texts,
        replace(report, left_out=len(annotations) - len(wanted), repeated=repeated),
    )


def _official(
    sources: Sequence[Path], corrected: Corrections, held_out: Collection[str], keys: Sequence[str]
) -> tuple[list[Example], list[str], LoadReport]:
    """Return examples of official texts, the texts of their gold clauses held out, and the report."""
    annotations, _ = read_annotations(keys, OFFICIAL_LABELS)
    annotations = corrected.annotated(annotations, official=True)
    wanted = [label for label in annotations if document_key(label.doc) not in held_out]
    left_out = len(annotations) - len(wanted)
    if not sources:
        return [], [], LoadReport(JoinReport(), None, official_without=len(annotations))
    gold = [label for label in read_gold(keys, official=True) if document_key(label.doc) in held_out]
    texts = read_official(sources, {document_key(label.doc) for label in [*wanted, *gold]})
    examples, report = official_examples(wanted, texts)
    gold_texts = [example.text for example in official_examples(gold, texts)[0]]
    return (
        examples,
        gold_texts,
        LoadReport(JoinReport(), report, official_left_out=left_out, unreadable=texts.unreadable),
    )


def seed_examples(keys: Collection[str]) -> list[Example]:
    """The clauses of the seed document with the labels of `seed/labels.tsv`."""
    from clausetag.data.documents.read import read_resolution, seed_path

    labels: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(SEED_LABELS.read_text(encoding="utf-8").splitlines()[1:], start=2):
        where = f"{SEED_LABELS}, line {number}"
        path, tab, names = line.partition("\t")
        if not tab or path in labels:
            raise LabelError(f"{where}: must be a clause's path, a tab and its themes, each path once")
        labels[path] = ordered_themes(names.split(",") if names else [], core_keys(), where)
    asked = tuple(key for key in keys if key in core_keys())
    if not asked:
        return []
    resolution = read_resolution(seed_path())
    if unlabelled := {clause.path for clause in resolution.clauses} ^ set(labels):
        raise LabelError(f"{SEED_LABELS}: labels and clauses of the seed differ at {', '.join(sorted(unlabelled))}")
    return [
        Example(
            id=f"{SEED_DOCUMENT}#{clause.path}",
            text=clause.text,
            themes=tuple(key for key in keys if key in labels[clause.path]),
            asked=None if len(asked) == len(keys) else asked,
            section=clause.section.value,
            source="seed",
            document=SEED_DOCUMENT,
            year=resolution.adopted.year if resolution.adopted else None,
            organ=resolution.organ,
            cluster="",
        )
        for clause in resolution.clauses
    ]


def resolution_examples(matched: Sequence[tuple[Annotation, CorpusDocument, int]]) -> list[Example]:
    """Examples of labels joined to their documents."""
    from clausetag.data.documents.sections import sections_of

    documents = {document.id: document for _, document, _ in matched}
    sections = {name: sections_of(document.paragraphs) for name, document in documents.items()}
    return [
        Example(
            id=label.id,
            text=document.paragraphs[place],
            themes=label.themes,
            asked=label.asked,
            section=sections[document.id][place].value,
            source="resolutions",
            document=document.id,
            year=document.year,
            organ=document.organ,
            cluster="",
        )
        for label, document, place in matched
    ]


def corrected_examples(examples: Sequence[Example], corrected: Corrections, held_out: Collection[str]) -> list[Example]:
    """Put corrected themes in the place of others, and add corrected texts that no source has."""
    known = {text_hash(example.text) for example in examples}
    added = [
        Example(
            id=f"c-{text_hash(correction.text)[:16]}",
            text=correction.text,
            themes=corrected.of(correction.text, correction.themes),
            asked=correction.asked,
            section=correction.section,
            source="drafted",
            document=f"corrected-{text_hash(correction.text)[:16]}",
            year=None,
            organ=None,
            cluster="",
        )
        for correction in corrected.texts
        if text_hash(correction.text) not in known and document_key(correction.document or "") not in held_out
    ]
    return [replace(example, themes=corrected.of(example.text, example.themes)) for example in examples] + added


def _refuse_duplicates(examples: Sequence[Example]) -> None:
    seen: set[str] = set()
    for example in examples:
        if example.id in seen:
            raise LabelError(f"{example.source}: the id {example.id!r} is given to two examples; rename one")
        seen.add(example.id)


def _clustered(examples: Sequence[Example], held_out_texts: Sequence[str]) -> tuple[list[Example], int]:
    """Drop near-copies of what is held out, and give near-copies one cluster; translations go with their English."""
    from clausetag.data.dataset.nearcopies import clusters, near_any

    originals = [example for example in examples if example.language == "en" or example.source == "drafted"]
    near = near_any([example.text for example in originals], held_out_texts)
    dropped = {example.id for example, drop in zip(originals, near, strict=True) if drop}
    kept = sorted((example for example in originals if example.id not in dropped), key=lambda e: e.id)
    places = clusters([example.text for example in kept])
    of = {example.id: kept[place].id for example, place in zip(kept, places, strict=True)}
    translated = [example for example in examples if example.id not in of and example.cluster in of]
    clustered = [replace(example, cluster=of[example.id]) for example in kept]
    clustered += [replace(example, cluster=of[example.cluster]) for example in sorted(translated, key=lambda e: e.id)]
    return clustered, len(dropped)
