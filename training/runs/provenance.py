"""Where a result comes from: the code's state, the versions of what ran, the memory it took."""

import hashlib
import platform
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distributions, requires, version
from pathlib import Path

from clausetag import data, models, training

_HASHED = {  # the rooms that decide what a training gives, wherever their folders lie
    name: Path(package.__path__[0]).resolve()
    for name, package in (("data", data), ("models", models), ("training", training))
}
DECIDING = ("clausetag", "numpy", "scipy", "scikit-learn", "torch", "transformers", "tokenizers", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Code:
    """The state of the code: its hash, and the commit where it lies in a git checkout."""

    sha256: str  # of every Python module of the rooms that a training uses; tables and labels are not in it
    commit: str | None  # None for an installed package
    clean: bool | None  # whether the checkout holds nothing but that commit


def code_state() -> Code:
    """Return the state of the code that is running."""
    digest = hashlib.sha256()
    for room, folder in _HASHED.items():
        for path in sorted(folder.rglob("*.py")):
            name = f"{room}/{path.relative_to(folder).as_posix()}"
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    tracked = _git("ls-files", "--error-unmatch", str(Path(__file__).resolve()))
    commit = _git("rev-parse", "HEAD") if tracked else None
    status = _git("status", "--porcelain") if commit else None
    return Code(digest.hexdigest(), commit, None if status is None else status == "")


def _git(*args: str) -> str | None:
    command = ["git", "-C", str(Path(__file__).resolve().parent), *args]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def deciding_versions() -> dict[str, str]:
    """Return Python's version and those of the packages that decide a training's result, where installed."""
    found = {"python": platform.python_version()}
    for name in DECIDING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def all_versions() -> dict[str, str]:
    """Return the version of every installed package."""
    found = {d.metadata["Name"]: d.version for d in distributions() if d.metadata["Name"]}
    return dict(sorted(found.items(), key=lambda pair: pair[0].lower()))


def pinned_requirements() -> list[str]:
    """Return clausetag, what it needs to predict, and MLflow, each at the version that is installed."""
    from packaging.requirements import Requirement

    wanted = [Requirement(line) for line in requires("clausetag") or ()]
    names = {r.name for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})}
    pinned = [f"{name}=={version(name)}" for name in sorted({*names, "mlflow", "pandas"}) if _installed(name)]
    return [f"clausetag=={version('clausetag')}", *pinned]


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def peak_memory_mib() -> float:
    """Return the most memory this process has held at once, in MiB."""
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform != "darwin" else peak / 1024**2
