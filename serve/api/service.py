"""What the routes share: the model, the readers, the queue, what the page keeps. One object, made once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress

from clausetag.data.documents.resolution import Resolution
from clausetag.data.errors import DocumentError
from clausetag.data.sheets.sheet import sheet_hint
from clausetag.serve.api.batching import Batcher
from clausetag.serve.api.corrections import CorrectionsFile
from clausetag.serve.api.holder import Holder, source_of
from clausetag.serve.api.metrics import Metrics
from clausetag.serve.api.problems import ProblemError
from clausetag.serve.api.readers import Readers
from clausetag.serve.api.results import Results
from clausetag.serve.api.settings import MAX_CHARACTERS, Settings
from clausetag.serve.tagger import Tagger, not_scored
from clausetag.serve.tags import TaggedClause, TaggedResolution, Tags
from clausetag.serve.texts import TaggedSheet, checked_texts, known_rows, put_together

_LONGEST_NAME = 255  # characters of a file's name that are kept: it is repeated in every row of a CSV download
_TIDY_SECONDS = 30.0


class Service:
    """Tags texts and documents for the API and the page."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.holder = Holder(source_of(settings.bundle))
        self.batcher = Batcher(self.holder, settings, self.metrics)
        self.readers = Readers(settings, self.metrics)
        self.results = Results(settings)
        self.corrections = CorrectionsFile(settings.corrections)
        self.ready = False
        self._explainer = ThreadPoolExecutor(1, "explainer")  # one request at a time, so that tagging goes on beside it

    @property
    def tagger(self) -> Tagger:
        """The tagger in use now."""
        return self.holder.tagger

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run what works beside the requests."""
        await self.readers.start()
        tasks = [
            asyncio.create_task(self.batcher.run()),
            asyncio.create_task(self.holder.watch(self.settings.model_seconds)),
            asyncio.create_task(self._tidy()),
        ]
        self.ready = True
        try:
            yield
        finally:
            self.ready = False
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            self._explainer.shutdown(wait=False, cancel_futures=True)
            await self.readers.stop()

    async def _tidy(self) -> None:
        """Let go of results whose time is over, also where nobody asks for any."""
        while True:
            await asyncio.sleep(min(_TIDY_SECONDS, self.settings.result_seconds))
            self.results.tidy()

    async def tag_texts(self, texts: list[str], *, explain: bool = False) -> tuple[list[Tags], Tagger]:
        """Tag texts, counting the answers; with `explain`, also say what spoke for and against each theme."""
        answered = await self.batcher.tag(texts)
        for (key, answer), count in Counter(a for tags in answered.tags for a in tags.answers.items()).items():
            self.metrics.answer(key, answer.value).inc(count)
        if not explain:
            return answered.tags, answered.tagger
        explaining = self._explainer.submit(answered.tagger.explained, texts, answered.tags)
        try:
            async with asyncio.timeout(self.settings.answer_seconds):
                return await asyncio.wrap_future(explaining), answered.tagger
        except TimeoutError:
            self.metrics.refused.labels("time").inc()
            detail = "the texts could not be explained in time; try again later"
            raise ProblemError(503, detail, retry_after=5) from None

    async def tag_document(
        self, content: bytes, name: str, *, explain: bool = False
    ) -> tuple[TaggedResolution, Tagger]:
        """Read a document in a process of its own and tag its clauses; ProblemError 422 if that cannot be done."""
        name = name[:_LONGEST_NAME]
        if not content.strip():
            raise ProblemError(422, f"{name}: empty; give a document with text")
        if hint := sheet_hint(name):
            raise ProblemError(422, f"{name}: {hint}")
        resolution = await self.readers.read(content, name)
        assert isinstance(resolution, Resolution)  # noqa: S101 (the name is no spreadsheet's)
        self._check(resolution, name)
        tagger = self.tagger
        if tagger.knows(resolution.language):
            tags, tagger = await self.tag_texts([clause.text for clause in resolution.clauses], explain=explain)
        else:
            tags = [not_scored(tagger.themes)] * len(resolution.clauses)
        clauses = tuple(TaggedClause(c, t) for c, t in zip(resolution.clauses, tags, strict=True))
        rules = tagger.bundle.model.rules_of(resolution.language)
        return TaggedResolution(resolution, clauses, tagger.info.version, rules), tagger

    async def tag_sheet(self, content: bytes, name: str) -> tuple[TaggedSheet, Tagger]:
        """Read a spreadsheet in a process of its own and tag its rows; ProblemError 422 if that cannot be done."""
        name = name[:_LONGEST_NAME]
        if not content.strip():
            raise ProblemError(422, f"{name}: empty; give a spreadsheet with a text in each row")
        read = await self.readers.read(content, name)
        assert not isinstance(read, Resolution)  # noqa: S101 (the name is a spreadsheet's)
        sheet, column = read
        if len(sheet.rows) > self.settings.max_clauses:
            hint = f"tag it with: clausetag tag-texts {name}"
            raise ProblemError(422, f"{name}: more than {self.settings.max_clauses:,} rows; split it, or {hint}")
        try:
            texts, languages = await asyncio.to_thread(checked_texts, sheet, column, MAX_CHARACTERS)
        except DocumentError as error:
            raise ProblemError(422, str(error)) from error
        known = known_rows(self.tagger, texts, languages)
        tags, tagger = await self.tag_texts([texts[place] for place in known])
        return put_together(tagger, sheet, column, languages, dict(zip(known, tags, strict=True))), tagger

    def _check(self, resolution: Resolution, name: str) -> None:
        clauses = resolution.clauses
        if not clauses:
            raise ProblemError(422, f"{name}: no text found in it; give a document with paragraphs")
        if len(clauses) > self.settings.max_clauses:
            raise ProblemError(422, f"{name}: more than {self.settings.max_clauses:,} clauses; split it")
        for clause in clauses:
            if len(clause.text) > MAX_CHARACTERS:
                raise ProblemError(
                    422, f"{name}: clause {clause.path} is longer than {MAX_CHARACTERS:,} characters; split it"
                )
