"""SetFit with its steps bounded: with all pairs of a few hundred clauses it takes an hour of two cores a theme."""

import tempfile
from collections.abc import Callable, Sequence

import numpy as np
from datasets import Dataset
from numpy.typing import NDArray
from setfit import SetFitModel, Trainer, TrainingArguments  # pyright: ignore[reportMissingImports]

from clausetag.models.classifier import Probabilities
from clausetag.training.learners.base_encoder import base_encoder

STEPS, PAIRS = 60, 8  # pairs a step
PIECES = 64  # of a clause that are read while the encoder is tuned; the head reads all


def learn(texts: Sequence[str], label: NDArray[np.int8]) -> Callable[[Sequence[str]], Probabilities]:
    """Tune the encoder on pairs of clauses, fit the head; return what answers one theme."""
    model = SetFitModel.from_pretrained(str(base_encoder()), device="cpu")
    with tempfile.TemporaryDirectory(prefix="clausetag-") as folder:
        settings = TrainingArguments(
            output_dir=folder,
            batch_size=PAIRS,
            max_steps=STEPS,
            max_length=PIECES,
            seed=0,
            report_to="none",
            save_strategy="no",
            show_progress_bar=False,
        )
        data = Dataset.from_dict({"text": list(texts), "label": label.tolist()})
        Trainer(model=model, args=settings, train_dataset=data).train()
    return lambda asked: np.asarray(
        model.predict_proba(list(asked), as_numpy=True, show_progress_bar=False), dtype=np.float64
    )[:, 1:]
