"""Learn the encoder: fine-tune the pretrained one, export it, and say how far the export departs."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from clausetag.data.extras import needs
from clausetag.models.classifier import Asked, Labels
from clausetag.models.encoder import EncoderClassifier
from clausetag.training.learners.configs import EncoderConfig
from clausetag.training.learners.progress import OnEpoch, Progress, on_stderr


def learn_encoder(
    themes: Sequence[str],
    texts: Sequence[str],
    labels: Labels,
    config: EncoderConfig | None = None,
    *,
    asked: Asked | None = None,
    validation: tuple[Sequence[str], Labels, Asked] | None = None,
    checkpoints: Path | None = None,
    progress: Progress = on_stderr,
    on_epoch: OnEpoch | None = None,
) -> EncoderClassifier:
    """Fine-tune on texts and labels of shape (n_clauses, n_themes), in the order of `themes`; needs the extra `train`.

    Of a theme it learns where it was asked: everywhere without `asked`, which has the shape of `labels`.
    With `validation` (texts, labels, asked) the epoch with the lowest loss on it is kept. An interrupted call with the
    same data and configuration goes on from the last finished epoch in the folder `checkpoints`. `on_epoch` is told of
    each epoch, also of those that a checkpoint remembers.

    Raises:
        UsageError: The pretrained encoder cannot be had, or the file of the checkpoint is none.
    """
    with needs("train"):
        from clausetag.training.learners.export import departure, export
        from clausetag.training.learners.finetune import finetune

    config = config or EncoderConfig()
    asked = np.ones(labels.shape, dtype=np.bool_) if asked is None else asked
    tuned = finetune(config, (texts, labels, asked), validation, checkpoints, progress, on_epoch)
    classifier = EncoderClassifier(tuple(themes), *export(tuned, texts), config.window, config.overlap)
    if validation:
        progress(f"done: {departure(classifier, tuned, validation[0])}")
    return classifier


def forget_checkpoint(checkpoints: Path) -> None:
    """Remove what an interrupted fine-tuning would go on from, so that the next one begins anew."""
    from clausetag.training.learners.checkpoint import CHECKPOINT

    (checkpoints / CHECKPOINT).unlink(missing_ok=True)
