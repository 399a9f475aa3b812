"""A training as a value: what is trained on what, with which settings; and how it is run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from clausetag.data.dataset.corpus import Corpus
from clausetag.data.errors import UsageError
from clausetag.data.labelling.own import own_labels
from clausetag.data.themes import load_themes
from clausetag.models.bundle import default_bundle
from clausetag.training import shipped
from clausetag.training.config import configure
from clausetag.training.learners.configs import Config, EncoderConfig, NgramConfig
from clausetag.training.learners.progress import OnEpoch
from clausetag.training.train import Trained, train_cascade, train_encoder, train_ngrams

CONFIGS: Mapping[str, type[Config]] = {"ngrams": NgramConfig, "encoder": EncoderConfig, "cascade": NgramConfig}


@dataclass(frozen=True, slots=True)
class Job:
    """One training. `themes` and `corrections` are files; `encoder` is the bundle that a cascade asks.

    `labels` is a file or folder of labels of one's own; `with_core` says that those that ship are learned from too.
    """

    kind: str
    config: Config = field(default_factory=NgramConfig)
    corpora: tuple[Corpus, ...] = ()
    themes: Path | None = None
    corrections: Path | None = None
    labels: Path | None = None
    with_core: bool = False
    encoder: Path | None = None
    checkpoints: Path | None = None


def job(kind: str, settings: Sequence[str] = (), **given: Path | tuple[Corpus, ...] | bool | None) -> Job:
    """Return the training of a model of `kind` with `settings` ("seed=1", ...) in place of some defaults."""
    if kind not in CONFIGS:
        raise UsageError(f"{kind}: no such kind of model; there are {', '.join(CONFIGS)}")
    return Job(kind, configure(CONFIGS[kind], settings), **given)  # type: ignore[arg-type]


def run_job(job: Job, out: Path, on_epoch: OnEpoch | None = None) -> Trained:
    """Train, and save the bundle to `out`; if that is the shipped one, its held-out answers are kept as well."""
    trained = _run(job, out, on_epoch)
    if out.resolve() == default_bundle().resolve():
        shipped.save_answers(shipped.answers_of(trained), shipped.ANSWERS)
    return trained


def _run(job: Job, out: Path, on_epoch: OnEpoch | None) -> Trained:
    themes = load_themes(job.themes) if job.themes else None
    own = own_labels(job.labels, themes, with_core=job.with_core) if job.labels else None
    if isinstance(job.config, EncoderConfig):
        return train_encoder(
            out,
            job.corpora,
            job.config,
            job.checkpoints,
            themes=themes,
            corrections=job.corrections,
            own=own,
            on_epoch=on_epoch,
        )
    if job.kind == "ngrams":
        return train_ngrams(out, job.corpora, job.config, themes=themes, corrections=job.corrections, own=own)
    if job.encoder is None:
        raise UsageError(
            "a cascade needs the bundle of an encoder: `clausetag train encoder` makes one; give --encoder FOLDER"
        )
    return train_cascade(out, job.encoder, job.corpora, job.config, themes=themes, corrections=job.corrections, own=own)
