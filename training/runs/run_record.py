"""Everything a run is to keep, first written to a folder here, so that no failure of the store loses it.

| file             | holds                                                                                  |
|------------------|----------------------------------------------------------------------------------------|
| `run.json`       | parameters, tags, figures and learning curve with their steps and times, datasets      |
| `bundle/`        | the model                                                                              |
| `artifacts/`     | model card, steps, plots, errors to read, held-out answers, versions of every package  |
"""

import getpass
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from clausetag.data.dataset.example import Example
from clausetag.data.errors import UsageError
from clausetag.models.bundle import CARD
from clausetag.models.ngrams import NgramClassifier
from clausetag.training import held_out, shipped
from clausetag.training.config import settings_of
from clausetag.training.evaluation.learning_curve import learning_curve
from clausetag.training.held_out import HeldOut, held_out_of
from clausetag.training.jobs import Job
from clausetag.training.learners.configs import NgramConfig
from clausetag.training.runs.artifacts import Curve, write_artifacts
from clausetag.training.runs.figures import figures_of
from clausetag.training.runs.provenance import code_state, deciding_versions, peak_memory_mib
from clausetag.training.train import Trained

RUN_FILE = "run.json"
MetricPoint = tuple[str, float, int, int]  # name, value, step, milliseconds since 1970


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What `run.json` holds."""

    run_id: str
    kind: str
    themes: Sequence[str]
    params: Mapping[str, str]
    tags: Mapping[str, str]
    points: Sequence[MetricPoint]
    datasets: Sequence[Mapping[str, str]] = field(default_factory=list)


def now() -> int:
    """Return the time as MLflow keeps it: milliseconds since 1970."""
    return int(time.time() * 1000)


def params_of(job: Job) -> dict[str, str]:
    """Return a training's parameters: what to give to train the same again."""
    corpora = os.pathsep.join(map(str, job.corpora))
    given: dict[str, object] = {
        "corpus": corpora,
        "themes": job.themes,
        "corrections": job.corrections,
        "encoder": job.encoder,
    }
    given |= {"labels": job.labels, "with_core": "yes" if job.with_core else None} if job.labels else {}
    settings = dict(setting.split("=", 1) for setting in settings_of(job.config))
    return {"kind": job.kind} | {name: str(value or "") for name, value in given.items()} | settings


def name_of(job: Job) -> str:
    """Return what a run is called by itself: "ngrams, unxml with corrections, 2026-03-01 14:05"."""
    corpora = " and ".join(Path(corpus).name or str(corpus) for corpus in job.corpora)
    own = [word for word, given in (("own themes", job.themes), ("corrections", job.corrections)) if given]
    data = " with ".join(filter(None, [corpora or "seed and drafted clauses", " and ".join(own)]))
    return f"{job.kind}, {data}, {datetime.now():%Y-%m-%d %H:%M}"


def tags_of() -> dict[str, str]:
    """Return the tags that say where a run comes from: the code's state and the versions that decide its result."""
    code = code_state()
    tags = {"code.sha256": code.sha256} | {f"version.{name}": found for name, found in deciding_versions().items()}
    if code.commit:
        tags |= {"mlflow.source.git.commit": code.commit, "git.clean": "yes" if code.clean else "no"}
    else:
        tags |= {"git.clean": "no checkout: an installed package"}
    try:
        tags["mlflow.user"] = getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        tags["mlflow.user"] = "unknown"
    return tags | {"mlflow.source.name": " ".join(["clausetag", *sys.argv[1:4]])[:200], "mlflow.source.type": "LOCAL"}


