"""Saving and loading a model: a folder with a manifest and plain arrays, never a pickle.

| file            | holds                                                                                    |
|-----------------|------------------------------------------------------------------------------------------|
| `manifest.json` | format, kind, themes with calibration and rule, versions, dataset, metrics, file hashes  |
| `arrays.npz`    | the classifier's arrays (`Classifier.to_arrays`)                                         |
| `README.md`     | the model card                                                                           |

What may be built belongs to this loader (`_KINDS`), never to the file: the manifest names a kind, it imports nothing.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from clausetag.data.errors import BundleError
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier
from clausetag.models.classifier import Classifier
from clausetag.models.decision import ThemeRule
from clausetag.models.encoder import EncoderClassifier
from clausetag.models.model import Model
from clausetag.models.ngrams import NgramClassifier

FORMAT = 1
MANIFEST = "manifest.json"
ARRAYS = "arrays.npz"
CARD = "README.md"
_MOST_BYTES = 500 * 1024 * 1024
_KINDS: dict[str, type[Classifier]] = {
    "ngrams": NgramClassifier,
    "encoder": EncoderClassifier,
    "cascade": CascadeClassifier,
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself besides its model."""

    version: str  # of the bundle: first 12 digits of the hash of its arrays and rules
    dataset: Mapping[str, Any] = field(default_factory=dict)  # fingerprint, counts, sources
    metrics: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)  # of clausetag and the libraries that trained it
    config: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A loaded bundle: the model and what its manifest says."""

    model: Model
    manifest: Manifest
    path: Path


def save_bundle(
    model: Model,
    folder: Path,
    *,
    card: str,
    dataset: Mapping[str, Any],
    metrics: Mapping[str, Any],
    config: Mapping[str, Any],
) -> Bundle:
    """Write `model` to `folder` (replaced if it is a bundle) and return it as it will be loaded.

    The folder appears whole or not at all. Raises BundleError if `folder` exists and is no bundle.
    """
    if folder.exists() and not (folder / MANIFEST).is_file():
        raise BundleError(f"{folder}: exists and is not a clausetag bundle; choose another folder or remove it")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as scratch:
        new = Path(scratch) / folder.name
        new.mkdir()
        np.savez_compressed(new / ARRAYS, **model.classifier.to_arrays())
        (new / CARD).write_text(card, encoding="utf-8")
        themes = [
            {"key": key, "calibration": asdict(calibration), "rule": asdict(rule)}
            for key, calibration, rule in zip(model.themes, model.calibrations, model.rules, strict=True)
        ]
        manifest = {
            "format": FORMAT,
            "kind": model.classifier.kind,
            "version": _version(model, themes),
            "themes": themes,
            "dataset": dataset,
            "metrics": metrics,
            "config": config,
            "versions": {name: version(name) for name in ("clausetag", "numpy")},
            "files": {name: _sha256(new / name) for name in (ARRAYS, CARD)},
        }
        (new / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        if folder.exists():
            folder.rename(Path(scratch) / "replaced")
        shutil.move(new, folder)
    return load_bundle(folder)


def load_bundle(folder: Path) -> Bundle:
    """Read the bundle in `folder`.

    Raises BundleError, naming the file, when something is missing, was changed since it was saved, does not belong to
    the bundle, or is of a format or kind this version does not know.
    """
    manifest = _read_manifest(folder)
    _check_files(folder, manifest["files"])
    kind = _KINDS.get(manifest["kind"])
    if kind is None:
        raise BundleError(f"{folder / MANIFEST}: kind {manifest['kind']!r} is not known to this version of clausetag")
    try:
        themes = manifest["themes"]
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            classifier = kind.from_arrays(tuple(t["key"] for t in themes), dict(arrays))
        model = Model(
            classifier,
            tuple(PlattCalibration(**t["calibration"]) for t in themes),
            tuple(ThemeRule(**t["rule"]) for t in themes),
        )
    except (KeyError, TypeError, ValueError, OSError, BadZipFile) as error:
        raise BundleError(f"{folder}: not a usable bundle ({error}); train or download it again") from error
    names = ("version", "dataset", "metrics", "versions", "config")
    return Bundle(model, Manifest(**{name: manifest[name] for name in names}), folder)


def default_bundle() -> Path:
    """Return the folder of the bundle that ships with clausetag."""
    return Path(__file__).parent / "default"


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise BundleError(f"{folder}: no {MANIFEST} in it, so it is not a clausetag bundle")
    if path.stat().st_size > 4 * 1024 * 1024:
        raise BundleError(f"{path}: too large for a manifest")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found = manifest["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{path}: not a clausetag manifest ({error})") from error
    if found != FORMAT:
        raise BundleError(f"{path}: format {found!r}, this version reads format {FORMAT}; update clausetag or retrain")
    missing = {"kind", "version", "themes", "files", "dataset", "metrics", "versions", "config"} - manifest.keys()
    if missing or not isinstance(manifest["files"], dict) or ARRAYS not in manifest["files"]:
        raise BundleError(f"{path}: incomplete ({', '.join(sorted(missing)) or 'files'} missing)")
    return dict(manifest)


def _check_files(folder: Path, hashes: Mapping[str, str]) -> None:
    for found in sorted(p.name for p in folder.iterdir()):
        if found != MANIFEST and found not in hashes:
            raise BundleError(f"{folder / found}: a foreign file, not named in {MANIFEST}; remove it or retrain")
    for name, expected in hashes.items():
        path = folder / name
        if Path(name).name != name or not path.is_file():
            raise BundleError(f"{path}: named in {MANIFEST} but missing")
        if path.stat().st_size > _MOST_BYTES:
            raise BundleError(f"{path}: larger than {_MOST_BYTES:,} bytes")
        if _sha256(path) != expected:
            raise BundleError(f"{path}: changed since the bundle was saved (sha256 differs from {MANIFEST})")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(model: Model, themes: list[dict[str, Any]]) -> str:
    digest = hashlib.sha256(json.dumps(themes, sort_keys=True).encode())
    for name, array in sorted(model.classifier.to_arrays().items()):
        digest.update(name.encode() + np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()[:12]
