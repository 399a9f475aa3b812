"""The model card that travels inside a bundle."""

from collections import Counter
from collections.abc import Sequence

from clausetag.data.dataset.example import Example
from clausetag.models.model import Model
from clausetag.training.evaluation.evaluate import Evaluation
from clausetag.training.evaluation.tables import format_evaluations
from clausetag.training.rules import UNLIKELY

_SOURCES = {
    "seed": (
        "A/RES/67/172, Protection of migrants, with this project's labels. United Nations documents are in the public "
        "domain (ST/AI/189/Add.9/Rev.2); the labels are Apache-2.0."
    ),
    "drafted": (
        "Clauses written for this project in the style of United Nations drafting, with labels, Apache-2.0; and "
        "whatever readers corrected, where a file of corrections was given."
    ),
    "official": (
        "Official resolutions: texts of UNxml on GitHub, unofficial copies; source: United Nations. Not part of this "
        "bundle; labels made for this project by reading, Apache-2.0."
    ),
    "labels": "Clauses and labels of whoever trained it, not part of this bundle.",
    "resolutions": (
        "Real resolutions: texts of ZurichNLP/ArgMining-2026-UZH-Shared-Task (Gao et al., 2025; machine translations "
        "into English), CC BY-NC 4.0, not part of this bundle; labels made for this project by reading, Apache-2.0."
    ),
}
_UNREAD = (
    "Official clauses that nobody read, with what the encoder said of them; the n-grams alone learned from these. "
    "Source: United Nations. Not part of this bundle."
)
_NON_COMMERCIAL = (
    "\nIt was trained on texts under CC BY-NC 4.0 among others; whether a model inherits such a term is not settled. "
    "Who may not use non-commercial data can train without them: `make model`.\n"
)
_WITHOUT_CORPUS = "\nIt was trained on the seed document and the drafted clauses alone, without the real resolutions.\n"
_LEFT_OUT = (
    "Documents of the gold sets took no part in training, calibration or thresholds. Nor did near-copies of their "
    "clauses, as far as their texts were there: those of translated gold clauses only where the machine translations "
    "were given."
)
_LEFT_OUT_WITHOUT_CORPUS = (
    "No document of the gold set took part. Near-copies of gold clauses could not be looked for without its texts; one "
    "clause of the seed (pp5) meets a gold clause by the length of a convention's title."
)
_HARD = (
    "These figures are harder than use: most of the real clauses were chosen because an earlier model was unsure of "
    "them.\n"
)
_SPLIT = "probabilities of the validation split, parted from the rest by document and by near-copy."
_RULES_FROM = {
    "ngrams": "out-of-fold probabilities of the training examples; folds share no document and no near-copy.",
    "blend": "out-of-fold probabilities of the training examples; folds share no document and no near-copy.",
    "encoder": f"{_SPLIT} It also chose the epoch.",
    "cascade": f"{_SPLIT} It also taught the cascade when to ask its encoder.",
}


def model_card(
    model: Model,
    examples: Sequence[Example],
    evaluations: Sequence[Evaluation],
    miss_rate: float,
    unread: int = 0,
) -> str:
    """Return the card as Markdown: what the model is, what it learned from, what was measured, what it is not for.

    `unread` is the number of clauses learned from with another model's answers.
    """
    counts = Counter(example.source for example in examples)
    rows = [(name, counts[name], text) for name, text in _SOURCES.items()] + [("unread", unread, _UNREAD)]
    sources = "\n".join(f"| {name} | {count:,} | {text} |" for name, count, text in rows if count)
    kind = model.classifier.kind
    real = counts["resolutions"] + counts["official"]
    languages = ", ".join(sorted({example.language for example in examples}))
    terms = "" if real or not (counts["seed"] or counts["drafted"]) else _WITHOUT_CORPUS
    if counts["resolutions"]:
        terms = _NON_COMMERCIAL
    return f"""# clausetag model: {kind}

Tags one clause of a United Nations resolution by theme. Several themes, one or none may apply. It learned from texts in
{languages}.
{terms}
## Trained on

| source | clauses | what it is, licence |
|---|---|---|
{sources}

{_left_out(counts)}

## Decides

A theme applies from the first probability; a person is asked from the second up to it.

{_rules(model)}

Calibration (Platt, 1999), thresholds (best F1, averaged over neighbours) and review bounds (conformal risk control,
miss rate {miss_rate:.0%}, but never below a probability of {UNLIKELY:.0%}) come from
{_RULES_FROM[kind]}

## Measured when it was trained

```
{format_evaluations(evaluations)}
```

{_HARD if real else ""}`clausetag evaluate` measures the model on the gold set.

## Not for

Deciding anything about a person; texts that are not resolutions or like them; other languages than {languages}.
A tag says what a clause speaks of, not what it demands or whether it is kept. What is sent to review needs a reader.
"""


def _left_out(counts: Counter[str]) -> str:
    """Say what took no part; of clauses of somebody's own nothing is known."""
    if counts["resolutions"] or counts["official"]:
        return _LEFT_OUT
    return _LEFT_OUT_WITHOUT_CORPUS if counts["seed"] or counts["drafted"] else ""


def _rules(model: Model) -> str:
    """Return a table of thresholds and review bounds, a row a theme, a column a language."""
    languages = list(model.by_language)
    lines = [f"| theme | {' | '.join([*languages, 'language unknown'])} |", "|---" * (len(languages) + 2) + "|"]
    for k, theme in enumerate(model.themes):
        rules = [model.rules_of(language)[k] for language in [*languages, None]]
        cells = [f"{rule.threshold:.2f}, {min(rule.review_from, rule.threshold):.2f}" for rule in rules]
        lines.append(f"| {theme} | {' | '.join(cells)} |")
    return "\n".join(lines)
