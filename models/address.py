"""Where a model is: in a folder, in MLflow's registry (models:/clausetag@champion), or with clausetag itself.

Those that come with clausetag are named, `more`; None is the default one.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clausetag.models.bundle import MANIFEST, Bundle, default_bundle, load_bundle, shipped_bundles

Address = str | os.PathLike[str] | None
REGISTRY = "models:/"  # what addresses in the registry begin with


def registered_uri(address: Address) -> str | None:
    """Return the URI of a registered model, as MLflow takes it; None for an address outside the registry."""
    text = "" if address is None else os.fspath(address)
    return REGISTRY + text.removeprefix(REGISTRY).lstrip("/") if text.startswith(REGISTRY) else None


def folder_of(address: Address) -> Path:
    """Return the folder that an address outside the registry names, or that of the bundle that ships by this name."""
    if address is None:
        return default_bundle()
    folder, shipped = Path(address), shipped_bundles().get(str(address))
    return folder if shipped is None or (folder / MANIFEST).is_file() else shipped


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
