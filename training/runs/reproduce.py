"""Train a run again: do data, versions and code match what it was trained with, and do the same figures come out?"""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausetag.data.dataset.build import fingerprint
from clausetag.data.dataset.corpus import Corpus
from clausetag.data.dataset.examples import load_examples
from clausetag.data.dataset.splits import first_fold
from clausetag.data.errors import UsageError
from clausetag.data.labelling.own import own_labels
from clausetag.data.themes import load_themes
from clausetag.models.mlflow_store import connect, store_errors
from clausetag.training.held_out import held_out_of
from clausetag.training.jobs import CONFIGS, Job, job, run_job
from clausetag.training.parts import load_data
from clausetag.training.runs.figures import figures_of
from clausetag.training.runs.names import run_id_of
from clausetag.training.runs.provenance import code_state, deciding_versions

_SAME = 1e-6  # figures that differ by less are the same: sums in another order


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that decides a result, when the run was trained and now."""

    name: str
    then: str
    now: str

    @property
    def matches(self) -> bool:
        """Whether it is what it was."""
        return self.then == self.now


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came out of training a run again."""

    bundle: Check
    differing: tuple[tuple[str, float, float], ...]  # figure, then, now; the largest difference first
    figures: int


def job_of(name: str, *, corpora: Sequence[Corpus] = (), encoder: Path | None = None) -> tuple[Job, list[Check]]:
    """Return the training that a run records, and how data, versions and code compare with now.

    Args:
        name: Id or name of the run.
        corpora: Where the corpora are now, if elsewhere than then.
        encoder: Where the encoder's bundle is now, for a cascade, if elsewhere than then.
    """
    client = connect()
    with store_errors("; `clausetag train` names the run it kept"):
        run_id = run_id_of(client, name)
        data = client.get_run(run_id).data
    kind, tags, params = data.params.get("kind", ""), data.tags, data.params
    if kind not in CONFIGS or "data.fingerprint" not in tags:
        raise UsageError(f"run {run_id} is not a finished training of clausetag")
    known = set(CONFIGS[kind].__dataclass_fields__)
    wanted = job(kind, [f"{name}={value}" for name, value in params.items() if name in known])
    paths = {name: Path(params[name]) for name in ("themes", "corrections", "labels", "encoder") if params.get(name)}
    named = filter(None, params.get("corpus", "").split(os.pathsep))
    found: tuple[Corpus, ...] = tuple("hub" if name == "hub" else Path(name) for name in named)
    wanted = replace(
        wanted,
        corpora=tuple(corpora) or found,
        themes=paths.get("themes"),
        corrections=paths.get("corrections"),
        labels=paths.get("labels"),
        with_core=params.get("with_core") == "yes",
        encoder=encoder or paths.get("encoder"),
    )

    code, versions = code_state(), deciding_versions()
    checks = [Check("data", tags["data.fingerprint"], data_fingerprint(wanted))]
    checks.append(Check("code", tags.get("code.sha256", ""), code.sha256))
    checks.append(Check("commit", tags.get("mlflow.source.git.commit", "none"), code.commit or "none"))
    then = {name.removeprefix("version."): value for name, value in tags.items() if name.startswith("version.")}
    names = sorted(then.keys() | versions.keys())
    checks += [Check(name, then.get(name, "absent"), versions.get(name, "absent")) for name in names]
    return wanted, checks


def data_fingerprint(wanted: Job) -> str:
    """Return the fingerprint of the data that a training would use now."""
    themes = load_themes(wanted.themes) if wanted.themes else None
    if wanted.labels:
        own = own_labels(wanted.labels, themes, with_core=wanted.with_core)
        examples, _, _ = load_data(wanted.corpora, themes, wanted.corrections, own)
    else:
        examples, _ = load_examples(wanted.corpora, themes=themes, corrections=wanted.corrections)
    if wanted.kind == "ngrams":
        return fingerprint({"train": examples})
    return fingerprint(dict(zip(("train", "validation"), first_fold(examples), strict=True)))


def reproduce(name: str, wanted: Job) -> Reproduction:
    """Train again, without keeping it, and compare the model and every figure with the run's."""
    client = connect()
    with store_errors():
        data = client.get_run(run_id_of(client, name)).data
    with tempfile.TemporaryDirectory(prefix="clausetag-") as scratch:
        trained = run_job(wanted, Path(scratch) / "bundle")
        now = figures_of(trained, held_out_of(trained))
    then = {
        name: value for name, value in data.metrics.items() if name.startswith(("held_out/", "by_language/", "seed/"))
    }
    nan = float("nan")
    pairs = [(name, then.get(name, nan), now.get(name, nan)) for name in sorted(then.keys() | now.keys())]
    differing = [pair for pair in pairs if not abs(pair[1] - pair[2]) < _SAME]
    return Reproduction(
        Check("model", data.tags.get("bundle.version", ""), trained.bundle.manifest.version),
        tuple(sorted(differing, key=lambda pair: -abs(pair[1] - pair[2]) if pair[1] == pair[1] else 0.0)),
        len(pairs),
    )


def format_checks(checks: list[Check]) -> str:
    """Return one line a check."""
    lines = [f"  {'':14}{'':9}{'then':16}now"]
    for check in checks:
        lines.append(
            f"  {check.name:14}{'same' if check.matches else 'differs':9}"
            + (check.then[:12] if check.matches else f"{check.then[:12]:16}{check.now[:12]}")
        )
    return "\n".join(lines)
