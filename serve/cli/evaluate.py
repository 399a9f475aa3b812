"""`clausetag evaluate` and its kin: how good a model, the reading of documents, and what else is shown, are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.data.words import counted
from clausetag.serve.cli.options import BundleOption, CorpusOption, corpora_of

if TYPE_CHECKING:
    from clausetag.data.dataset.corpus import Corpus
    from clausetag.data.dataset.example import Example
    from clausetag.serve.tagger import Tagger
    from clausetag.training.evaluation.evaluate import Evaluation


def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Option(
            "--gold",
            help="Gold clauses with their texts, a .jsonl file, or labels of one's own, a file or folder; repeatable.",
            show_default=False,
        ),
    ] = None,
    corpus: CorpusOption = None,
    bundle: BundleOption = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="Also by organ, decade, section, length and language.")
    ] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Also misses and review over random splits of the gold documents.")
    ] = False,
) -> None:
    """Measure a model on clauses it has not seen, keywords beside it, with 95% intervals.

    The gold clauses come from --gold, or from --corpus joined to the gold labels that ship with clausetag; each source
    is measured by itself, official clauses in English and then by language. The figures that the bundle recorded in
    training (out of fold, also by language and on the seed document) are printed first.
    """
    from clausetag.serve.tagger import Tagger

    if gold and corpus:
        raise UsageError("--gold and --corpus both name the gold clauses; give one of them")
    if missing := next((path for path in gold or () if not path.exists()), None):
        raise UsageError(f"{missing}: is not there")
    tagger = Tagger.load(bundle)
    typer.echo(_recorded(tagger))
    sources: Sequence[Corpus] = gold or corpora_of(corpus)
    if not sources:
        typer.echo("to measure it on the gold clauses, give --gold FILE or --corpus PATH|hub")
        return

    from clausetag.data.dataset.gold import load_gold
    from clausetag.data.labelling.own import holds_labels, own_labels, too_few

    for source in sources:
        if isinstance(source, Path) and holds_labels(source):
            own = own_labels(source, tagger.definitions)
            typer.echo(f"\n{own.report}\n\n{_of_labels(tagger, own.examples, parts=parts, review=review)}")
            for line in too_few(own.examples, [theme.key for theme in own.themes]):
                typer.echo(line)
            continue
        for block in _measured(tagger, load_gold(source, tagger.themes), parts=parts, review=review):
            typer.echo(f"\n{block}")


def _measured(tagger: "Tagger", examples: "Sequence[Example]", *, parts: bool, review: bool) -> Iterator[str]:
    """Yield the blocks of one gold set: its English clauses, what more was asked of them, then the languages."""
    from clausetag.training.evaluation.evaluate import evaluate_model
    from clausetag.training.evaluation.tables import format_evaluations, format_slices

    english = [example for example in examples if example.language == "en"]
    ours = evaluate_model(f"model {tagger.info.version}", tagger.bundle.model, english)
    official = any(example.source == "official" for example in examples)
    kind = "gold, official texts in English" if official else "gold"
    yield f"{kind}: {counted(ours.clauses, 'clause')} of {counted(ours.documents, 'document')}"
    yield format_evaluations([ours, _keywords(tagger, english)])
    if parts:
        yield format_slices(evaluate_model(ours.name, tagger.bundle.model, examples, with_evidence=False))
    if review:
        yield _reviewed(tagger, english)
    if official:
        yield _by_language(tagger, examples)


def _of_labels(tagger: "Tagger", examples: "Sequence[Example]", *, parts: bool, review: bool) -> str:
    """Return the blocks of labels of one's own, which may be in any language that the model knows."""
    from clausetag.training.evaluation.evaluate import evaluate_model
    from clausetag.training.evaluation.tables import format_evaluations, format_slices

    ours = evaluate_model(f"model {tagger.info.version}", tagger.bundle.model, examples)
    blocks = [format_evaluations([ours])]
    blocks += [format_slices(ours)] if parts else []
    blocks += [_reviewed(tagger, examples)] if review else []
    return "\n\n".join(blocks)


def _keywords(tagger: "Tagger", examples: "Sequence[Example]") -> "Evaluation":
    from clausetag.models.decision import ThemeRule, bounds_of
    from clausetag.models.keywords import KeywordClassifier
    from clausetag.training.evaluation.evaluate import evaluate_probabilities

    probabilities = KeywordClassifier(tagger.themes).predict_proba([example.text for example in examples])
    rules = [ThemeRule(threshold=0.5, review_from=1.0)] * len(tagger.themes)
    bounds = bounds_of([rules], len(tagger.themes))
    return evaluate_probabilities("keywords", probabilities, bounds, examples, tagger.themes)


