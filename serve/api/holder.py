"""The model in use, and how a new one takes its place while requests go on.

A request holds the tagger it began with, so a swap fails none: the old model goes when its last request is done.
"""

import asyncio
import logging
from typing import Protocol

from clausetag.data.errors import UsageError
from clausetag.models.address import REGISTRY, Address, folder_of, registered_uri
from clausetag.models.bundle import MANIFEST
from clausetag.serve.tagger import Tagger

_LOG = logging.getLogger("clausetag.serve")
MISSING = "missing"  # a stamp that stands for no model
_WARM_UP = "Calls upon States to protect all children in detention;"


class Source(Protocol):
    """Where models come from. Whatever moves (a folder that is rewritten, an alias in a registry) changes the stamp."""

    def stamp(self) -> str:
        """Return a short text that differs when there is another model to load."""
        ...

    def load(self) -> Tagger:
        """Load what the stamp stands for; BundleError if it cannot be used."""
        ...


class Folder:
    """A bundle folder, replaced as a whole by whoever trains."""

    def __init__(self, path: Address) -> None:
        self.path = folder_of(path)

    def stamp(self) -> str:
        """Say which manifest lies in the folder: its inode, time and size."""
        try:
            manifest = (self.path / MANIFEST).stat()
        except OSError:
            return MISSING
        return f"{manifest.st_ino}-{manifest.st_mtime_ns}-{manifest.st_size}"

    def load(self) -> Tagger:
        """Load the bundle."""
        return Tagger.load(self.path)


class Registered:
    """A model in MLflow's registry: `models:/clausetag@champion`. Whoever moves the alias changes the model."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._name, _, self._alias = uri.removeprefix(REGISTRY).partition("@")

    def stamp(self) -> str:
        """Ask the registry which version the alias names; a store that does not answer changes nothing."""
        from clausetag.models.mlflow_store import connect, store_errors

        if not self._alias:
            return self._uri
        try:
            client = connect()
            with store_errors():
                return str(client.get_model_version_by_alias(self._name, self._alias).version)
        except UsageError as error:
            _LOG.warning("the model registry cannot be asked, the model stays: %s", error)
            return MISSING

    def load(self) -> Tagger:
        """Load the version that the alias names now."""
        return Tagger.load(self._uri)


def source_of(bundle: Address) -> Source:
    """Return where the model named comes from: the registry, a folder, or clausetag itself."""
    uri = registered_uri(bundle)
    return Folder(bundle) if uri is None else Registered(uri)


class Holder:
    """Holds the tagger that answers now, and looks for another every few seconds."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._stamp = source.stamp()
        self.tagger = _ready(source.load())
        self.swaps = 0
        self.failures = 0

    async def watch(self, seconds: float) -> None:
        """Swap the model whenever the source's stamp changes; a model that cannot be loaded is not taken."""
        while True:
            await asyncio.sleep(seconds)
            try:
                stamp = await asyncio.to_thread(self._source.stamp)
                if stamp in (self._stamp, MISSING):
                    continue
                tagger = await asyncio.to_thread(lambda: _ready(self._source.load()))
            except Exception as error:  # noqa: BLE001 (whatever a source or a foreign bundle raises, the watch goes on)
                # Perhaps half replaced: looked at again the next time, for the stamp is not taken over.
                self.failures += 1
                _LOG.warning("a new model cannot be used, the old one stays: %r", error)
                continue
            old, self.tagger, self._stamp = self.tagger.info.version, tagger, stamp
            self.swaps += 1
            _LOG.info("model %s is followed by %s", old, tagger.info.version)


def _ready(tagger: Tagger) -> Tagger:
    tagger.tag_texts([_WARM_UP])
    return tagger
