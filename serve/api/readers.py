"""Reading uploads in processes of their own, so that a hostile document takes down no more than its reader."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress

from clausetag.data.documents.resolution import Resolution
from clausetag.data.sheets.sheet import Sheet
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.reader_process import ANSWER, FAILED, READ, READ_SHEET, REQUEST, UNREADABLE
from clausetag.serve.api.settings import MEGABYTE, Settings
from clausetag.serve.api.wire import resolution_from_json, sheet_from_json

_DOCUMENTS = 200  # read by one process before a fresh one takes its place
_MOST_ANSWER = 128 * MEGABYTE
_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "PYTHONHOME", "SYSTEMROOT")


class Readers:
    """A few reader processes, a bounded queue in front of them, and a stopwatch over each."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._free = asyncio.Semaphore(settings.readers)
        self._waiting = 0
        self._idle: list[tuple[Process, int]] = []  # and how many documents each has read

    async def start(self) -> None:
        """Start one reader, so that the first upload does not wait for it."""
        self._idle.append((await self._spawn(), 0))

    async def stop(self) -> None:
        """End the readers."""
        while self._idle:
            await _end(self._idle.pop()[0])

    async def read(self, content: bytes, name: str) -> Resolution | tuple[Sheet, int]:
        """Read a document, or a spreadsheet with the place of its texts, as the name says.

        ProblemError 422 if it cannot be read, 503 if too many wait already.
        """
        if self._waiting >= self._settings.reader_queue:
            raise self._busy()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.reader_wait):
                await self._free.acquire()
        except TimeoutError:
            raise self._busy() from None
        finally:
            self._waiting -= 1
        try:
            return await self._read(content, name)
        finally:
            self._free.release()

    async def _read(self, content: bytes, name: str) -> Resolution | tuple[Sheet, int]:
        process, count = await self._take()
        healthy = False
        try:
            async with asyncio.timeout(self._settings.reader_seconds):
                status, answer = await _exchange(process, content, name)
            healthy = status in (READ, READ_SHEET, UNREADABLE)
            if status in (READ, READ_SHEET):
                self._metrics.documents.labels("read").inc()
                from_json = resolution_from_json if status == READ else sheet_from_json
                return await asyncio.to_thread(from_json, answer)
            if status == UNREADABLE:
                raise self._problem("unreadable", answer.decode("utf-8", "replace"))
            if status == FAILED:
                raise self._problem("failed", f"{name}: cannot be read; the document may be damaged")
            raise self._problem("memory", f"{name}: needs more memory to read than is allowed; split it")
        except TimeoutError:
            seconds = self._settings.reader_seconds
            raise self._problem("time", f"{name}: takes more than {seconds:g} seconds to read; split it") from None
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            healthy = False
            raise self._problem(
                "died", f"{name}: cannot be read; it took too much memory or broke its reader"
            ) from None
        finally:
            if healthy and count + 1 < _DOCUMENTS and process.returncode is None:
                self._idle.append((process, count + 1))
            else:
                await asyncio.shield(_end(process))

    async def _take(self) -> tuple[Process, int]:
        while self._idle:
            process, count = self._idle.pop()
            if process.returncode is None:  # else it was killed while it had nothing to do
                return process, count
        return await self._spawn(), 0

    def _busy(self) -> ProblemError:
        self._metrics.refused.labels("readers").inc()
        return ProblemError(503, "too many documents are waiting to be read; try again later", retry_after=5)

    def _problem(self, outcome: str, detail: str) -> ProblemError:
        self._metrics.documents.labels(outcome).inc()
        return ProblemError(422, detail)

    async def _spawn(self) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # imports nothing from the folder that the service was started in
            "-m",
            "clausetag.serve.api.reader_process",
            str(self._settings.reader_memory // MEGABYTE),
            str(int(self._settings.reader_seconds)),
            str(self._settings.max_characters),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},  # no keys among them
        )


async def _exchange(process: Process, content: bytes, name: str) -> tuple[int, bytes]:
    assert process.stdin is not None  # noqa: S101 (both are pipes)
    assert process.stdout is not None  # noqa: S101
    label = name.encode("utf-8", "replace")
    process.stdin.write(REQUEST.pack(len(label), len(content)) + label)
    process.stdin.write(content)
    await process.stdin.drain()
    status, length = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
    if length > _MOST_ANSWER:
        raise EOFError
    return status, await process.stdout.readexactly(length)


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
