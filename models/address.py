"""Where a model is: in a folder, in MLflow's registry (models:/clausetag@champion), or with clausetag itself (None)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausetag.models.bundle import Bundle, default_bundle, load_bundle

Address = str | os.PathLike[str] | None
REGISTRY = "models:/"  # what addresses in the registry begin with


def registered_uri(address: Address) -> str | None:
    """Return the URI of a registered model, as MLflow takes it; None for an address outside the registry."""
    text = "" if address is None else os.fspath(address)
    return REGISTRY + text.removeprefix(REGISTRY).lstrip("/") if text.startswith(REGISTRY) else None


def folder_of(address: Address) -> Path:
    """Return the folder that an address outside the registry names; the shipped bundle's if it names none."""
    return default_bundle() if address is None else Path(address)


def load_model(address: Address) -> Bundle:
    """Load the bundle at an address.

    Raises:
        BundleError: The bundle cannot be used.
        UsageError: The registry cannot be asked or holds no such model.
    """
    uri = registered_uri(address)
    if uri is None:
        return load_bundle(folder_of(address))
    from clausetag.models.mlflow_store import load_registered

    return load_registered(uri)


@contextmanager
def local_folder(address: Address) -> Iterator[Path]:
    """Give the folder of the bundle at an address; a registered one is downloaded, and gone again at the end.

    Raises:
        BundleError: The registered model is none that clausetag logged.
        UsageError: The registry cannot be asked or holds no such model.
    """
    uri = registered_uri(address)
    if uri is None:
        yield folder_of(address)
        return
    from clausetag.models.mlflow_store import downloaded

    with downloaded(uri) as folder:
        yield folder
