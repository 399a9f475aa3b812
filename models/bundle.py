"""Saving and loading a model: a folder with a manifest and plain arrays, never a pickle.

| file            | holds                                                                                    |
|-----------------|------------------------------------------------------------------------------------------|
| `manifest.json` | format, kind, themes with calibrations and rules, versions, dataset, metrics, file hashes |
| `arrays.npz`    | the classifier's arrays (`Classifier.to_arrays`)                                         |
| `README.md`     | the model card                                                                           |

What may be built belongs to this loader (`_KINDS`), never to the file: the manifest names a kind, it imports nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from clausetag.data.errors import BundleError
from clausetag.data.replacing import replacing_folder
from clausetag.models.blend import BlendClassifier
from clausetag.models.calibration import PlattCalibration
from clausetag.models.cascade import CascadeClassifier
from clausetag.models.classifier import Classifier
from clausetag.models.decision import ThemeRule
from clausetag.models.encoder import EncoderClassifier
from clausetag.models.model import Model, Rules
from clausetag.models.ngrams import NgramClassifier

FORMAT = 3
MANIFEST = "manifest.json"
ARRAYS = "arrays.npz"
CARD = "README.md"
MOST_BYTES = 500 * 1024 * 1024  # of a file, and of the arrays unpacked
_MOST_BYTES_MANIFEST = 4 * 1024 * 1024
_KINDS: dict[str, type[Classifier]] = {
    "ngrams": NgramClassifier,
    "encoder": EncoderClassifier,
    "cascade": CascadeClassifier,
    "blend": BlendClassifier,
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

    The folder appears whole or not at all. Raises BundleError if `folder` is something else than a bundle, or cannot be
    written.
    """
    check_replaceable(folder)
    try:
        with replacing_folder(folder) as new:
            arrays = model.classifier.to_arrays()
            np.savez(new / ARRAYS, allow_pickle=False, **arrays)  # packed, it would load slower by a third
            (new / CARD).write_text(card, encoding="utf-8")
            themes = [
                {
                    "key": key,
                    **_rule(model.shared, k),
                    "languages": {language: _rule(own, k) for language, own in sorted(model.by_language.items())},
                }
                for k, key in enumerate(model.themes)
            ]
            manifest = {
                "format": FORMAT,
                "kind": model.classifier.kind,
                "version": _version(arrays, themes),
                "themes": themes,
                "dataset": dataset,
                "metrics": metrics,
                "config": config,
                "versions": {name: version(name) for name in ("clausetag", "numpy")},
                "files": {name: _sha256(new / name) for name in (ARRAYS, CARD)},
            }
            (new / MANIFEST).write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise BundleError(f"{folder}: cannot be written ({error.strerror or error})") from error
    return load_bundle(folder)


def load_bundle(folder: Path, *, most_bytes: int = MOST_BYTES) -> Bundle:
    """Read the bundle in `folder`; no file of it, and not the arrays unpacked, may be larger than `most_bytes`.

    Raises BundleError, naming the file, when something is missing, was changed since it was saved, does not belong to
    the bundle, or is of a format or kind this version does not know.
    """
    try:
        manifest = _read_manifest(folder)
        _check_files(folder, manifest["files"], most_bytes)
        return _build(folder, manifest, most_bytes)
    except OSError as error:
        raise BundleError(f"{error.filename or folder}: cannot be read ({error.strerror or error})") from error


def _build(folder: Path, manifest: Mapping[str, Any], most_bytes: int) -> Bundle:
    kind = _KINDS.get(manifest["kind"]) if isinstance(manifest["kind"], str) else None
    if kind is None:
        raise BundleError(f"{folder / MANIFEST}: kind {manifest['kind']!r} is not known to this version of clausetag")
    try:
        themes = manifest["themes"]
        arrays = _read_arrays(folder / ARRAYS, most_bytes)
        classifier = kind.from_arrays(tuple(t["key"] for t in themes), arrays)
        languages = themes[0]["languages"] if themes else {}
        by_language = {language: _rules([theme["languages"][language] for theme in themes]) for language in languages}
        model = Model(classifier, _rules(themes), by_language)
    except Exception as error:  # whatever zipfile, zlib, numpy or a classifier raise at a file that is not theirs
        raise BundleError(f"{folder}: not a usable bundle ({error}); train or download it again") from error
    if _version(arrays, themes) != manifest["version"]:
        raise BundleError(f"{folder / MANIFEST}: changed since the bundle was saved (themes do not match its version)")
    names = ("version", "dataset", "metrics", "versions", "config")
    return Bundle(model, Manifest(**{name: manifest[name] for name in names}), folder)


