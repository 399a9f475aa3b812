"""Requests that run at once are tagged together: one queue, bounded, and one loop that empties it."""

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from clausetag.serve.api.holder import Holder
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.settings import Settings
from clausetag.serve.tagger import Tagger
from clausetag.serve.tags import Tags

_AT_ONCE = 1_000  # characters, a clause or two: a thread for so few costs more than tagging them in the event loop


@dataclass(frozen=True, slots=True)
class Answered:
    """The tags of a request's texts, in order, and the tagger that made them."""

    tags: list[Tags]
    tagger: Tagger


@dataclass(eq=False, slots=True)
class _Job:
    texts: Sequence[str]
    characters: int
    answer: asyncio.Future[Answered]


class Batcher:
    """Tags texts for many callers. `run` must be running; there is no other state that callers share."""

    def __init__(self, holder: Holder, settings: Settings, metrics: Metrics) -> None:
        self._holder = holder
        self._settings = settings
        self._metrics = metrics
        self._jobs: deque[_Job] = deque()
        self._texts = 0  # in the queue
        self._ready = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "tagger")

    async def tag(self, texts: Sequence[str]) -> Answered:
        """Tag texts, in a batch with whatever else waits; ProblemError 503 if too much waits already."""
        if not texts:
            return Answered([], self._holder.tagger)
        full = len(self._jobs) >= self._settings.queue_requests or (
            self._jobs and self._texts + len(texts) > self._settings.queue_texts
        )
        if full:
            self._metrics.refused.labels("queue").inc()
            raise ProblemError(503, "too many texts are waiting to be tagged; try again later", retry_after=1)
        characters = sum(map(len, texts))
        try:
            async with asyncio.timeout(self._settings.answer_seconds):
                if characters <= self._settings.batch_characters:
                    return await self._queued(texts, characters)
                return await self._in_parts(texts)
        except TimeoutError:
            self._metrics.refused.labels("time").inc()
            raise ProblemError(503, "the texts could not be tagged in time; try again later", retry_after=5) from None

    def _queued(self, texts: Sequence[str], characters: int) -> asyncio.Future[Answered]:
        job = _Job(texts, characters, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        self._texts += len(texts)
        self._metrics.waiting.set(self._texts)
        self._ready.set()
        return job.answer

    async def _in_parts(self, texts: Sequence[str]) -> Answered:
        """Tag what is too much for one batch, part after part, so that others get in between."""
        parts: list[list[str]] = [[]]
        size = 0
        for text in texts:
            if parts[-1] and size + len(text) > self._settings.batch_characters:
                parts.append([])
                size = 0
            parts[-1].append(text)
            size += len(text)
        while True:
            answered = [await self._queued(part, sum(map(len, part))) for part in parts]
            if all(part.tagger is answered[0].tagger for part in answered):
                return Answered([tags for part in answered for tags in part.tags], answered[0].tagger)
            # The model was swapped meanwhile, and one answer must not be two models'.

    async def run(self) -> None:
        """Tag what waits, batch after batch, until cancelled."""
        try:
            while True:
                await self._ready.wait()
                await asyncio.sleep(0)  # lets requests that arrived together queue together
                while batch := self._take():
                    await self._answer(batch)
                self._ready.clear()
        finally:
            self._thread.shutdown(wait=False)

    def _take(self) -> list[_Job]:
        batch: list[_Job] = []
        characters = 0
        while self._jobs and (not batch or characters + self._jobs[0].characters <= self._settings.batch_characters):
            job = self._jobs.popleft()
            self._texts -= len(job.texts)
            if not job.answer.done():  # its caller has gone
                batch.append(job)
                characters += job.characters
        self._metrics.waiting.set(self._texts)
        return batch

    async def _answer(self, batch: Sequence[_Job]) -> None:
        tagger = self._holder.tagger
        texts = [text for job in batch for text in job.texts]
        self._metrics.batch.observe(len(texts))
        try:
            if sum(job.characters for job in batch) <= _AT_ONCE:
                tags = tagger.tag_texts(texts)
            else:
                tags = await asyncio.get_running_loop().run_in_executor(self._thread, tagger.tag_texts, texts)
        except Exception as error:  # noqa: BLE001 (whatever it was, the callers must hear of it and the loop go on)
            if len(batch) > 1:  # one request's trouble is not the others'
                for job in batch:
                    await self._answer([job])
            elif not batch[0].answer.done():
                batch[0].answer.set_exception(error)
            return
        place = 0
        for job in batch:
            if not job.answer.done():
                job.answer.set_result(Answered(tags[place : place + len(job.texts)], tagger))
            place += len(job.texts)
