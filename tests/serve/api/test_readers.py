import asyncio
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from clausetag.data import read_resolution, read_resolution_bytes
from clausetag.data.documents.resolution import Subject
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.readers import Readers
from clausetag.serve.api.wire import characters_of, resolution_from_json, resolution_to_json

RESOLUTION = "The General Assembly,\n1. Urges States to protect children;\n"


@asynccontextmanager
async def reading(settings, **changes):
    readers = Readers(replace(settings(), **changes), Metrics())
    await readers.start()
    try:
        yield readers
    finally:
        await readers.stop()


def refusal(readers, content, name="x.txt"):
    async def read():
        with pytest.raises(ProblemError) as raised:
            await readers.read(content, name)
        assert raised.value.status == 422
        return raised.value.detail

    return read()


def test_resolution_survives_the_wire(seed):
    resolution = read_resolution(seed)
    assert resolution_from_json(resolution_to_json(resolution)) == resolution


def test_what_the_mark_up_says_survives_the_wire(marked_up):
    resolution = read_resolution_bytes(marked_up, "made.xml")
    assert resolution.subjects
    assert resolution.remarks
    assert resolution_from_json(resolution_to_json(resolution)) == resolution


def test_subjects_count_in_every_row(marked_up):
    resolution = read_resolution_bytes(marked_up, "made.xml")
    more = replace(resolution, subjects=(*resolution.subjects, Subject("sdg", "1", "x" * 99)))
    assert characters_of(more) - characters_of(resolution) == 100 * len(resolution.clauses)


def test_one_process_reads_many_documents(settings, seed, marked_up):
    async def main():
        async with reading(settings, readers=1) as readers:
            first = readers._idle[0][0].pid
            assert len((await readers.read(seed.read_bytes(), seed.name)).clauses) == 77
            assert len((await readers.read(marked_up, "x.bin")).subjects) == 3
            assert "x.png" in await refusal(readers, b"\x89PNG", "x.png")
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses[0].path == "op1"
            assert [(p.pid, n) for p, n in readers._idle] == [(first, 4)]

    asyncio.run(main())


def test_reader_that_takes_too_long_is_killed_and_the_next_document_read(settings):
    async def main():
        async with reading(settings, readers=1) as readers:
            os.kill(readers._idle[0][0].pid, signal.SIGSTOP)  # as good as a document that never ends
            readers._settings = replace(readers._settings, reader_seconds=0.2)
            assert "0.2 seconds" in await refusal(readers, RESOLUTION.encode())
            readers._settings = replace(readers._settings, reader_seconds=20)
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses

    asyncio.run(main())


def test_reader_that_dies_takes_only_its_document_with_it(settings):
    async def main():
        async with reading(settings, readers=1) as readers:
            process = readers._idle[0][0]
            os.kill(process.pid, signal.SIGSTOP)
            refused = asyncio.create_task(refusal(readers, RESOLUTION.encode()))
            await asyncio.sleep(0.05)
            os.kill(process.pid, signal.SIGKILL)
            assert "broke its reader" in await refused
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses

    asyncio.run(main())


def test_reader_that_was_killed_between_documents_is_nobodys_fault(settings):
    async def main():
        async with reading(settings, readers=1) as readers:
            process = readers._idle[0][0]
            os.kill(process.pid, signal.SIGKILL)
            await process.wait()
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses

    asyncio.run(main())


def test_reader_has_a_limit_of_memory(settings):
    content = b"Urges States to act; " * 400_000  # 8 MB, where no more can be had

    async def main():
        async with reading(settings, readers=1, reader_memory=1024 * 1024) as readers:
            assert "memory" in await refusal(readers, content)
            readers._settings = settings()
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses

    asyncio.run(main())


def test_caller_that_goes_away_leaves_no_reader_behind(settings):
    async def main():
        async with reading(settings, readers=1) as readers:
            process = readers._idle[0][0]
            os.kill(process.pid, signal.SIGSTOP)
            task = asyncio.create_task(readers.read(RESOLUTION.encode(), "a"))
            await asyncio.sleep(0.05)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert process.returncode is not None
            assert (await readers.read(RESOLUTION.encode(), "a")).clauses

    asyncio.run(main())


def test_documents_wait_in_a_bounded_queue(settings):
    async def main():
        async with reading(settings, readers=1, reader_queue=1) as readers:
            found = await asyncio.gather(
                *(readers.read(RESOLUTION.encode(), "a") for _ in range(4)), return_exceptions=True
            )
            refused = [f for f in found if isinstance(f, ProblemError)]
            assert [(f.status, f.headers) for f in refused] == [(503, {"retry-after": "5"})] * len(refused)
            assert 1 <= len(refused) <= 3

    asyncio.run(main())


def test_documents_do_not_wait_for_long(settings):
    async def main():
        async with reading(settings, readers=1, reader_wait=0.05) as readers:
            os.kill(readers._idle[0][0].pid, signal.SIGSTOP)
            slow = asyncio.create_task(readers.read(RESOLUTION.encode(), "a"))
            await asyncio.sleep(0)
            with pytest.raises(ProblemError) as raised:
                await readers.read(RESOLUTION.encode(), "b")
            assert raised.value.status == 503
            slow.cancel()

    asyncio.run(main())


def test_readers_are_given_no_keys(settings, monkeypatch):
    monkeypatch.setenv("CLAUSETAG_API_KEYS", "a-secret-that-is-long-enough")

    async def main():
        async with reading(settings, readers=1) as readers:
            assert b"a-secret" not in Path(f"/proc/{readers._idle[0][0].pid}/environ").read_bytes()

    asyncio.run(main())
