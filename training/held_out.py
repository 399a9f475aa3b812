"""Held-out answers: what a model said of clauses it had not learned from, kept so that runs can be compared."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from clausetag.data.dataset.annotations import gold_documents
from clausetag.data.errors import UsageError
from clausetag.data.labelling.examples import SOURCE
from clausetag.models.classifier import Asked, Labels, Probabilities
from clausetag.training.evaluation.crossval import label_matrix
from clausetag.training.train import Trained

FILE = "held_out.json"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Held-out clauses by id and text hash, their documents and labels, and the decisions of one model on them."""

    keys: tuple[str, ...]  # "<id> <first digits of the text's sha256>": the same clause with the same text
    documents: tuple[str, ...]
    themes: tuple[str, ...]
    labels: Labels
    probabilities: Probabilities
    thresholds: NDArray[np.float64]  # shape (n_clauses, n_themes)
    asked: Asked  # where labels say something; where they do not, labels and decisions are 0
    sources: tuple[str, ...]  # of the clauses, as `Example.source` has them; "" where a run did not keep it

    @property
    def decisions(self) -> Labels:
        """Whether the model says that a theme applies where it was asked, 0 or 1, shape (n_clauses, n_themes)."""
        return (self.asked & (self.probabilities >= self.thresholds)).astype(np.int8)

    def of(self, k: int) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
        """Return labels and probabilities of the clauses asked for the theme in column `k`."""
        return self.labels[self.asked[:, k], k], self.probabilities[self.asked[:, k], k]


def held_out_of(trained: Trained) -> HeldOut:
    """Return the held-out answers of a training: those its rules were learned from, of ours never the gold set."""
    rows = trained.fitted.measured
    examples = [trained.held_out[i] for i in rows]
    if gold := gold_documents() & {example.document for example in examples if example.source != SOURCE}:
        raise UsageError(f"{min(gold)} is a document of the gold set, which nothing may be chosen on")
    model = trained.fitted.model
    return HeldOut(
        tuple(f"{e.id} {hashlib.sha256(e.text.encode()).hexdigest()[:12]}" for e in examples),
        tuple(e.document for e in examples),
        model.themes,
        (label_matrix(examples, model.themes) * trained.fitted.asked[rows]).astype(np.int8),
        trained.fitted.held_out[rows],
        trained.fitted.bounds.of(rows).threshold,
        trained.fitted.asked[rows],
        tuple(e.source for e in examples),
    )


def save(held: HeldOut, path: Path) -> None:
    """Write held-out answers as JSON; no text of a clause is in it."""
    content = {
        "themes": held.themes,
        "clauses": [
            {
                "key": key,
                "document": document,
                "labels": labels.tolist(),
                "probabilities": probabilities.tolist(),
                "thresholds": thresholds.tolist(),
                "asked": asked.tolist(),
                "source": source,
            }
            for key, document, labels, probabilities, thresholds, asked, source in zip(
                held.keys,
                held.documents,
                held.labels,
                held.probabilities,
                held.thresholds,
                held.asked,
                held.sources,
                strict=True,
            )
        ],
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def load(path: Path) -> HeldOut:
    """Read what `save` wrote; UsageError if it is malformed."""
    try:
        content: Mapping[str, list[dict[str, list[float]]]] = json.loads(path.read_text(encoding="utf-8"))
        clauses = content["clauses"]
        themes = tuple(str(theme) for theme in content["themes"])
        shape = (len(clauses), len(themes))
        return HeldOut(
            tuple(str(clause["key"]) for clause in clauses),
            tuple(str(clause["document"]) for clause in clauses),
            themes,
            np.array([clause["labels"] for clause in clauses], dtype=np.int8).reshape(shape),
            np.array([clause["probabilities"] for clause in clauses], dtype=np.float64).reshape(shape),
            np.array([clause["thresholds"] for clause in clauses], dtype=np.float64).reshape(shape),
            np.array([clause.get("asked", [1] * len(themes)) for clause in clauses], dtype=np.bool_).reshape(shape),
            tuple(str(clause.get("source", "")) for clause in clauses),
        )
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{path.name}: not the held-out answers of a run ({error})") from error
