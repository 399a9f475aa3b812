"""The errors of a model, to be read: clause, labels, what was said, and the words it was said for."""

import html
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.dataset.example import Example
from clausetag.data.words import counted
from clausetag.models.model import Model
from clausetag.training.held_out import HeldOut

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ddd; padding: .4rem .6rem; text-align: left; vertical-align: top; }
mark { background: #fbe3a4; }
.p { white-space: nowrap; color: #666; }
"""


@dataclass(frozen=True, slots=True)
class Error:
    """One wrong answer about one theme."""

    theme: str
    kind: str  # "missed" or "said wrongly"
    probability: float
    threshold: float
    example: Example
    predicted: tuple[str, ...]
    evidence: tuple[tuple[int, int], ...]  # characters of the text


def errors_of(held: HeldOut, examples: Sequence[Example], model: Model) -> list[Error]:
    """Return every wrong answer, by theme, the surest mistakes first. `examples` stand in the order of `held`."""
    decided, found = held.decisions, []
    for k, theme in enumerate(held.themes):
        rows = [i for i in range(len(examples)) if decided[i, k] != held.labels[i, k]]
        spans = model.evidence([examples[i].text for i in rows], [(theme,)] * len(rows))
        errors = [
            Error(
                theme,
                "missed" if held.labels[i, k] else "said wrongly",
                float(held.probabilities[i, k]),
                float(held.thresholds[i, k]),
                examples[i],
                tuple(name for j, name in enumerate(held.themes) if decided[i, j]),
                tuple((span.start, span.end) for span in evidence[theme]),
            )
            for i, evidence in zip(rows, spans, strict=True)
        ]
        found += sorted(errors, key=lambda e: -abs(e.probability - e.threshold))
    return found


def write_errors(errors: Sequence[Error], folder: Path) -> None:
    """Write `errors.html`, to be read, and `errors.jsonl`, to be worked with."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [
        json.dumps(
            {
                "theme": error.theme,
                "error": error.kind,
                "probability": round(error.probability, 4),
                "id": error.example.id,
                "text": error.example.text,
                "gold": error.example.themes,
                "predicted": error.predicted,
                "evidence": [error.example.text[start:end] for start, end in error.evidence],
            },
            ensure_ascii=False,
        )
        for error in errors
    ]
    (folder / "errors.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / "errors.html").write_text(errors_html(errors), encoding="utf-8")


def errors_html(errors: Sequence[Error]) -> str:
    """Return the table as a page; the words that speak for the theme are marked in the clause."""
    head = "<tr><th>theme</th><th>error</th><th>p</th><th>clause</th><th>labels</th><th>said</th></tr>"
    rows = "\n".join(_row(error) for error in errors)
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Errors</title><style>{_STYLE}</style>\n'
        f"<h1>{counted(len(errors), 'wrong answer')} on held-out clauses</h1>\n"
        "<p>The surest mistakes of each theme stand first. Marked words are what the model takes as evidence for the "
        f"theme.</p>\n<table>\n{head}\n{rows}\n</table></html>\n"
    )


def _row(error: Error) -> str:
    text, marked, at = error.example.text, [], 0
    for start, end in error.evidence:
        marked += [html.escape(text[at:start]), f"<mark>{html.escape(text[start:end])}</mark>"]
        at = end
    clause = "".join([*marked, html.escape(text[at:])]) + f' <span class="p">{html.escape(error.example.id)}</span>'
    cells = (error.theme, error.kind, f"{error.probability:.2f}")
    lists = (", ".join(error.example.themes) or "none", ", ".join(error.predicted) or "none")
    plain = [f"<td>{html.escape(cell)}</td>" for cell in cells]
    return (
        "<tr>" + "".join([*plain, f"<td>{clause}</td>", *(f"<td>{html.escape(cell)}</td>" for cell in lists)]) + "</tr>"
    )
