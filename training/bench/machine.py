"""The machine and the libraries a bench ran on."""

import os
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clausetag.data.cores import cores

_LIBRARIES = (
    "clausetag",
    "numpy",
    "scikit-learn",
    "torch",
    "transformers",
    "sentence-transformers",
    "spacy",
    "setfit",
    "onnxruntime",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What figures of speed depend on."""

    cores: int
    processor: str
    memory: int | None  # bytes
    load: float | None  # processes that wanted a core in the last minute before the bench
    system: str
    python: str
    libraries: dict[str, str]

    def __str__(self) -> str:
        memory = f", {self.memory / 2**30:.0f} GiB memory" if self.memory else ""
        load = f", load {self.load:.1f} at the start" if self.load is not None else ""
        libraries = ", ".join(f"{name} {number}" for name, number in self.libraries.items())
        return f"{self.cores} cores of {self.processor}{memory}{load}; {self.system}, Python {self.python}\n{libraries}"


def describe_machine() -> Machine:
    """Describe this machine."""
    libraries = {}
    for name in _LIBRARIES:
        try:
            libraries[name] = version(name)
        except PackageNotFoundError:
            continue
    return Machine(
        cores=cores(),
        processor=_proc("cpuinfo", "model name") or platform.processor() or platform.machine(),
        memory=int(total.split()[0]) * 1024 if (total := _proc("meminfo", "MemTotal")) else None,
        load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        system=platform.system(),
        python=platform.python_version(),
        libraries=libraries,
    )


def _proc(name: str, field: str) -> str | None:
    path = Path("/proc") / name
    if not path.is_file():
        return None
    lines = (line.partition(":") for line in path.read_text(encoding="utf-8", errors="replace").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == field), None)
