"""SetFit: the encoder tuned on pairs of clauses, then a logistic regression a theme.

SetFit is made for a few examples a class. Its default, every pair of 8,000 clauses, would take weeks on two cores, so
the number of steps is fixed; the head still learns from all clauses.
"""

from pathlib import Path

import numpy as np
from datasets import Dataset
from setfit import SetFitModel, Trainer, TrainingArguments  # pyright: ignore[reportMissingImports]

from clausetag.training.bench.peers import Answers
from clausetag.training.bench.task import Asked, Learn
from clausetag.training.learners.base_encoder import base_encoder

STEPS = 100  # 400 took more than 24 minutes on two cores
BATCH = 16  # pairs a step


def train(learn: Learn, folder: Path) -> None:
    """Tune the encoder, fit the head, save both."""
    model = SetFitModel.from_pretrained(
        str(base_encoder()), multi_target_strategy="one-vs-rest", labels=list(learn.themes), device="cpu"
    )
    settings = TrainingArguments(
        output_dir=str(folder.parent / "checkpoints"),
        batch_size=BATCH,
        max_steps=STEPS,
        seed=0,
        report_to="none",
        save_strategy="no",
        show_progress_bar=False,
    )
    data = Dataset.from_dict({"text": list(learn.texts), "label": learn.labels.tolist()})
    Trainer(model=model, args=settings, train_dataset=data).train()
    model.save_pretrained(str(folder / "model"))


def load(folder: Path, asked: Asked) -> Answers:  # noqa: ARG001 (the columns are in the head)
    """Load encoder and head."""
    model = SetFitModel.from_pretrained(str(folder / "model"), device="cpu")
    return lambda texts: np.asarray(
        model.predict_proba(list(texts), as_numpy=True, show_progress_bar=False), dtype=np.float64
    )
