"""The registry: which run's model is the champion that everybody loads, and who may become it."""

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.models.mlflow_store import REGISTERED, connect, store_errors
from clausetag.training import held_out
from clausetag.training.held_out import HeldOut
from clausetag.training.runs.compare import Comparison, compare
from clausetag.training.runs.track import ready_model

if TYPE_CHECKING:
    from mlflow import MlflowClient
    from mlflow.entities import Run

CHAMPION, CHALLENGER = "champion", "challenger"


@dataclass(frozen=True, slots=True)
class Promotion:
    """What became of a candidate."""

    version: str
    alias: str  # what it is now
    champion: str | None  # the version that was champion before; None if there was none
    comparison: Comparison | None  # with that champion


@dataclass(frozen=True, slots=True)
class Version:
    """One registered version and the figures of its run."""

    version: str
    aliases: tuple[str, ...]
    kind: str
    run_id: str
    registered: datetime
    figures: Mapping[str, float]
    fingerprint: str


def promote(run_id: str) -> Promotion:
    """Register a run's model; it becomes champion unless a theme is worse than in the champion, else challenger.

    The comparison is made before anything is written, and if the alias cannot be set the version goes again.

    Raises:
        UsageError: There is no such run, it has no whole model, it cannot be compared with the champion, or the store
            does not answer.
    """
    client = connect()
    with store_errors("; nothing was registered"):
        run = _finished(client, run_id)
        model_id = ready_model(client, run_id)
        if model_id is None:
            raise UsageError(f"run {run_id} has logged no whole model; nothing was registered")
        champion = _champion(client)
        known = _version_of(client, run_id)
        if known is not None and champion == known:
            return Promotion(known, CHAMPION, champion, None)
        new = _answers(client, run_id)
        comparison = None
        if champion is not None:
            before = client.get_model_version(REGISTERED, champion).run_id
            comparison = compare(_answers(client, str(before)), new)
        alias = CHALLENGER if comparison is not None and comparison.fallen else CHAMPION
        with _registered(client, run, model_id, known) as version:
            if _champion(client) != champion:
                raise UsageError(f"the champion changed meanwhile; run `clausetag promote {run_id}` again")
            client.set_registered_model_alias(REGISTERED, alias, version)
            if alias == CHAMPION:
                _drop_alias(client, CHALLENGER, version)
    return Promotion(version, alias, champion, comparison)


def _finished(client: "MlflowClient", run_id: str) -> "Run":
    from mlflow.exceptions import MlflowException

    try:
        run = client.get_run(run_id)
    except MlflowException as error:
        if error.error_code in ("RESOURCE_DOES_NOT_EXIST", "INVALID_PARAMETER_VALUE"):
            raise UsageError(f"no run {run_id} in this store; `clausetag train` names the run it kept") from error
        raise
    if run.info.status != "FINISHED":
        raise UsageError(f"run {run_id} is {run.info.status.lower()}, not finished; nothing was registered")
    return run


def _champion(client: "MlflowClient") -> str | None:
    return _aliases(client).get(CHAMPION)


def _aliases(client: "MlflowClient") -> dict[str, str]:
    from mlflow.exceptions import MlflowException

    try:
        return {alias: str(version) for alias, version in client.get_registered_model(REGISTERED).aliases.items()}
    except MlflowException as error:
        if error.error_code == "RESOURCE_DOES_NOT_EXIST":
            return {}
        raise


def _version_of(client: "MlflowClient", run_id: str) -> str | None:
    found = client.search_model_versions(f"name = '{REGISTERED}' and run_id = '{run_id}'")
    return str(found[0].version) if found else None


def _answers(client: "MlflowClient", run_id: str) -> HeldOut:
    with tempfile.TemporaryDirectory(prefix="clausetag-") as scratch:
        try:
            path = client.download_artifacts(run_id, held_out.FILE, scratch)
        except OSError as error:
            raise UsageError(f"run {run_id} kept no held-out answers, so it cannot be compared") from error
        return held_out.load(Path(path))


@contextlib.contextmanager
def _registered(client: "MlflowClient", run: "Run", model_id: str, known: str | None) -> Iterator[str]:
    """Register the run's model and yield its version; take it back if what follows does not succeed."""
    from mlflow.exceptions import MlflowException

    if known is not None:
        yield known
        return
    try:
        client.create_registered_model(REGISTERED, description="Tags clauses of UN resolutions by theme.")
    except MlflowException as error:
        if error.error_code != "RESOURCE_ALREADY_EXISTS":
            raise
    tags = {"kind": run.data.tags.get("clausetag.kind", "")}
    made = str(
        client.create_model_version(
            REGISTERED, f"models:/{model_id}", run_id=run.info.run_id, tags=tags, model_id=model_id
        ).version
    )
    try:
        yield made
    except BaseException:
        with contextlib.suppress(Exception):
            client.delete_model_version(REGISTERED, made)
        raise


def _drop_alias(client: "MlflowClient", alias: str, version: str) -> None:
    if _aliases(client).get(alias) == version:
        client.delete_registered_model_alias(REGISTERED, alias)


def versions() -> list[Version]:
    """Return every registered version, the newest first."""
    client = connect()
    with store_errors():
        named: dict[str, list[str]] = {}
        for alias, version in sorted(_aliases(client).items()):
            named.setdefault(version, []).append(alias)
        found = []
        for registered in client.search_model_versions(f"name = '{REGISTERED}'"):
            run = client.get_run(str(registered.run_id))
            found.append(
                Version(
                    str(registered.version),
                    tuple(named.get(str(registered.version), ())),
                    run.data.tags.get("clausetag.kind", ""),
                    str(registered.run_id),
                    datetime.fromtimestamp(registered.creation_timestamp / 1000, UTC),
                    dict(run.data.metrics),
                    run.data.tags.get("data.fingerprint", ""),
                )
            )
    return sorted(found, key=lambda version: -int(version.version))


def format_versions(found: list[Version]) -> str:
    """Return the versions as a table: figures are macro-F1 with its interval, then F1 by theme, on held-out clauses."""
    if not found:
        return "no model is registered; `clausetag promote RUN` registers a run's"
    suffix = "/f1"
    themes = [k.split("/")[1] for k in found[0].figures if k.startswith("held_out/") and k.endswith(suffix)]
    head = f"{'version':8}{'alias':12}{'kind':9}{'registered':12}{'run':34}{'data':10}{'macro-F1':22}"
    lines = [head + "".join(f"{theme:15}" for theme in themes).rstrip()]
    for version in found:
        get = version.figures.get
        macro = [get(f"held_out/macro_f1{end}", float("nan")) for end in ("", "_low", "_high")]
        cells = [get(f"held_out/{theme}{suffix}", float("nan")) for theme in themes]
        lines.append(
            f"{version.version:8}{','.join(version.aliases) or '-':12}{version.kind:9}"
            f"{version.registered:%Y-%m-%d}  {version.run_id:34}{version.fingerprint[:8]:10}"
            f"{macro[0]:.3f} [{macro[1]:.3f}, {macro[2]:.3f}]  " + "".join(f"{cell:<15.3f}" for cell in cells).rstrip()
        )
    return "\n".join(lines)
