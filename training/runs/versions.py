"""The registered versions of the model, as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from clausetag.models.mlflow_store import REGISTERED, connect, store_errors
from clausetag.training.runs.registry import aliases


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


def versions() -> list[Version]:
    """Return every registered version, the newest first."""
    client = connect()
    with store_errors():
        named: dict[str, list[str]] = {}
        for alias, version in sorted(aliases(client).items()):
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
