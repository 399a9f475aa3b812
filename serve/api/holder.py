"""The model in use, and how a new one takes its place while requests go on.

A request holds the tagger it began with, so a swap fails none: the old model goes when its last request is done.
"""

import asyncio
import logging
from pathlib import Path
from typing import Protocol

from clausetag.data.errors import ClausetagError
from clausetag.models.bundle import MANIFEST, default_bundle
from clausetag.serve.tagger import Tagger

_LOG = logging.getLogger("clausetag.serve")
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

    def __init__(self, path: Path | None) -> None:
        self.path = path or default_bundle()

    def stamp(self) -> str:
        """Say which manifest lies in the folder: its inode, time and size."""
        try:
            found = (self.path / MANIFEST).stat()
        except OSError:
            return "missing"
        return f"{found.st_ino}-{found.st_mtime_ns}-{found.st_size}"

    def load(self) -> Tagger:
        """Load the bundle."""
        return Tagger.load(self.path)


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
            stamp = await asyncio.to_thread(self._source.stamp)
            if stamp in (self._stamp, "missing"):
                continue
            try:
                tagger = await asyncio.to_thread(lambda: _ready(self._source.load()))
            except (ClausetagError, OSError) as error:
                # Perhaps half replaced: looked at again the next time, for the stamp is not taken over.
                self.failures += 1
                _LOG.warning("a new model cannot be used, the old one stays: %s", error)
                continue
            old, self.tagger, self._stamp = self.tagger.info.version, tagger, stamp
            self.swaps += 1
            _LOG.info("model %s is followed by %s", old, tagger.info.version)


def _ready(tagger: Tagger) -> Tagger:
    tagger.tag_texts([_WARM_UP])
    return tagger
