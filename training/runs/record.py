"""Everything a run is to keep, first written to a folder here, so that no failure of the store loses it.

| file             | holds                                                                                  |
|------------------|----------------------------------------------------------------------------------------|
| `run.json`       | parameters, tags, figures and learning curve with their steps and times, datasets      |
| `bundle/`        | the model                                                                              |
| `artifacts/`     | plots, errors to read, held-out answers, versions of every package                     |
"""

import getpass
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from clausetag.data.dataset.examples import Example
from clausetag.data.errors import UsageError
from clausetag.models.ngrams import NgramConfig
from clausetag.training import held_out
from clausetag.training.config import settings_of
from clausetag.training.evaluation.learning_curve import learning_curve
from clausetag.training.evaluation.tables import format_evaluations, format_slices
from clausetag.training.jobs import Job
from clausetag.training.plots import held_out as plots
from clausetag.training.runs.error_table import errors_of, write_errors
from clausetag.training.runs.figures import figures_of
from clausetag.training.runs.provenance import all_versions, code_state, deciding_versions, peak_memory_mib
from clausetag.training.train import Trained

FILE = "run.json"
Point = tuple[str, float, int, int]  # name, value, step, milliseconds since 1970


@dataclass(frozen=True, slots=True)
class Record:
    """What `run.json` holds."""

    run_id: str
    kind: str
    themes: Sequence[str]
    params: Mapping[str, str]
    tags: Mapping[str, str]
    points: Sequence[Point]
    datasets: Sequence[Mapping[str, str]] = field(default_factory=list)


def params_of(job: Job) -> dict[str, str]:
    """Return a training's parameters: what to give to train the same again."""
    given = {"corpus": job.corpus, "themes": job.themes, "corrections": job.corrections, "encoder": job.encoder}
    settings = dict(setting.split("=", 1) for setting in settings_of(job.config))
    return {"kind": job.kind} | {name: str(value or "") for name, value in given.items()} | settings


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


def write_record(
    folder: Path, run_id: str, job: Job, trained: Trained, epochs: Sequence[Point], seconds: float
) -> Record:
    """Write everything of a training whose bundle is in `folder`, and return what `run.json` holds."""
    artifacts = folder / "artifacts"
    (artifacts / "plots").mkdir(parents=True, exist_ok=True)
    held = held_out.held_out_of(trained)
    examples = [trained.held_out[i] for i in trained.fitted.measured]
    held_out.save(held, artifacts / held_out.FILE)
    write_errors(errors_of(held, examples, trained.bundle.model), artifacts / "errors")
    (artifacts / "packages.json").write_text(json.dumps(all_versions(), indent=1) + "\n", encoding="utf-8")
    summary = [str(trained.report), format_evaluations(trained.evaluations), *map(format_slices, trained.evaluations)]
    (artifacts / "figures.txt").write_text("\n\n".join(summary) + "\n", encoding="utf-8")

    points, curve = list(epochs), [(step, {name: value}) for name, value, step, _ in epochs]
    y, x = "loss", "epoch"
    if job.kind == "ngrams" and isinstance(job.config, NgramConfig):
        curve, y, x = learning_curve(trained.held_out, held.themes, job.config), "average precision", "clauses"
        points += [(f"curve/{k}", v, step, _now()) for step, values in curve for k, v in values.items()]
    figures = {
        "precision_recall": plots.precision_recall(held),
        "reliability": plots.reliability(held),
        "thresholds": plots.threshold_curves(held),
        "confusion": plots.confusion(held),
        "errors": plots.errors_by_part(held, examples),
        "themes": plots.compared(trained.evaluations),
    }
    if curve:
        figures["learning_curve"] = plots.curve(curve, "Learning curve", x, y)
    for name, figure in figures.items():
        figure.savefig(artifacts / "plots" / f"{name}.png")

    points += [(name, value, 0, _now()) for name, value in figures_of(trained, held).items()]
    points += [("seconds", seconds, 0, _now()), ("peak_memory_mib", peak_memory_mib(), 0, _now())]
    fingerprint = str(trained.bundle.manifest.dataset["fingerprint"])
    tags = {"data.fingerprint": fingerprint, "bundle.version": trained.bundle.manifest.version}
    datasets = [_dataset(name, part, fingerprint) for name, part in trained.splits.items()]
    record = Record(run_id, job.kind, held.themes, params_of(job), tags_of() | tags, points, datasets)
    (folder / FILE).write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
    return record


def read_record(folder: Path) -> Record:
    """Read the record in a folder; UsageError if there is none."""
    try:
        content: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        points = [(str(name), float(value), int(step), int(at)) for name, value, step, at in content.pop("points")]
        return Record(points=points, **content)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise UsageError(f"{folder}: holds no record of a training ({error})") from error


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


def _now() -> int:
    return int(time.time() * 1000)
