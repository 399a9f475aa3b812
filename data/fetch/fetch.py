"""Fetch official documents by symbol from the United Nations document service, politely, into a folder.

The service is the Official Document System (https://documents.un.org). It gives a document by its symbol at

    https://documents.un.org/api/symbol/access?s=A/RES/67/172&l=en&t=pdf

with `s` the symbol, `l` the language (ar, zh, en, fr, ru, es) and `t` the format (pdf, docx), by a redirect to the file
on the same host. For readers the same documents stand at https://docs.un.org/en/A/RES/67/172, as research guides say
(https://researchguides.library.vanderbilt.edu/UNDocs/symbols). For the address above no reference of the United
Nations was found; it is taken from public programs that use it, which also report that a symbol not there yet gives an
empty answer with status 200, and that docx may bring an old .doc for documents from before about 2015. clausetag is
tested against a server of its own, never against the service.
"""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from clausetag.data.errors import UsageError
from clausetag.data.extras import needs
from clausetag.data.fetch.files import (
    FORMATS,
    Format,
    Key,
    Record,
    check_content,
    file_name,
    is_whole,
    new_part,
    read_manifest,
    write_manifest,
)
from clausetag.data.fetch.symbols import MAX_LENGTH, clean_symbol
from clausetag.data.languages import LANGUAGES

if TYPE_CHECKING:
    import httpx

    from clausetag.data.fetch.http import Courier, Manners

BASE = "https://documents.un.org/api/symbol/access"
HOSTS = ("documents.un.org", "docs.un.org", "undocs.org", "documents-dds-ny.un.org", "daccess-ods.un.org")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be had, and why."""

    symbol: str
    reason: str


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What became of every symbol asked for, each named once."""

    folder: Path
    fetched: tuple[Record, ...] = ()
    cached: tuple[Record, ...] = ()  # there already, unchanged since they were fetched
    failed: tuple[Failure, ...] = ()


def fetch(
    symbols: Iterable[str],
    out: Path,
    *,
    language: str = "en",
    format: Format = "pdf",  # noqa: A002 - the word users know
    base: str = BASE,
    hosts: Collection[str] = (),
    manners: "Manners | None" = None,
    progress: Callable[[Record | Failure], None] | None = None,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> FetchReport:
    """Fetch documents into the folder `out`, one file a document, with a manifest of their checksums.

    A document that lies there unchanged is not fetched again, so a run that was cut off is taken up by running it
    again. A file or the manifest is put in its place only when it is whole. One failure never stops the others.

    Args:
        symbols: Document symbols, as "A/RES/67/172" or "S/RES/1612(2005)"; given twice, fetched once.
        out: Folder for the documents; made if it is not there.
        language: One of ar, zh, en, fr, ru, es.
        format: "pdf" or "docx"; checked by the content of what comes.
        base: Address of the service; asked with the parameters s, l and t.
        hosts: Hosts it may redirect to besides its own (and, for the United Nations, their other document hosts).
        manners: Pace, patience and limits; by default a request a second, five tries, 50 MiB.
        progress: Called with each document as it is done.
        clock: Seconds that only grow.
        sleep: How to wait.

    Raises:
        UsageError: Language, format, base or folder will not do, or httpx is not installed.
        LabelError: The manifest in the folder is damaged.
    """
    if language not in LANGUAGES:
        raise UsageError(f"unknown language {language!r}; the languages are {', '.join(LANGUAGES)}")
    if format not in FORMATS:
        raise UsageError(f"unknown format {format!r}; the formats are {', '.join(FORMATS)}")
    with needs("fetch"):
        import httpx

    from clausetag.data.fetch.http import Courier, Manners, host_of

    address = _address(base)
    allowed = {host_of(address), *hosts, *(HOSTS if host_of(address) in HOSTS else ())}
    manners = manners or Manners()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: cannot be made a folder ({error.strerror}); choose another") from error
    manifest = read_manifest(out)
    cached: list[Record] = []
    fetched: list[Record] = []
    failed: list[Failure] = []
    headers = {"User-Agent": _user_agent(httpx.__version__), "Accept": "*/*", "Accept-Encoding": "identity"}
    with httpx.Client(headers=headers, timeout=manners.timeout, follow_redirects=False) as client:
        courier = Courier(client, allowed, manners, clock, sleep)
        for symbol in dict.fromkeys(clean_symbol(text) or text for text in symbols):
            outcome: Record | Failure
            if clean_symbol(symbol) is None:
                outcome = Failure(_shown(symbol), "not a document symbol such as A/RES/67/172 or S/RES/1612(2005)")
            elif (known := manifest.get((symbol, language, format))) and is_whole(
                known, out / file_name(symbol, language, format)
            ):
                outcome = known
                cached.append(known)
            else:
                url = address.copy_merge_params({"s": symbol, "l": language, "t": format})
                outcome = _fetch_one(courier, url, out, symbol, language, format, manifest)
                if isinstance(outcome, Record):
                    fetched.append(outcome)
            if isinstance(outcome, Failure):
                failed.append(outcome)
            if progress is not None:
                progress(outcome)
    return FetchReport(out, tuple(fetched), tuple(cached), tuple(failed))


def format_report(report: FetchReport) -> str:
    """Say in lines what was fetched, what was there already, and what failed for which reason."""
    size = sum(record.bytes for record in report.fetched)
    lines = [
        f"fetched: {len(report.fetched):,} ({size:,} bytes) into {report.folder}",
        f"there already: {len(report.cached):,}",
        f"failed: {len(report.failed):,}",
        *(f"  {failure.symbol}: {failure.reason}" for failure in report.failed),
    ]
    return "\n".join(lines)


def _fetch_one(
    courier: "Courier",
    url: "httpx.URL",
    out: Path,
    symbol: str,
    language: str,
    format: Format,  # noqa: A002
    manifest: dict[Key, Record],
) -> Record | Failure:
    """Fetch a document to the side, check it, put it in place and note it in the manifest."""
    from clausetag.data.fetch.http import GivenUpError

    name = file_name(symbol, language, format)
    try:
        part = new_part(out, name)
        try:
            sha256, size, origin = courier.bring(url, part, partial(check_content, format=format))
            part.replace(out / name)
        finally:
            part.unlink(missing_ok=True)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        record = Record(symbol, language, format, name, sha256, size, now, origin)
        key = (symbol, language, format)
        write_manifest(out, manifest | {key: record})
        manifest[key] = record
    except GivenUpError as error:
        return Failure(symbol, str(error))
    except OSError as error:
        return Failure(symbol, f"cannot be written to {out} ({error.strerror})")
    return record


def _address(base: str) -> "httpx.URL":
    import httpx

    wanted = f"base {base!r} must be an http or https address such as {BASE}"
    try:
        address = httpx.URL(base)
    except httpx.InvalidURL as error:
        raise UsageError(wanted) from error
    if address.scheme not in ("http", "https") or not address.host or address.userinfo or address.fragment:
        raise UsageError(wanted)
    return address


def _user_agent(httpx_version: str) -> str:
    try:
        own = version("clausetag")
    except PackageNotFoundError:  # run from a source tree that is not installed
        own = "unknown"
    return f"clausetag/{own} python-httpx/{httpx_version}"


def _shown(text: str) -> str:
    short = text if len(text) <= MAX_LENGTH else text[:MAX_LENGTH] + "..."
    return short if short.isprintable() and short else ascii(short)