def _reviewed(tagger: "Tagger", examples: "Sequence[Example]") -> str:
    from clausetag.training.evaluation.review import format_review, measure_review
    from clausetag.training.learners.conformal import MISS_RATE

    model = tagger.bundle.model
    languages = [example.language for example in examples]
    probabilities = model.predict_proba([example.text for example in examples], languages)
    rate = float(tagger.info.config.get("miss_rate", MISS_RATE))
    reviews = measure_review(probabilities, model.bounds(languages), examples, model.themes, miss_rate=rate)
    return format_review(reviews, miss_rate=rate)


def _by_language(tagger: "Tagger", examples: "Sequence[Example]") -> str:
    """Measure what the tagger answers, which leaves unread what it cannot read."""
    import numpy as np

    from clausetag.data.documents.language import detect_languages
    from clausetag.training.evaluation.languages import evaluate_languages
    from clausetag.training.evaluation.tables import format_languages

    texts = [example.text for example in examples]
    tags = tagger.tag_texts(texts)
    rows = [[answer.probabilities.get(theme, np.nan) for theme in tagger.themes] for answer in tags]
    bounds = tagger.bundle.model.bounds(detect_languages(texts))
    figures = evaluate_languages(np.array(rows), bounds, examples, tagger.themes)
    return format_languages(f"model {tagger.info.version}", figures, tagger.themes)


def _recorded(tagger: "Tagger") -> str:
    lines = [f"bundle {tagger.info.version}, as measured when it was trained"]
    for name, figures in tagger.info.metrics.items():
        if isinstance(figures, dict) and "macro_f1" in figures:
            value, low, high = figures["macro_f1"]
            lines.append(
                f"  {name}: macro-F1 {value:.3f} [{low:.3f}, {high:.3f}], {counted(figures['clauses'], 'clause')}"
            )
    return "\n".join(lines if len(lines) > 1 else [f"bundle {tagger.info.version} records no figures"])


def evaluate_sections(
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder of a local copy of the corpus.")],
) -> None:
    """Measure how well preambular and operative paragraphs are told apart, on labelled paragraphs of the corpus."""
    from clausetag.data.dataset.annotations import DRAWN_SECTION_LABELS, HARD_SECTION_LABELS, SECTION_LABELS
    from clausetag.training.evaluation.sections import evaluate_sections as measure
    from clausetag.training.evaluation.sections import format_evaluation

    for labels in (SECTION_LABELS, HARD_SECTION_LABELS, DRAWN_SECTION_LABELS):
        typer.echo(f"{labels.stem}\n{format_evaluation(measure(corpus, labels))}\n")


def evaluate_structure(
    corpus: Annotated[Path, typer.Option("--corpus", help="A clone, folder or zip of UNxml.")],
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=1, help="Documents of each language. Default: all."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Another one draws another sample.")] = 20261126,
) -> None:
    """Measure how well documents are read: official ones written as text, HTML, Word and PDF, beside their mark-up."""
    from clausetag.training.evaluation.structure.measure import measure_structure
    from clausetag.training.evaluation.structure.table import format_structure

    typer.echo(format_structure(measure_structure(corpus, sample=sample, seed=seed)))


def evaluate_agreement(
    corpus: Annotated[Path, typer.Option("--corpus", help="A clone, folder or zip of UNxml.")],
    bundle: BundleOption = None,
) -> None:
    """Measure whether a model says the same of one clause in two languages, on documents that it did not learn from."""
    from clausetag.serve.tagger import Tagger
    from clausetag.training.evaluation.agreement import format_agreement, measure_agreement, parallel_clauses

    tagger = Tagger.load(bundle)
    clauses = parallel_clauses([corpus], tagger.themes)
    known = {language: pairs for language, pairs in clauses.items() if language in tagger.languages}
    typer.echo(format_agreement(measure_agreement(tagger.bundle.model, known)))


def evaluate_diff(
    corpus: Annotated[Path, typer.Option("--corpus", help="A clone, folder or zip of UNxml.")],
) -> None:
    """Measure how well clauses of yearly resolutions are lined up, on pairs lined up by reading; others beside it.

    Of a longer list of pairs it says how much is lined up, and names what looks odd.
    """
    from clausetag.training.evaluation.alignment.measure import measure_alignment
    from clausetag.training.evaluation.alignment.table import format_alignment
    from clausetag.training.evaluation.alignment.yearly import format_yearly, measure_yearly, read_pairs

    typer.echo(format_alignment(measure_alignment(corpus)))
    typer.echo(f"\n{format_yearly(measure_yearly(corpus, read_pairs()))}")


def evaluate_references(
    corpus: Annotated[Path, typer.Option("--corpus", help="A clone, folder or zip of UNxml.")],
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="Documents of each language. Default: half of all.")
    ] = None,
) -> None:
    """Measure how well references are found and resolved, against the links of official mark-up."""
    from clausetag.training.evaluation.references.measure import measure_references
    from clausetag.training.evaluation.references.table import format_references

    typer.echo(format_references(measure_references(corpus, sample=sample)))
