"""Evaluations as plain text tables."""

from collections.abc import Sequence

from clausetag.training.evaluation.evaluate import Evaluation
from clausetag.training.evaluation.languages import LanguageFigures


def format_evaluations(evaluations: Sequence[Evaluation]) -> str:
    """Return one block a set of clauses: every model beside the others, then each model's themes and slices."""
    width = max(len(e.name) for e in evaluations) + 2
    lines = [f"{'':{width}}{'clauses':>8}  {'macro-F1':20}  {'worst F1':>8}  {'micro-F1':>8}  macro AP"]
    lines += [
        f"{e.name:{width}}{e.clauses:>8,}  {e.macro_f1!s:20}  {e.worst_f1:>8.3f}  {e.micro_f1:>8.3f}  {e.macro_ap!s}"
        for e in evaluations
    ]
    for evaluation in evaluations:
        lines += ["", *_themes(evaluation)]
    return "\n".join(lines)


def format_slices(evaluation: Evaluation) -> str:
    """Return macro-F1 by organ, decade, section and length, and by language where there are several."""
    lines = [f"{evaluation.name}: macro-F1 by part (over the themes that occur in it)"]
    for title, parts in evaluation.slices.items():
        lines += ["", f"  {title:34}{'clauses':>8}  macro-F1"]
        lines += [f"  {name:34}{n:>8,}  {score:.3f}" for name, (n, score) in parts.items()]
    return "\n".join(lines)


def format_languages(name: str, figures: Sequence[LanguageFigures], themes: Sequence[str]) -> str:
    """Return one line a language: macro-F1 and each theme's F1, "-" for a theme that none of its clauses has."""
    widths = [max(len(theme), 5) for theme in themes]
    titles = "".join(f"  {theme:>{width}}" for theme, width in zip(themes, widths, strict=True))
    lines = [f"{name}: by language", f"  {'':8}{'clauses':>8}  {'not read':>8}  {'macro-F1':20}{titles}"]
    for line in figures:
        found = line.evaluation
        scores = [f"{t.f1.value:.3f}" if t.true else "-" for t in found.themes] if found else ["-"] * len(widths)
        macro = str(found.macro_f1) if found else "-"
        cells = "".join(f"  {score:>{width}}" for score, width in zip(scores, widths, strict=True))
        lines.append(f"  {line.language:8}{line.clauses:>8,}  {line.unread:>8,}  {macro:20}{cells}")
    return "\n".join(lines)


def _themes(evaluation: Evaluation) -> list[str]:
    some = any(theme.asked < evaluation.clauses for theme in evaluation.themes)  # a theme was not asked everywhere
    measured = any(theme.evidence is not None for theme in evaluation.themes)
    head = (
        f"  {'theme':16}{'  asked' * some}{'true':>5}  {'precision':>9}  {'recall':>6}  {'F1':20}  {'AP':20}"
        f"  {'ECE':20}  {'to review':>9}  {'missed':>6}" + ("  evidence / random words deleted" if measured else "")
    )
    lines = [evaluation.name, head]
    for theme in evaluation.themes:
        asked, true = bool(theme.asked), bool(theme.true)  # of what was not asked, or never true, little is known
        cells = (
            f"{_shown(f'{theme.precision:.3f}', asked):>9}",
            f"{_shown(f'{theme.recall:.3f}', true):>6}",
            f"{_shown(str(theme.f1), true):20}",
            f"{_shown(str(theme.ap), true):20}",
            f"{_shown(str(theme.ece), asked):20}",
            f"{_shown(f'{theme.review_share:.1%}', asked):>9}",
            f"{_shown(f'{theme.missed:.1%}', true):>6}",
        )
        count = f"{theme.asked:>7,}" * some + f"{theme.true:>5}"
        line = "  ".join((f"  {theme.theme:16}{count}", *cells))
        if theme.evidence is not None and asked:
            line += (
                f"  {-theme.evidence.evidence:+.2f} / {-theme.evidence.random:+.2f} ({theme.evidence.words:.1f} words)"
            )
        lines.append(line)
    return lines


def _shown(figure: str, known: bool) -> str:
    return figure if known else "-"
