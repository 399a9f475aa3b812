"""Labelled clauses from every source, in one form: the seed document, the drafted clauses, the labelled resolutions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.dataset.annotations import (
    GOLD_LABELS,
    Annotation,
    JoinReport,
    gold_documents,
    join,
    read_annotations,
    text_hash,
)
from clausetag.data.dataset.corpus import Corpus, CorpusDocument, describe, read_corpus
from clausetag.data.dataset.corrections import Corrections, read_corrections
from clausetag.data.errors import LabelError
from clausetag.data.jsonl import ordered_themes, read_jsonl, text_field, themes_field
from clausetag.data.themes import Theme, load_themes

SEED_DOCUMENT = "A-RES-67-172"
_DATA = Path(__file__).parents[1]
SEED_LABELS = _DATA / "seed" / "labels.tsv"
DRAFTED = _DATA / "drafted"  # every *.jsonl in it is read


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled clause. `cluster` is shared by clauses that are near-copies of each other."""

    id: str
    text: str
    themes: tuple[str, ...]
    section: str
    source: str  # "seed", "drafted" or "resolutions"
    document: str
    year: int | None
    organ: str | None
    cluster: str


def load_examples(
    corpus: Corpus | None = None,
    leave_out: Collection[str] | None = None,
    *,
    themes: Sequence[Theme] | None = None,
    corrections: Path | None = None,
) -> tuple[list[Example], JoinReport]:
    """Load every labelled clause for training, and say how labels and texts came together.

    Args:
        corpus: Where the texts of the labelled resolutions are ("hub" or a folder); None for the seed document and the
            drafted clauses alone.
        leave_out: Ids of documents to leave out, and with them near-copies of their gold clauses (of all their clauses,
            for the seed document). None leaves out the documents of the gold set; an empty collection, nothing.
        themes: The themes that labels may name; None for the ones that come with clausetag.
        corrections: A file that `clausetag serve` keeps of what readers corrected; it goes before every other label.
    """
    keys = [theme.key for theme in themes or load_themes()]
    corrected = read_corrections(corrections, keys) if corrections else Corrections()
    held_out = gold_documents() if leave_out is None else frozenset(leave_out)
    seed = seed_examples(keys)
    examples = (seed if SEED_DOCUMENT not in held_out else []) + drafted_examples(keys)
    held_out_texts = [example.text for example in seed] if SEED_DOCUMENT in held_out else []

    annotations, repeated = read_annotations(keys)
    annotations = corrected.annotated(annotations)
    wanted = [annotation for annotation in annotations if annotation.doc not in held_out]
    if corpus is None:
        report = JoinReport(without_corpus=len(annotations), repeated=repeated)
    else:
        gold = [label for label in read_annotations(keys, GOLD_LABELS)[0] if label.doc in held_out]
        documents = list(read_corpus(corpus, {label.doc for label in [*wanted, *gold]}))
        matched, report = join(wanted, documents)
        examples += resolution_examples(matched)
        held_out_texts += [document.paragraphs[place] for _, document, place in join(gold, documents)[0]]
        report = replace(report, left_out=len(annotations) - len(wanted), repeated=repeated)
    examples = corrected_examples(examples, corrected, held_out)
    _refuse_duplicates(examples)
    return _clustered(examples, held_out_texts, report)


def seed_examples(keys: Collection[str]) -> list[Example]:
    """The clauses of the seed document with the labels of `seed/labels.tsv`."""
    from clausetag.data.documents.read import read_resolution, seed_path

    labels: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(SEED_LABELS.read_text(encoding="utf-8").splitlines()[1:], start=2):
        where = f"{SEED_LABELS}, line {number}"
        path, tab, names = line.partition("\t")
        if not tab or path in labels:
            raise LabelError(f"{where}: must be a clause's path, a tab and its themes, each path once")
        labels[path] = ordered_themes(names.split(",") if names else [], keys, where)
    resolution = read_resolution(seed_path())
    if unlabelled := {clause.path for clause in resolution.clauses} ^ set(labels):
        raise LabelError(f"{SEED_LABELS}: labels and clauses of the seed differ at {', '.join(sorted(unlabelled))}")
    return [
        Example(
            id=f"{SEED_DOCUMENT}#{clause.path}",
            text=clause.text,
            themes=labels[clause.path],
            section=clause.section.value,
            source="seed",
            document=SEED_DOCUMENT,
            year=resolution.adopted.year if resolution.adopted else None,
            organ=resolution.organ,
            cluster="",
        )
        for clause in resolution.clauses
    ]


def drafted_examples(keys: Collection[str], folder: Path | None = None) -> list[Example]:
    """The clauses written for this project; each is a document of its own."""
    return [
        Example(
            id=text_field(entry, "id", where),
            text=text_field(entry, "text", where),
            themes=themes_field(entry, keys, where),
            section=text_field(entry, "section", where),
            source="drafted",
            document=f"drafted-{entry['id']}",
            year=None,
            organ=None,
            cluster="",
        )
        for path in sorted((folder or DRAFTED).glob("*.jsonl"))
        for where, entry in read_jsonl(path)
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
    symbols = {describe(document)[0] for document in held_out}
    added = [
        Example(
            id=f"c-{text_hash(correction.text)[:16]}",
            text=correction.text,
            themes=correction.themes,
            section=correction.section,
            source="drafted",
            document=f"corrected-{text_hash(correction.text)[:16]}",
            year=None,
            organ=None,
            cluster="",
        )
        for correction in corrected.texts
        if text_hash(correction.text) not in known and (correction.document or "") not in symbols
    ]
    return [replace(example, themes=corrected.of(example.text, example.themes)) for example in examples] + added


def _refuse_duplicates(examples: Sequence[Example]) -> None:
    seen: set[str] = set()
    for example in examples:
        if example.id in seen:
            raise LabelError(f"{example.source}: the id {example.id!r} is given to two examples; rename one")
        seen.add(example.id)


def _clustered(
    examples: Sequence[Example], held_out_texts: Sequence[str], report: JoinReport
) -> tuple[list[Example], JoinReport]:
    from clausetag.data.dataset.nearcopies import clusters, near_any

    near = near_any([example.text for example in examples], held_out_texts)
    kept = sorted((example for example, drop in zip(examples, near, strict=True) if not drop), key=lambda e: e.id)
    places = clusters([example.text for example in kept])
    clustered = [replace(example, cluster=kept[place].id) for example, place in zip(kept, places, strict=True)]
    return clustered, replace(report, near_left_out=sum(near))
