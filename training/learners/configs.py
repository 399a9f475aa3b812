"""The settings of what learns; the defaults are those of the shipped models."""

from dataclasses import dataclass

from clausetag.training.learners.conformal import MISS_RATE


@dataclass(frozen=True, slots=True)
class NgramConfig:
    """How the n-gram classifier learns; chosen by grouped cross-validation (`clausetag tune`)."""

    inverse_regularisation: float = 10.0
    min_document_frequency: int = 3
    min_character_frequency: int = 3
    character_range: tuple[int, int] = (3, 5)
    word_scale: float = 0.3  # of words and pairs, against character n-grams
    character_scale: float = 0.08
    smoothing: float = 0.1  # of the log-count ratio
    miss_rate: float = MISS_RATE  # of a theme's true clauses that may pass unseen by review
    seed: int = 0


@dataclass(frozen=True, slots=True)
class EncoderConfig:
    """How the encoder is fine-tuned."""

    epochs: int = 2
    patience: int = 1  # epochs in a row without a better validation loss that are let pass; one more stops
    batch_size: int = 32
    learning_rate: float = 1e-4
    head_learning_rate: float = 1e-3
    weight_decay: float = 0.01
    warmup: float = 0.1
    dropout: float = 0.1  # of the head
    window: int = 192  # word pieces read at once
    overlap: int = 32
    miss_rate: float = MISS_RATE  # of a theme's true clauses that may pass unseen by review
    seed: int = 0
    base: str | None = None  # the pretrained model, as `base_encoder` takes it


Config = NgramConfig | EncoderConfig