def write_run(
    folder: Path, run_id: str, job: Job, trained: Trained, epochs: Sequence[MetricPoint], seconds: float
) -> RunRecord:
    """Write everything of a training whose bundle is in `folder`, and return what `run.json` holds."""
    held = held_out_of(trained)
    curve, of_curve = _curve(job, trained, held, epochs)
    write_artifacts(folder / "artifacts", trained, held, curve)
    rival = shipped.beside(held, [trained.held_out[i] for i in trained.fitted.measured])
    if rival is not None:
        held_out.save(rival, folder / "artifacts" / shipped.FILE)
    figures = {**figures_of(trained, held), "training/seconds": seconds}
    figures["training/peak_memory_mib"] = peak_memory_mib()
    points = [*epochs, *of_curve, *((name, value, 0, now()) for name, value in figures.items())]
    manifest = trained.bundle.manifest
    fingerprint = str(manifest.dataset["fingerprint"])
    tags = {**tags_of(), "data.fingerprint": fingerprint, "bundle.version": manifest.version}
    tags["mlflow.note.content"] = _description(trained, seconds)
    (folder / "artifacts" / "model_card.md").write_bytes((trained.bundle.path / CARD).read_bytes())
    datasets = [_dataset(name, part, fingerprint) for name, part in trained.splits.items()]
    record = RunRecord(run_id, job.kind, held.themes, params_of(job), tags, points, datasets)
    (folder / RUN_FILE).write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
    return record


def read_run(folder: Path) -> RunRecord:
    """Read the record in a folder; UsageError if there is none."""
    try:
        content: dict[str, Any] = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
        points = [(str(name), float(value), int(step), int(at)) for name, value, step, at in content.pop("points")]
        return RunRecord(points=points, **content)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{folder}: holds no record of a training ({error})") from error


def _description(trained: Trained, seconds: float) -> str:
    """Return what a reader of the store is told first, as Markdown."""
    first, dataset = trained.evaluations[0], trained.bundle.manifest.dataset
    sources = ", ".join(f"{count:,} {name}" for name, count in dataset["sources"].items())
    themes = ", ".join(f"{theme.theme} {theme.f1.value:.3f}" for theme in first.themes)
    f1 = first.macro_f1
    return (
        f"**{trained.bundle.model.classifier.kind}** model {trained.bundle.manifest.version}, learned in "
        f"{seconds / 60:,.0f} min from {sum(dataset['clauses'].values()):,} clauses ({sources}; "
        f"{', '.join(dataset['languages'])}).\n\n"
        f"{first.name[:1].upper()}{first.name[1:]}, on {first.clauses:,} clauses of {first.documents:,} documents: "
        f"macro-F1 {f1.value:.3f} [{f1.low:.3f}, {f1.high:.3f}]; {themes}.\n\n"
        "Artifacts: `model_card.md` says what it is for, `figures.txt` every figure, `steps.txt` how training went, "
        "`errors/errors.html` what it gets wrong, `plots/` the curves."
    )


def _curve(job: Job, trained: Trained, held: HeldOut, epochs: Sequence[MetricPoint]) -> tuple[Curve, list[MetricPoint]]:
    """Return the curve to draw, of growing parts of the clauses or else of the epochs, and its points beyond theirs."""
    if job.kind == "ngrams" and isinstance(job.config, NgramConfig):
        first = trained.fitted.first.classifier if trained.fitted.first else None
        whole = first if isinstance(first, NgramClassifier) else None
        steps = learning_curve(trained.held_out, held.themes, job.config, whole)
        points = [(f"curve/{name}", value, step, now()) for step, values in steps for name, value in values.items()]
        return Curve(steps, "clauses", "average precision"), points
    return Curve([(step, {name: value}) for name, value, step, _ in epochs], "epoch", "loss"), []


def _dataset(name: str, examples: Sequence[Example], fingerprint: str) -> dict[str, str]:
    """Describe a split as MLflow keeps datasets: the builder's fingerprint, and counts by source and theme."""
    profile = {
        "num_rows": len(examples),
        "sources": dict(sorted(Counter(example.source for example in examples).items())),
        "themes": dict(sorted(Counter(theme for example in examples for theme in example.themes).items())),
        "documents": len({example.document for example in examples}),
        "fingerprint": fingerprint,
    }
    columns = [
        {"name": f.name, "required": f.name not in ("year", "organ"), "type": _TYPES.get(f.name, "string")}
        for f in fields(Example)
    ]
    return {
        "context": name,
        "name": f"clausetag {name}",
        "digest": fingerprint[:36],  # MLflow keeps no more
        "schema": json.dumps({"mlflow_colspec": columns}),
        "profile": json.dumps(profile),
        "source_type": "code",
        "source": json.dumps({"tags": {"mlflow.source.name": "clausetag data build"}}),
    }


_TYPES: Mapping[str, Any] = {"year": "integer", "themes": {"type": "array", "items": {"type": "string"}}}
