"""Labels counted, and disagreements listed, as text."""

from collections import Counter
from collections.abc import Iterator, Sequence

from clausetag.data.labelling.settle import OUTCOMES, Question

NAMELESS = "(no name)"


def format_counts(questions: Sequence[Question], themes: Sequence[str]) -> str:
    """Return a table: for each theme how many clauses were asked, what they came to, and how many readers answered."""
    lines = [f"{'theme':<24}{'asked':>9}" + "".join(f"{outcome:>14}" for outcome in OUTCOMES) + f"{'readers':>9}"]
    for theme in themes:
        of = [question for question in questions if question.theme == theme]
        counts = Counter(question.outcome for question in of)
        readers = {label.annotator for question in of for label in question.all_labels}
        shown = "".join(f"{counts[outcome]:>14,}" for outcome in OUTCOMES)
        lines.append(f"{theme:<24}{len(of):>9,}{shown}{len(readers):>9,}")
    return "\n".join(lines)


def format_readers(questions: Sequence[Question]) -> str:
    """Return a table: how often each reader said yes, no or unsure, and how often they decided as an adjudicator."""
    answers: Counter[tuple[str, str]] = Counter()
    for label in (label for question in questions for label in question.all_labels):
        answers[label.annotator, "decided" if label.decides else label.answer] += 1
    kinds = ("yes", "no", "unsure", "decided")
    lines = [f"{'reader':<24}" + "".join(f"{kind:>9}" for kind in kinds)]
    for reader in sorted({reader for reader, _ in answers}):
        lines.append(f"{reader or NAMELESS:<24}" + "".join(f"{answers[reader, kind]:>9,}" for kind in kinds))
    return "\n".join(lines)


def disagreements(questions: Sequence[Question]) -> Iterator[str]:
    """Yield a line for each question that readers answered yes and no: theme, who said what, the decision, the text."""
    for question in questions:
        if question.differs:
            said = ", ".join(f"{label.annotator or NAMELESS} {label.answer}" for label in question.labels)
            decision = question.decision
            end = f"decided {decision.answer} by {decision.annotator or NAMELESS}" if decision else "not decided"
            yield f"{question.theme}: {said}; {end}: {question.labels[0].text}"