def _rule(rules: Rules, k: int) -> dict[str, Any]:
    """Return what a manifest keeps of the rules of the theme in column `k`."""
    return {"calibration": asdict(rules.calibrations[k]), "rule": asdict(rules.rules[k])}


def _rules(themes: list[dict[str, Any]]) -> Rules:
    return Rules(
        tuple(PlattCalibration(**theme["calibration"]) for theme in themes),
        tuple(ThemeRule(**theme["rule"]) for theme in themes),
    )


def shipped_bundles() -> dict[str, Path]:
    """Return the folders of the bundles that ship with clausetag, by name."""
    return {manifest.parent.name: manifest.parent for manifest in sorted(Path(__file__).parent.glob(f"*/{MANIFEST}"))}


def default_bundle() -> Path:
    """Return the folder of the bundle that is used where none is named."""
    return Path(__file__).parent / "default"


def check_replaceable(folder: Path) -> None:
    """Raise BundleError if `folder` holds something else than a bundle; to be asked before a long training."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        own = {MANIFEST, *manifest["files"]} if {"format", "kind"} <= manifest.keys() else set()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        own = set()
    if not own:
        raise BundleError(f"{folder}: exists and is not a clausetag bundle; choose another folder or remove it")
    for foreign in sorted(p.name for p in folder.iterdir() if p.name not in own):
        raise BundleError(f"{folder / foreign}: would be lost, it does not belong to the bundle; move it away")


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not folder.exists():
        raise BundleError(f"{folder}: no such folder, and no bundle that ships ({', '.join(shipped_bundles())})")
    if not path.is_file():
        raise BundleError(f"{folder}: no {MANIFEST} in it, so it is not a clausetag bundle")
    if path.stat().st_size > _MOST_BYTES_MANIFEST:
        raise BundleError(f"{path}: larger than {_MOST_BYTES_MANIFEST:,} bytes, too large for a manifest")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        found = manifest["format"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BundleError(f"{path}: not a clausetag manifest ({error})") from error
    if found != FORMAT:
        raise BundleError(f"{path}: format {found!r}, this version reads format {FORMAT}; update clausetag or retrain")
    missing = {"kind", "version", "themes", "files", "dataset", "metrics", "versions", "config"} - manifest.keys()
    if missing or not isinstance(manifest["files"], dict) or ARRAYS not in manifest["files"]:
        raise BundleError(f"{path}: incomplete ({', '.join(sorted(missing)) or 'files'} missing)")
    return dict(manifest)


def _read_arrays(path: Path, most_bytes: int) -> dict[str, NDArray[Any]]:
    with ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > most_bytes:
            raise ValueError(f"{path.name} unpacks to more than {most_bytes:,} bytes")
    with np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


def _check_files(folder: Path, hashes: Mapping[str, str], most_bytes: int) -> None:
    for found in sorted(p.name for p in folder.iterdir()):
        if found != MANIFEST and found not in hashes:
            raise BundleError(f"{folder / found}: a foreign file, not named in {MANIFEST}; remove it or retrain")
    for name, expected in hashes.items():
        path = folder / name
        if Path(name).name != name:
            raise BundleError(f"{folder / MANIFEST}: names {name!r}, which is not a file of the bundle")
        if not path.is_file():
            raise BundleError(f"{path}: named in {MANIFEST} but missing")
        if path.stat().st_size > most_bytes:
            raise BundleError(f"{path}: larger than {most_bytes:,} bytes")
        if _sha256(path) != expected:
            raise BundleError(f"{path}: changed since the bundle was saved (sha256 differs from {MANIFEST})")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(arrays: Mapping[str, NDArray[Any]], themes: list[dict[str, Any]]) -> str:
    digest = hashlib.sha256(json.dumps(themes, sort_keys=True).encode())
    for name, array in sorted(arrays.items()):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()[:12]
