"""What the service is told and what it allows: every limit in one place."""

import hashlib
import ipaddress
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausetag.data.errors import UsageError
from clausetag.models.address import Address

KEYS_VARIABLE = "CLAUSETAG_API_KEYS"
_SHORTEST_KEY = 16
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?/?")
MEGABYTE = 1024 * 1024

MAX_TEXTS = 1000  # of one request
MAX_CHARACTERS = 20_000  # of one text, or of one clause of a document


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where to listen, who may come in, and the limits."""

    host: str = "127.0.0.1"
    port: int = 8000
    bundle: Address = None
    corrections: Path
    review: Path | None = None  # clauses for readers: the file of a queue, or the folder of its project
    tags: Path | None = None  # tables of a batch to ask questions of
    keys: tuple[bytes, ...] = ()  # SHA-256 of each API key; the keys themselves are not kept
    allowed_hosts: tuple[str, ...] = ()  # names that a proxy passes on, besides the address listened on
    origins: tuple[str, ...] = ()  # of other sites whose pages may call the API: "https://example.org"

    max_body: int = 4 * MEGABYTE  # bytes, after decompression
    max_upload: int = 20 * MEGABYTE  # the same where documents are uploaded
    max_bodies: int = 256 * MEGABYTE  # of all requests being read at once
    body_seconds: float = 20.0  # for a whole body to arrive
    header_seconds: float = 10.0
    write_seconds: float = 25.0  # for a client to read its answer; less than stop_seconds
    connections: int = 2000  # open at once; requests on further ones are answered 503

    queue_requests: int = 512  # waiting for the model
    queue_texts: int = 40_000
    batch_characters: int = 200_000  # tagged at once; of a request with more, others get in between
    answer_seconds: float = 30.0

    readers: int = 2  # processes that read documents
    reader_queue: int = 16  # documents waiting for one
    reader_wait: float = 8.0  # seconds for one to be free; with reader_seconds less than stop_seconds
    reader_seconds: float = 20.0
    reader_memory: int = 1024 * MEGABYTE
    max_clauses: int = 5000  # of one document
    max_characters: int = 20_000_000  # of one document, each clause with the paragraph that it hangs on

    results: int = 100  # documents that the web page keeps in memory
    result_characters: int = 30_000_000  # of all of them; a document with more is not shown
    result_seconds: float = 3600.0
    model_seconds: float = 5.0  # between looks at whether there is a new model
    stop_seconds: int = 30  # for requests under way when the service is told to stop


def load_keys(file: Path | None, environment: Mapping[str, str] = os.environ) -> tuple[bytes, ...]:
    """Return the hashes of the API keys in a file (one a line, # begins a comment) and in CLAUSETAG_API_KEYS.

    Raises:
        UsageError: The file cannot be read or is empty, or a key is too short. The message never holds a key.
    """
    found = [key for key in re.split(r"[\s,]+", environment.get(KEYS_VARIABLE, "")) if key]
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file}: cannot be read as a file of API keys, one a line") from error
        keys = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
        if not keys:
            raise UsageError(f"{file}: no API key in it; write one a line")
        found += keys
    for key in found:
        if len(key) < _SHORTEST_KEY or not key.isascii() or not key.isprintable():
            raise UsageError(f"an API key is not {_SHORTEST_KEY} or more printable ASCII characters; make a longer one")
    return tuple(dict.fromkeys(hashlib.sha256(key.encode()).digest() for key in found))


def checked_origins(given: Sequence[str]) -> tuple[str, ...]:
    """Return origins as browsers send them; UsageError for what is none, and for "*", which would let any site in."""
    found = []
    for origin in given:
        match = _ORIGIN.fullmatch(origin.strip().lower())
        if match is None:
            raise UsageError(f"{origin}: is no origin; write scheme and host alone, as in https://example.org")
        default = {"https": ":443", "http": ":80"}[match["scheme"]]
        found.append(match[0].removesuffix("/").removesuffix(default))
    return tuple(dict.fromkeys(found))


def check(settings: Settings) -> None:
    """Refuse to listen beyond this machine without an API key."""
    if not is_loopback(settings.host) and not settings.keys:
        raise UsageError(
            f"listening on {settings.host} lets other machines in: give API keys with --api-keys FILE or "
            f"{KEYS_VARIABLE}, or listen on 127.0.0.1"
        )


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def corrections_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Where corrections are kept unless told otherwise: the user's data folder."""
    base = environment.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "clausetag" / "corrections.jsonl"
