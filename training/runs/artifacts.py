"""The files of a run: plots, errors to read, held-out answers, versions of every package, the figures as tables."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.dataset.example import Example
from clausetag.training import held_out
from clausetag.training.evaluation.tables import format_evaluations, format_slices
from clausetag.training.held_out import HeldOut
from clausetag.training.plots import held_out as plots
from clausetag.training.runs.error_table import errors_of, write_errors
from clausetag.training.runs.provenance import all_versions
from clausetag.training.train import Trained

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Curve:
    """How training went: figures by name at each step, and what the axes are."""

    points: Sequence[tuple[int, Mapping[str, float]]]
    x: str
    y: str


def write_artifacts(folder: Path, trained: Trained, held: HeldOut, curve: Curve) -> None:
    """Write the files of a training to `folder`; a curve without points is not drawn."""
    (folder / "plots").mkdir(parents=True, exist_ok=True)
    examples = [trained.held_out[i] for i in trained.fitted.measured]
    held_out.save(held, folder / held_out.FILE)
    write_errors(errors_of(held, examples, trained.bundle.model), folder / "errors")
    (folder / "packages.json").write_text(json.dumps(all_versions(), indent=1) + "\n", encoding="utf-8")
    summary = [str(trained.report), format_evaluations(trained.evaluations), *map(format_slices, trained.evaluations)]
    (folder / "figures.txt").write_text("\n\n".join(summary) + "\n", encoding="utf-8")
    for name, figure in _plots(trained, held, examples, curve).items():
        figure.savefig(folder / "plots" / f"{name}.png")


def _plots(trained: Trained, held: HeldOut, examples: Sequence[Example], curve: Curve) -> "dict[str, Figure]":
    """Draw the plots, by the names of their files. `examples` stand in the order of `held`."""
    figures = {
        "precision_recall": plots.precision_recall(held),
        "reliability": plots.reliability(held),
        "thresholds": plots.threshold_curves(held),
        "confusion": plots.confusion(held),
        "errors": plots.errors_by_part(held, examples),
        "themes": plots.compared(trained.evaluations),
    }
    if curve.points:
        figures["learning_curve"] = plots.curve(curve.points, "Learning curve", curve.x, curve.y)
    return figures
