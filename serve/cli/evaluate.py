"""`clausetag evaluate` and `clausetag evaluate-sections`: how good it is, with intervals."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clausetag.data.errors import UsageError
from clausetag.serve.cli.options import BundleOption, CorpusOption, corpora_of

if TYPE_CHECKING:
    from clausetag.serve.tagger import Tagger


def evaluate(
    gold: Annotated[
        Path | None, typer.Option("--gold", help="Gold clauses with their texts, a .jsonl file.", show_default=False)
    ] = None,
    corpus: CorpusOption = None,
    bundle: BundleOption = None,
    parts: Annotated[bool, typer.Option("--parts", help="Also by organ, decade, section and length.")] = False,
    review: Annotated[
        bool, typer.Option("--review", help="Also misses and review over random splits of the gold documents.")
    ] = False,
) -> None:
    """Measure a model on clauses it has not seen, keywords beside it, with 95% intervals.

    The gold clauses come from --gold, or from --corpus joined to the gold labels that ship with clausetag. The figures
    that the bundle recorded in training (out of fold, and on the seed document left out) are printed first.
    """
    from clausetag.serve.tagger import Tagger

    if gold is not None and corpus is not None:
        raise UsageError("--gold and --corpus both name the gold clauses; give one of them")
    tagger = Tagger.load(bundle)
    typer.echo(_recorded(tagger))
    source = gold if gold is not None else corpora_of(corpus)
    if source is None:
        typer.echo("to measure it on the gold clauses, give --gold FILE or --corpus PATH|hub")
        return

    from clausetag.data.dataset.gold import load_gold
    from clausetag.models.decision import ThemeRule
    from clausetag.models.keywords import KeywordClassifier
    from clausetag.training.evaluation.evaluate import evaluate_model, evaluate_probabilities
    from clausetag.training.evaluation.tables import format_evaluations, format_slices

    examples = load_gold(source, tagger.themes)
    ours = evaluate_model(f"model {tagger.info.version}", tagger.bundle.model, examples)
    probabilities = KeywordClassifier(tagger.themes).predict_proba([example.text for example in examples])
    rules = [ThemeRule(threshold=0.5, review_from=1.0)] * len(tagger.themes)
    keywords = evaluate_probabilities("keywords", probabilities, rules, examples, tagger.themes)
    typer.echo(f"\ngold: {ours.clauses:,} clauses of {ours.documents:,} documents\n")
    typer.echo(format_evaluations([ours, keywords]))
    if parts:
        typer.echo("\n" + format_slices(ours))
    if review:
        from clausetag.training.evaluation.review import format_review, measure_review
        from clausetag.training.learners.conformal import MISS_RATE

        model = tagger.bundle.model
        probabilities = model.predict_proba([example.text for example in examples])
        rate = float(tagger.info.config.get("miss_rate", MISS_RATE))
        reviews = measure_review(probabilities, model.rules, examples, model.themes, miss_rate=rate)
        typer.echo("\n" + format_review(reviews, miss_rate=rate))


def _recorded(tagger: "Tagger") -> str:
    lines = [f"bundle {tagger.info.version}, as measured when it was trained"]
    for name, figures in tagger.info.metrics.items():
        if isinstance(figures, dict) and "macro_f1" in figures:
            value, low, high = figures["macro_f1"]
            lines.append(f"  {name}: macro-F1 {value:.3f} [{low:.3f}, {high:.3f}], {figures['clauses']:,} clauses")
    return "\n".join(lines if len(lines) > 1 else [f"bundle {tagger.info.version} records no figures"])


def evaluate_sections(
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder of a local copy of the corpus.")],
) -> None:
    """Measure how well preambular and operative paragraphs are told apart, on labelled paragraphs of the corpus."""
    from clausetag.training.evaluation.sections import evaluate_sections as measure
    from clausetag.training.evaluation.sections import format_evaluation

    typer.echo(format_evaluation(measure(corpus)))
